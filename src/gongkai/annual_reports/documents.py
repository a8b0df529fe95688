"""The report as people see it: its tables with the cells merged as on the form, and the files made of them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from gongkai.law.reports import Cell, Evaluation, Form, GridCell, Table

UNKNOWN = "—"


@dataclass(frozen=True)
class Shown:
    """One cell of a shown table.

    ``headers`` are the ids of the header cells that a value stands under, in the order they are read; a header has
    its own ``id`` and a ``scope``. ``cell`` is the law's cell of a value, ``text`` what stands in it.
    """

    kind: str
    text: str
    colspan: int = 1
    rowspan: int = 1
    id: str = ""
    scope: str = ""
    headers: str = ""
    address: str = ""
    cell: Cell | None = None
    known: bool = True

    @property
    def is_value(self) -> bool:
        return self.kind == "value"


@dataclass(frozen=True)
class ShownTable:
    """A table as rows of cells; ``missing`` when nothing in it is known (a table that is not there is not zero)."""

    id: str
    section: str
    caption: str
    rows: tuple[tuple[Shown, ...], ...]
    width: int
    missing: bool


def shown_tables(of_form: Form, found: Evaluation) -> list[ShownTable]:
    """The tables of a form with these values."""
    return [_shown(of_form, table, found) for table in of_form.tables]


def figure(value: int | Decimal | None) -> str:
    """A figure in plain digits; an unknown one as a dash."""
    if value is None:
        return UNKNOWN
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)


def _shown(of_form: Form, table: Table, found: Evaluation) -> ShownTable:
    rows, known = [], False
    headers = _Headers(table.id)
    for grid_row in table.grid():
        row = []
        for cell, left in headers.placed(grid_row):
            if cell.address is None:
                row.append(headers.add(cell, left))
                continue
            value = found.values.get(cell.address)
            known = known or value is not None
            row.append(
                Shown(
                    kind=cell.kind,
                    text=figure(value),
                    colspan=cell.colspan,
                    rowspan=cell.rowspan,
                    headers=headers.over(left),
                    address=cell.address,
                    cell=of_form.cells[cell.address],
                    known=value is not None,
                )
            )
        rows.append(tuple(row))
    return ShownTable(table.id, table.section, table.title.zh, tuple(rows), table.width, not known)


class _Headers:
    """Keeps, going down a grid, which header cells stand over each column and beside the present row."""

    def __init__(self, table_id: str) -> None:
        self.table_id = table_id
        self.count = 0
        self.title = ""
        self.above: dict[int, list[str]] = {}
        self.beside: dict[str, int] = {}
        self.covered: dict[int, int] = {}
        self.numbers_begun = False

    def placed(self, grid_row: tuple[GridCell, ...]) -> list[tuple[GridCell, int]]:
        """The cells of the next row, each with the column it begins in."""
        self.beside = {header: rows - 1 for header, rows in self.beside.items() if rows > 1}
        self.covered = {column: rows - 1 for column, rows in self.covered.items() if rows > 1}
        placed, left = [], 0
        for cell in grid_row:
            while left in self.covered:
                left += 1
            placed.append((cell, left))
            left += cell.colspan
        for cell, start in placed:
            if cell.rowspan > 1:
                self.covered |= dict.fromkeys(range(start, start + cell.colspan), cell.rowspan)
        return placed

    def add(self, cell: GridCell, left: int) -> Shown:
        self.count += 1
        name = f"{self.table_id}-{self.count}"
        text = cell.text.zh if cell.text else ""
        scope = ""
        if cell.kind == "title":
            self.title, self.above, scope = name, {}, "colgroup"
        elif cell.kind == "column":
            scope = "colgroup" if cell.colspan > 1 else "col"
            for column in range(left, left + cell.colspan):
                self.above.setdefault(column, []).append(name)
        elif cell.kind == "row":
            self.beside[name] = cell.rowspan
            scope = "rowgroup" if cell.rowspan > 1 else "row"
        return Shown(cell.kind, text, cell.colspan, cell.rowspan, name, scope)

    def over(self, left: int) -> str:
        title = [self.title] if self.title else []
        return " ".join([*title, *self.beside, *self.above.get(left, [])])
