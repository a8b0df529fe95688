"""The obligations that an office keeps: adopting, setting up, changing, ending."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.foundation.ledger import history_of
from gongkai.foundation.moment import today
from gongkai.obligations import actions, queries
from gongkai.obligations.workflow import READERS
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.obligations.forms import (
    ManyEventsForm,
    ObligationForm,
    ReasonForm,
    SeenForm,
    values_of,
)
from gongkai.workbench.obligations.reaching import reached, stored
from gongkai.workbench.obligations.words import basis_words, due_words, kind_words, reach_words


@duty_required(*READERS)
def kept_obligations(request: Any) -> HttpResponse:
    """What the organs under one's own owe, and by when."""
    rows = [
        (one, due_words(one), reach_words(one, one.listed_count), basis_words(one.basis))
        for one in queries.kept_obligations(request.organ)
    ]
    context = {
        "rows": rows,
        "may_keep": request.actor.duty == Duty.OFFICE_HEAD,
        "today": today(),
        "ownerless": queries.columns_without_owners(),
    }
    return render(request, "workbench/obligations/kept.html", context)


@require_POST
@duty_required(Duty.OFFICE_HEAD)
def adopt_standard_obligations(request: Any) -> HttpResponse:
    """Take over what the law asks of every organ."""
    form = SeenForm({"seen": 0})
    act(
        request,
        form,
        lambda: actions.adopt_standard_obligations(request.organ, by=request.actor),
        done=_("已采用标准任务。请核对责任机关，例如把预算单位改为按名单。"),
    )
    return redirect("workbench:kept_obligations")


@duty_required(Duty.OFFICE_HEAD)
def set_up_obligation(request: Any) -> HttpResponse:
    """Set an obligation up."""
    initial = {
        "since": today(),
        "reach": queries.Reach.SUBTREE,
        "group": queries.Group.OTHER,
        "cycle": queries.Cycle.YEAR,
        "due_rule": queries.DueRule.DAY,
    }
    form = ObligationForm(request.POST or None, keeper=request.organ, initial=initial)

    def set_up() -> None:
        actions.set_up_obligation(request.organ, by=request.actor, **form.obligation())

    if request.method == "POST" and stored(request, form, set_up, _("任务已设立，本期已经生成。")):
        return redirect("workbench:kept_obligations")
    context = {"form": form, "obligation": None, "reached": reached(request, form)}
    return render(request, "workbench/obligations/obligation_form.html", context)


@duty_required(*READERS)
def change_obligation(request: Any, pk: int) -> HttpResponse:
    """One obligation: what it asks, and for its office the form to change it."""
    present = _kept(request, pk)
    form = ObligationForm(
        request.POST or None, keeper=present.keeper, present=present, initial=values_of(present)
    )

    def change() -> None:
        actions.change_obligation(present, by=request.actor, **form.obligation())

    done = _("任务已修改，未完成的已按新的规定计算期限。")
    if request.method == "POST" and stored(request, form, change, done):
        return redirect("workbench:change_obligation", pk)
    return _show(request, _kept(request, pk), form)


@require_POST
@duty_required(Duty.OFFICE_HEAD)
def end_obligation(request: Any, pk: int) -> HttpResponse:
    """End it, with a reason."""
    present = _kept(request, pk)
    ending = ReasonForm(request.POST, auto_id="end_%s")
    if act(
        request,
        ending,
        lambda: actions.end_obligation(present, by=request.actor, **ending.cleaned_data),
        done=_("任务已终止。"),
    ):
        return redirect("workbench:change_obligation", pk)
    return _show(request, _kept(request, pk), None, ending=ending)


@require_POST
@duty_required(Duty.OFFICE_HEAD)
def record_event_for_all(request: Any, pk: int) -> HttpResponse:
    """The same day for all organs that have recorded none, as when one reply approves many budgets."""
    present = _kept(request, pk)
    events = ManyEventsForm(request.POST, auto_id="events_%s")
    waiting = queries.waiting_for_event(present)
    if act(
        request,
        events,
        lambda: actions.record_event_for_all(present, waiting, events.cleaned_data["on"], by=request.actor),
        done=_("日期已填写，期限已经算出。"),
    ):
        return redirect("workbench:change_obligation", pk)
    return _show(request, _kept(request, pk), None, events=events)


def _kept(request: Any, pk: int) -> queries.Obligation:
    try:
        return queries.kept_obligation(request.actor, pk)
    except queries.Obligation.DoesNotExist:
        raise Http404 from None


def _show(
    request: Any,
    present: queries.Obligation,
    form: ObligationForm | None,
    ending: ReasonForm | None = None,
    events: ManyEventsForm | None = None,
) -> HttpResponse:
    may_keep = queries.is_competent(present.keeper, request.actor) and present.until is None
    form = form or ObligationForm(keeper=present.keeper, present=present, initial=values_of(present))
    found = reached(request, form) if may_keep else None
    waiting = len(queries.waiting_for_event(present))
    context = {
        "obligation": present,
        "form": form if may_keep else None,
        "ending": ending or ReasonForm(initial={"seen": present.revision}, auto_id="end_%s"),
        "events": (events or ManyEventsForm(auto_id="events_%s")) if waiting else None,
        "waiting": waiting,
        "reached": found,
        "tried": next((one for one in (ending, events, form) if one is not None and one.is_bound), None),
        "due": due_words(present),
        "reach": reach_words(present, present.listed.count()),
        "basis": basis_words(present.basis),
        "kinds": kind_words(present),
        "may_keep": may_keep,
        "history": history_of(present),
    }
    return render(request, "workbench/obligations/obligation.html", context)
