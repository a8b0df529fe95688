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
    """Something that an organ made public on a day; ``item`` is None for an annual report."""

    organ_id: int
    item_id: int | None
    on: date


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
    if organ_ids:
        found = found.filter(item__organ_id__in=organ_ids)
    rows = found.select_related(None).order_by(moment, "pk").values_list("item__organ_id", "item_id", moment)
    for organ_id, item_id, at in rows.iterator(chunk_size=2000):
        yield Publication(organ_id, item_id, localdate(at))


def publications_of_item(obligation: Obligation, item_id: int, organ_id: int) -> QuerySet[Any]:
    """The public version of this item, if it is the organ's and stands in the column or below it."""
    return public_items().filter(
        item_id=item_id, item__organ_id=organ_id, column_id__in=columns_under(obligation.column)
    )


def items_for(owing: Owing) -> list[tuple[int, str, date]]:
    """The newest public items of the organ in the column, by key, name and day, to name the one that settles it."""
    found = public_items(owing.obligation.column).filter(item__organ_id=owing.organ_id)
    rows = found.values_list("item_id", "title", "first_published_at")[:NEWEST]
    return [(item_id, title, localdate(at)) for item_id, title, at in rows]


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
