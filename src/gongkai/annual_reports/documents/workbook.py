"""The tables of a report as a workbook, with the cells merged as on the form; formulas are never written."""

from __future__ import annotations

import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.conf import settings
from django.utils import translation

from gongkai.annual_reports.documents.shown import Shown, ShownSection, ShownTable

TEXTS, TEXT_WIDTH = "正文", 100
WASH = "#EDEFF2"
# Wide enough for row headers, and for figures.
HEADER, FIGURE = 16, 11
# Excel takes no longer name for a sheet.
LONGEST_NAME = 31
A4 = 9
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_WHOLE = {"validate": "integer", "criteria": ">=", "value": 0}
_AMOUNT = {"validate": "decimal", "criteria": ">=", "value": 0}
_REFUSED = {"error_title": "请核对", "error_message": "只填不小于零的数字；没有的填0，还不知道的留空。"}
Values = Mapping[str, int | Decimal | None]


def workbook(
    title: str,
    tables: list[ShownTable],
    values: Values,
    *,
    sections: list[ShownSection] | None = None,
    to_fill: frozenset[str] = frozenset(),
) -> bytes:
    """A sheet each table with ``values``, after one with the texts of ``sections`` where they are given.

    ``to_fill`` are the cells that somebody fills in: they look open, and take only what fits. It is Chinese in
    whatever language the desk is read, for its labels are what it is read back by.
    """
    written = io.BytesIO()
    with translation.override(settings.LANGUAGE_CODE), xlsxwriter.Workbook(written, _OPTIONS) as book:
        looks = _Looks(book)
        if sections is not None:
            _write_texts(book, looks, title, sections)
        for at, table in enumerate(tables):
            # The title stands once: on every sheet it would make as many reports.
            _Sheet(book, looks, table, values, to_fill).write(title if at == 0 and sections is None else "")
    return written.getvalue()


class _Looks:
    def __init__(self, book: Any) -> None:
        framed = {"border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.header = book.add_format({**framed, "bg_color": WASH})
        self.open = book.add_format(framed)
        self.settled = book.add_format({**framed, "bg_color": WASH})


def _write_texts(book: Any, looks: _Looks, title: str, sections: list[ShownSection]) -> None:
    sheet = book.add_worksheet(TEXTS)
    sheet.set_column(0, 0, TEXT_WIDTH)
    sheet.set_paper(A4)
    lines: list[tuple[str, Any]] = [(title, looks.title)]
    for section in sections:
        if section.tables:
            continue
        lines.append((section.title, looks.title))
        for topic in section.topics:
            lines += [(paragraph, looks.text) for paragraph in topic.paragraphs]
    for row, (line, look) in enumerate(lines):
        sheet.write_string(row, 0, line, look)


class _Sheet:
    """One table on a sheet of its own."""

    def __init__(
        self, book: Any, looks: _Looks, table: ShownTable, values: Values, to_fill: frozenset[str]
    ) -> None:
        self.looks, self.table, self.values, self.to_fill = looks, table, values, to_fill
        self.sheet = book.add_worksheet(table.caption[:LONGEST_NAME])

    def write(self, title: str) -> None:
        heads = [line for line in (title, self.table.caption) if line]
        for row, line in enumerate(heads):
            self.sheet.write_string(row, 0, line, self.looks.title)
        self.sheet.set_landscape()
        self.sheet.set_paper(A4)
        self.sheet.fit_to_pages(1, 0)
        self._rows(len(heads))
        row_heads = [cell for row in self.table.rows for cell in row if cell.kind == "row"]
        beside = max((cell.column + cell.colspan for cell in row_heads), default=0)
        self.sheet.set_column(0, self.table.width - 1, FIGURE)
        if beside:
            self.sheet.set_column(0, beside - 1, HEADER)

    def _rows(self, top: int) -> None:
        taken: set[tuple[int, int]] = set()
        for at, row in enumerate(self.table.rows, top):
            column = 0
            for cell in row:
                while (at, column) in taken:
                    column += 1
                self._cell(at, column, cell)
                downs, rights = range(cell.rowspan), range(cell.colspan)
                taken |= {(at + down, column + right) for down in downs for right in rights}

    def _cell(self, row: int, column: int, cell: Shown) -> None:
        is_open = cell.address in self.to_fill
        plain = self.looks.open if is_open or not self.to_fill else self.looks.settled
        look = plain if cell.is_value else self.looks.header
        if cell.colspan > 1 or cell.rowspan > 1:
            self.sheet.merge_range(row, column, row + cell.rowspan - 1, column + cell.colspan - 1, "", look)
        if not cell.is_value:
            self.sheet.write_string(row, column, cell.text, look)
            return
        if is_open:
            self._take_only_what_fits(row, column, cell)
        value = self.values.get(cell.address)
        if value is None:
            self.sheet.write_blank(row, column, None, look)
        else:
            self.sheet.write_number(row, column, float(value) if isinstance(value, Decimal) else value, look)

    def _take_only_what_fits(self, row: int, column: int, cell: Shown) -> None:
        kind = cell.cell.kind if cell.cell else "count"
        if kind != "change":
            limits = _AMOUNT if kind == "amount" else _WHOLE
            self.sheet.data_validation(row, column, row, column, {**limits, **_REFUSED})
