"""A workbook or pasted cells as an offer for this report: what would change cell by cell, and what cannot be taken.

The tables are read like anybody's published report, so any usual layout will do; a bare block of figures is taken by
its shape. Nothing is kept here: a person confirms, and ``actions.enter_cells`` enters.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, product

from django.utils.translation import gettext as _

from gongkai.annual_reports.models import AnnualReport, Number
from gongkai.annual_reports.queries.judging import misfit
from gongkai.foundation.wording import in_words, listed
from gongkai.foundation.workflow import Refused
from gongkai.law.reports import Cell, Form, form, from_document
from gongkai.reading.decode import decode
from gongkai.reading.digits import printed
from gongkai.reading.normalise import CELL, normalise
from gongkai.reading.reader import Reading, read
from gongkai.reading.unreadable import Unreadable

_BETWEEN = re.compile(r"[\t\x1f]")
_FIRST_ROW, _LAST_ROW = "本年新收", "结转下年"
_OFFICE = re.compile(r"(?:人民政府)?(?:办公[厅室])?$")
# Findings about blank cells: here each is told by itself.
_BLANKS = "B-07"


@dataclass(frozen=True)
class Change:
    """A cell that would say something else; ``counted`` is the records' figure, if they gave one."""

    address: str
    label: str
    old: Number | None
    new: Number
    counted: int | None = None


@dataclass(frozen=True)
class Left:
    """Something in the sheet that is not taken, and why."""

    label: str
    words: str
    why: str


@dataclass
class SheetOffer:
    """What a sheet would do to a report.

    ``corrections`` want a reason, for the records say otherwise. ``missing`` are cells to enter of which the sheet says
    nothing readable; ``wrong`` is what does not add up in the sheet itself.
    """

    changes: list[Change] = field(default_factory=list)
    corrections: list[Change] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    same: int = 0

    @property
    def values(self) -> dict[str, Number]:
        """What would be entered, corrections included."""
        return {one.address: one.new for one in (*self.changes, *self.corrections)}


@dataclass
class _Read:
    """The figures of a sheet by address; None is a cell printed blank."""

    figures: dict[str, Number | None]
    left: list[Left] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def sheet_offer(report: AnnualReport, source: bytes | str, name: str = "") -> SheetOffer:
    """What ``source`` (a file, or cells copied out of Excel) would change in the report.

    Raises Refused, saying what to do, for a file that cannot be read, that belongs to another organ or year, or that
    holds several reports.
    """
    of_form = form(report.form)
    rows = _pasted(source) if isinstance(source, str) else []
    if rows:
        source = "\n".join("\t".join(row) for row in rows)
    sheet = _block(of_form, rows) or _tables(report, source, name)
    if not sheet.figures and not sheet.left:
        raise Refused(
            _("没有读出统计表的数据。请把表格连同行名、列名一起复制，或者使用本页导出的表格填写后上传。")
        )
    return _compared(report, of_form, sheet)


def offer_of(report: AnnualReport, figures: Mapping[str, Number | None]) -> SheetOffer:
    """The same for figures that were read before."""
    return _compared(report, form(report.form), _Read(dict(figures)))


def _compared(report: AnnualReport, of_form: Form, sheet: _Read) -> SheetOffer:
    found = SheetOffer(left=list(sheet.left), wrong=list(sheet.wrong))
    present = report.values
    for address, value in sheet.figures.items():
        cell = of_form.cells[address]
        if not cell.computed and value is not None:
            _weigh(found, report, cell, value, present.get(address))
    tables = {address.partition(".")[0] for address in sheet.figures}
    refused = {one.label for one in found.left}
    found.missing = [
        label
        for address in of_form.entered
        if address.partition(".")[0] in tables
        and sheet.figures.get(address) is None
        and (label := cell_name(of_form.cells[address])) not in refused
    ]
    return found


def _weigh(
    found: SheetOffer, report: AnnualReport, cell: Cell, value: Number, present: Number | None
) -> None:
    label = cell_name(cell)
    if why := misfit(cell, value):
        found.left.append(Left(label, str(value), why))
    elif present is not None and value == present:
        found.same += 1
    else:
        counted = report.figures.get(cell.address)
        change = Change(cell.address, label, present, value, counted)
        wants_reason = counted is not None and value != counted
        (found.corrections if wants_reason else found.changes).append(change)


def cell_name(cell: Cell) -> str:
    """Block, row and column: a cell of table 2 or 4 is not known by its row alone."""
    heads = [*cell.row.heads, *cell.column.heads]
    if cell.table == "applications":
        heads = [*cell.row.heads[-1:], *cell.column.heads[-1:]]
    return " · ".join(in_words(head) for head in heads)


