"""Workbooks and CSV files as tables: the first rows of the sheets that a reader of the file would see."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from html import escape
from io import BytesIO, StringIO
from itertools import islice
from typing import Any

import openpyxl
from django.utils.translation import gettext_lazy as _
from openpyxl.utils.cell import range_boundaries

from gongkai.foundation.file_texts import decoded
from gongkai.foundation.previews.model import Preview, PreviewKind

MOST_SHEETS, MOST_ROWS, MOST_COLUMNS = 10, 200, 40
LARGEST_SHEET = 8 * 1024 * 1024  # of the XML in which the merged cells are looked for
MOST_MERGED = 2_000
Span = tuple[int, int, int, int]


def tables_of_workbook(content: bytes) -> Preview:
    """A table for each visible sheet, read as a stream: nothing far out or far down is ever loaded."""
    book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
    try:
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        hidden = len(book.worksheets) - len(sheets)
        shown = [_sheet(sheet, content) for sheet in sheets[:MOST_SHEETS]]
    finally:
        book.close()
    cut = len(sheets) > MOST_SHEETS or any(more for _html, more in shown)
    return _preview("".join(html for html, _more in shown), cut=cut, hidden=hidden)


def table_of_csv(content: bytes) -> Preview:
    """The lines as rows; what parts them is told from the first line."""
    text = decoded(content) or ""
    first = text.partition("\n")[0]
    mark = max(",\t;，", key=first.count)
    rows = list(islice(csv.reader(StringIO(text), delimiter=mark), MOST_ROWS + 1))
    cells, more = _bounded(rows)
    return _preview(_table("", cells, []), cut=more)


def _preview(html: str, *, cut: bool, hidden: int = 0) -> Preview:
    said = []
    if cut:
        told = {"rows": MOST_ROWS, "columns": MOST_COLUMNS, "sheets": MOST_SHEETS}
        said.append(
            _(
                "这里最多显示前%(sheets)s个工作表、每表前%(rows)s行、前%(columns)s列。下载文件可以看到全部内容。"
            )
            % told
        )
    if hidden:
        said.append(_("另有%(n)s个隐藏的工作表，这里没有显示。") % {"n": hidden})
    return Preview(PreviewKind.HTML, html=html, left_out="".join(map(str, said)))


def _sheet(sheet: Any, content: bytes) -> tuple[str, bool]:
    rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1, values_only=True)
    cells, more = _bounded(rows)
    return _table(sheet.title, cells, _merged(content, sheet._worksheet_path)), more


def _bounded(rows: Iterable[Any]) -> tuple[list[list[str]], bool]:
    """The rows as text without the empty ones at the end, all of one length; and whether there are more of them."""
    told = [[_told(value) for value in row] for row in rows]
    while told and not any(told[-1]):
        told.pop()
    width = max((number for row in told for number, text in enumerate(row, 1) if text), default=0)
    more = len(told) > MOST_ROWS or width > MOST_COLUMNS
    width = min(width, MOST_COLUMNS)
    return [(row + [""] * width)[:width] for row in told[:MOST_ROWS]], more


def _told(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, date | datetime):
        return value.isoformat(*[" "] if isinstance(value, datetime) else [])
    return f"{value:.15g}" if isinstance(value, float) else str(value).strip()


def _merged(content: bytes, path: str) -> list[Span]:
    """Which cells are merged, as (column, row, last column, last row) from 1; none for a very large sheet."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        name = path.lstrip("/")
        if name not in package.namelist() or package.getinfo(name).file_size > LARGEST_SHEET:
            return []
        found = re.findall(
            rb'<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*"([A-Z]+\d+:[A-Z]+\d+)"', package.read(name)
        )
    return [range_boundaries(ref.decode()) for ref in found[:MOST_MERGED]]


def _table(caption: str, cells: list[list[str]], merged: list[Span]) -> str:
    if not cells:
        return f"<h3>{escape(caption)}</h3><p>{escape(str(_('（空表）')))}</p>" if caption else ""
    spans, covered = _spans(merged, len(cells), len(cells[0]))
    lines = []
    for row, texts in enumerate(cells):
        shown = [
            f"<td{spans.get((row, column), '')}>{escape(text)}</td>"
            for column, text in enumerate(texts)
            if (row, column) not in covered
        ]
        lines.append(f"<tr>{''.join(shown)}</tr>")
    head = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f"<table>{head}<tbody>{''.join(lines)}</tbody></table>"


def _spans(
    merged: list[Span], rows: int, columns: int
) -> tuple[dict[tuple[int, int], str], set[tuple[int, int]]]:
    """The span of each cell that has one, as attributes, and the places that spans take up; those that overlap don't count."""
    spans: dict[tuple[int, int], str] = {}
    covered: set[tuple[int, int]] = set()
    for left, top, right, bottom in merged:
        last_row, last_column = min(bottom, rows), min(right, columns)
        area = {(i, j) for i in range(top - 1, last_row) for j in range(left - 1, last_column)}
        if not area or area & (covered | spans.keys()):
            continue
        start = (top - 1, left - 1)
        spans[start] = f' colspan="{last_column - left + 1}" rowspan="{last_row - top + 1}"'
        covered |= area - {start}
    return spans, covered
