"""An HTML table as a table of an official paper: whatever its spans say, the grid comes out whole."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html

from gongkai.foundation.documents.html_texts import align_of, text_of
from gongkai.foundation.documents.layout import width
from gongkai.foundation.documents.model import Align, Cell, Table

MOST_COLUMNS, MOST_ROWS = 40, 2_000
UPRIGHT_COLUMNS = 9  # more of them need a turned page
SHORT = 14.0


def table_of(element: html.HtmlElement) -> Iterator[Table]:
    """The table; nothing for one without cells."""
    rows = [row for row in element.iter("tr") if _table_over(row) is element][:MOST_ROWS]
    lines, columns = _laid_out(rows)
    if not columns:
        return
    head = _head(rows, lines)
    caption = next((text_of(one) for one in element.iterchildren("caption")), "")
    yield Table(lines[head:], lines[:head], caption=caption, landscape=columns > UPRIGHT_COLUMNS)


def _table_over(row: html.HtmlElement) -> html.HtmlElement:
    return next(row.iterancestors("table"))


def _laid_out(rows: list[html.HtmlElement]) -> tuple[list[list[Cell]], int]:
    """The cells of each line, clipped so that none lies over another, with empty ones where there was a hole."""
    taken: set[tuple[int, int]] = set()
    placed: dict[tuple[int, int], Cell] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row.iterchildren("td", "th"):
            while (number, column) in taken:
                column += 1
            if column >= MOST_COLUMNS:
                break
            made = _cell(cell, _free(taken, number, column, _span(cell, "colspan")), len(rows) - number)
            area = {(number + i, column + j) for i in range(made.rowspan) for j in range(made.colspan)}
            taken |= area
            placed[(number, column)] = made
            column += made.colspan
    columns = max((column for _row, column in taken), default=-1) + 1
    return [_line(placed, taken, number, columns) for number in range(len(rows))], columns


def _line(
    placed: dict[tuple[int, int], Cell], taken: set[tuple[int, int]], row: int, columns: int
) -> list[Cell]:
    return [
        placed.get((row, column), Cell(""))
        for column in range(columns)
        if (row, column) in placed or (row, column) not in taken
    ]


def _free(taken: set[tuple[int, int]], row: int, column: int, wanted: int) -> int:
    """How many columns from here on are free, at most as many as wanted."""
    end = column
    while end < min(column + wanted, MOST_COLUMNS) and (row, end) not in taken:
        end += 1
    return end - column


def _cell(cell: html.HtmlElement, colspan: int, rows_left: int) -> Cell:
    text = text_of(cell)
    longest = max(width(line) for line in text.split("\n"))
    align: Align = "center" if cell.tag == "th" or longest <= SHORT else "left"
    if (place := align_of(cell)) in ("center", "right"):
        align = "center" if place == "center" else "right"
    return Cell(text, colspan, min(_span(cell, "rowspan"), rows_left), align)


def _span(cell: html.HtmlElement, name: str) -> int:
    told = cell.get(name) or "1"
    return max(1, min(int(told), MOST_ROWS)) if told.isdecimal() and len(told) < 6 else 1


def _head(rows: list[html.HtmlElement], lines: list[list[Cell]]) -> int:
    """How many lines at the top are the header: those of thead, or of nothing but th; none if they reach into the body."""
    head = 0
    for row in rows:
        cells = list(row.iterchildren("td", "th"))
        if row.getparent().tag != "thead" and not (cells and all(cell.tag == "th" for cell in cells)):
            break
        head += 1
    reaches = any(number + cell.rowspan > head for number in range(head) for cell in lines[number])
    return 0 if reaches or head == len(rows) else head
