"""One act on many items at once: a list with boxes, and after it what became of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.disclosure import actions, queries
from gongkai.disclosure.queries import Attribute, InformationItem, State
from gongkai.disclosure.workflow import WORKFLOW
from gongkai.foundation.ledger import Actor, history_of
from gongkai.foundation.paging import page_by_key
from gongkai.workbench.access import duty_required
from gongkai.workbench.disclosure.forms import LONG, ConfidentialityReviewForm
from gongkai.workbench.disclosure.shown import covered
from gongkai.workbench.disclosure.weighing import weighed

PER_PAGE = 50
TOLD = "batch_told"  # in the session, so that a page loaded anew does nothing anew
SEPARATOR = "-"
# What a correction is compared with, and what of it is too heavy to be read before it is asked for.
COMPARED = ("sheet", "current_version__column", "current_version__sheet")
ROWS = ("sheet__rows", "current_version__sheet__rows")


@dataclass(frozen=True)
class Batch:
    """One act that can be done on many; ``states`` are those in which the items wait for it."""

    name: str
    label: Any
    states: tuple[State, ...]
    attribute: tuple[Attribute, ...] = tuple(Attribute)

    @property
    def address(self) -> str:
        return reverse("workbench:pass_many", args=[self.name])


BATCHES = {
    Duty.REVIEWER: (Batch("pass_review", _("批量审核"), (State.IN_REVIEW, State.IN_SECOND_REVIEW)),),
    Duty.CONFIDENTIALITY_REVIEWER: (
        Batch("pass_confidentiality_review", _("批量保密审查"), (State.IN_CONFIDENTIALITY_REVIEW,)),
    ),
    Duty.SIGNER: (
        Batch("sign_off", _("批量签发"), (State.AWAITING_SIGNATURE,)),
        Batch("publish", _("批量发布"), (State.SIGNED,), (Attribute.PROACTIVE,)),
        Batch("retain", _("批量登记"), (State.SIGNED,), (Attribute.UPON_APPLICATION, Attribute.WITHHELD)),
    ),
}


class ManyForm(forms.Form):
    """The items that were ticked, each with the revision that was shown."""

    chosen = forms.MultipleChoiceField(
        label=_("要办理的信息"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请勾选要办理的信息。")},
    )
    remarks = forms.CharField(label=_("意见"), required=False, widget=forms.Textarea(attrs=LONG))

    def __init__(self, data: Any = None, *, shown: Iterable[InformationItem], name: str) -> None:
        super().__init__(data)
        chosen: Any = self.fields["chosen"]
        chosen.choices = [(f"{one.pk}{SEPARATOR}{one.revision}", one.title) for one in shown]
        if data is not None:
            # What others changed meanwhile is told item by item, and not as a wrong choice.
            chosen.choices += [(one, one) for one in data.getlist("chosen") if _is_a_pair(one)]
        if name in ("publish", "retain"):
            del self.fields["remarks"]
        if name == "pass_confidentiality_review":
            self.fields |= {one: ConfidentialityReviewForm.base_fields[one] for one in ("result", "basis")}

    def seen(self) -> dict[int, int]:
        """The revisions shown, by key of the item."""
        pairs = (one.split(SEPARATOR) for one in self.cleaned_data["chosen"])
        return {int(pk): int(revision) for pk, revision in pairs}


@duty_required(*BATCHES)
def pass_many(request: Any, name: str) -> HttpResponse:
    """The items that wait for this act of this person, to be passed together."""
    batch = next((one for one in BATCHES[Duty(request.actor.duty)] if one.name == name), None)
    if batch is None:
        raise Http404
    found = _waiting(request.actor, batch)
    page = page_by_key(found, request.GET, keys=("step_since", "pk"), size=PER_PAGE, total=found.count())
    form = ManyForm(request.POST if request.method == "POST" else None, shown=page, name=name)
    if form.is_valid():
        request.session[TOLD] = {"act": name, "told": _passed(request.actor, name, form)}
        return redirect("workbench:passed_many")
    ticked = set(form["chosen"].value() or ())
    rows = weighed(list(page), request.actor)
    context = {
        "batch": batch,
        "batches": BATCHES[Duty(request.actor.duty)],
        "form": form,
        "page": page,
        "rows": [(one, one.key in ticked and not one.against) for one in rows],
        "open_rows": any(not one.against for one in rows),
        "asked": [form[one] for one in ("result", "basis", "remarks") if one in form.fields],
        "label": WORKFLOW.transitions[name].label,
    }
    return render(request, "workbench/disclosure/pass_many.html", context)


@duty_required(*BATCHES)
def passed_many(request: Any) -> HttpResponse:
    """What became of each of the items that were passed together last."""
    last = request.session.get(TOLD)
    if not last:
        return redirect("workbench:items")
    told = last["told"]
    context = {
        "label": WORKFLOW.transitions[last["act"]].label,
        "done": [one for one in told if not one["reasons"]],
        "refused": [one for one in told if one["reasons"]],
        "act": last["act"],
    }
    return render(request, "workbench/disclosure/passed_many.html", context)


def _waiting(actor: Actor, batch: Batch) -> QuerySet[InformationItem]:
    found = queries.mine(actor).filter(state__in=batch.states).select_related(*COMPARED).defer(*ROWS)
    return found.filter(attribute__in=batch.attribute) if len(batch.attribute) < len(Attribute) else found


def _passed(actor: Actor, name: str, form: ManyForm) -> list[dict[str, Any]]:
    seen = form.seen()
    given = {one: value for one, value in form.cleaned_data.items() if one != "chosen"}
    chosen = list(queries.items_of(actor).filter(pk__in=seen).prefetch_related("attachments").order_by("pk"))
    stopped = {one.row.item.pk: one.against for one in weighed(chosen, actor) if one.against}
    passed = [one for one in chosen if one.pk not in stopped]
    told = [
        {"pk": item.pk, "title": covered(item.title), "reasons": _still(item, name, actor, seen, reasons)}
        for item, reasons in actions.pass_many(passed, name, by=actor, seen=seen, **given)
    ]
    return told + [
        {
            "pk": one.pk,
            "title": covered(one.title),
            "reasons": _still(one, name, actor, seen, [stopped[one.pk]]),
        }
        for one in chosen
        if one.pk in stopped
    ]


def _still(
    item: InformationItem, name: str, actor: Actor, seen: dict[int, int], reasons: list[str] | None
) -> list[str]:
    """What stands against it; nothing when the first of two clicks has done it already."""
    return reasons if reasons and not _done_already(item, name, actor, seen[item.pk]) else []


def _done_already(item: InformationItem, name: str, actor: Actor, seen: int) -> bool:
    """Whether the first of two clicks has done it."""
    entry = history_of(item).filter(revision__gt=seen).order_by("revision").first()
    return entry is not None and (entry.user_id, entry.verb) == (actor.user_id, f"disclosure.{name}")


def _is_a_pair(told: str) -> bool:
    pk, _separator, revision = told.partition(SEPARATOR)
    return pk.isdecimal() and revision.isdecimal()
