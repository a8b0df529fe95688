"""Files of which a part may not be given: marked in the page, made anew, looked at and released by a second person."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.applications import actions, queries
from gongkai.applications.queries import REDACTIONS, Redaction
from gongkai.foundation.files import send_stored
from gongkai.foundation.ledger import history_of
from gongkai.foundation.previews import preview, send_page
from gongkai.foundation.workflow import Stale
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.applications.access import own, personal
from gongkai.workbench.applications.redaction_forms import (
    ActOnRedaction,
    MarkForm,
    ReturnForm,
    StartForm,
)
from gongkai.workbench.applications.redaction_marks import (
    page_sizes,
    proposed,
    shown_marks,
    shown_proof,
)

READERS = (Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD)
FORMS: dict[str, type[ActOnRedaction]] = {
    "make_redaction": ActOnRedaction,
    "release_redaction": ActOnRedaction,
    "return_redaction": ReturnForm,
    "drop_redaction": ActOnRedaction,
}
TONES = {"marking": "info", "made": "warning", "released": "good", "dropped": "calm"}


@personal
@duty_required(*READERS)
def redactions(request: Any, number: str) -> HttpResponse:
    """The files of an application that are being redacted, and the way to begin another."""
    shown = own(request, number)
    form = StartForm(request.POST or None, request.FILES or None)
    started: list[Redaction] = []

    def do() -> None:
        started.append(actions.start_redaction(shown, file=form.cleaned_data["upload"], by=request.actor))

    if request.method == "POST" and act(request, form, do, done=_("原件已上传，请标出不能提供的内容。")):
        return redirect("workbench:redaction", number, started[0].pk)
    rows = [(one, TONES[one.state], len(one.marked)) for one in queries.redactions_of(shown)]
    may_start = not REDACTIONS.reasons_against(Redaction(application=shown), "mark_redaction", request.actor)
    context = {"application": shown, "rows": rows, "form": form, "may_start": may_start}
    return render(request, "workbench/applications/redactions.html", context)


@personal
@duty_required(*READERS)
def redaction(request: Any, number: str, pk: int) -> HttpResponse:
    """One file: its pages with the marks on them, what the guard proposes, what was made of it."""
    return _show(request, _own(request, number, pk))


@personal
@require_POST
@duty_required(*READERS)
def mark(request: Any, number: str, pk: int) -> HttpResponse:
    """Add marks, or take some off."""
    shown = _own(request, number, pk)
    form = MarkForm(request.POST, redaction=shown)

    def do() -> None:
        actions.mark_redaction(shown, marks=form.marks(), by=request.actor, seen=form.cleaned_data["seen"])

    if act(request, form, do, done=_("标记已保存。")):
        return redirect("workbench:redaction", number, pk)
    return _show(request, _own(request, number, pk), tried=form)


@personal
@require_POST
@duty_required(*READERS)
def perform_redaction(request: Any, number: str, pk: int, name: str) -> HttpResponse:
    """Make, release, return or drop."""
    shown = _own(request, number, pk)
    form = FORMS[name](request.POST, auto_id=f"{name}_%s")

    def do() -> None:
        try:
            getattr(actions, name)(shown, by=request.actor, **form.cleaned_data)
        except Stale as stale:
            first = [(entry.user_id, entry.verb) for entry in stale.entries[:1]]
            if first != [(request.actor.user_id, f"applications.{name}")]:
                raise

    label = REDACTIONS.transitions[name].label
    if act(request, form, do, done=_("已办理：%(act)s。") % {"act": label}):
        return redirect("workbench:redaction", number, pk)
    return _show(request, _own(request, number, pk), tried=form)


@personal
@duty_required(*READERS)
def redaction_page(request: Any, number: str, pk: int, which: str, page: int) -> Any:
    """The picture of one page of the original or of what was made of it."""
    return send_page(_file(_own(request, number, pk), which), page)


@personal
@duty_required(*READERS)
def redaction_file(request: Any, number: str, pk: int, which: str) -> Any:
    """The original or the made file, to be saved."""
    return send_stored(_file(_own(request, number, pk), which))


def _own(request: Any, number: str, pk: int) -> Redaction:
    try:
        return queries.redaction_of(request.actor, number, pk)
    except Redaction.DoesNotExist:
        raise Http404 from None


def _file(shown: Redaction, which: str) -> Any:
    found = {"original": shown.original, "made": shown.made}.get(which)
    if found is None:
        raise Http404
    return found


def _show(request: Any, shown: Redaction, tried: Any = None) -> HttpResponse:
    seen = {"seen": shown.revision}
    may_mark = not REDACTIONS.reasons_against(shown, "mark_redaction", request.actor)
    marking = tried if isinstance(tried, MarkForm) else MarkForm(initial=seen, redaction=shown)
    address = reverse("workbench:redaction", args=[shown.application.number, shown.pk])
    context = {
        "redaction": shown,
        "application": shown.application,
        "tone": TONES[shown.state],
        "may_mark": may_mark,
        "form": marking,
        "tried": tried,
        "marks": shown_marks(shown),
        "pages": page_sizes(shown, address),
        "proposals": proposed(shown) if may_mark else [],
        "proof": shown_proof(shown),
        "made": preview(shown.made) if shown.made else None,
        "original": preview(shown.original),
        "acts": [
            (row, FORMS[row.name](initial=seen, auto_id=f"{row.name}_%s"))
            for row in REDACTIONS.open_to(shown, request.actor)
            if row.name in FORMS
        ],
        "waits": _why_not_released(shown, request.actor),
        "history": history_of(shown),
    }
    return render(request, "workbench/applications/redaction.html", context)


def _why_not_released(shown: Redaction, actor: Any) -> list[str]:
    if shown.state != queries.RedactionState.MADE:
        return []
    return REDACTIONS.reasons_against(shown, "release_redaction", actor)
