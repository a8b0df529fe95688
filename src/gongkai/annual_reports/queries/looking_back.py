"""Last year's report beside this year's: its figures cell by cell, and the problems it told (rulebook Y4)."""

from __future__ import annotations

from typing import Any

from gongkai.annual_reports.models import AnnualReport, Number
from gongkai.annual_reports.queries.reports import SECTION_TEXTS, previous_report, text_label
from gongkai.annual_reports.queries.texts import text_with_figures
from gongkai.law.reports import convert, form
from gongkai.law.reports.evaluation import compute

PROBLEMS = "五"


def last_years_figures(report: AnnualReport, previous: AnnualReport | None = None) -> dict[str, Number]:
    """What last year's report says in each cell of this one's form, as far as it is known; sums are computed.

    Pass ``previous`` if it is at hand. A cell that last year's form did not have is not there.
    """
    before = previous or previous_report(report)
    # A government fills in its own office, and one that was taken over tells the whole.
    if before is None or (before.imported and report.units):
        return {}
    own = compute(form(before.form), before.values)
    converted = convert(own, form(before.form), form(report.form))
    return {address: value for address, value in converted.items() if value is not None}


def last_years_problems(report: AnnualReport) -> list[tuple[Any, str]]:
    """What last year's report tells in section 五."""
    before = previous_report(report)
    return problems_told(before) if before else []


def problems_told(report: AnnualReport) -> list[tuple[Any, str]]:
    """The texts of section 五 of a report, each under its name; that of an imported report has none."""
    if report.imported:
        sections = report.reading.get("sections", ())
        read = (section.get("text") or "" for section in sections if section.get("number") == PROBLEMS)
        return [("", text) for text in read if text.strip()]
    values = compute(form(report.form), report.whole)
    names = SECTION_TEXTS[PROBLEMS]
    written = ((text_label(name), text_with_figures(report, name, values)) for name in names)
    return [(label, text) for label, text in written if text.strip()]
