"""The report as an official paper, from which docx and PDF are made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from gongkai.annual_reports.documents.shown import Shown, ShownTable, Topic, opening, shown_sections
from gongkai.annual_reports.models import AnnualReport
from gongkai.foundation import documents as paper
from gongkai.foundation.documents import Align, Block, Document, Heading, PageBreak, Paragraph, Signature
from gongkai.law.reports import Evaluation
from gongkai.law.rulebook import chinese_number

MISSING = _("原报告没有这张表，或者未能从中读出任何数据。没有读出的数据不是零。")
SOURCE = _(
    "来源：%(source)s。数据按原报告读取，没有补充或者修改；原报告没有写明、或者未能读出的数据留空，不是零。"
)
# On paper the three columns of row headers of table 3 take half of the width.
_WIDTHS = {"applications": (1, 1.8, 4.8, *[1.25] * 7), "remedies": (1,) * 15}
_OWN_PAGE = ("proactive", "applications")


def report_document(report: AnnualReport, found: Evaluation) -> Document:
    """The report as an official paper: title, six sections, tables with the cells merged as on the form."""
    with translation.override(settings.LANGUAGE_CODE):
        blocks: list[Block] = []
        if report.imported:
            blocks.append(Paragraph(str(SOURCE) % {"source": report.source_name}))
        else:
            blocks.append(Paragraph(opening(report)))
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
