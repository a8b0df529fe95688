"""The coverage matrix as a file: for Excel, or as plain text for another program."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import xlsxwriter
from django.utils.translation import gettext as _

from gongkai.foundation.tables import plain_cell
from gongkai.obligations.queries import Cell, Filters, Heading, Row, all_rows, in_order, status_of
from gongkai.obligations.workflow import SIGNS, Status
from gongkai.organs.queries import Organ

# Excel takes a file for UTF-8 only with this mark at its head.
MARK = "\ufeff"
COUNTED = (Status.MISSING, Status.DUE_SOON, Status.WAITING, Status.PENDING, Status.DONE_LATE, Status.DONE)
ORGAN_WIDTH, CELL_WIDTH = 28, 18


@dataclass(frozen=True)
class MadeFile:
    """A file to hand out."""

    name: str
    content_type: str
    content: bytes


def coverage_file(root: Organ, filters: Filters, kind: str) -> MadeFile:
    """The matrix with every organ that the filters choose, as "xlsx" or "csv". Raises KeyError for another kind."""
    content_type, write = _WRITERS[kind]
    headings, rows = all_rows(root, filters)
    year = _("%(year)d年") % {"year": filters.year} if filters.year else _("全部年度")
    title = _("%(organ)s公开任务完成情况（%(year)s）") % {"organ": root.name, "year": year}
    return MadeFile(f"{title}.{kind}", content_type, write(_lines(headings, rows)))


def cell_text(cell: Cell) -> str:
    """What a cell says in words: never by a sign or a colour alone."""
    if one := cell.one:
        status = status_of(one)
        day = one.settled_on or one.due_on
        until = _("（%(day)s截止）") if one.settled_on is None else _("（%(day)s）")
        if day is None and one.latest_on:
            day, until = one.latest_on, _("（最迟%(day)s填写%(event)s）")
        told = {"day": day, "event": one.obligation.event_name}
        return f"{SIGNS[status]}{status.label}" + (until % told if day else "")
    return "；".join(f"{SIGNS[status]}{status.label}{n}" for status, n in cell.counts.items())


def _lines(headings: tuple[Heading, ...], rows: Iterator[Row]) -> Iterator[list[str | int]]:
    counted = [str(status.label) for status in COUNTED]
    yield [_("机关"), *(heading.obligation.title for heading in headings), *counted]
    sums: list[Counter[Status]] = [Counter() for _heading in headings]
    whole: Counter[Status] = Counter()
    for row in rows:
        for total, cell in zip(sums, row.cells, strict=True):
            total.update(cell.counts)
        whole.update(row.counts)
        counts = [row.counts.get(status, 0) for status in COUNTED]
        yield [row.organ.name, *(cell_text(cell) for cell in row.cells), *counts]
    told = ["；".join(f"{status.label}{n}" for status, n in in_order(total).items()) for total in sums]
    yield [_("合计"), *told, *(whole[status] for status in COUNTED)]


def _as_csv(lines: Iterator[list[str | int]]) -> bytes:
    written = io.StringIO()
    told = ([plain_cell(one) if isinstance(one, str) else one for one in line] for line in lines)
    csv.writer(written).writerows(told)
    return (MARK + written.getvalue()).encode()


def _as_xlsx(lines: Iterator[list[str | int]]) -> bytes:
    written = io.BytesIO()
    # Constant memory: row by row to disk, however many organs there are. A name is never taken for a formula.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as book:
        sheet = book.add_worksheet(_("公开任务完成情况"))
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 0, ORGAN_WIDTH)
        for number, line in enumerate(lines):
            if number == 0:
                sheet.set_column(1, max(1, len(line) - 1), CELL_WIDTH)
            sheet.write_row(number, 0, line, head if number == 0 else None)
    return written.getvalue()


_WRITERS: Mapping[str, tuple[str, Callable[[Iterator[list[str | int]]], bytes]]] = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _as_xlsx),
    "csv": ("text/csv; charset=utf-8", _as_csv),
}
