"""What becomes of owed disclosures by itself, when something becomes public or is taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import OperationalError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gongkai.catalogue.queries import lines
from gongkai.foundation.ledger import SYSTEM, Entry
from gongkai.foundation.workflow import Refused
from gongkai.obligations.actions.marking import settle, settle_if_public, unsettle
from gongkai.obligations.models import Answer, Obligation, Owing, Settlement
from gongkai.obligations.queries import event_told, still_open
from gongkai.obligations.workflow import CITE


@transaction.atomic
def fulfil(item: Any, *, entry: Entry) -> int:
    """Settle what this item's publication settles: of each obligation the running cycle, else the oldest gap."""
    columns = lines()[item.column_id]
    for one in _settled_by(item):
        if one.obligation.column_id not in columns or not _fits(item, one.obligation, one.publisher_id):
            _take(one, entry)
            unsettle(one, "unfulfil", SYSTEM, {"entry": entry.number})
    done = 0
    for obligation in Obligation.objects.filter(column_id__in=columns, answer=Answer.ITEM):
        used = Owing.objects.filter(obligation=obligation, item=item.pk).exists()
        if (used and not obligation.corrections_count) or not _fits(item, obligation, item.organ_id):
            continue
        answered = _answered(obligation, item.organ_id, localdate(entry.at), only_running=used)
        done += _fulfil(answered, entry, item)
    return done


@transaction.atomic
def fulfil_with_report(organ_id: int, year: int, *, entry: Entry) -> int:
    """Settle what the annual report on ``year`` settles: it is owed in the year after."""
    owed = still_open(Owing.objects.filter(publisher_id=organ_id, year=year + 1))
    reports = owed.filter(obligation__answer=Answer.ANNUAL_REPORT)
    return sum(_fulfil(one, entry) for one in reports.select_related("obligation").order_by("pk"))


@transaction.atomic
def unfulfil(item: Any, *, entry: Entry) -> int:
    """An item was taken back: what it had settled is owed again, unless another item settles it as well."""
    settled = _settled_by(item)
    for one in settled:
        _take(one, entry)
        unsettle(one, "unfulfil", SYSTEM, {"entry": entry.number})
        settle_if_public(one)
    return len(settled)


def _settled_by(item: Any) -> list[Owing]:
    found = Owing.objects.filter(item=item.pk, settlement=Settlement.PUBLISHED).order_by("pk")
    return list(found.select_related("obligation", "organ"))


def _fits(item: Any, obligation: Obligation, publisher_id: int) -> bool:
    """Whether an item of this kind and organ is what is owed."""
    is_kind = not obligation.item_kinds or item.kind in obligation.item_kinds
    return bool(is_kind and item.organ_id == publisher_id)


def _take(owing: Owing, entry: Entry) -> None:
    """Lock the instance without waiting: this act holds the ledger, for which whoever holds the row is waiting.

    Two that wait for each other are a deadlock, which the database ends by striking either of them down. This one
    yields: a person is asked to try again, the clock comes again by itself.
    """
    try:
        with transaction.atomic():
            owing.refresh_from_db(from_queryset=Owing.objects.select_for_update(nowait=True))
    except OperationalError:
        if entry.actor_duty == SYSTEM.duty:
            raise
        told = {"title": owing.obligation.title}
        refusal = _("公开任务“%(title)s”此刻正在由他人办理，请稍候再试一次。") % told
        raise Refused(refusal, cite=CITE) from None


def _fulfil(found: Owing | None, entry: Entry, item: Any = None) -> int:
    if found is None:
        return 0
    _take(found, entry)
    if found.settlement:
        # Somebody has settled it since it was looked up.
        return 0
    changes: dict[str, Any] = {"settled_on": localdate(entry.at), "settled_by": entry.actor_name}
    if item is not None:
        changes |= {"item_id": item.pk} | event_told(found, item.limit_from)
    facts = {"entry": entry.number}
    settle(found, "fulfil", SYSTEM, facts, settlement=Settlement.PUBLISHED, **changes)
    return 1


def _answered(obligation: Obligation, publisher_id: int, day: date, *, only_running: bool) -> Owing | None:
    """The running cycle if it is still owed; else the oldest gap, unless only the running one may be answered."""
    begun = Owing.objects.filter(obligation=obligation, publisher_id=publisher_id)
    begun = begun.exclude(counts_from__gt=day).select_related("obligation")
    running: dict[int, Owing] = {}
    for one in begun.order_by("-cycle_from", "organ_id"):
        running.setdefault(one.organ_id, one)
    owed = [one for one in running.values() if not one.settlement and one.taken_over_by_id is None]
    if owed:
        return owed[0]
    return None if only_running else still_open(begun).order_by("cycle_from", "pk").first()
