"""The working-day calendar at the desk: its versions, what one would move, and putting it in force."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gongkai.applications.queries import moved_cases, moves_by_organ
from gongkai.calendars import actions, queries
from gongkai.calendars.queries import WORKFLOW, CalendarVersion, State
from gongkai.foundation.ledger import history_of
from gongkai.foundation.paging import page_by_key
from gongkai.foundation.parts import page_or_part
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.applications.access import READERS
from gongkai.workbench.calendars.forms import NoticeForm, SeenForm, TakeBackForm

TONES = {State.DRAFTED: "warning", State.IN_FORCE: "good", State.DROPPED: "calm"}
DONE = {
    "apply": _("日历已启用，各件申请的期限即刻按新日历计算，列表正在后台更新。"),
    "drop": _("已放弃。"),
    "look_again": _("正在重新列出受影响的申请。"),
}


@duty_required(*READERS)
def calendars(request: Any) -> HttpResponse:
    """All versions, the newest first."""
    page = page_by_key(queries.versions(), request.GET, keys=("-pk",))
    context = {
        "page": page,
        "rows": [(one, TONES[State(one.state)]) for one in page],
        "last_year": queries.last_known_year(),
        "may_keep": queries.may_keep(request.actor),
    }
    return render(request, "workbench/calendars/calendars.html", context)


@duty_required(*READERS)
def propose(request: Any) -> HttpResponse:
    """A notice that changes the calendar; nothing is changed yet."""
    form = NoticeForm(request.POST or None, request.FILES or None)
    made: list[CalendarVersion] = []

    def do() -> None:
        made.append(actions.propose(by=request.actor, **form.told()))

    done = _("已提出，正在列出受影响的申请。启用之前，期限不变。")
    if request.method == "POST" and act(request, form, do, done=done):
        return redirect("workbench:calendar", made[0].pk)
    context = {"form": form, "may_keep": queries.may_keep(request.actor)}
    return render(request, "workbench/calendars/propose.html", context)


@duty_required(*READERS)
def calendar(request: Any, pk: int) -> HttpResponse:
    """One version: the days it changes, the open cases it moves, how far the work is, what may be done."""
    return _show(request, _version(pk))


@require_POST
@duty_required(*READERS)
def perform(request: Any, pk: int, name: str) -> HttpResponse:
    """Apply a version, give it up, or list anew what it moves."""
    shown, form = _version(pk), SeenForm(request.POST)

    def do() -> None:
        getattr(actions, name)(shown, by=request.actor, seen=form.cleaned_data["seen"])

    if act(request, form, do, done=DONE[name]):
        return redirect("workbench:calendar", pk)
    return _show(request, _version(pk), tried=form)


@require_POST
@duty_required(*READERS)
def take_back(request: Any, pk: int) -> HttpResponse:
    """Propose that a version in force holds no more."""
    shown, form = _version(pk), TakeBackForm(request.POST)
    made: list[CalendarVersion] = []

    def do() -> None:
        made.append(actions.take_back(shown, by=request.actor, reason=form.cleaned_data["reason"]))

    if act(request, form, do, done=_("已提出撤回，正在列出受影响的申请。启用之前，期限不变。")):
        return redirect("workbench:calendar", made[0].pk)
    return _show(request, shown, back=form)


def _version(pk: int) -> CalendarVersion:
    try:
        return queries.version(pk)
    except CalendarVersion.DoesNotExist:
        raise Http404 from None


def _show(
    request: Any, shown: CalendarVersion, *, tried: SeenForm | None = None, back: TakeBackForm | None = None
) -> HttpResponse:
    keeps = queries.may_keep(request.actor)
    is_notice = shown.state == State.IN_FORCE and shown.takes_back_id is None
    context = {
        "version": shown,
        "tone": TONES[State(shown.state)],
        "busy": shown.awaits_work(),
        "days": queries.changed_days(shown),
        "page": page_by_key(moved_cases(shown, request.actor), request.GET, keys=("pk",)),
        "by_organ": moves_by_organ(shown) if keeps else [],
        "acts": WORKFLOW.open_to(shown, request.actor) if keeps else [],
        "against": WORKFLOW.reasons_against(shown, "apply", request.actor)
        if shown.state == "drafted"
        else [],
        "may_keep": keeps,
        "back": (back or TakeBackForm()) if keeps and is_notice else None,
        "form": SeenForm(initial={"seen": shown.revision}),
        "tried": tried,
        "history": history_of(shown),
    }
    template = page_or_part(request, "workbench/calendars/calendar.html", "progress")
    response = render(request, template, context)
    if request.htmx and not shown.awaits_work():
        response["HX-Refresh"] = "true"  # what may be done now stands on the whole page
    return response
