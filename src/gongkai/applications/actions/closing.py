"""How an application ends without a reply, and its way into the archive (arts. 30, 45; Fee Measures, art. 6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.applications.actions.performing import perform, ready_for, refuse_personal_numbers
from gongkai.applications.models import Application
from gongkai.applications.workflow import APPLICANT, WORKFLOW
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused
from gongkai.law.clock import Event

LONGEST_NOTE = 100


@transaction.atomic
def lapse_supplement(application: Application, *, by: Actor, seen: int | None = None) -> None:
    """Close an application whose applicant has let the period for the supplement pass (art. 30)."""
    _close(application, "lapse_supplement", "other.overdue_correction", by=by, seen=seen)


@transaction.atomic
def lapse_fee(application: Application, *, by: Actor, seen: int | None = None) -> None:
    """Close an application whose fee was not paid in time (Fee Measures, art. 6)."""
    _close(application, "lapse_fee", "other.overdue_fee", by=by, seen=seen)


@transaction.atomic
def withdraw_application(
    application: Application, *, by: Actor, note: str = "", seen: int | None = None
) -> None:
    """Close an application that its applicant takes back; it counts as otherwise handled (B-58).

    The applicant does it, or the handler, who says in ``note`` how the applicant asked for it. One that was
    not yet received in law is not counted at all.
    """
    note = note.strip()
    if by != APPLICANT and not 0 < len(note) <= LONGEST_NOTE:
        raise Refused(_("请写明申请人是怎样撤回的，不超过%(n)s字。") % {"n": LONGEST_NOTE})
    refuse_personal_numbers(note)
    facts = {"note": note} if note else None
    # What was never received in law has no clock that could be stopped.
    event = Event("withdrawn", today()) if application.received_on else None
    _close(application, "withdraw_application", "other.other", by=by, seen=seen, facts=facts, event=event)


def _close(
    application: Application,
    act: str,
    outcome: str,
    *,
    by: Actor,
    seen: int | None,
    facts: Mapping[str, Any] | None = None,
    event: Event | None = None,
) -> None:
    ready_for(application, act, by=by, seen=seen)
    changes = {"outcome": outcome, "closed_on": today(), "proposed_days": None}
    perform(application, act, by=by, event=event, changes=changes, facts=facts)


@transaction.atomic
def archive(application: Application, *, by: Actor, seen: int | None = None) -> None:
    """File a closed application; nothing is done to it after that (art. 45)."""
    WORKFLOW.move(application, "archive", by=by, seen=seen)
