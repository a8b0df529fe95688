"""What an organ owes, at its own desk and at the desk of the office that watches over it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gongkai.foundation.ledger import history_of
from gongkai.foundation.paging import page_by_key
from gongkai.obligations import actions, queries
from gongkai.obligations.workflow import ACTS, KEEPERS, OWING, READERS
from gongkai.organs.queries import Organ, all_organs
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.obligations.forms import (
    EventForm,
    NameItemForm,
    NoteForm,
    PublisherForm,
    ReasonForm,
    ReportEventForm,
    SeenForm,
)
from gongkai.workbench.obligations.words import facts_of, line, lines, mark

FORMS: dict[str, type[Form]] = {
    "record_event": EventForm,
    "declare_no_change": ReasonForm,
    "name_item": NameItemForm,
    "confirm_no_change": SeenForm,
    "reject_no_change": ReasonForm,
    "name_publisher": PublisherForm,
    "chase": NoteForm,
    "waive": ReasonForm,
    "reopen": ReasonForm,
}
SOME = 100  # of what is open, the most urgent


@duty_required(*READERS)
def obligations(request: Any) -> HttpResponse:
    """What one's own organ owes, by when, and what it was reminded of."""
    return _show_organ(request, request.organ)


@duty_required(*READERS)
def organ_owings(request: Any, code: str) -> HttpResponse:
    """The same of an organ under one's own; others do not exist."""
    shown = all_organs().filter(path__startswith=request.organ.path, code=code).first()
    if shown is None:
        raise Http404
    return _show_organ(request, shown)


@require_POST
@duty_required(*OWING)
def acknowledge(request: Any) -> HttpResponse:
    """The organ's reminders have been read."""
    actions.acknowledge(queries.unread_reminders(request.organ.pk), by=request.actor)
    return redirect("workbench:obligations")


@require_POST
@duty_required(*OWING)
def report_event(request: Any) -> HttpResponse:
    """Something has happened that the organ has to publish."""
    offered = queries.event_obligations(request.organ)
    form = ReportEventForm(request.POST, obligations=offered)

    def report() -> None:
        chosen = next(one for one in offered if one.pk == form.cleaned_data["obligation"])
        actions.report_event(chosen, request.organ, form.cleaned_data["on"], by=request.actor)

    if act(request, form, report, done=_("已登记，请在期限前公开。")):
        return redirect("workbench:obligations")
    return _show_organ(request, request.organ, form)


@duty_required(*READERS)
def owing(request: Any, pk: int) -> HttpResponse:
    """One instance: by when and why, what was done, and what may be done now."""
    return _show_owing(request, _owing(request, pk))


@require_POST
@duty_required(*READERS)
def settle_owing(request: Any, pk: int, name: str) -> HttpResponse:
    """One act on what is owed."""
    shown = _owing(request, pk)
    if name not in FORMS:
        raise Http404
    form = _form(name, shown, request.POST)

    def do() -> None:
        if name == "chase":
            actions.chase([shown], by=request.actor, **form.cleaned_data)
        else:
            getattr(actions, name)(shown, by=request.actor, **form.cleaned_data)

    if act(request, form, do, done=_("已办理：%(act)s。") % {"act": ACTS[f"obligations.{name}"]}):
        return redirect("workbench:owing", pk)
    return _show_owing(request, _owing(request, pk), tried=(name, form))


@duty_required(*KEEPERS)
def declarations(request: Any) -> HttpResponse:
    """The declarations of no change that count only once this office has confirmed them."""
    page = page_by_key(queries.declared_under(request.organ), request.GET, keys=("declared_on", "pk"))
    return render(request, "workbench/obligations/declarations.html", {"page": page})


def _owing(request: Any, pk: int) -> queries.Owing:
    try:
        return queries.owing_of(request.actor, pk)
    except queries.Owing.DoesNotExist:
        raise Http404 from None


def _form(name: str, shown: queries.Owing, data: Any = None) -> Form:
    more: dict[str, Any] = {"owing": shown} if name in ("name_item", "name_publisher") else {}
    initial = {"seen": shown.revision, "on": shown.event_on}
    form = FORMS[name](data, initial=initial, auto_id=f"{name}_%s", **more)
    if name == "record_event":
        form.fields["on"].label = shown.obligation.event_name or form.fields["on"].label
        if shown.event_on is None:
            del form.fields["reason"]
    return form


def _show_owing(request: Any, shown: queries.Owing, tried: tuple[str, Form] | None = None) -> HttpResponse:
    if tried:
        # Who has been told what others did meanwhile may go on from there.
        tried[1].data = tried[1].data.copy() | {"seen": str(shown.revision)}  # type: ignore[attr-defined]
    forms = [
        (name, ACTS[f"obligations.{name}"], tried[1] if tried and tried[0] == name else _form(name, shown))
        for name in queries.acts_open_to(shown, request.actor)
    ]
    context = {
        "owing": shown,
        "line": line(shown),
        "facts": facts_of(shown),
        "forms": [one for one in forms if one[0] != "name_item" or one[2].fields["item_id"].choices],  # type: ignore[attr-defined]
        "tried": tried[1] if tried else None,
        "tried_name": tried[0] if tried else "",
        "mine": shown.publisher_id == request.organ.pk,
        "reminders": shown.reminders.all(),
        "history": history_of(shown),
    }
    return render(request, "workbench/obligations/owing.html", context)


def _show_organ(request: Any, shown: Organ, form: ReportEventForm | None = None) -> HttpResponse:
    mine = shown.pk == request.organ.pk
    may_act = mine and request.actor.duty in OWING
    owed, settled = queries.open_owings_of(shown.pk), queries.settled_owings_of(shown.pk)
    if obligation := request.GET.get("obligation", ""):
        wanted = int(obligation) if obligation.isdecimal() else 0
        owed, settled = owed.filter(obligation=wanted), settled.filter(obligation=wanted)
    if (status := request.GET.get("status", "")) in queries.Status:
        owed, settled = owed.filter(status=status), settled.filter(status=status)
        messages.info(request, _("只列出：%(status)s") % {"status": mark(queries.Status(status)).text})
    page = page_by_key(settled, request.GET, keys=("-settled_on", "-pk"))
    events = queries.event_obligations(shown) if may_act else []
    context = {
        "organ": shown,
        "mine": mine,
        "may_act": may_act,
        "watches": request.organ.numchild > 0,
        "may_keep": queries.is_competent(request.organ, request.actor),
        "open_lines": lines(owed[:SOME]),
        "page": page,
        "settled_lines": lines(page),
        "reminders": queries.unread_reminders(shown.pk) if mine else [],
        "form": form or (ReportEventForm(obligations=events) if events else None),
    }
    return render(request, "workbench/obligations/obligations.html", context)
