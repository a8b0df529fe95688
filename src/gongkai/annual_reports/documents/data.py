"""The report as data: JSON in the layout in which reports are exchanged, and CSV with a line for each cell."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

from django.utils.timezone import localdate

from gongkai.annual_reports.documents import schema
from gongkai.annual_reports.documents.shown import figure, shown_sections
from gongkai.annual_reports.models import AnnualReport
from gongkai.annual_reports.queries import added_reports, finding_key, findings
from gongkai.foundation.tables import plain_cell
from gongkai.law.reports import Evaluation, form, to_document

# The byte order mark tells a spreadsheet program that the text is UTF-8.
MARK = "\ufeff"


def as_json(report: AnnualReport, found: Evaluation) -> bytes:
    """The report in the layout in which reports are exchanged; an unknown cell is null."""
    content = {
        **schema.addresses(report.form),
        "is_annual_report": True,
        "organ": report.organ.name,
        "year": report.year,
        "edition": report.edition,
        "mended_because": report.mended_because,
        "published": localdate(report.published_at).isoformat() if report.published_at else None,
        "title": report.title,
        "source": report.source_name if report.imported else None,
        **to_document(form(report.form), found.values),
        "texts": {
            topic.name: topic.text for section in shown_sections(report, found) for topic in section.topics
        },
        "corrected": report.reasons,
        "units": {
            "added": [one.organ.name for one in added_reports(report)] if report.units else [],
            "missing": report.units.get("missing", []),
        },
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
