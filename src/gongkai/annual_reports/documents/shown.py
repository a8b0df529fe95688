"""The report as people see it: its sections, and its tables with the cells merged as on the form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gongkai.annual_reports.models import AnnualReport
from gongkai.annual_reports.queries import SECTION_TEXTS, text_label, text_with_figures
from gongkai.foundation.wording import listed
from gongkai.law.reports import Cell, Evaluation, Form, GridCell, Label, Table, form

UNKNOWN = "—"
# The days are those of B-01; that the office can be reached is what art. 12 has the guide tell.
OPENING = _(
    "本报告由%(organ)s按照《中华人民共和国政府信息公开条例》和《%(form)s》编制。"
    "所列数据的统计期限为%(year)s年1月1日至12月31日。"
)
ASKED = _("如对本报告有疑问，请与%(office)s联系（%(ways)s）。")


@dataclass(frozen=True)
class Shown:
    """One cell of a shown table.

    ``headers`` are the ids of the header cells that a value stands under, in the order they are read; a header has
    its own ``id``, a ``scope`` and the column it begins in. ``cell`` is the law's cell of a value.
    """

    kind: str
    text: str
    colspan: int = 1
    rowspan: int = 1
    column: int = 0
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


@dataclass(frozen=True)
class Topic:
    """A text of a section under its heading; ``label`` is empty where the section has but one."""

    name: str
    label: Any
    text: str

    @property
    def paragraphs(self) -> list[str]:
        return [line.strip() for line in self.text.splitlines() if line.strip()]


@dataclass(frozen=True)
class ShownSection:
    """A numbered section of the report with its texts and tables."""

    number: str
    title: str
    topics: tuple[Topic, ...]
    tables: tuple[ShownTable, ...]


def opening(report: AnnualReport) -> str:
    """What a report of our own says before its sections: by what it was made, of which days, and whom to ask."""
    told = str(OPENING) % {
        "organ": report.organ.name,
        "form": _told(form(report.form).label),
        "year": report.year,
    }
    organ = report.organ
    ways = [
        str(way) % value
        for way, value in (
            (_("地址：%s"), organ.office_address),
            (_("邮政编码：%s"), organ.office_postcode),
            (_("电话：%s"), organ.office_phone),
            (_("电子邮箱：%s"), organ.office_email),
        )
        if value
    ]
    if not ways:
        return told
    asked = str(ASKED) % {"office": organ.office_name or organ.name, "ways": listed(ways)}
    return told + asked


def shown_sections(report: AnnualReport, found: Evaluation) -> list[ShownSection]:
    """The report in the order of its form, or of the paper it was read from; tables without a place come last."""
    tables = shown_tables(form(report.form), found)
    placed: set[str] = set()
    sections = []
    for number, title, topics in _parts(report, found):
        here = tuple(table for table in tables if table.section == number and table.id not in placed)
        placed |= {table.id for table in here}
        sections.append(ShownSection(number, f"{number}、{title}" if number else title, topics, here))
    rest = [table for table in tables if table.id not in placed]
    return [*sections, *(ShownSection("", table.caption, (), (table,)) for table in rest)]


Part = tuple[str, str, tuple[Topic, ...]]


def _parts(report: AnnualReport, found: Evaluation) -> Iterator[Part]:
    return _read_sections(report) if report.imported else _own_sections(report, found)


def _own_sections(report: AnnualReport, found: Evaluation) -> Iterator[Part]:
    for section in form(report.form).sections:
        names = [name for name in SECTION_TEXTS.get(section.number, ()) if getattr(report, name)]
        topics = tuple(
            Topic(name, text_label(name), text_with_figures(report, name, found.values)) for name in names
        )
        yield section.number, _told(section.label), topics


def _read_sections(report: AnnualReport) -> Iterator[Part]:
    for section in report.reading.get("sections", ()):
        text = section.get("text") or ""
        topics = (Topic(section.get("topic") or "", "", text),) if text else ()
        yield section.get("number") or "", section.get("title") or "", topics


def shown_tables(of_form: Form, found: Evaluation) -> list[ShownTable]:
    """The tables of a form with these values."""
    return [_shown(of_form, table, found) for table in of_form.tables]


def figure(value: int | Decimal | None) -> str:
    """A figure in plain digits; an unknown one as a dash."""
    if value is None:
        return UNKNOWN
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)


def _told(label: Label | None) -> str:
    if label is None:
        return ""
    return label.en if (get_language() or "").startswith("en") else label.zh


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
    return ShownTable(table.id, table.section, _told(table.title), tuple(rows), table.width, not known)


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
        return Shown(cell.kind, _told(cell.text), cell.colspan, cell.rowspan, left, name, scope)

    def over(self, left: int) -> str:
        title = [self.title] if self.title else []
        return " ".join([*title, *self.beside, *self.above.get(left, [])])
