"""What the public may see. It reads published versions only: a working copy never leaves the desk."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from gongkai.catalogue.queries import (
    Audience,
    Column,
    Element,
    columns_under,
    inside_columns,
    kept_columns,
    lines,
)
from gongkai.disclosure.models import InformationItem, ItemVersion, Withdrawal
from gongkai.disclosure.queries.elements import asked_ever, filled
from gongkai.disclosure.queries.sheets import shown_rows
from gongkai.disclosure.queries.standing import shown_standing
from gongkai.disclosure.queries.wording import plain_text
from gongkai.disclosure.workflow import LOOKS, State
from gongkai.foundation.search import Doc
from gongkai.organs.queries import Organ, kept_organs, lines_of_organs

# Of a long table no more goes into the index: letters of its elements and rows.
MOST_PARTICULARS = 20_000


def public_items(column: Column | None = None, organ: Organ | None = None) -> QuerySet[ItemVersion]:
    """What is public now, newest first; of a column and all below it, of an organ as it published it."""
    # Asked from the version's side: a database that begins with the items would sort all that are public.
    found = ItemVersion.objects.filter(pk=F("item__current_version"))
    # Left out rather than asked for: a database would walk all items of the public columns to sort them.
    found = found.exclude(column__in=inside_columns())
    if column is not None:
        found = found.filter(column__in=columns_under(column))
    if organ is not None:
        found = found.filter(organ_id=organ.pk)
    return found.select_related("item", "organ", "column").order_by("-first_published_at", "-pk")


def public_item(index_number: str) -> ItemVersion:
    """The public version of the item with this index number. Raises ItemVersion.DoesNotExist."""
    found = public_items().select_related(None).select_related("item").prefetch_related("attachments")
    return with_kept([found.get(item__index_number=index_number)])[0]


def with_kept(versions: list[ItemVersion]) -> list[ItemVersion]:
    """The versions with their organs and columns from what the process keeps."""
    organs, columns = kept_organs(), {one.pk: one for one in kept_columns().values()}
    for version in versions:
        version.organ, version.column = organs[version.organ_id], columns[version.column_id or 0]
    return versions


def public_history(version: ItemVersion) -> QuerySet[ItemVersion]:
    """All versions of the same item that were public, the present one first: when and why each was corrected."""
    return ItemVersion.objects.filter(item_id=version.item_id).order_by("-number")


def withdrawn_item(index_number: str) -> Withdrawal:
    """What is told in place of a withdrawn item that the public could read. Raises Withdrawal.DoesNotExist."""
    rows = Withdrawal.objects.select_related("item", "version", "version__organ", "version__column")
    newest = rows.filter(item__index_number=index_number, item__current_version__isnull=True).first()
    if newest is None or newest.version.column.audience != Audience.PUBLIC:  # type: ignore[union-attr]
        raise Withdrawal.DoesNotExist(index_number)
    return newest


def last_versions(items: Collection[int]) -> QuerySet[ItemVersion]:
    """The newest version of each of these items (by key), public or not any longer."""
    found = ItemVersion.objects.filter(item__in=items, number=F("item__version_count"))
    return found.select_related("item", "organ", "column")


def withdrawn_numbers(organ_ids: Collection[int] | None = None) -> list[str]:
    """The index numbers of the items that the public could read and cannot any longer (:func:`withdrawn_item`)."""
    found = Withdrawal.objects.filter(
        item__current_version__isnull=True, version__column__audience=Audience.PUBLIC
    )
    if organ_ids is not None:
        found = found.filter(version__organ_id__in=organ_ids)
    return list(found.order_by("item_id").values_list("item__index_number", flat=True).distinct())


def public_attachment(index_number: str, file_id: UUID) -> Any:
    """The stored file, if it hangs on the public version. Raises ItemVersion.DoesNotExist or StoredFile.DoesNotExist."""
    return public_item(index_number).attachments.get(pk=file_id)


def stands_in(column: Column) -> bool:
    """Whether anything in the column is published or was looked at, by those who thought of its present readers."""
    return _answered_for(column.pk).exists()


def tells_under(element: Element) -> bool:
    """Whether anything of that says something under this element."""
    told = Q(elements__has_key=element.code) | Q(current_version__elements__has_key=element.code)
    return _answered_for(element.column_id).filter(told).exists()


def _answered_for(column_id: int) -> QuerySet[InformationItem]:
    handed_in = Q(column=column_id, state__in=LOOKS | {State.SIGNED})
    return InformationItem.objects.filter(handed_in | Q(current_version__column=column_id))


def search_docs(items: Collection[int] | None = None) -> Iterator[Doc]:
    """What the search may know of these items (of all of them): their public versions, attachments included.

    Also what stands under their elements and in their tables, without what is only for inside.
    """
    above, over, asked = lines(), lines_of_organs(), cache(asked_ever)
    found = public_items().select_related("sheet").prefetch_related("attachments")
    if items is not None:
        found = found.filter(item__in=items)
    for version in found.iterator(chunk_size=100):
        doc = _doc(version, above[version.column_id or 0], _particulars(version, asked))
        yield replace(doc, organ_line=over[version.organ_id])


def search_id(item_pk: int) -> str:
    """What the search calls an item."""
    return f"disclosure.item:{item_pk}"


def _particulars(version: ItemVersion, asked: Callable[[int], list[Element]]) -> str:
    """The words of its elements and its table, as far as the index takes them."""
    told = [f"{one.name} {one.value}" for one in filled(version, asked=asked)]
    if version.sheet is not None:
        columns, rows = shown_rows(version.sheet)
        told.append(" ".join(one["name"] for one in columns))
        length = sum(len(line) for line in told)
        for row in rows:
            if length >= MOST_PARTICULARS:
                break
            told.append(" ".join(cell for cell in row if cell))
            length += len(told[-1])
    return "\n".join(told)[:MOST_PARTICULARS]


def _doc(version: ItemVersion, column_ids: list[int], particulars: str) -> Doc:
    day = timezone.localdate(version.first_published_at)
    files = list(version.attachments.all())
    named = (version.document_number, version.index_number, *version.keywords.split(), *_days(version, day))
    return Doc(
        id=search_id(version.item_id),
        kind=version.kind,
        title=version.title,
        body="\n".join((version.summary, plain_text(version.body), particulars)),
        url=reverse("portal:item", args=[version.index_number]),
        organ_id=version.organ_id,
        column_ids=column_ids,
        on=day,
        keywords=[word for word in named if word],
        files="\n".join(f"{file.name}\n{file.text}" for file in files),
        formats=[file.kind for file in files],
        standing=_standing(version),
    )


def _days(version: ItemVersion, published: date) -> set[str]:
    """The days by which people look for it, as they are written in a list."""
    return {day.isoformat() for day in (version.formed_on, published) if day}


def _standing(version: ItemVersion) -> str:
    now = shown_standing(version)
    return str(now.force.value) if now else ""
