"""Publishing at a time that was set beforehand: the time is a promise, not a permission; all is checked again."""

from __future__ import annotations

import logging
import traceback
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.disclosure.actions.looking import screen
from gongkai.disclosure.actions.moving import move
from gongkai.disclosure.actions.publishing import release
from gongkai.disclosure.models import InformationItem, ItemVersion
from gongkai.disclosure.workflow import State
from gongkai.disclosure.workflow.posting import commencement_gap, posting_gap
from gongkai.foundation.ledger import SYSTEM, Actor
from gongkai.foundation.moment import now
from gongkai.foundation.workflow import Refused, lock

logger = logging.getLogger(__name__)


@transaction.atomic
def schedule_publication(item: InformationItem, *, at: datetime, by: Actor, seen: int | None = None) -> None:
    """Have a signed item published by itself at this moment; a time set before is replaced."""
    if at <= now():
        raise Refused(_("定时发布的时间须晚于现在；现在就要公开的，请直接发布。"))
    lock(item, seen=seen)
    day = timezone.localdate(at)
    if gaps := [one for one in (posting_gap(item, day), commencement_gap(item, day)) if one]:
        raise Refused(*gaps)
    changes = {"publish_at": at, "publish_refusal": ""}
    move(item, "schedule_publication", by=by, seen=seen, changes=changes)


@transaction.atomic
def cancel_schedule(item: InformationItem, *, by: Actor, seen: int | None = None) -> None:
    """The item stays signed and is published when somebody does so."""
    move(item, "cancel_schedule", by=by, seen=seen, changes={"publish_at": None, "publish_refusal": ""})


def publish_when_due(item: InformationItem) -> ItemVersion | None:
    """Publish an item whose time has come, as the system; None when it is not, no longer or not to be published.

    What stands against it now is kept on the item, which stays signed: the signer finds it among what waits.
    So is a fault of ours, but then the time holds and the next look tries again; one item stops no other.
    """
    try:
        screen(item)
        with transaction.atomic():
            lock(item)
            if item.state != State.SIGNED or item.publish_at is None or item.publish_at > now():
                return None
            return release(item, "publish_when_due", by=SYSTEM)
    except Refused as refused:
        reasons, tried_again = refused, False
    except Exception as error:
        # The words of an error may hold what must not be kept: where it arose says enough.
        at = "".join(traceback.format_tb(error.__traceback__))
        logger.error("Item %s was not published at its time: %s\n%s", item.pk, type(error).__name__, at)
        reasons, tried_again = Refused(_("系统出错，没有按时发布，稍后自动重试。")), True
    _refuse_schedule(item, reasons, tried_again=tried_again)
    return None


@transaction.atomic
def _refuse_schedule(item: InformationItem, refused: Refused, *, tried_again: bool) -> None:
    lock(item)
    longest = InformationItem._meta.get_field("publish_refusal").max_length or 0
    told = str(refused)[:longest]
    if tried_again and told == item.publish_refusal:
        return  # once, not at every look
    changes = {"publish_at": item.publish_at if tried_again else None, "publish_refusal": told}
    facts = {"reasons": refused.reasons, "publish_at": item.publish_at}
    move(item, "refuse_schedule", by=SYSTEM, seen=None, changes=changes, facts=facts)
