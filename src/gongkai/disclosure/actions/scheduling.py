"""Publishing at a time that was set beforehand: the time is a promise, not a permission; all is checked again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.disclosure.actions.moving import move
from gongkai.disclosure.actions.publishing import release
from gongkai.disclosure.models import InformationItem, ItemVersion
from gongkai.disclosure.workflow import State
from gongkai.foundation.ledger import SYSTEM, Actor
from gongkai.foundation.moment import now
from gongkai.foundation.workflow import Refused, lock


@transaction.atomic
def schedule_publication(item: InformationItem, *, at: datetime, by: Actor, seen: int | None = None) -> None:
    """Have a signed item published by itself at this moment; a time set before is replaced."""
    if at <= now():
        raise Refused(_("定时发布的时间须晚于现在；现在就要公开的，请直接发布。"))
    changes = {"publish_at": at, "publish_refusal": ""}
    move(item, "schedule_publication", by=by, seen=seen, changes=changes)


@transaction.atomic
def cancel_schedule(item: InformationItem, *, by: Actor, seen: int | None = None) -> None:
    """The item stays signed and is published when somebody does so."""
    move(item, "cancel_schedule", by=by, seen=seen, changes={"publish_at": None})


def publish_when_due(item: InformationItem) -> ItemVersion | None:
    """Publish an item whose time has come, as the system; None when it is not, no longer or not to be published.

    What stands against it now is kept on the item, which stays signed: the signer finds it among what waits.
    """
    try:
        with transaction.atomic():
            lock(item)
            if item.state != State.SIGNED or item.publish_at is None or item.publish_at > now():
                return None
            return release(item, "publish_when_due", by=SYSTEM)
    except Refused as refused:
        reasons = refused
    _refuse_schedule(item, reasons)
    return None


@transaction.atomic
def _refuse_schedule(item: InformationItem, refused: Refused) -> None:
    longest = InformationItem._meta.get_field("publish_refusal").max_length or 0
    changes = {"publish_at": None, "publish_refusal": str(refused)[:longest]}
    facts = {"reasons": refused.reasons, "publish_at": item.publish_at}
    move(item, "refuse_schedule", by=SYSTEM, seen=None, changes=changes, facts=facts)
