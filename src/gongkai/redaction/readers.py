"""What programmes read out of a file: each on its own, so that what one of them misses another may find."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Iterator
from io import BytesIO

import docx
import openpyxl
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from gongkai.guard.files.pdf import look_into_pdf
from gongkai.guard.files.pdfium import opened
from gongkai.guard.files.scan import look_into
from gongkai.guard.files.seen import Look, Piece, Sign
from gongkai.redaction.marks import StillThere

_SECONDS = 120
_UNREAD = "生成的文件不能再次读取，没有交付。请在本机把原文件另存一次后再试。"


def said_by_pdfium(content: bytes) -> Iterator[str]:
    """The text of all pages as one, and whatever else PDFium finds: notes, fields, properties, attachments."""
    with opened(content) as document:
        pages = [document[index].get_textpage().get_text_bounded() for index in range(len(document))]
    yield "\n".join(pages)
    yield from _said(look_into_pdf("file.pdf", content, Look(look_into)))


def said_by_pypdf(content: bytes) -> Iterator[str]:
    """The text of all pages as one, properties, form fields, names of attachments, bookmarks, notes."""
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        yield "\n".join(page.extract_text() for page in reader.pages)
        yield "\n".join(page.extract_text(extraction_mode="layout") for page in reader.pages)
        yield str(reader.metadata or "")
        yield str(reader.get_fields() or "")
        yield str(list(reader.attachments)) + str(reader.outline)
        yield "\n".join(str(note.get_object()) for page in reader.pages for note in page.annotations or ())
    except (PyPdfError, ValueError, KeyError) as error:
        raise StillThere(_UNREAD) from error


def said_by_pdftotext(content: bytes) -> Iterator[str] | None:
    """The same by Poppler, in its three orders; None where the programme is not installed."""
    programme = shutil.which("pdftotext")
    return _said_by_poppler(programme, content) if programme else None


def _said_by_poppler(programme: str, content: bytes) -> Iterator[str]:
    for order in ((), ("-layout",), ("-raw",)):
        command = [programme, "-enc", "UTF-8", *order, "-", "-"]
        try:
            done = subprocess.run(command, input=content, capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603
        except (subprocess.SubprocessError, OSError) as error:
            raise StillThere(_UNREAD) from error
        yield done.stdout.decode("utf-8", "replace")


def said_by_guard(content: bytes) -> Iterator[str]:
    """Everything that the guard sees in an Office file, piece by piece."""
    yield from _said(look_into("file", content, Look(look_into)))


def said_by_python_docx(content: bytes) -> Iterator[str]:
    """Paragraphs, tables, headers, footers, comments, properties of a Word file."""
    document = docx.Document(BytesIO(content))
    yield "\n".join(one.text for one in document.paragraphs)
    yield from (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    for section in document.sections:
        yield "\n".join(one.text for part in (section.header, section.footer) for one in part.paragraphs)
    properties = document.core_properties
    yield "\n".join(
        str(getattr(properties, name)) for name in ("author", "title", "subject", "keywords", "comments")
    )


def said_by_openpyxl(content: bytes) -> Iterator[str]:
    """Cells with formulas and with values, comments, names, properties of a workbook."""
    for wants_values in (True, False):
        book = openpyxl.load_workbook(BytesIO(content), data_only=wants_values)
        for sheet in book.worksheets:
            yield sheet.title
            yield from (
                f"{cell.value}\n{cell.comment.text if cell.comment else ''}"
                for cell in sheet._cells.values()  # only those there are: a sheet may be a million rows long
                if cell.value is not None or cell.comment
            )
        yield "\n".join(f"{name} {one.value}" for name, one in book.defined_names.items())
        yield f"{book.properties.creator}\n{book.properties.title}\n{book.properties.description}"


def _said(seen: Iterable[object]) -> Iterator[str]:
    for one in seen:
        if isinstance(one, Piece):
            yield one.text
        elif isinstance(one, Sign):
            yield one.value
