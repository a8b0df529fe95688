"""The steps that an organ lets its items go through, set by the head of its disclosure office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty, holders
from gongkai.catalogue.queries import ItemKind
from gongkai.disclosure import actions, queries
from gongkai.disclosure.queries import StepPlan
from gongkai.disclosure.workflow import DEFAULT_STEPS, DUTY_OF, OBLIGATORY, ROUTE_STEPS
from gongkai.organs.queries import Organ
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act

EVERY_KIND = "every"
DAYS = 2
NOBODY = ("", _("该岗位任何人"))


class RouteForm(forms.Form):
    """Each step: whether it is taken, within how many working days, by whom and by whom else."""

    debt_days = forms.IntegerField(
        label=_("应急发布后补审期限（工作日）"), min_value=1, max_value=60, initial=3
    )

    def __init__(self, *args: Any, organ: Organ | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for step in ROUTE_STEPS:
            if step not in OBLIGATORY:
                self.fields[f"{step}_taken"] = forms.BooleanField(
                    label=_("设置“%(step)s”环节") % {"step": step.label}, required=False
                )
            self.fields[f"{step}_days"] = forms.IntegerField(
                label=_("办理期限（工作日）"), min_value=1, max_value=60, initial=DAYS
            )
            if organ is not None:
                people = _people(DUTY_OF[step], organ)
                for role, label in (("owner", _("责任人")), ("deputy", _("代理人"))):
                    self.fields[f"{step}_{role}"] = forms.TypedChoiceField(
                        label=label, choices=people, coerce=int, empty_value=None, required=False
                    )

    @property
    def steps(self) -> list[tuple[Any, forms.BoundField | None, list[forms.BoundField]]]:
        """As they are drawn: the name, the box to tick (or none) and what is asked."""
        asked = ("days", "owner", "deputy")
        return [
            (
                step.label,
                self[f"{step}_taken"] if f"{step}_taken" in self.fields else None,
                [self[f"{step}_{one}"] for one in asked if f"{step}_{one}" in self.fields],
            )
            for step in ROUTE_STEPS
        ]

    def plans(self) -> list[StepPlan]:
        """The steps that were chosen."""
        told = self.cleaned_data
        return [
            StepPlan(step, told[f"{step}_days"], told.get(f"{step}_owner"), told.get(f"{step}_deputy"))
            for step in ROUTE_STEPS
            if step in OBLIGATORY or told[f"{step}_taken"]
        ]


@duty_required(Duty.OFFICE_HEAD)
def routes(request: Any) -> HttpResponse:
    """Which steps each kind of information takes today, and by which setting."""
    own = {one.kind: one for one in queries.routes_of(request.organ)}
    of_all = {one.kind: one for one in queries.routes_of(None)}
    plans = queries.plans_of(request.organ.pk)
    rows = []
    for kind in ItemKind:
        set_by = next(
            (label for label, there in _settings(kind, own, of_all) if there), _("默认流程（未设定）")
        )
        rows.append((kind, list(plans[kind].values()), set_by, kind in own))
    context = {
        "rows": rows,
        "own": own,
        "may_set_for_all": queries.may_set_route(None, request.actor),
        "of_all": of_all,
        "every": EVERY_KIND,
    }
    return render(request, "workbench/disclosure/routes.html", context)


@duty_required(Duty.OFFICE_HEAD)
def set_route(request: Any, kind: str) -> HttpResponse:
    """Set the steps of one kind (or of every kind) for one's own organ, or for all organs."""
    organ, chosen = _place(request, kind)
    stored = _stored(organ, chosen)
    form = RouteForm(
        request.POST if request.method == "POST" else None, organ=organ, initial=_initial(stored)
    )

    def do() -> None:
        debt_days = form.cleaned_data["debt_days"]
        actions.set_route(organ, chosen, steps=form.plans(), debt_days=debt_days, by=request.actor)

    if request.method == "POST" and act(
        request, form, do, done=_("审核流程已设定，在办信息从现在的环节起按新流程办理。")
    ):
        return redirect("workbench:routes")
    label = ItemKind(chosen).label if chosen else _("全部类别")
    context = {
        "form": form,
        "organ": organ,
        "kind": kind,
        "kind_label": label,
        "stored": stored,
        "query": "" if organ else "?for=all",
    }
    return render(request, "workbench/disclosure/set_route.html", context)


@require_POST
@duty_required(Duty.OFFICE_HEAD)
def drop_route(request: Any, kind: str) -> HttpResponse:
    """Go back to the more general steps."""
    organ, chosen = _place(request, kind)
    stored = _stored(organ, chosen)
    form = forms.Form(request.POST)
    if stored is not None:
        act(
            request,
            form,
            lambda: actions.drop_route(stored, by=request.actor),
            done=_("已取消这一设定，改按更一般的流程办理。"),
        )
    return redirect("workbench:routes")


def _settings(kind: ItemKind, own: Any, of_all: Any) -> list[tuple[Any, bool]]:
    """From the most particular to the most general."""
    return [
        (_("本机关为此类别设定"), kind in own),
        (_("本机关为全部类别设定"), "" in own),
        (_("上级为此类别设定"), kind in of_all),
        (_("上级为全部类别设定"), "" in of_all),
    ]


def _place(request: Any, kind: str) -> tuple[Organ | None, str]:
    """The organ (None: all of them) and the kind (empty: every kind) that the address names."""
    organ = None if request.GET.get("for") == "all" else request.organ
    if not queries.may_set_route(organ, request.actor):
        raise Http404
    if kind == EVERY_KIND:
        return organ, ""
    if kind not in ItemKind:
        raise Http404
    return organ, kind


def _stored(organ: Organ | None, kind: str) -> queries.Route | None:
    return next((one for one in queries.routes_of(organ) if one.kind == kind), None)


def _initial(stored: queries.Route | None) -> dict[str, Any]:
    if stored is None:
        return {f"{step}_taken": True for step in DEFAULT_STEPS}
    told: dict[str, Any] = {"debt_days": stored.debt_days}
    for row in stored.steps.all():
        told |= {
            f"{row.step}_taken": True,
            f"{row.step}_days": row.limit_days,
            f"{row.step}_owner": row.owner_id,
            f"{row.step}_deputy": row.deputy_id,
        }
    return told


def _people(duty: Duty, organ: Organ) -> list[tuple[Any, Any]]:
    return [
        NOBODY,
        *((one.user_id, one.user.get_full_name() or one.user.username) for one in holders(duty, organ.pk)),
    ]
