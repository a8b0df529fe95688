"""What a page of the desk is about, as the person there may see it."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse, QueryDict
from django.utils.http import content_disposition_header

from gongkai.disclosure import queries
from gongkai.disclosure.queries.sheets import NUMBERS, shown_rows
from gongkai.foundation.tables import TablePart, asked_order, table_part
from gongkai.guard.findings import Severity
from gongkai.guard.text import mask_text, scan_text

# A list shows no text; the texts are what makes a row heavy.
UNLISTED = ("body", "current_version__body")


def shown_item(request: Any, pk: int) -> queries.InformationItem:
    """What is not of one's own organ does not exist."""
    try:
        return queries.item_of(request.actor, pk)
    except queries.InformationItem.DoesNotExist:
        raise Http404 from None


def covered(text: Any) -> str:
    """A name or a summary as lists and headings show it: what must not be public is masked; the draft has it whole."""
    told = str(text or "")
    return mask_text(told, [one for one in scan_text(told) if one.severity is not Severity.NOTE])


def seen_now(form: Form, shown: Any) -> None:
    """Who has been told what others did meanwhile may go on from there."""
    data: Any = form.data
    data = data.copy()
    data["seen"] = str(shown.revision)
    form.data = data


def shown_table(sheet: Any, asked: QueryDict, *, inside: bool = True) -> TablePart | None:
    """The part of an item's table that the address asks for; None where it has none."""
    if sheet is None:
        return None
    by, down = asked_order(asked)
    columns, rows = shown_rows(sheet, sort=by, down=down, inside=inside)
    told = [(one["code"], _heading(one), one["kind"] in NUMBERS) for one in columns]
    return table_part(told, rows, asked)


def as_download(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A file that was made just now."""
    disposition = content_disposition_header(True, name) or ""
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})


def _heading(column: dict[str, Any]) -> str:
    return f"{column['name']}（{column['unit']}）" if column.get("unit") else str(column["name"])
