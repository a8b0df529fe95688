"""When and why an item was corrected, and the difference between two of its versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gongkai.catalogue.queries import inside_columns
from gongkai.disclosure import queries as disclosure
from gongkai.disclosure.queries import Change, ItemVersion, Segment
from gongkai.disclosure.queries.sheets import shown_rows
from gongkai.portal.disclosure.covering import Covering

TOLD_ROWS = 20  # of a table, gone or come


def item_history(request: HttpRequest, index_number: str) -> HttpResponse:
    """The versions of a public item, with the difference between two of them marked."""
    try:
        version = disclosure.public_item(index_number)
    except ItemVersion.DoesNotExist:
        raise Http404 from None
    history = told_history(version)
    shown = {one.number: one for one in _comparable(version, history)}
    new = _number(request.GET.get("to"), version.number)
    old = _number(request.GET.get("from"), _before(new, history))
    before, after = shown.get(old), shown.get(new)
    context = {
        "version": version,
        "history": history,
        "shown": sorted(shown),
        "changes": _changes(before, after) if before and after and old != new else None,
        "old": old,
        "new": new,
    }
    return render(request, "portal/item_versions.html", context)


def told_history(version: ItemVersion) -> list[ItemVersion]:
    """All versions that the public could read, the present one first, without their texts; reasons as they may be told.

    What stood in a column that only the offices read was never public, and nothing tells of it.
    """
    history = list(_public_versions(version).defer("body"))
    covering = Covering()
    for one in history:
        one.reason = covering.text(one.reason)
    return history


def _public_versions(version: ItemVersion) -> QuerySet[ItemVersion]:
    return disclosure.public_history(version).exclude(column__in=inside_columns())


def _comparable(version: ItemVersion, history: list[ItemVersion]) -> list[ItemVersion]:
    """None up to the last withdrawn one: what was taken back may have stood in every version before it."""
    taken_back = disclosure.Withdrawal.objects.filter(item=version.item_id)
    last = max(taken_back.values_list("version__number", flat=True), default=0)
    return [one for one in history if one.number > last]


def _changes(before: ItemVersion, after: ItemVersion) -> list[Change]:
    """What differs, with everything covered that the guard would cover; the tables row by row."""
    rows = ItemVersion.objects.filter(pk__in=[before.pk, after.pk])
    whole = rows.select_related("column", "sheet").prefetch_related("attachments").order_by("number")
    old, new = sorted(whole, key=lambda one: one.pk != before.pk)
    covering = Covering()
    covered = [covering.version(one) for one in (old, new)]
    for one in covered:
        one.sheet = None
    told = disclosure.changes(*covered, inside=False)
    if old.sheet_id != new.sheet_id:
        told.append(Change(_("表格"), tuple(_changed_rows(old.sheet, new.sheet, covering))))
    return told


def _changed_rows(before: Any, after: Any, covering: Covering) -> Iterator[Segment]:
    """The rows that are gone and those that have come. Only what is told is looked at: a table may be long."""
    old_names, old = _rows(before)
    new_names, new = _rows(after)
    for kind, names, rows in (("removed", old_names, old - new), ("added", new_names, new - old)):
        lines = list(rows.elements())
        for row in lines[:TOLD_ROWS]:
            yield Segment(kind, f"{covering.row(row, names)}\n")
        if len(lines) > TOLD_ROWS:
            yield Segment(kind, _("……另有%(n)s行") % {"n": len(lines) - TOLD_ROWS} + "\n")
    if old == new:
        yield Segment("same", _("行的顺序或者列有调整。"))


def _rows(sheet: Any) -> tuple[list[str], Counter[tuple[str, ...]]]:
    if sheet is None:
        return [], Counter()
    columns, rows = shown_rows(sheet)
    return [one["name"] for one in columns], Counter(tuple(row) for row in rows)


def _before(number: int, history: list[ItemVersion]) -> int:
    return max((one.number for one in history if one.number < number), default=0)


def _number(told: str | None, otherwise: int) -> int:
    return int(told) if told and told.isdecimal() else otherwise
