"""The standard entries: listed, counted, compared with what is to be imported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gongkai.catalogue.models import Column, Origin, StandardEntry
from gongkai.catalogue.queries.board import all_columns
from gongkai.catalogue.queries.fields import GrassrootsField, grassroots_fields

COUNTY, TOWNSHIP = "county", "township"
ALL, GROUP = "all", "group"
COMPARED = (
    "content",
    "basis",
    "time_limit",
    "subject",
    "channels",
    "for_all",
    "for_group",
    "group",
    "method",
    "county",
    "township",
)


@dataclass(frozen=True)
class FieldCount:
    """A field with how many of its entries are national, and how many local."""

    field: GrassrootsField
    national: int
    local: int
    unchecked: int


@dataclass(frozen=True)
class Change:
    """What an import would do with one row: add it, change the local ``entry``, or leave things as they are.

    ``is_national``: the national catalogue says the same already.
    """

    values: dict[str, Any]
    entry: StandardEntry | None = None
    is_same: bool = False
    is_national: bool = False


def standard_entries(
    field: str = "", *, level: str = "", audience: str = "", origin: str = "", retired: bool = False
) -> QuerySet[StandardEntry]:
    """The entries in use of a field (or all), of a level (county, township), for an audience (all, group), in order.

    ``retired`` asks for those that are used no longer instead.
    """
    found = StandardEntry.objects.filter(retired=retired).select_related("column")
    found = found.order_by("field", "-origin", "position", "pk")  # national ones first
    chosen: dict[str, Any] = {"field": field, "origin": origin}
    chosen |= {COUNTY: {"county": True}, TOWNSHIP: {"township": True}}.get(level, {})
    chosen |= {ALL: {"for_all": True}, GROUP: {"for_group": True}}.get(audience, {})
    return found.filter(**{name: value for name, value in chosen.items() if value})


def entries_of(column: Column) -> QuerySet[StandardEntry]:
    """The entries whose information stands in this column."""
    return StandardEntry.objects.filter(column=column, retired=False).order_by("field", "position", "pk")


def entry(pk: int) -> StandardEntry:
    """The entry with this key. Raises StandardEntry.DoesNotExist."""
    return StandardEntry.objects.select_related("column").get(pk=pk)


def columns_for_entries(field: GrassrootsField) -> list[tuple[str, list[tuple[int, str]]]]:
    """The columns to which an entry of the field may be linked, grouped: those under the field's own column first."""
    shared = all_columns().filter(organ=None, takes_items=True).select_related("parent")
    own: list[tuple[int, str]] = []
    others: list[tuple[int, str]] = []
    for one in shared:
        if not one.archived:
            name = f"{one.parent.name}／{one.name}" if one.parent else one.name
            near = field.column in (one.code, one.parent.code if one.parent else "")
            (own if near else others).append((one.pk, name))
    groups = [(_("本领域的栏目"), own), (_("其他栏目"), others)]
    return [(label, columns) for label, columns in groups if columns]


def field_counts() -> list[FieldCount]:
    """The 26 fields in their order, counted."""
    in_use = StandardEntry.objects.filter(retired=False)
    counted = Counter(in_use.values_list("field", "origin", "checked"))
    per: Counter[tuple[str, str]] = Counter()
    for (field, origin, _checked), n in counted.items():
        per[field, origin] += n
    return [
        FieldCount(
            field,
            per[code, Origin.NATIONAL],
            per[code, Origin.LOCAL],
            counted[code, Origin.NATIONAL.value, False],
        )
        for code, field in grassroots_fields().items()
    ]


def changes(rows: Iterable[dict[str, Any]]) -> Iterator[Change]:
    """What each row would change beside the entries that are stored now; two queries, however many rows."""
    rows = list(rows)
    fields = {row["field"] for row in rows}
    stored = list(StandardEntry.objects.filter(field__in=fields))
    local = {_matter(one): one for one in stored if one.origin == Origin.LOCAL}
    national = {(*_matter(one)[:3], one.content) for one in stored if one.origin == Origin.NATIONAL}
    counted: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        matter = (row["field"], row["first_level"], row["second_level"])
        if (*matter, row["content"]) in national:
            yield Change(row, is_national=True)
            continue
        counted[matter] += 1
        row = {**row, "nth": counted[matter]}
        entry = local.get((*matter, counted[matter]))
        is_same = entry is not None and not entry.retired and _says(entry, row)
        yield Change(row, entry, is_same)


def _says(entry: StandardEntry, row: dict[str, Any]) -> bool:
    return all(getattr(entry, name) == row[name] for name in COMPARED)


def _matter(entry: StandardEntry) -> tuple[str, str, str, int]:
    return entry.field, entry.first_level, entry.second_level, entry.nth
