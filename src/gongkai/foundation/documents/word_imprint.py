"""The 版记 in the docx: a table without sides that lies on the lower edge of the type area."""

from __future__ import annotations

from docx.document import Document as Word
from docx.shared import Mm
from docx.table import Table as WordTable
from docx.table import _Cell

from gongkai.foundation.documents import layout
from gongkai.foundation.documents.model import Imprint
from gongkai.foundation.documents.word_styles import (
    FANGSONG,
    element,
    indents,
    set_face,
    set_paragraph,
    spacing,
)

OFFICE_SHARE = 0.6


def add_imprint(word: Word, imprint: Imprint) -> None:
    """Add it to the end of the paper; it floats to the foot of the page that it falls on."""
    copies, office, printed = layout.imprint_texts(imprint)
    grid = word.add_table(rows=2 if copies else 1, cols=2)
    grid.autofit = False
    _float(grid)
    _set_lines(grid)
    for row in grid.rows:
        for cell, share in zip(row.cells, (OFFICE_SHARE, 1 - OFFICE_SHARE), strict=True):
            cell.width = Mm(layout.TYPE_AREA_MM * share)
    if copies:
        _fill(grid.cell(0, 0).merge(grid.cell(0, 1)), copies, hang=3.0)
    last = grid.rows[-1]
    _fill(last.cells[0], office)
    _fill(last.cells[1], printed, side="right")
    # A paragraph must follow a table; keep it as low as a hair, so that it cannot be seen.
    set_paragraph(word.add_paragraph(), element("snapToGrid", val=0), spacing(1))


def _float(grid: WordTable) -> None:
    place = element(
        "tblpPr",
        leftFromText=0,
        rightFromText=0,
        vertAnchor="margin",
        horzAnchor="margin",
        tblpXSpec="center",
        tblpYSpec="bottom",
    )
    grid._tbl.tblPr.insert_element_before(place, "w:tblOverlap", "w:bidiVisual", "w:tblW", "w:tblLook")


def _set_lines(grid: WordTable) -> None:
    borders = element("tblBorders")
    for side, mm in (("top", layout.THICK_MM), ("bottom", layout.THICK_MM), ("insideH", layout.THIN_MM)):
        eighths = round(mm * layout.POINTS_A_MM * 8)
        borders.append(element(side, val="single", sz=eighths, space=0, color="000000"))
    grid._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def _fill(cell: _Cell, text: str, *, side: str = "left", hang: float = 0.0) -> None:
    paragraph = cell.paragraphs[0]
    set_face(paragraph.add_run(text), FANGSONG, layout.IMPRINT)
    within = indents(left=1 + hang, right=1, first=-hang) if hang else indents(left=1, right=1)
    lines = (element("snapToGrid", val=0), spacing(layout.IMPRINT_PITCH))
    set_paragraph(paragraph, *lines, within, element("jc", val=side))
