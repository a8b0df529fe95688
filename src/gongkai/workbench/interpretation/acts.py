"""The acts about interpretation: each is a page with its form, and leads back to the document."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gongkai.accounts.queries import Duty
from gongkai.disclosure.queries import InformationItem
from gongkai.interpretation import actions
from gongkai.interpretation.queries import Interpretation
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.interpretation.forms import (
    DetailsForm,
    DraftForm,
    PlanForm,
    ReasonForm,
    SeenForm,
    TieForm,
    details_of,
    plan_of,
)
from gongkai.workbench.interpretation.shown import shown_plan, shown_policy, shown_tie

DECIDERS = (Duty.SUBMITTER, Duty.SIGNER, Duty.OFFICE_HEAD)


@duty_required(Duty.SUBMITTER)
def plan_interpretation(request: Any, pk: int) -> HttpResponse:
    """Plan how and by when the document is interpreted."""
    policy = shown_policy(request, pk)
    form = PlanForm(_sent(request))

    def do() -> None:
        actions.plan_interpretation(policy, by=request.actor, **_told(form))

    return _page(request, policy, form, do, _("制定解读方案"), _("解读方案已保存。"))


@duty_required(Duty.SUBMITTER)
def revise_plan(request: Any, pk: int) -> HttpResponse:
    """Change a plan."""
    plan = shown_plan(request, pk)
    form = PlanForm(_sent(request), initial=plan_of(plan))

    def do() -> None:
        actions.revise_plan(plan, by=request.actor, **form.cleaned_data)

    return _page(request, plan.policy, form, do, _("调整解读方案"), _("解读方案已调整。"))


@duty_required(Duty.SUBMITTER)
def drop_plan(request: Any, pk: int) -> HttpResponse:
    """Give a plan up."""
    plan = shown_plan(request, pk)
    form = ReasonForm(_sent(request), initial={"seen": plan.revision})

    def do() -> None:
        actions.drop_plan(plan, by=request.actor, **form.cleaned_data)

    return _page(request, plan.policy, form, do, _("取消解读方案"), _("解读方案已取消。"))


@duty_required(Duty.SUBMITTER)
def draft_interpretation(request: Any, pk: int) -> HttpResponse:
    """Begin an interpretation; its text is written on the page of every draft."""
    policy = shown_policy(request, pk)
    initial = {
        "key": uuid.uuid4(),
        "title": _("《%(title)s》政策解读") % {"title": policy.title[:180]},
        "drafting_organ": policy.organ.name,
    }
    form = DraftForm(_sent(request), policy=policy, organ_id=request.organ.pk, initial=initial)
    made: list[Interpretation] = []

    def do() -> None:
        told = {name: form.cleaned_data[name] for name in ("key", "title", "plan")}
        made.append(actions.draft_interpretation(policy, by=request.actor, **told, **form.details()))

    def there() -> HttpResponse:
        return redirect("workbench:edit_item", made[0].item_id)

    return _page(request, policy, form, do, _("起草解读"), _("解读稿已建立，请填写正文。"), there)


@duty_required(Duty.SUBMITTER)
def tie_interpretation(request: Any, pk: int) -> HttpResponse:
    """Tie an interpretation that is written already."""
    policy = shown_policy(request, pk)
    initial = {"drafting_organ": policy.organ.name}
    form = TieForm(_sent(request), policy=policy, organ_id=request.organ.pk, initial=initial)

    def do() -> None:
        item, plan = form.cleaned_data["item"], form.cleaned_data["plan"]
        actions.tie_interpretation(policy, item, by=request.actor, plan=plan, **form.details())

    return _page(request, policy, form, do, _("关联已有解读稿"), _("解读稿已关联。"))


@duty_required(Duty.SUBMITTER)
def describe_interpretation(request: Any, pk: int) -> HttpResponse:
    """Who interprets, and which elements are told where."""
    tie = shown_tie(request, pk)
    form = DetailsForm(_sent(request), policy=tie.policy, initial=details_of(tie))

    def do() -> None:
        seen = form.cleaned_data["seen"]
        actions.describe_interpretation(tie, by=request.actor, seen=seen, **form.details())

    return _page(request, tie.policy, form, do, _("解读人和解读要素"), _("已保存。"))


@duty_required(Duty.SUBMITTER)
def untie_interpretation(request: Any, pk: int) -> HttpResponse:
    """Undo a wrong tie."""
    tie = shown_tie(request, pk)
    form = SeenForm(_sent(request))

    def do() -> None:
        actions.untie_interpretation(tie, by=request.actor)

    return _page(request, tie.policy, form, do, _("取消关联"), _("关联已取消，解读稿仍在草稿中。"))


@duty_required(*DECIDERS)
def keep_interpretation(request: Any, pk: int) -> HttpResponse:
    """Leave an interpretation public although its document was withdrawn."""
    tie = shown_tie(request, pk)
    form = ReasonForm(_sent(request))

    def do() -> None:
        actions.keep_interpretation(tie, by=request.actor, reason=form.cleaned_data["reason"])

    there = redirect("workbench:interpretation")
    return _page(request, tie.policy, form, do, _("保留解读"), _("已登记。"), lambda: there)


def _sent(request: Any) -> Any:
    """What was sent; the acts that ask nothing send an empty form."""
    return request.POST if request.method == "POST" else None


def _told(form: Form) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "seen"}


def _page(
    request: Any,
    policy: InformationItem,
    form: Form,
    do: Callable[[], Any],
    heading: str,
    done: str,
    there: Callable[[], HttpResponse] | None = None,
) -> HttpResponse:
    """The form of an act, or, once it is done, the page of the document (or ``there``)."""
    if request.method == "POST" and act(request, form, do, done=done):
        return there() if there else redirect("workbench:interpreted_policy", policy.pk)
    context = {"policy": policy, "form": form, "heading": heading}
    return render(request, "workbench/interpretation/act.html", context)
