"""The report as people see it: its tables with the cells merged as on the form, and the files made of them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gongkai.annual_reports.models import AnnualReport
from gongkai.annual_reports.queries import SECTION_TEXTS, evaluation, finding_key, findings, text_label
from gongkai.foundation import documents as paper
from gongkai.foundation.documents import (
    Align,
    Block,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Signature,
    as_docx,
    as_pdf,
)
from gongkai.foundation.tables import plain_cell
from gongkai.law.reports import Cell, Evaluation, Form, GridCell, Label, Table, form, to_document
from gongkai.law.rulebook import chinese_number

UNKNOWN = "—"
FILES = {
    "docx": _("Word 文档（docx）"),
    "pdf": _("PDF 文件"),
    "csv": _("数据表（csv）"),
    "json": _("结构化数据（json）"),
}
# The byte order mark tells a spreadsheet program that the text is UTF-8.
MARK = "\ufeff"
MISSING = _("原报告没有这张表，或者未能从中读出任何数据。没有读出的数据不是零。")
SOURCE = _(
    "来源：%(source)s。数据按原报告读取，没有补充或者修改；原报告没有写明、或者未能读出的数据留空，不是零。"
)
# On paper the three columns of row headers of table 3 take half of the width.
_WIDTHS = {"applications": (1, 1.8, 4.8, *[1.25] * 7), "remedies": (1,) * 15}
_OWN_PAGE = ("proactive", "applications")


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


def shown_sections(report: AnnualReport, found: Evaluation) -> list[ShownSection]:
    """The report in the order of its form, or of the paper it was read from; tables without a place come last."""
    tables = shown_tables(form(report.form), found)
    placed: set[str] = set()
    sections = []
    for number, title, topics in _read_sections(report) if report.imported else _own_sections(report):
        here = tuple(table for table in tables if table.section == number and table.id not in placed)
        placed |= {table.id for table in here}
        sections.append(ShownSection(number, f"{number}、{title}" if number else title, topics, here))
    rest = [table for table in tables if table.id not in placed]
    return [*sections, *(ShownSection("", table.caption, (), (table,)) for table in rest)]


Part = tuple[str, str, tuple[Topic, ...]]


def _own_sections(report: AnnualReport) -> Iterator[Part]:
    for section in form(report.form).sections:
        names = [name for name in SECTION_TEXTS.get(section.number, ()) if getattr(report, name)]
        topics = tuple(Topic(name, text_label(name), getattr(report, name)) for name in names)
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


def as_json(report: AnnualReport, found: Evaluation) -> bytes:
    """The report in the layout in which reports are exchanged; an unknown cell is null."""
    content = {
        "is_annual_report": True,
        "organ": report.organ.name,
        "year": report.year,
        "title": report.title,
        "source": report.source_name if report.imported else None,
        **to_document(form(report.form), found.values),
        "texts": {
            topic.name: topic.text for section in shown_sections(report, found) for topic in section.topics
        },
        "corrected": report.reasons,
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity,
                "text": finding.text,
                "left": _plain(finding.left),
                "right": _plain(finding.right),
                "explanation": report.explanations.get(finding_key(finding)),
            }
            for finding in findings(report, found)
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def _plain(value: int | Decimal | None) -> int | float | None:
    return float(value) if isinstance(value, Decimal) else value


def as_csv(report: AnnualReport, found: Evaluation) -> bytes:
    """One line for each cell: address, row, column, unit, figure; an unknown figure is left empty."""
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(["机关", "年度", "地址", "行", "列", "单位", "数据"])
    for address, cell in form(report.form).cells.items():
        value = found.values.get(address)
        row = " ".join(head.zh for head in cell.row.heads)
        column = " ".join(head.zh for head in cell.column.heads)
        told = "" if value is None else figure(value)
        lines.writerow([plain_cell(report.organ.name), report.year, address, row, column, cell.unit, told])
    return (MARK + written.getvalue()).encode()


@dataclass(frozen=True)
class MadeFile:
    """A file to hand out."""

    name: str
    content_type: str
    content: bytes


def report_document(report: AnnualReport, found: Evaluation) -> Document:
    """The report as an official paper: title, six sections, tables with the cells merged as on the form."""
    with translation.override(settings.LANGUAGE_CODE):
        blocks: list[Block] = []
        if report.imported:
            blocks.append(Paragraph(str(SOURCE) % {"source": report.source_name}))
        for section in shown_sections(report, found):
            # No table is cut: the second begins a page, and the third fills one.
            if any(table.id in _OWN_PAGE and not table.missing for table in section.tables):
                blocks.append(PageBreak())
            blocks.append(Heading(1, section.title))
            blocks += _texts(section.topics)
            blocks += [_paper_table(table) for table in section.tables]
        signed = report.signed_at and not report.imported
        return Document(
            title=f"{report.organ.name}\n{report.title.removeprefix(report.organ.name)}",
            blocks=blocks,
            signature=Signature(report.organ.name, _day(report.signed_at)) if signed else None,
            notes="" if report.signed_at or report.imported else str(_("草稿，未经审签")),
        )


def _texts(topics: tuple[Topic, ...]) -> Iterator[Block]:
    for number, topic in enumerate(topics, start=1):
        if len(topics) > 1:
            yield Heading(2, f"（{chinese_number(number)}）{topic.label}")
        for paragraph in topic.paragraphs:
            yield Paragraph(paragraph)


def _paper_table(table: ShownTable) -> Block:
    if table.missing:
        return Paragraph(str(MISSING))
    rows = [[_paper_cell(cell) for cell in row] for row in table.rows]
    head = next(at for at, row in enumerate(table.rows) if any(cell.is_value for cell in row))
    if table.id == "proactive":
        head = 0  # each band has a header of its own
    return paper.Table(rows=rows[head:], header=rows[:head], widths=_WIDTHS.get(table.id, ()))


def _paper_cell(cell: Shown) -> paper.Cell:
    align: Align = "left" if cell.kind == "row" and cell.rowspan == 1 else "center"
    return paper.Cell(cell.text, cell.colspan, cell.rowspan, align)


def _day(moment: datetime | None) -> str:
    day = localdate(moment)
    return f"{day.year}年{day.month}月{day.day}日"


def _made_docx(report: AnnualReport, found: Evaluation) -> bytes:
    return as_docx(report_document(report, found))


def _made_pdf(report: AnnualReport, found: Evaluation) -> bytes:
    return as_pdf(report_document(report, found))


_WRITERS: Mapping[str, tuple[str, Callable[[AnnualReport, Evaluation], bytes]]] = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", _made_docx),
    "pdf": ("application/pdf", _made_pdf),
    "csv": ("text/csv; charset=utf-8", as_csv),
    "json": ("application/json", as_json),
}


def made_file(report: AnnualReport, kind: str) -> MadeFile:
    """The report as one of ``FILES``."""
    content_type, write = _WRITERS[kind]
    found = evaluation(report)
    return MadeFile(f"{report.title}.{kind}", content_type, write(report, found))
