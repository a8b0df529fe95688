"""Outcomes of reading written as JSON lines, as a table for the eye, as CSV or as a workbook."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol, TextIO

from rich.cells import cell_len
from xlsxwriter import Workbook

from gongkai.reading.many import Outcome
from gongkai.reading.tabular import (
    BAD_HEAD,
    FIGURE_HEAD,
    FINDING_HEAD,
    REPORT_HEAD,
    Cell,
    figure_rows,
    finding_rows,
    report_row,
)

FORMATS = ("table", "json", "csv", "xlsx")
# The byte order mark tells a spreadsheet program that the text is UTF-8.
_MARK = "\ufeff"
_WIDTHS = (36, 30, 10, 4, 12, 10, 4, 8, 4, 4, 4)
_FORMULA = re.compile(r"[=@＝＠\t\r\n]|[+\-＋－](?!$|[\d.,]+$)")
_ROWS_OF_A_SHEET = 1_048_576


class Writer(Protocol):
    """Takes outcomes as they come; nothing is whole before ``close``."""

    def add(self, outcome: Outcome) -> None: ...

    def close(self) -> None: ...


def writer_of(style: str, out: TextIO) -> Writer:
    """The writer of a format that is text."""
    if style == "json":
        return Lines(out)
    return Figures(out) if style == "csv" else Overview(out)


class Lines:
    """An object a line; a bad file has ``file`` and ``error``."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def add(self, outcome: Outcome) -> None:
        self._out.write(outcome.line + "\n")

    def close(self) -> None:
        self._out.flush()


class Overview:
    """A line for each report: whose, of which year, how much was read and found."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._row(REPORT_HEAD)

    def add(self, outcome: Outcome) -> None:
        if not outcome.why:
            self._row(report_row(json.loads(outcome.line)))

    def _row(self, cells: Sequence[Cell]) -> None:
        padded = [_padded(cell, width) for cell, width in zip(cells, _WIDTHS, strict=True)]
        self._out.write("  ".join(padded).rstrip() + "\n")

    def close(self) -> None:
        self._out.flush()


def _padded(cell: Cell, width: int) -> str:
    """A Chinese character is two columns wide."""
    words = "-" if cell is None else str(cell)
    space = " " * (width - cell_len(words))
    return space + words if isinstance(cell, int) else words + space


class Figures:
    """CSV with a row for each figure: the form that statistics programs like best."""

    def __init__(self, out: TextIO) -> None:
        self._rows = csv.writer(out, lineterminator="\n")
        self._out = out
        out.write(_MARK)
        self._rows.writerow(FIGURE_HEAD)

    def add(self, outcome: Outcome) -> None:
        if outcome.is_report:
            self._rows.writerows(map(_plain, figure_rows(json.loads(outcome.line))))

    def close(self) -> None:
        self._out.flush()


def _plain(row: Iterable[Cell]) -> Iterator[Cell]:
    """The row without anything that a spreadsheet would take for a formula."""
    return (f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell for cell in row)


class Book:
    """A workbook: the reports, their figures, the findings, and the files that could not be read."""

    def __init__(self, path: Path) -> None:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = Workbook(str(path), options)
        self._sheets = {
            name: _Sheet(self._book, name, head)
            for name, head in {
                "报告": REPORT_HEAD,
                "数字": FIGURE_HEAD,
                "核对结果": FINDING_HEAD,
                "读不了的文件": BAD_HEAD,
            }.items()
        }

    def add(self, outcome: Outcome) -> None:
        if outcome.why:
            self._sheets["读不了的文件"].row((outcome.name, outcome.why))
            return
        document = json.loads(outcome.line)
        self._sheets["报告"].row(report_row(document))
        for figure in figure_rows(document):
            self._sheets["数字"].row(figure)
        for finding in finding_rows(document):
            self._sheets["核对结果"].row(finding)

    def close(self) -> None:
        self._book.close()


class _Sheet:
    """Rows under a head; what one sheet cannot hold goes on in the next."""

    def __init__(self, book: Workbook, name: str, head: Sequence[str]) -> None:
        self._book, self._name, self._head = book, name, head
        self._bold = book.add_format({"bold": True})
        self._count = 0
        self._begin()

    def _begin(self) -> None:
        self._count += 1
        name = self._name if self._count == 1 else f"{self._name}{self._count}"
        self._sheet: Any = self._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_column(0, 1, 32)
        self._sheet.write_row(0, 0, self._head, self._bold)
        self._next = 1

    def row(self, cells: Sequence[Cell]) -> None:
        if self._next == _ROWS_OF_A_SHEET:
            self._begin()
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                self._sheet.write_string(self._next, column, cell)
            elif cell is not None:
                self._sheet.write_number(self._next, column, cell)
        self._next += 1
