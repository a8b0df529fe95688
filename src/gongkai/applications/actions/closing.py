"""How an application ends without a reply, and its way into the archive (arts. 30, 45; Fee Measures, art. 6)."""

from __future__ import annotations

from django.db import transaction

from gongkai.applications.actions.performing import perform, ready_for
from gongkai.applications.models import Application
from gongkai.applications.workflow import WORKFLOW
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today


@transaction.atomic
def lapse_supplement(application: Application, *, by: Actor, seen: int | None = None) -> None:
    """Close an application whose applicant has let the period for the supplement pass (art. 30)."""
    _close(application, "lapse_supplement", "other.overdue_correction", by=by, seen=seen)


@transaction.atomic
def lapse_fee(application: Application, *, by: Actor, seen: int | None = None) -> None:
    """Close an application whose fee was not paid in time (Fee Measures, art. 6)."""
    _close(application, "lapse_fee", "other.overdue_fee", by=by, seen=seen)


@transaction.atomic
def withdraw_application(application: Application, *, by: Actor, seen: int | None = None) -> None:
    """Close an application that its applicant takes back; it counts as otherwise handled (B-58).

    The applicant does it, or the handler who has it in writing. One that was not yet received in law is not
    counted at all.
    """
    _close(application, "withdraw_application", "other.other", by=by, seen=seen)


def _close(application: Application, act: str, outcome: str, *, by: Actor, seen: int | None) -> None:
    ready_for(application, act, by=by, seen=seen)
    changes = {"outcome": outcome, "closed_on": today(), "proposed_days": None}
    perform(application, act, by=by, changes=changes)


@transaction.atomic
def archive(application: Application, *, by: Actor, seen: int | None = None) -> None:
    """File a closed application; nothing is done to it after that (art. 45)."""
    WORKFLOW.move(application, "archive", by=by, seen=seen)
