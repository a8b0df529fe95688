"""The list of a region's reports as a workbook and as CSV: whole, row by row, nothing of it a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, StringIO
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from xlsxwriter import Workbook

from gongkai.annual_reports import queries
from gongkai.annual_reports.queries import Asked
from gongkai.foundation.tables import plain_cell
from gongkai.foundation.wording import in_words
from gongkai.law.reports import form

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
FILES = {"xlsx": (gettext_lazy("Excel 工作簿（xlsx）"), XLSX), "csv": (gettext_lazy("数据表（csv）"), CSV)}
LABELS = {
    "disclosed": gettext_lazy("主动公开"),
    "received": gettext_lazy("新收申请"),
    "carried_over": gettext_lazy("上年结转"),
    "concluded": gettext_lazy("办理结果总计"),
    "granted": gettext_lazy("予以公开"),
    "carried_forward": gettext_lazy("结转下年度"),
    "reconsidered": gettext_lazy("行政复议"),
    "litigated": gettext_lazy("行政诉讼"),
}
FOUND = {
    "errors": gettext_lazy("错误"),
    "warnings": gettext_lazy("提醒"),
    "notes": gettext_lazy("说明"),
}
# The byte order mark tells a spreadsheet program that the text is UTF-8.
MARK = "\ufeff"
CHUNK = 500
Cell = str | int | None


def as_csv(asked: Asked) -> Iterator[str]:
    """One line for each report, made while it is sent."""
    yield MARK + _line(head())
    for row in rows(asked):
        yield _line([plain_cell(cell) if isinstance(cell, str) else cell for cell in row])


def as_xlsx(asked: Asked) -> bytes:
    """The reports, the years, and what is wrong in those that were taken over: a sheet each."""
    content = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(content, options) as book:
        bold = book.add_format({"bold": True})
        _sheet(book, bold, _("报告"), head(), rows(asked))
        _sheet(book, bold, _("各年合计"), _years_head(), _years(asked))
        _sheet(book, bold, _("核对结果"), _findings_head(), _findings(asked))
    return content.getvalue()


def head() -> list[str]:
    """What stands over the columns of the list."""
    told = [_("机关"), _("层级"), _("年度"), _("表格"), _("由来"), _("来源")]
    return [*told, *map(str, LABELS.values()), *map(str, FOUND.values())]


def rows(asked: Asked) -> Iterator[list[Cell]]:
    """A row for each report; what it does not tell is empty, which is not zero."""
    for one in queries.corpus(asked).iterator(chunk_size=CHUNK):
        origin = queries.Origin.IMPORTED if one.imported else queries.Origin.MADE
        packed: Any = one.packed
        yield [
            one.organ.name,
            str(one.organ.get_level_display()),
            one.year,
            in_words(form(one.form).label),
            str(origin.label),
            one.source_name,
            *(getattr(packed, name) for name in (*LABELS, *FOUND)),
        ]


def _years_head() -> list[str]:
    told = [_("年度"), _("报告"), _("其中导入")]
    return [*told, *map(str, LABELS.values()), *map(str, FOUND.values())]


def _years(asked: Asked) -> Iterator[list[Cell]]:
    for one in queries.years_of(asked):
        figures = [one.figures[name] for name in LABELS]
        yield [one.year, one.reports, one.imported, *figures, *(one.findings[name] for name in FOUND)]


def _findings_head() -> list[str]:
    return [_("机关"), _("年度"), _("程度"), _("规则"), _("内容")]


def _findings(asked: Asked) -> Iterator[list[Cell]]:
    severities = {"error": str(FOUND["errors"]), "warning": str(FOUND["warnings"])}
    for report, found in queries.findings_of(asked):
        yield [report.organ.name, report.year, severities[found["severity"]], found["rule"], found["text"]]


def _line(row: Sequence[Cell]) -> str:
    written = StringIO()
    csv.writer(written).writerow(row)
    return written.getvalue()


def _sheet(
    book: Workbook, bold: Any, name: str, heads: Sequence[str], told: Iterable[Sequence[Cell]]
) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 0, 32)
    sheet.write_row(0, 0, heads, bold)
    for at, row in enumerate(told, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(at, column, cell)
            elif cell is not None:
                sheet.write_number(at, column, cell)
