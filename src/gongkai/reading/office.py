"""Word and Excel documents as text, one paragraph or table row a line."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import python_calamine
from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from gongkai.reading.normalise import CELL
from gongkai.reading.packages import WIDEST
from gongkai.reading.unreadable import Unreadable

ROWS_AT_MOST = 20_000
# By whichever part of a damaged package is met first; AttributeError: python-docx met another element than it expects.
_DAMAGE = (
    *(PackageNotFoundError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError),
    *(KeyError, ValueError, OSError, RuntimeError, AttributeError),
)


def docx_text(source: bytes) -> str:
    """The paragraphs and table rows of a Word document in their order."""
    try:
        body = Document(io.BytesIO(source)).element.body
    except _DAMAGE as error:
        raise Unreadable("这份 Word 文档已经损坏，打不开。请重新保存以后再读取。") from error
    return "\n".join(_body_lines(body))


def _body_lines(body: Any) -> Iterator[str]:
    for block in body.iterchildren():
        if block.tag == qn("w:p"):
            yield _words(block)
        elif block.tag == qn("w:tbl"):
            for row in block.iter(qn("w:tr")):
                yield CELL.join(
                    _words(cell) for cell in row.iterchildren(qn("w:tc")) if not _is_covered(cell)
                )


def _is_covered(cell: Any) -> bool:
    """Whether a vertical merge that began in a row above covers the cell."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val")) != "restart"


def _words(block: Any) -> str:
    return "".join(node.text or "" for node in block.iter(qn("w:t")))


def sheet_text(source: bytes) -> str:
    """The rows of all sheets of an Excel workbook."""
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(source))
        sheets = [workbook.get_sheet_by_name(name) for name in workbook.sheet_names]
        lines = [line for sheet in sheets for line in _sheet_lines(sheet)]
    except Unreadable:
        raise
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Unreadable("这份 Excel 文档已经损坏或者设有密码，打不开。请重新保存以后再读取。") from error
    return "\n".join(lines)


def _sheet_lines(sheet: Any) -> Iterator[str]:
    first_row, first_column = sheet.start or (0, 0)
    height = sheet.end[0] - first_row + 1 if sheet.end else 0
    if height > ROWS_AT_MOST:
        raise Unreadable(f"工作表“{sheet.name}”有{height}行，不像年度报告。请只保留报告所在的工作表。")
    covered = _covered(sheet)
    for at, row in enumerate(sheet.to_python(skip_empty_area=True), first_row):
        cells = [_plain(v) for column, v in enumerate(row, first_column) if (at, column) not in covered]
        yield CELL.join(cells) if any(cells) else ""


def _covered(sheet: Any) -> set[tuple[int, int]]:
    """The cells that a merge covers, as far as the sheet is filled: merges may reach to the end of the world."""
    last_row, last_column = sheet.end or (0, 0)
    covered: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        rows = range(top, min(bottom, last_row) + 1)
        columns = range(left, min(right, last_column) + 1)
        if len(rows) * len(columns) + len(covered) > WIDEST:
            raise Unreadable(f"工作表“{sheet.name}”里合并的单元格太多，不像年度报告。")
        covered |= {(row, column) for row in rows for column in columns} - {(top, left)}
    return covered


def _plain(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip().replace("\n", "")
