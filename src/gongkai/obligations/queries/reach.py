"""Which organs owe an obligation, and what they have published for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate

from gongkai.catalogue.queries import Column, columns_under, owners_of
from gongkai.disclosure.queries import public_items
from gongkai.foundation.ledger import Entry
from gongkai.foundation.moment import today
from gongkai.obligations.models import Answer, Obligation, Owing, Reach
from gongkai.organs.queries import Organ, existing_on

# How many items are offered to choose from.
NEWEST = 20


@dataclass(frozen=True, slots=True)
class Publication:
    """Something that an organ made public on a day; ``item_id`` is None for an annual report.

    ``limit_from``: from which day its limit runs, where that is an approval or a receipt.
    """

    organ_id: int
    item_id: int | None
    on: date
    limit_from: date | None = None


def organs_owing(obligation: Obligation, organs: Iterable[Organ]) -> list[Organ]:
    """Which of these organs owe it: the listed ones, or those in reach that the column is meant for."""
    if obligation.reach == Reach.LISTED:
        listed = set(obligation.listed.values_list("pk", flat=True))
        return [organ for organ in organs if organ.pk in listed]
    within = [organ for organ in organs if _in_reach(obligation, organ)]
    return owners_of(obligation.column, within)


def organs_in_reach(
    column: Column, top: Organ, levels: Collection[str] = (), kinds: Collection[str] = ()
) -> list[Organ]:
    """The organs of today on which an obligation with this reach would fall: to be looked at before there is one."""
    reach = Obligation(column=column, top=top, levels=list(levels), kinds=list(kinds), reach=Reach.SUBTREE)
    return organs_owing(reach, existing_on(today()).filter(path__startswith=top.path))


def publications(
    obligation: Obligation, since: date | None, organ_ids: Collection[int] = ()
) -> Iterator[Publication]:
    """What is public now and was published for this obligation from ``since`` on, the oldest first.

    ``organ_ids`` narrows it to a few organs.
    """
    if obligation.answer == Answer.ANNUAL_REPORT:
        yield from _reports(since or obligation.since)
        return
    moment = "at" if obligation.corrections_count else "first_published_at"
    found = public_items().filter(column_id__in=columns_under(obligation.column))
    if since is not None:
        found = found.filter(**{f"{moment}__date__gte": since})
    if obligation.item_kinds:
        found = found.filter(kind__in=obligation.item_kinds)
    if organ_ids:
        found = found.filter(item__organ_id__in=organ_ids)
    rows = found.select_related(None).order_by(moment, "pk")
    told = rows.values_list("item__organ_id", "item_id", moment, "limit_from")
    for organ_id, item_id, at, limit_from in told.iterator(chunk_size=2000):
        yield Publication(organ_id, item_id, localdate(at), limit_from)


def publications_of_item(owing: Owing, item_id: int) -> QuerySet[Any]:
    """The public version of this item, if it is one that can settle the instance."""
    return _fitting(owing).filter(item_id=item_id)


def items_for(owing: Owing) -> list[tuple[int, str, date]]:
    """The newest public items that can settle it, by key, name and day, to name the one that does."""
    rows = _fitting(owing).values_list("item_id", "title", "first_published_at")[:NEWEST]
    return [(item_id, title, localdate(at)) for item_id, title, at in rows]


def _fitting(owing: Owing) -> QuerySet[Any]:
    """What its publisher has made public in the column or below it, of a kind that counts."""
    found = public_items(owing.obligation.column).filter(item__organ_id=owing.publisher_id)
    kinds = owing.obligation.item_kinds
    return found.filter(kind__in=kinds) if kinds else found


def _reports(since: date) -> Iterator[Publication]:
    """The annual reports published in the year of ``since`` on the year before: the ledger knows them."""
    begun = Entry.objects.filter(verb="annual_reports.open_report", after__year=since.year - 1)
    published = Entry.objects.filter(
        verb="annual_reports.publish",
        subject_type__startswith="annual_reports.",
        subject_id__in=begun.values("subject_id"),
    )
    for entry in published.order_by("number"):
        if entry.organ_id is not None:
            yield Publication(entry.organ_id, None, localdate(entry.at))


def _in_reach(obligation: Obligation, organ: Organ) -> bool:
    return (
        organ.path.startswith(obligation.top.path)
        and (not obligation.levels or organ.level in obligation.levels)
        and (not obligation.kinds or organ.kind in obligation.kinds)
    )
