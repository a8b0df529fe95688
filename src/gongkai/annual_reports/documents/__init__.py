"""The report as people see it, and the files made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from gongkai.annual_reports.documents.data import as_csv, as_json
from gongkai.annual_reports.documents.paper import MISSING, SOURCE, report_document
from gongkai.annual_reports.documents.schema import json_schema, vocabulary
from gongkai.annual_reports.documents.shown import (
    Shown,
    ShownSection,
    ShownTable,
    Topic,
    figure,
    opening,
    shown_sections,
    shown_tables,
)
from gongkai.annual_reports.documents.workbook import workbook
from gongkai.annual_reports.models import AnnualReport
from gongkai.annual_reports.queries import evaluation, own_evaluation
from gongkai.foundation.documents import as_docx, as_pdf
from gongkai.law.reports import Evaluation, form

__all__ = [
    "FILES",
    "MISSING",
    "SOURCE",
    "XLSX",
    "MadeFile",
    "Shown",
    "ShownSection",
    "ShownTable",
    "Topic",
    "as_csv",
    "as_json",
    "figure",
    "json_schema",
    "made_file",
    "opening",
    "report_document",
    "shown_sections",
    "shown_tables",
    "vocabulary",
    "workbook",
    "workbook_to_fill",
]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES = {
    "docx": _("Word 文档（docx）"),
    "pdf": _("PDF 文件"),
    "xlsx": _("Excel 表格（xlsx）"),
    "csv": _("数据表（csv）"),
    "json": _("结构化数据（json）"),
}


@dataclass(frozen=True)
class MadeFile:
    """A file to hand out."""

    name: str
    content_type: str
    content: bytes


def _made_docx(report: AnnualReport, found: Evaluation) -> bytes:
    return as_docx(report_document(report, found))


def _made_pdf(report: AnnualReport, found: Evaluation) -> bytes:
    return as_pdf(report_document(report, found))


def _made_xlsx(report: AnnualReport, found: Evaluation) -> bytes:
    sections = shown_sections(report, found)
    tables = [table for section in sections for table in section.tables if not table.missing]
    return workbook(report.title, tables, found.values, sections=sections)


_WRITERS: Mapping[str, tuple[str, Callable[[AnnualReport, Evaluation], bytes]]] = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", _made_docx),
    "pdf": ("application/pdf", _made_pdf),
    "xlsx": (XLSX, _made_xlsx),
    "csv": ("text/csv; charset=utf-8", as_csv),
    "json": ("application/json", as_json),
}


def workbook_to_fill(report: AnnualReport) -> bytes:
    """The official tables with what is known, open where a person fills them in; sums are left to the system."""
    of_form, values = form(report.form), report.values
    tables = shown_tables(of_form, own_evaluation(report))
    to_fill = frozenset(set(of_form.entered) - set(report.figures))
    return workbook(report.title, tables, values, to_fill=to_fill)


def made_file(report: AnnualReport, kind: str) -> MadeFile:
    """The report as one of ``FILES``: an official document, and Chinese whoever asks for it."""
    content_type, write = _WRITERS[kind]
    with translation.override(settings.LANGUAGE_CODE):
        found = evaluation(report)
        return MadeFile(f"{report.title}.{kind}", content_type, write(report, found))
