"""The names at the head of the docx, in red: one alone, or those of a joint paper with 文件 beside them."""

from __future__ import annotations

from docx.document import Document as Word
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.shared import Pt
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from gongkai.foundation.documents import layout
from gongkai.foundation.documents.model import Document
from gongkai.foundation.documents.word_styles import TITLE_FACE, element, set_face, set_paragraph, spacing

ABOVE = layout.ISSUER_BELOW_EDGE_MM * layout.POINTS_A_MM
SINGLE_LINE = 1.1  # of its size
HAIR = 1.0
SIDE_PADDING = 0.05  # of the size, so that a name does not break at the edge of its cell


def add_issuers(word: Word, document: Document) -> None:
    """Add them at the place that the standard gives them."""
    names, paper = layout.issuers(document)
    size = layout.issuer_size(names, paper)
    if len(names) == 1:
        _name(word.add_paragraph(), names[0], size, SINGLE_LINE, before=ABOVE, side="center")
        return
    set_paragraph(word.add_paragraph(), element("snapToGrid", val=0), spacing(HAIR, before=ABOVE - HAIR))
    grid = word.add_table(rows=len(names), cols=2 if paper else 1)
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    _set_widths(grid, names, paper, size)
    for row, name in zip(grid.rows, names, strict=True):
        _name(row.cells[0].paragraphs[0], name, size, layout.ISSUER_LINE, side="distribute")
    if paper:
        beside = grid.cell(0, 1).merge(grid.cell(len(names) - 1, 1))
        beside.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        _name(beside.paragraphs[0], paper, size, layout.ISSUER_LINE, side="right")


def _name(
    paragraph: WordParagraph, text: str, size: float, line: float, *, side: str, before: float = 0
) -> None:
    set_face(paragraph.add_run(text), TITLE_FACE, size, layout.RED)
    free = element("snapToGrid", val=0)
    set_paragraph(paragraph, free, spacing(size * line, before=before), element("jc", val=side))


def _set_widths(grid: WordTable, names: list[str], paper: str, size: float) -> None:
    """Each cell as wide as what stands in it, without the padding of a stock table."""
    padding = element("tblCellMar")
    for side in ("left", "right"):
        padding.append(element(side, w=0, type="dxa"))
    grid._tbl.tblPr.insert_element_before(padding, "w:tblLook")
    longest = max(layout.width(name) for name in names) + SIDE_PADDING
    shares = [longest, layout.PAPER_APART + layout.width(paper) + SIDE_PADDING][: len(grid.columns)]
    for column, share in zip(grid.columns, shares, strict=True):
        column.width = Pt(share * size)
        for cell in column.cells:
            cell.width = Pt(share * size)
