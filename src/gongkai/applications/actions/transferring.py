"""An application that another organ is responsible for: moved before registration, handed over after the reply.

The law makes no duty of it: who is not responsible says so, why, and who is (art. 36(5)). What is moved saves the
applicant a second application; what is handed over needs the applicant's consent.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.applications import documents
from gongkai.applications.actions.indexing import index_text
from gongkai.applications.actions.intake import Taken, copy_of
from gongkai.applications.actions.papers import issue_letter
from gongkai.applications.actions.performing import perform, ready_for, refuse_personal_numbers
from gongkai.applications.models import Application, Channel, Letter, LetterKind, Transfer
from gongkai.applications.queries.transfers import receivers
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused

LONGEST_REASON = 200
CITE = "regulation-2019:36(5)"


@transaction.atomic
def transfer(
    application: Application, to: Any, *, by: Actor, reason: str, seen: int | None = None
) -> Transfer:
    """Move an unregistered application from the website to the organ of this region that is responsible for it.

    It keeps its number and its code, so that the applicant finds it where it was; ``reason`` is shown to the
    applicant. Since it was confirmed with nobody, no day of receipt is lost: the other organ confirms it.
    """
    ready_for(application, "transfer", by=by, seen=seen)
    reason = _checked(application, to, reason)
    left, letter = application.organ, _told(application, to, by)
    facts = {"from": left.name, "to": to.name, "letter": letter.number}
    perform(application, "transfer", by=by, changes={"organ": to}, facts=facts)
    application.reminders.update(organ=to)
    index_text(application)
    return _moved(application, left, to, by=by, reason=reason, letter=letter)


@transaction.atomic
def hand_over(
    application: Application,
    to: Any,
    *,
    by: Actor,
    consent: str,
    seen: int | None = None,
) -> Taken:
    """Apply again for the applicant, who agreed, at the organ that was named in the reply; the code is to be told.

    The reply stands. The new application begins today and waits for that organ to confirm it; ``consent`` says
    how the applicant agreed.
    """
    ready_for(application, "hand_over", by=by, seen=seen)
    consent = _checked(application, to, consent)
    told = {"handed_over_from": application.number}
    taken = copy_of(application, to, by=by, told=told, channel=Channel.ONLINE, arrived_on=today())
    letter = _told(application, to, by)
    facts = {"from": application.organ.name, "to": to.name, "number": taken.application.number}
    perform(application, "hand_over", by=by, facts=facts | {"letter": letter.number})
    _moved(
        application, application.organ, to, by=by, reason=consent, letter=letter, successor=taken.application
    )
    return taken


def _told(application: Application, to: Any, by: Actor) -> Letter:
    """The letter of the organ that it leaves: where it goes, and whom to turn to there."""
    document = documents.transfer_letter(application, to.name, contact=documents.office(to))
    return issue_letter(application, LetterKind.TRANSFER, document, by=by)


def _moved(application: Application, left: Any, to: Any, *, by: Actor, reason: str, **also: Any) -> Transfer:
    row: Transfer = application.transfers.create(
        from_organ=left, to_organ=to, reason=reason, moved_by=by.name, **also
    )
    return row


def _checked(application: Application, to: Any, reason: str) -> str:
    if not receivers(application).filter(pk=to.pk).exists():
        raise Refused(_("请选择本地区、使用本平台的其他机关。"), cite=CITE)
    reason = reason.strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        raise Refused(_("请写明理由，不超过%(n)s字。") % {"n": LONGEST_REASON}, cite=CITE)
    refuse_personal_numbers(reason)
    return reason
