"""Workbooks and CSV files as tables: the first rows of the sheets that a reader of the file would see."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date, datetime, time
from html import escape
from io import BytesIO, StringIO
from itertools import islice
from typing import Any

import python_calamine
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.file_texts import decoded
from gongkai.foundation.previews.model import Preview, PreviewKind

MOST_SHEETS, MOST_ROWS, MOST_COLUMNS = 10, 200, 40
MOST_MERGED = 2_000
Span = tuple[int, int, int, int]  # first row and column, last row and column, from 0


def tables_of_workbook(content: bytes) -> Preview:
    """A table for each visible sheet. That no cell lies too far out was seen to when the file was taken in."""
    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
    sheets = [one for one in book.sheets_metadata if one.typ == python_calamine.SheetTypeEnum.WorkSheet]
    visible = [one.name for one in sheets if one.visible == python_calamine.SheetVisibleEnum.Visible]
    shown = [_sheet(book.get_sheet_by_name(name)) for name in visible[:MOST_SHEETS]]
    cut = len(visible) > MOST_SHEETS or any(more for _html, more in shown)
    return _preview("".join(html for html, _more in shown), cut=cut, hidden=len(sheets) - len(visible))


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


def _sheet(sheet: Any) -> tuple[str, bool]:
    cells, more = _bounded(sheet.to_python(nrows=MOST_ROWS + 1, skip_empty_area=False))
    merged = (sheet.merged_cell_ranges or [])[:MOST_MERGED]
    return _table(sheet.name, cells, [(*first, *last) for first, last in merged]), more


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
    for top, left, bottom, right in merged:
        end_row, end_column = min(bottom + 1, rows), min(right + 1, columns)
        area = {(i, j) for i in range(top, end_row) for j in range(left, end_column)}
        if not area or area & (covered | spans.keys()):
            continue
        spans[top, left] = f' colspan="{end_column - left}" rowspan="{end_row - top}"'
        covered |= area - {(top, left)}
    return spans, covered
