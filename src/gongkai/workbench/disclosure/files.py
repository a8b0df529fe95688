"""What of an item can be taken away or looked at: its attachments, its table, its paper, its versions."""

from __future__ import annotations

import uuid
from itertools import pairwise
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from gongkai.disclosure import queries
from gongkai.disclosure.documents import official_document
from gongkai.disclosure.documents.sheets import FILES, sheet_as_file
from gongkai.foundation.documents import as_docx, as_pdf
from gongkai.foundation.files import StoredFile, send_stored
from gongkai.foundation.previews import preview, send_page
from gongkai.workbench.access import duty_required
from gongkai.workbench.disclosure.shown import as_download, covered, shown_item

PAPERS = {
    "docx": (as_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (as_pdf, "application/pdf"),
}


@duty_required(*queries.DUTIES)
def item_file(request: Any, pk: int, file_id: uuid.UUID) -> Any:
    """An attachment, to be looked at before it is public."""
    return send_stored(_file(request, pk, file_id))


@duty_required(*queries.DUTIES)
def look_at_file(request: Any, pk: int, file_id: uuid.UUID) -> HttpResponse:
    """An attachment as far as it can be shown in the page."""
    stored = _file(request, pk, file_id)
    context = {"item": shown_item(request, pk), "file": stored, "shown": preview(stored)}
    return render(request, "workbench/disclosure/look_at_file.html", context)


@duty_required(*queries.DUTIES)
def file_page(request: Any, pk: int, file_id: uuid.UUID, number: int) -> Any:
    """The picture of one page of an attachment."""
    return send_page(_file(request, pk, file_id), number)


@duty_required(*queries.DUTIES)
def item_paper(request: Any, pk: int, extension: str) -> HttpResponse:
    """The item as the official paper that it is (GB/T 9704-2012), to print or to send round."""
    shown = shown_item(request, pk)
    if extension not in PAPERS:
        raise Http404
    make, content_type = PAPERS[extension]
    return as_download(make(official_document(shown)), content_type, f"{covered(shown.title)}.{extension}")


@duty_required(*queries.DUTIES)
def item_sheet(request: Any, pk: int, extension: str) -> HttpResponse:
    """The whole table of an item, with the columns that are for the desk only."""
    shown = shown_item(request, pk)
    if shown.sheet is None or extension not in FILES:
        raise Http404
    made = sheet_as_file(shown.sheet, extension, inside=True)
    return as_download(made, FILES[extension], f"{covered(shown.title)}.{extension}")


@duty_required(*queries.DUTIES)
def item_versions(request: Any, pk: int) -> HttpResponse:
    """What was published, version by version, with the differences marked; first the working copy, if it differs."""
    shown = shown_item(request, pk)
    versions = list(queries.versions_of(shown))
    pairs: list[tuple[queries.ItemVersion | None, list[queries.Change]]] = [
        (newer, queries.changes(older, newer)) for newer, older in pairwise(versions)
    ]
    if shown.under_correction and versions:
        pairs.insert(0, (None, queries.changes(versions[0], shown)))
    context = {"item": shown, "pairs": pairs, "first": versions[-1] if versions else None}
    return render(request, "workbench/disclosure/item_versions.html", context)


def _file(request: Any, pk: int, file_id: uuid.UUID) -> Any:
    try:
        return queries.attachment_of(request.actor, pk, file_id)
    except (queries.InformationItem.DoesNotExist, StoredFile.DoesNotExist):
        raise Http404 from None
