"""One item as the public reads it: its text, its files and its table to take away, how it was corrected."""

from __future__ import annotations

import uuid
from copy import copy
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.http import content_disposition_header

from gongkai.disclosure import queries as disclosure
from gongkai.disclosure.documents.sheets import FILES, sheet_as_file
from gongkai.disclosure.queries.elements import filled
from gongkai.disclosure.queries.sheets import NUMBERS, shown_rows
from gongkai.foundation.files import StoredFile, send_stored
from gongkai.foundation.markup import Span, replaced
from gongkai.foundation.previews import preview, send_page
from gongkai.foundation.tables import TablePart, asked_order, table_part
from gongkai.guard.rules import kind
from gongkai.guard.text import mask_text, scan_text
from gongkai.portal.policies.links import links_of

PLAIN_TEXTS = ("title", "summary", "keywords")


def item(request: HttpRequest, index_number: str) -> HttpResponse:
    """One item as it is public now, or what is told in place of a withdrawn one."""
    try:
        version = disclosure.public_item(index_number)
    except disclosure.ItemVersion.DoesNotExist:
        return _withdrawn(request, index_number)
    context = {
        "version": version,
        "history": list(disclosure.public_history(version).defer("body")) if version.number > 1 else [],
        "limit": disclosure.deadline_of_version(version),
        "elements": filled(version),
        "table": _table(version.sheet, request.GET) if version.sheet_id else None,
        "links": links_of(version),
    }
    return render(request, "portal/item.html", context)


def item_file(request: HttpRequest, index_number: str, file_id: uuid.UUID) -> Any:
    """An attachment of a public item."""
    return send_stored(_file(index_number, file_id))


def look_at_file(request: HttpRequest, index_number: str, file_id: uuid.UUID) -> HttpResponse:
    """An attachment of a public item as far as it can be shown in the page."""
    stored = _file(index_number, file_id)
    context = {"version": _public(index_number), "file": stored, "shown": preview(stored)}
    return render(request, "portal/look_at_file.html", context)


def file_page(request: HttpRequest, index_number: str, file_id: uuid.UUID, number: int) -> Any:
    """The picture of one page of it."""
    return send_page(_file(index_number, file_id), number)


def item_sheet(request: HttpRequest, index_number: str, extension: str) -> HttpResponse:
    """The whole table of a public item, for whoever wants to go on working with it."""
    version = _public(index_number)
    if version.sheet is None or extension not in FILES:
        raise Http404
    disposition = content_disposition_header(True, f"{version.title}.{extension}") or ""
    return HttpResponse(
        sheet_as_file(version.sheet, extension),
        content_type=FILES[extension],
        headers={"Content-Disposition": disposition},
    )


def item_history(request: HttpRequest, index_number: str) -> HttpResponse:
    """When and why an item was corrected, with the difference between two of its versions marked."""
    version = _public(index_number)
    history = list(disclosure.public_history(version).select_related("column", "sheet"))
    shown = {one.number: one for one in _tellable(history)}
    new = _number(request.GET.get("to"), version.number)
    old = _number(request.GET.get("from"), new - 1)
    both = [shown.get(number) for number in (old, new)]
    changes = None
    if both[0] and both[1] and old != new:
        changes = disclosure.changes(both[0], both[1], inside=False)
    context = {
        "version": version,
        "history": history,
        "shown": sorted(shown),
        "changes": changes,
        "old": old,
        "new": new,
    }
    return render(request, "portal/item_versions.html", context)


def _tellable(history: list[disclosure.ItemVersion]) -> list[disclosure.ItemVersion]:
    """The versions that may be compared: none up to the last withdrawn one, and in none what the guard would cover.

    What was taken back may have stood in every version before it, and a correction may have been made for the
    very words that must not be read any longer.
    """
    numbers = disclosure.Withdrawal.objects.filter(version__in=history).values_list(
        "version__number", flat=True
    )
    last_taken_back = max(numbers, default=0)
    told = []
    for one in history:
        if one.number > last_taken_back:
            covered = copy(one)
            for name in PLAIN_TEXTS:
                setattr(covered, name, _covered(getattr(one, name)))
            covered.body = replaced(one.body, _spans)
            covered.elements = {code: _covered(value) for code, value in one.elements.items()}
            told.append(covered)
    return told


def _covered(text: str) -> str:
    return mask_text(text, scan_text(text)) if text else text


def _spans(text: str) -> list[Span]:
    found = [one for one in scan_text(text) if kind(one.kind).maskable]
    return [(one.place.start, one.place.end, one.masked) for one in found]


def _table(sheet: Any, asked: QueryDict) -> TablePart:
    by, down = asked_order(asked)
    columns, rows = shown_rows(sheet, sort=by, down=down)
    told = [(one["code"], _heading(one), one["kind"] in NUMBERS) for one in columns]
    return table_part(told, rows, asked)


def _heading(column: dict[str, Any]) -> str:
    return f"{column['name']}（{column['unit']}）" if column.get("unit") else str(column["name"])


def _withdrawn(request: HttpRequest, index_number: str) -> HttpResponse:
    try:
        withdrawal = disclosure.withdrawn_item(index_number)
    except disclosure.Withdrawal.DoesNotExist:
        raise Http404 from None
    context = {"withdrawal": withdrawal, "limit": disclosure.withdrawal_deadline(withdrawal)}
    return render(request, "portal/withdrawn.html", context, status=410)


def _public(index_number: str) -> disclosure.ItemVersion:
    try:
        return disclosure.public_item(index_number)
    except disclosure.ItemVersion.DoesNotExist:
        raise Http404 from None


def _file(index_number: str, file_id: uuid.UUID) -> Any:
    try:
        return disclosure.public_attachment(index_number, file_id)
    except (disclosure.ItemVersion.DoesNotExist, StoredFile.DoesNotExist):
        raise Http404 from None


def _number(told: str | None, otherwise: int) -> int:
    return int(told) if told and told.isdecimal() else otherwise