def _pasted(text: str) -> list[list[str]]:
    """The cells that Excel put on the clipboard; one with a line break comes in quotes."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))
    except csv.Error:
        rows = [line.split("\t") for line in text.splitlines()]
    return [["".join(cell.splitlines()) for cell in row] for row in rows if any(cell.strip() for cell in row)]


def _block(of_form: Form, rows: list[list[str]]) -> _Read | None:
    """Figures without their labels, which have exactly the shape of a table, with or without its sums."""
    shape = [len(row) for row in rows]
    for addresses in _shapes(of_form):
        if [len(row) for row in addresses] == shape:
            cells = zip(chain(*addresses), chain(*rows), strict=True)
            return _figures_of(of_form, cells)
    return None


def _shapes(of_form: Form) -> Iterator[list[list[str]]]:
    """The cells of each table as rows: all of them, and without the columns or the rows that are sums."""
    for table in of_form.tables:
        grid = ([of_form.cells[cell.address] for cell in row if cell.address] for row in table.grid())
        rows = [row for row in grid if row]
        for all_columns, all_rows in product((True, False), repeat=2):
            kept = [row for row in rows if all_rows or not row[0].row.computed]
            shape = [
                [cell.address for cell in row if all_columns or not cell.column.computed] for row in kept
            ]
            yield [row for row in shape if row]


def _figures_of(of_form: Form, pairs: Iterable[tuple[str, str]]) -> _Read | None:
    """None where the block has words of its own: then it has labels, and is read by them."""
    sheet = _Read({})
    for address, typed in pairs:
        plain, cell = normalise(typed).body.strip(), of_form.cells[address]
        one = printed(plain)
        if one is None:
            why = _("不是数字。没有的填0，还不知道的留空。")
            sheet.left.append(Left(cell_name(cell), plain, why))
        elif cell.kind == "amount" and one.unit not in (None, cell.unit):
            why = _("这里以%(unit)s为单位，请换算后填写。") % {"unit": cell.unit}
            sheet.left.append(Left(cell_name(cell), plain, why))
        else:
            sheet.figures[address] = one.value
    return sheet if len(sheet.left) <= len(sheet.figures) else None


def _tables(report: AnnualReport, source: bytes | str, name: str) -> _Read:
    try:
        paper = _without_covered(decode(source, name).text)
        alone = read(paper, name)
        _belongs(report, alone)
        # Tables by themselves, without a title, are no report: they are read under the title of this one.
        reading = alone if alone.title else read(f"{report.title}\n{paper}", name)
    except Unreadable as problem:
        raise Refused(str(problem)) from problem
    of_form = form(report.form)
    others = (f.words for address, f in reading.figures.items() if address not in of_form.cells)
    unasked = _("%(form)s里没有这一项。") % {"form": in_words(of_form.label)}
    return _Read(
        # By way of the layout of exchange, which brings amounts to the unit of their cell.
        figures={a: v for a, v in from_document(of_form, reading.to_json()).items() if a in of_form.cells},
        left=[
            *(Left("", one.words, _not_told(one.why)) for one in reading.doubts),
            *(Left("", words, unasked) for words in dict.fromkeys(others)),
        ],
        wrong=[
            one.text
            for one in reading.findings
            if one.severity == "error" and one.rule != _BLANKS and set(of_form.computed) & set(one.cells)
        ],
    )


def _without_covered(text: str) -> str:
    """Table 3 without the empty cells that its merged headers cover: a clipboard has them, and they are no figures."""
    lines = [_BETWEEN.split(line) for line in text.split("\n")]
    first = next((at for at, line in enumerate(lines) if _FIRST_ROW in "".join(line)), len(lines))
    last = next((at for at, line in enumerate(lines) if at > first and _LAST_ROW in "".join(line)), first)
    rows = lines[first : last + 1]
    heads = min((_leading(row) for row in rows), default=0)
    for at, row in enumerate(rows, first):
        lines[at] = [cell for column, cell in enumerate(row) if column >= heads or cell.strip()]
    return "\n".join(CELL.join(line) for line in lines)


def _leading(row: list[str]) -> int:
    """How many cells stand before the first figure."""
    figures = (printed(normalise(cell).body.strip()) for cell in row)
    return next((at for at, one in enumerate(figures) if one and one.value is not None), len(row))


def _not_told(why: str) -> str:
    return _("%(why)s：可能多了一行，或者夹有不是数字的内容。请核对后在表中填写。") % {"why": why}


def _belongs(report: AnnualReport, reading: Reading) -> None:
    """Whether the paper is of this organ and year, and alone."""
    if reading.others:
        told = {"titles": listed([reading.title, *reading.others])}
        raise Refused(_("文件里有不止一份报告（%(titles)s）。请只保留本机关本年度的一份。") % told)
    if reading.year not in (None, report.year):
        told = {"read": str(reading.year), "year": str(report.year)}
        raise Refused(_("这是%(read)s年度的报告，不是%(year)s年度的。请选择本年度的文件。") % told)
    if reading.title and reading.organ and not _same_organ(report, reading.organ):
        told = {"read": reading.organ, "organ": report.organ.name}
        raise Refused(_("这是“%(read)s”的报告，不是“%(organ)s”的。请选择本机关的文件。") % told)


def _same_organ(report: AnnualReport, read_name: str) -> bool:
    """Whether the names are one, or one is the other without its place or its office."""
    read_as = _OFFICE.sub("", read_name)
    own = _OFFICE.sub("", report.organ.name)
    return own.endswith(read_as) or read_as.endswith(own) or read_name == report.organ.short_name
