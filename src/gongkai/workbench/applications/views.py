"""Applications at the desk: the list, the case with what may be done to it, the reply."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.applications import actions, queries
from gongkai.applications.queries import WORKFLOW, Application
from gongkai.foundation.parts import page_or_part
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.applications import papers
from gongkai.workbench.applications.access import PAPER_READERS, READERS, own, personal
from gongkai.workbench.applications.forms import ActForm, RevealForm, form_of
from gongkai.workbench.applications.incoming import PAGES as INTAKE_PAGES
from gongkai.workbench.applications.incoming import incoming
from gongkai.workbench.applications.proposal import once
from gongkai.workbench.applications.tasks import may_begin, tasks_of
from gongkai.workbench.applications.words import (
    TONES,
    applicant_facts,
    asked_facts,
    explanation,
    row,
    shortened,
    shown_name,
    shown_reply,
)

OTHERS_SHOWN = 5
# What an act is done to, beside the application.
GIVEN = ("consultation", "inquiry", "letter")
# These have pages of their own instead of a form beside the case.
APART = {"reply", "reveal_identity", "move_to_successor", *INTAKE_PAGES}


@personal
@duty_required(*READERS)
def applications(request: Any) -> HttpResponse:
    """The organ's applications, the most pressing first; the narrowest filters are those of the clock."""
    show = request.GET.get("show", "open")
    number = request.GET.get("q", "").strip()
    counts, here = queries.counts(request.actor), reverse("workbench:applications")
    tabs = [
        (f"{label} {counts[name]}", f"{here}?show={name}", show == name)
        for name, label in queries.FILTERS
        if counts[name] or show == name or name not in queries.BESIDE
    ]
    total = None if number else counts.get(show, counts["all"])
    page = queries.page_of(request.actor, show, request.GET, number=number, total=total)
    context = {
        "page": page,
        "rows": [row(one) for one in page],
        "tabs": tabs,
        "show": show,
        "number": number,
        "sees_remedies": request.actor.duty != Duty.LEGAL_COUNSEL,
        "may_take_in": request.actor.duty == Duty.APPLICATION_HANDLER,
    }
    return render(request, page_or_part(request, "workbench/applications/list.html", "list"), context)


@personal
@duty_required(*READERS)
def application(request: Any, number: str) -> HttpResponse:
    """One application: what is asked, the clock and why it stands so, what was done, what may be done now."""
    return _show(request, own(request, number))


@personal
@require_POST
@duty_required(*READERS)
def perform(request: Any, number: str, name: str) -> HttpResponse:
    """One act of the workflow on an application."""
    shown = own(request, number)
    form = form_of(name)(request.POST, request.FILES, application=shown, auto_id=f"{name}_%s")

    def do() -> None:
        told = form.told()
        given = [told.pop(one) for one in GIVEN if one in told]
        once(request, name, lambda: getattr(actions, name)(shown, *given, by=request.actor, **told))

    label = WORKFLOW.transitions[name].label
    if act(request, form, do, done=_("已办理：%(act)s。") % {"act": label}):
        return redirect("workbench:application", number)
    return _show(request, own(request, number), tried=(name, form))


@personal
@require_POST
@duty_required(Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD)
def reveal_identity(request: Any, number: str) -> HttpResponse:
    """Show who the applicant is, once, for a reason that the ledger keeps."""
    shown = own(request, number)
    form = RevealForm(request.POST, auto_id="reveal_%s")
    reason, numbers = request.POST.get("reason", ""), list[str]()

    def do() -> None:
        numbers.append(actions.reveal_identity(shown, by=request.actor, reason=reason))

    if act(request, form, do):
        return _show(request, shown, revealed=numbers[0])
    return _show(request, shown, reveal=form)


def _forms(
    request: Any, shown: Application, tried: tuple[str, ActForm] | None
) -> list[tuple[Any, ActForm, Any]]:
    """What this person may do now: the row of the table, its form, the law beside it."""
    rows = [one for one in WORKFLOW.open_to(shown, request.actor) if one.name not in APART]
    forms = []
    for one in rows:
        form = form_of(one.name)(
            application=shown, initial={"seen": shown.revision}, auto_id=f"{one.name}_%s"
        )
        if tried and tried[0] == one.name:
            form = tried[1]
        forms.append((one, form, explanation(one.name)))
    return forms


def _show(
    request: Any,
    shown: Application,
    *,
    tried: tuple[str, ActForm] | None = None,
    revealed: str | None = None,
    reveal: RevealForm | None = None,
) -> HttpResponse:
    reads_papers = request.actor.duty in PAPER_READERS
    others = queries.same_applicant(shown)[:OTHERS_SHOWN] if reads_papers else []
    context = {
        "application": shown,
        "tone": TONES.get(queries.State(shown.state), "calm"),
        "clock": queries.clock(shown),
        "moves": queries.moves_of(shown),
        "lags": queries.confirmation_lags(shown),
        "asked": asked_facts(shown),
        "applicant": applicant_facts(shown, revealed=revealed),
        "name": shown_name(shown),
        "revealed": revealed is not None,
        "reveal": reveal or RevealForm(auto_id="reveal_%s"),
        "may_reveal": not WORKFLOW.reasons_against(shown, "reveal_identity", request.actor),
        "identity_files": papers.identity_links(request, shown) if revealed is not None else [],
        "forms": _forms(request, shown, tried),
        "tasks": tasks_of(shown),
        "proposal": queries.proposal_under_way(shown),
        "may_begin": may_begin(shown, request.actor),
        "tried": tried[1] if tried else None,
        "tried_name": tried[0] if tried else "",
        "reply": shown_reply(shown),
        "letters": papers.letter_links(shown) if reads_papers else [],
        "files": papers.file_links(shown) if reads_papers else [],
        "reads_papers": reads_papers,
        "others": [(one, shortened(one.description)) for one in others],
        "history": queries.history_of_case(shown),
        **(incoming(request, shown) if reads_papers else {}),
    }
    return render(request, "workbench/applications/application.html", context)
