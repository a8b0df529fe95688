"""One item at the desk: what is written, where it stands, what may be done."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gongkai.disclosure import queries
from gongkai.disclosure.queries.elements import filled
from gongkai.disclosure.queries.guarding import Guarded
from gongkai.disclosure.workflow import WORKFLOW
from gongkai.foundation.ledger import history_of
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.disclosure.acts import (
    DONE,
    doing,
    form_of,
    known_act,
    label_of,
    open_acts,
    standing_against,
)
from gongkai.workbench.disclosure.findings import panel as findings_panel
from gongkai.workbench.disclosure.forms import MoveForm
from gongkai.workbench.disclosure.noting import notes_of
from gongkai.workbench.disclosure.passages import marked
from gongkai.workbench.disclosure.pins import passages
from gongkai.workbench.disclosure.shown import seen_now, shown_item, shown_table
from gongkai.workbench.disclosure.steps import shown_steps
from gongkai.workbench.disclosure.words import facts_of, limit_words, row, start_words
from gongkai.workbench.interpretation.panel import panel_of


@duty_required(*queries.DUTIES)
def item(request: Any, pk: int) -> HttpResponse:
    """One item: its content, where it stands, what may be done now and by whom it was looked at."""
    return _show(request, shown_item(request, pk))


@require_POST
@duty_required(*queries.DUTIES)
def move_item(request: Any, pk: int, name: str) -> HttpResponse:
    """One act of the workflow on an item."""
    shown = shown_item(request, pk)
    if not known_act(name):
        raise Http404
    form = form_of(name, shown, request.actor, request.POST)
    done = DONE.get(name, _("已办理：%(act)s。") % {"act": label_of(name)})
    if act(request, form, doing(name, shown, request.actor, form), done=done):
        return redirect("workbench:item", pk)
    fresh = shown_item(request, pk)
    seen_now(form, fresh)
    return _show(request, fresh, tried=(name, form))


def _show(
    request: Any, shown: queries.InformationItem, tried: tuple[str, MoveForm] | None = None
) -> HttpResponse:
    acts = open_acts(shown, request.actor)
    forms = [(one, form_of(one.name, shown, request.actor)) for one in acts]
    if tried:
        forms = [(one, tried[1] if one.name == tried[0] else fresh) for one, fresh in forms]
    reviews = list(shown.reviews.all())
    remarks = queries.open_remarks(shown)
    limit = queries.deadline(shown)
    noted = findings_panel(request, shown)
    context = {
        "item": shown,
        "row": row(shown),
        "forms": forms,
        "tried": tried[1] if tried else None,
        "tried_name": tried[0] if tried else "",
        "may_edit": not WORKFLOW.reasons_against(shown, "edit", request.actor),
        "against": standing_against(shown, request.actor, acts),
        "steps": shown_steps(shown, reviews),
        "limit": limit,
        "limit_words": limit_words(limit)[0],
        "limit_start": start_words(shown, limit),
        "sent_back": queries.last_remarks(shown),
        "pinned": _pinned(shown, remarks),
        "reviews": reviews,
        **_written(request, shown, remarks, noted["guarded"]),
        **_owed(shown),
        **noted,
    }
    return render(request, "workbench/disclosure/item.html", context)


def _written(
    request: Any, shown: queries.InformationItem, remarks: list[Any], told: Guarded
) -> dict[str, Any]:
    """What stands in the item."""
    quotes = {
        one.remark.pk: one.remark.quote
        for one in remarks
        if one.still_there and one.remark.field == "body" and one.remark.quote
    }
    return {
        "body": marked(shown.body, quotes, notes_of(shown, told)),
        "facts": facts_of(shown),
        "elements": filled(shown, inside=True),
        "table": shown_table(shown.sheet, request.GET),
        "advice": queries.advice(shown) if shown.state == queries.State.DRAFT else [],
        "panel": panel_of(shown),
        "history": history_of(shown),
    }


def _owed(shown: queries.InformationItem) -> dict[str, Any]:
    """What the item asked of others, owes, or was taken back for."""
    return {
        "agreements": queries.agreements_on(shown),
        "debts": queries.debts_of_item(shown) if shown.version_count else [],
        "withdrawal": queries.withdrawal_of(shown) if shown.version_count else None,
        "revocation": queries.revocation_deadline(shown),
    }


def _pinned(shown: queries.InformationItem, remarks: list[Any]) -> list[tuple[Any, str]]:
    """The remarks pinned to this draft, each with what its place is called."""
    names = passages(shown) if remarks else {}
    return [(one, names.get(one.remark.field, one.label)) for one in remarks]
