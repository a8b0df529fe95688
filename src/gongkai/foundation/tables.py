"""A long table shown in parts, its rows in the order that the reader chose, by links alone; cells for other programs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict

ROWS = 50
# A spreadsheet reads a text that begins so as a formula; a number may begin with a sign.
FORMULA = re.compile(r"[=@＝＠\t\r\n]|[+\-＋－](?!$|[\d.,]+$)")
SORT, DOWN, PART = "sort", "down", "rows"


@dataclass(frozen=True)
class Heading:
    """A column: what stands over it, the address that sorts by it, and how it is sorted now.

    ``order`` is ascending, descending or empty; ``number`` says that its cells are figures.
    """

    name: str
    address: str
    order: str
    number: bool


@dataclass(frozen=True)
class TablePart:
    """Some rows of a table under their headings."""

    headings: tuple[Heading, ...]
    page: Page[Any]

    @property
    def rows(self) -> list[list[tuple[Heading, str]]]:
        """The rows shown, each cell with the heading over it."""
        return [list(zip(self.headings, row, strict=True)) for row in self.page]


def plain_cell(text: str) -> str:
    """The text as it may stand in a CSV file: a spreadsheet that opens it takes nothing in it for a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def asked_order(asked: QueryDict) -> tuple[str, bool]:
    """By which column (its code), and whether downwards, the address asks the rows to be sorted."""
    return asked.get(SORT, ""), bool(asked.get(DOWN))


def table_part(
    columns: Sequence[tuple[str, Any, bool]], rows: Sequence[Sequence[str]], asked: QueryDict
) -> TablePart:
    """The part of the sorted ``rows`` that the address asks for; ``columns`` are code, name and whether of figures."""
    by, down = asked_order(asked)
    headings = []
    for code, name, number in columns:
        query = asked.copy()
        for parameter in (DOWN, PART):
            query.pop(parameter, None)
        query[SORT] = code
        if code == by and not down:
            query[DOWN] = "1"
        order = ("descending" if down else "ascending") if code == by else ""
        headings.append(Heading(name, f"?{query.urlencode()}#table", order, number))
    return TablePart(tuple(headings), Paginator(rows, ROWS).get_page(asked.get(PART)))
