"""The PDF of a paper, set by typst. The template is ours and fixed; the paper goes in as JSON, never as source."""

from __future__ import annotations

import json
import threading
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

import typst

from gongkai.foundation.documents import layout
from gongkai.foundation.documents.model import (
    Block,
    Cell,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Table,
    printable,
)

LONGEST_WHOLE_CELL = 500
HERE = Path(__file__).resolve().parent
FONTS = HERE.parent / "fonts"
# A compilation uses all cores by itself, and one compiler must not be entered twice.
_compiling = threading.Lock()


def as_pdf(document: Document, *, archived_on: date | None = None) -> bytes:
    """The paper as a tagged PDF with its fonts embedded; its title stands in the metadata.

    With the day on which it is archived it is a PDF/A-2a (ISO 19005-2), dated so.

    The same paper gives the same bytes on the same machine. Takes 0.1 to 0.5 s once the first call has read
    the fonts (about a second).
    """
    day = [archived_on.year, archived_on.month, archived_on.day] if archived_on else []
    told = json.dumps(_told(document) | {"archived_on": day}, ensure_ascii=False)
    standards: Literal["a-2a"] | None = "a-2a" if archived_on else None
    with _compiling:
        made = _compiler().compile(format="pdf", sys_inputs={"document": told}, pdf_standards=standards)
    return cast(bytes, made)


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(str(HERE / "official.typ"), root=str(HERE), font_paths=[str(FONTS)])


def _told(document: Document) -> dict[str, Any]:
    """What the template is told: finished texts and measures, so that it has nothing to decide."""
    return {
        "faces": layout.FACES,
        "margins": layout.MARGINS_MM,
        "turned_margins": layout.TURNED_MARGINS_MM,
        "body": layout.BODY,
        "pitch": layout.LINE_PITCH,
        "tracking": layout.CHAR_PITCH - layout.BODY,
        "title_size": layout.TITLE,
        "title_pitch": layout.TITLE_PITCH,
        "folio": layout.FOLIO,
        "folio_below": layout.FOLIO_BELOW_AREA_MM,
        "red": layout.RED,
        **_issuers(document),
        "issuer_below": layout.ISSUER_BELOW_EDGE_MM,
        "red_line_below": layout.RED_LINE_BELOW_NUMBER_MM,
        "number": printable(document.number),
        "title": layout.title_lines(document.title),
        "addressee": layout.with_colon(document.addressee) if document.addressee else "",
        "blocks": [_block(block) for block in document.blocks],
        "attachments": [printable(name) for name in document.attachments],
        "most_together": layout.MOST_TOGETHER,
        "signature": _signature(document),
        "imprint": _imprint(document),
        "notes": layout.in_brackets(document.notes) if document.notes else "",
    }


def _issuers(document: Document) -> dict[str, Any]:
    names, paper = layout.issuers(document)
    return {
        "issuers": names if document.issuer else [],
        "issuer_paper": paper,
        "issuer_size": layout.issuer_size(names, paper),
        "issuer_line": layout.ISSUER_LINE,
        "paper_apart": layout.PAPER_APART,
        "author": layout.author(document),
    }


def _signature(document: Document) -> dict[str, Any] | None:
    if document.signature is None:
        return None
    indents, date = layout.signature_indents(document.signature)
    organs = [
        {"name": name, "indent": indent * layout.CHAR_PITCH}
        for name, indent in zip(document.signature.organs, indents, strict=True)
    ]
    told = {"date": printable(document.signature.date), "date_indent": date * layout.CHAR_PITCH}
    return {"organs": organs, **told}


def _imprint(document: Document) -> dict[str, Any] | None:
    if document.imprint is None:
        return None
    copies, office, printed = layout.imprint_texts(document.imprint)
    return {
        "copies": copies,
        "office": office,
        "printed": printed,
        "size": layout.IMPRINT,
        "pitch": layout.IMPRINT_PITCH,
        "thick": layout.THICK_MM,
        "thin": layout.THIN_MM,
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(level, text, rest, align):
            return {
                "kind": "heading",
                "level": level,
                "lines": printable(text).split("\n"),
                "rest": printable(rest).split("\n") if rest else [],
                "align": align,
            }
        case Paragraph(text, align, indent):
            return {
                "kind": "paragraph",
                "lines": printable(text).split("\n"),
                "align": align,
                "indent": indent,
            }
        case Table():
            return _table(block)
        case Picture():
            return {"kind": "picture", **_picture(block)}
        case PageBreak():
            return {"kind": "break"}


def _picture(picture: Picture) -> dict[str, Any]:
    width = layout.picture_width_mm(picture)
    return {"bytes": list(picture.png), "width": width, "alt": printable(picture.alt)}


def _table(table: Table) -> dict[str, Any]:
    head = len(table.header)
    cells = [(row, _cell(row, column, cell)) for row, column, cell in table.placed()]
    return {
        "kind": "table",
        "caption": printable(table.caption),
        "shares": layout.column_shares(table),
        "size": layout.table_size(table),
        "landscape": table.landscape,
        "head": [told for row, told in cells if row < head],
        "cells": [told for row, told in cells if row >= head],
    }


def _cell(row: int, column: int, cell: Cell) -> dict[str, Any]:
    return {
        "x": column,
        "y": row,
        "colspan": cell.colspan,
        "rowspan": cell.rowspan,
        "align": cell.align,
        # A cell that is kept whole must fit a page.
        "breakable": cell.rowspan > 1 or len(cell.text) > LONGEST_WHOLE_CELL,
        "lines": printable(cell.text).split("\n"),
        "picture": _picture(cell.picture) if cell.picture else None,
    }
