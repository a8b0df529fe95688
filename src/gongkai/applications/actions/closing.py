"""How an application ends without a reply (arts. 30, 45; Fee Measures, art. 6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.applications import documents
from gongkai.applications.actions.papers import issue_letter
from gongkai.applications.actions.performing import perform, ready_for, refuse_personal_numbers
from gongkai.applications.actions.serving import serve_online
from gongkai.applications.models import Answer, Application, Letter, LetterKind
from gongkai.applications.workflow import APPLICANT
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused
from gongkai.law.clock import Event
from gongkai.law.periods import period
from gongkai.law.replies import reply_kind
from gongkai.law.wording import chinese_date

LONGEST_NOTE = 100


@transaction.atomic
def lapse_supplement(application: Application, *, by: Actor, seen: int | None = None) -> None:
    """Close an application whose applicant has let the period for the supplement pass (art. 30)."""
    _close(application, "lapse_supplement", "other.overdue_correction", by=by, seen=seen)
    asked = application.supplement
    _tell_of_lapse(application, "overdue_correction", asked.letter, asked.until, by)


@transaction.atomic
def lapse_fee(application: Application, *, by: Actor, seen: int | None = None) -> None:
    """Close an application whose fee was not paid in time (Fee Measures, art. 6)."""
    _close(application, "lapse_fee", "other.overdue_fee", by=by, seen=seen)
    asked = application.fee_notices.select_related("letter").latest("pk")
    until = period("fee_payment", asked.served_on, calendar=application.calendar()).ends
    _tell_of_lapse(application, "overdue_fee", asked.letter, until, by)


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
    # What was never received in law has no clock that could be stopped, and nothing that would be confirmed.
    event = Event("withdrawn", today()) if application.received_on else None
    _close(application, "withdraw_application", "other.other", by=by, seen=seen, facts=facts, event=event)
    if event:
        confirmation = documents.withdrawal_confirmation(application, event.on)
        issue_letter(application, LetterKind.WITHDRAWAL, confirmation, by=by)


def _tell_of_lapse(application: Application, kind: str, asked: Letter, until: date, by: Actor) -> None:
    """A letter that it is not handled further: which notice was let pass, and until when it could be answered."""
    notice = (
        f"本机关于{chinese_date(asked.issued_on)}发出{asked.number}，期限至{chinese_date(until)}（含当日）。"
    )
    answer = Answer(application.description, reply_kind(kind), {"notice": notice})
    document = documents.reply_letter(application, [answer], released=[])
    serve_online(application, issue_letter(application, LetterKind.REPLY, document, by=by))


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
