"""Settling what is owed by hand: naming what is public already, or by leave of the competent office."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gongkai.foundation.ledger import Actor
from gongkai.foundation.workflow import Refused, lock
from gongkai.obligations.actions.marking import settle, still_owed, take_item, unsettle
from gongkai.obligations.actions.permits import only_competent, only_of_organ, said
from gongkai.obligations.models import Owing, Settlement
from gongkai.obligations.queries import event_told, publications_of_item
from gongkai.obligations.workflow import CITE


@transaction.atomic
def waive(owing: Owing, *, by: Actor, reason: str, seen: int | None = None) -> None:
    """Let an organ off for this cycle; the competent office does it and says why."""
    only_competent(owing.obligation.keeper, by)
    reason = said(reason, _("请写明免予办理的理由。"))
    still_owed(owing, seen)
    settle(owing, "waive", by, settlement=Settlement.WAIVED, reason=reason)


@transaction.atomic
def reopen(owing: Owing, *, by: Actor, reason: str, seen: int | None = None) -> None:
    """Let a declaration or a waiver not stand; the competent office does it and says why."""
    only_competent(owing.obligation.keeper, by)
    reason = said(reason, _("请写明恢复办理的理由。"))
    lock(owing, seen=seen)
    if owing.settlement not in (Settlement.NO_CHANGE, Settlement.WAIVED):
        raise Refused(_("只有声明“本期无变化”或者免予办理的任务可以恢复办理。"), cite=CITE)
    unsettle(owing, "reopen", by, {"reason": reason})


@transaction.atomic
def name_item(owing: Owing, *, by: Actor, item_id: int, seen: int | None = None) -> None:
    """Name a public item that settles the instance: of its publisher, in this column, of a kind that counts."""
    only_of_organ(owing, by)
    version: Any = publications_of_item(owing, item_id).first()
    if version is None:
        told = {"organ": owing.publisher.short_name, "column": owing.obligation.column.name}
        refusal = _("须选择%(organ)s在“%(column)s”栏目已经公开、信息类别相符的信息。")
        raise Refused(refusal % told, cite=CITE)
    take_item(item_id)
    still_owed(owing, seen)
    moment = version.at if owing.obligation.corrections_count else version.first_published_at
    settled: dict[str, Any] = {
        "settlement": Settlement.PUBLISHED,
        "settled_on": localdate(moment),
        "item_id": item_id,
    }
    settle(owing, "name_item", by, **settled | event_told(owing, version.limit_from))
