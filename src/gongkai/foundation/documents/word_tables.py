"""A table in the docx: merged cells, a repeated header, rows that stay whole."""

from __future__ import annotations

from docx.document import Document as Word
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table as WordTable
from docx.table import _Cell, _Row

from gongkai.foundation.documents import layout
from gongkai.foundation.documents.model import Cell, Table, printable
from gongkai.foundation.documents.word_pictures import set_picture
from gongkai.foundation.documents.word_styles import (
    FANGSONG,
    HEI,
    element,
    indents,
    set_face,
    set_paragraph,
    spacing,
)

SIDES = {"justify": "both", "left": "left", "center": "center", "right": "right"}
CAPTION = 12.0
PADDING_TWIPS = {"top": 20, "left": 60, "bottom": 20, "right": 60}


def add_table(word: Word, table: Table, *, width_mm: float) -> None:
    """Add the table and its caption, ``width_mm`` wide."""
    if not table.columns:
        return
    if table.caption:
        _caption(word, printable(table.caption))
    grid = word.add_table(rows=len(table.lines), cols=table.columns, style="Table Grid")
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    _set_padding(grid)
    _set_widths(grid, [share * width_mm for share in layout.column_shares(table)])
    size = layout.table_size(table)
    rows = list(grid.rows)
    cells = [list(row.cells) for row in rows]  # asking python-docx for one cell walks the whole table
    for number, row in enumerate(rows):
        _set_row(row, repeated=number < len(table.header))
    for row_number, column, cell in table.placed():
        _merge(cells, row_number, column, cell)
        _fill(cells[row_number][column], cell, HEI if row_number < len(table.header) else FANGSONG, size)
    _shrink_continued(grid, size)
    # A paragraph must follow a table; keep it as low as a hair, so that it cannot be seen.
    set_paragraph(word.add_paragraph(), element("snapToGrid", val=0), spacing(1))


def _caption(word: Word, text: str) -> None:
    paragraph = word.add_paragraph()
    set_face(paragraph.add_run(text), HEI, CAPTION)
    set_paragraph(paragraph, element("keepNext"), element("jc", val="center"))


def _set_padding(grid: WordTable) -> None:
    margins = element("tblCellMar")
    for side, twips in PADDING_TWIPS.items():
        margins.append(element(side, w=twips, type="dxa"))
    grid._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def _set_widths(grid: WordTable, widths_mm: list[float]) -> None:
    for column, width in zip(grid._tbl.tblGrid.gridCol_lst, widths_mm, strict=True):
        column.w = Mm(width)
    for row in grid._tbl.tr_lst:
        for cell, width in zip(row.tc_lst, widths_mm, strict=True):
            cell.width = Mm(width)


def _set_row(row: _Row, *, repeated: bool) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(element("cantSplit"))
    if repeated:
        properties.append(element("tblHeader"))


def _merge(cells: list[list[_Cell]], row: int, column: int, cell: Cell) -> None:
    if cell.colspan > 1 or cell.rowspan > 1:
        last = cells[row + cell.rowspan - 1][column + cell.colspan - 1]
        cells[row][column] = cells[row][column].merge(last)


def _shrink_continued(grid: WordTable, size: float) -> None:
    """The hidden paragraph in a cell that continues the one above must not make its row higher."""
    for row in grid._tbl.tr_lst:
        for cell in row.tc_lst:
            if cell.vMerge == "continue":
                set_paragraph(
                    _Cell(cell, grid).paragraphs[0], element("snapToGrid", val=0), spacing(size * 1.4)
                )


def _fill(place: _Cell, cell: Cell, face: str, size: float) -> None:
    place.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for surplus in place._tc.findall(qn("w:p"))[1:]:  # what merging has left behind
        place._tc.remove(surplus)
    paragraph = place.paragraphs[0]
    if cell.picture:
        set_picture(paragraph, cell.picture)
        paragraph = place.add_paragraph()
    free = element("snapToGrid", val=0)
    set_paragraph(paragraph, free, spacing(size * 1.4), indents(), element("jc", val=SIDES[cell.align]))
    lines = printable(cell.text).split("\n")
    for number, line in enumerate(lines, 1):
        run = paragraph.add_run(line)
        set_face(run, face, size)
        if number < len(lines):
            run.add_break()
