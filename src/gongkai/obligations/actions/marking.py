"""How an act is put down on what is owed: taken, marked, counted as a revision, told to the ledger."""

from __future__ import annotations

from typing import Any

from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

from gongkai.disclosure.queries import InformationItem
from gongkai.foundation.ledger import SYSTEM, Actor, record
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused, lock
from gongkai.obligations.actions.opening import facts_of, settle_from_public
from gongkai.obligations.models import Owing, Settlement
from gongkai.obligations.workflow import CITE

UNDECLARED: dict[str, Any] = {
    "declared_on": None,
    "declared_by": "",
    "declarer_id": None,
    "declared_reason": "",
}


def still_owed(owing: Owing, seen: int | None) -> None:
    """Lock the instance. Raises Refused for one that is settled or taken over."""
    lock(owing, seen=seen)
    if owing.taken_over_by_id is not None:
        raise Refused(_("这项任务已由承接机关办理。"), cite=CITE)
    if owing.settlement:
        told = {"how": owing.get_settlement_display()}
        raise Refused(_("这项任务已经办结（%(how)s）。") % told, cite=CITE)


def take_item(item_id: int) -> None:
    """Lock an item that is to settle something, without waiting for whoever is passing it on.

    They hold the item and wait for the ledger; who has written into the ledger must not wait for the item.
    """
    try:
        with transaction.atomic():
            found = InformationItem.objects.select_for_update(nowait=True, no_key=True)
            found.only("pk").get(pk=item_id)
    except OperationalError:
        raise Refused(_("这条信息此刻正在由他人办理，请稍候再试一次。"), cite=CITE) from None


def settle(owing: Owing, verb: str, by: Actor, facts: dict[str, Any] | None = None, **changes: Any) -> None:
    """Mark it settled; a declaration that waited has had its answer."""
    changes = {"settled_on": today(), "settled_by": by.name, "reason": "", "item_id": None} | changes
    keep(owing, changes | UNDECLARED)
    recorded(owing, verb, by, after=changes, facts=facts)


def unsettle(owing: Owing, verb: str, by: Actor, facts: dict[str, Any]) -> None:
    """Mark it owed again."""
    before = {"settlement": owing.settlement, "settled_on": owing.settled_on, "item_id": owing.item_id}
    open_ = {"settlement": Settlement.OPEN, "settled_on": None, "item_id": None}
    keep(owing, open_ | {"settled_by": "", "reason": ""})
    recorded(owing, verb, by, before=before, after={"settlement": ""}, facts=facts)


def settle_if_public(owing: Owing) -> None:
    """Settle it with something that its publisher has made public already."""
    for one in settle_from_public(owing.obligation, [owing], take=take_item):
        after = {"settlement": one.settlement, "settled_on": one.settled_on, "item_id": one.item_id}
        recorded(one, "fulfil", SYSTEM, after=after)


def keep(owing: Owing, changes: dict[str, Any]) -> None:
    """Store these fields as another revision."""
    for name, value in changes.items():
        setattr(owing, name, value)
    owing.revision += 1
    owing.save(update_fields=["revision", *changes])


def recorded(
    owing: Owing,
    verb: str,
    by: Actor,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    facts: dict[str, Any] | None = None,
) -> None:
    """Write the act into the ledger, with whose and which cycle it is."""
    told = facts_of(owing) | (facts or {})
    record(owing, f"obligations.{verb}", by=by, cite=CITE, before=before, after=after, facts=told)
