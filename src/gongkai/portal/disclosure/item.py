"""One item as the public reads it: its text, its files and its table to take away."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.http import content_disposition_header

from gongkai.disclosure import queries as disclosure
from gongkai.disclosure.documents.sheets import FILES, sheet_as_file
from gongkai.disclosure.queries.elements import filled
from gongkai.disclosure.queries.listing import neighbours
from gongkai.disclosure.queries.sheets import NUMBERS, shown_rows
from gongkai.foundation.files import StoredFile, send_stored
from gongkai.foundation.previews import preview, send_page
from gongkai.foundation.tables import TablePart, asked_order, table_part
from gongkai.portal.disclosure.covering import Covering
from gongkai.portal.disclosure.history import told_history
from gongkai.portal.policies.links import links_of
from gongkai.portal.shown import note_items


def item(request: HttpRequest, index_number: str) -> HttpResponse:
    """One item as it is public now, or what is told in place of a withdrawn one."""
    try:
        version = disclosure.public_item(index_number)
    except disclosure.ItemVersion.DoesNotExist:
        return _withdrawn(request, index_number)
    links = links_of(version)
    beside = neighbours(version)
    note_items(request, (version.item_id, *links.items, *(one.item_id for one in beside)))
    context = {
        "version": version,
        "history": told_history(version) if version.number > 1 else [],
        "limit": disclosure.deadline_of_version(version),
        "elements": filled(version),
        "table": _table(version.sheet, request.GET) if version.sheet_id else None,
        "links": links,
        "neighbours": beside,
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
    told, covering = withdrawal.version, Covering()
    note_items(request, (withdrawal.item_id,))
    context = {
        "withdrawal": withdrawal,
        "limit": disclosure.withdrawal_deadline(withdrawal),
        "title": covering.text(withdrawal.title),
        "document_number": covering.text(told.document_number) if withdrawal.title else "",
        "explanation": covering.text(withdrawal.explanation),
    }
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
