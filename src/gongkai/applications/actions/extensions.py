"""The one extension of the reply period: proposed by the handler, granted by the head of the office (art. 33)."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.applications import documents
from gongkai.applications.actions.papers import issue_letter
from gongkai.applications.actions.performing import perform, ready_for, refuse_unless_lawful
from gongkai.applications.models import Application, LetterKind
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused
from gongkai.law.clock import Event


@transaction.atomic
def propose_extension(
    application: Application, *, by: Actor, days: int, reason: str, seen: int | None = None
) -> None:
    """Ask the head of the office to extend the reply period by ``days`` working days (art. 33)."""
    ready_for(application, "propose_extension", by=by, seen=seen)
    if days < 1:
        raise Refused(_("延长的工作日数应为正整数。"))
    if not reason.strip():
        raise Refused(_("请写明延长的理由，告知书要告诉申请人。"), cite="regulation-2019:33")
    refuse_unless_lawful(application, Event("extended", today(), days=days))
    changes = {"proposed_days": days, "proposed_reason": reason}
    perform(application, "propose_extension", by=by, changes=changes)


@transaction.atomic
def extend_reply(application: Application, *, by: Actor, seen: int | None = None) -> None:
    """Grant the proposed extension and tell the applicant (art. 33). Only the head of the office may."""
    ready_for(application, "extend_reply", by=by, seen=seen)
    days, reason = application.proposed_days, application.proposed_reason
    event = Event("extended", today(), days=days)
    changes = {"proposed_days": None, "proposed_reason": ""}
    perform(application, "extend_reply", by=by, event=event, changes=changes, facts={"days": days})
    letter = documents.extension_notice(application, days or 0, reason)
    issue_letter(application, LetterKind.EXTENSION, letter, by=by)


@transaction.atomic
def decline_extension(application: Application, *, by: Actor, seen: int | None = None) -> None:
    """Refuse the proposed extension; the period stays as it is."""
    ready_for(application, "decline_extension", by=by, seen=seen)
    perform(application, "decline_extension", by=by, changes={"proposed_days": None, "proposed_reason": ""})
