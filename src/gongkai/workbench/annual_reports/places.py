"""Where a report is at the desk: the report itself, its parts and the ways between them."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.annual_reports import queries
from gongkai.law.reports import Section, form

# The six sections in a word each (B-03).
SHORT = (_("总体情况"), _("主动公开"), _("申请办理"), _("复议诉讼"), _("问题改进"), _("其他事项"))
DUTIES = (Duty.REPORT_CLERK, Duty.SIGNER, Duty.OFFICE_HEAD)
PAGE = "workbench:annual_report"
SUM = "sum"


def tabs(report: queries.AnnualReport, here: int | str) -> list[tuple[Any, str, bool]]:
    """The parts of a report; ``here`` is the number of a section, 0 for the first page, or SUM."""
    sections = zip(form(report.form).sections, SHORT, strict=True)
    whole = reverse("workbench:report_sum", args=[report.year]) if queries.covers_others(report) else ""
    return [
        (_("核对与报送"), reverse(PAGE, args=[report.year]), here == 0),
        *(
            (f"{section.number}、{short}", way_to(report, number), here == number)
            for number, (section, short) in enumerate(sections, start=1)
        ),
        *([(_("汇总"), whole, here == SUM)] if whole else []),
    ]


def way_to(report: queries.AnnualReport, number: int) -> str:
    return reverse("workbench:report_section", args=[report.year, number])


def report_or_404(request: Any, year: int) -> queries.AnnualReport:
    """The newest edition of the organ's report on that year."""
    try:
        return queries.report_of(request.actor, year)
    except queries.AnnualReport.DoesNotExist:
        raise Http404 from None


def section_of(report: queries.AnnualReport, number: int) -> Section:
    sections = form(report.form).sections
    if not 1 <= number <= len(sections):
        raise Http404
    return sections[number - 1]


def table_index(report: queries.AnnualReport, number: int) -> int:
    wanted = section_of(report, number).number
    for index, table in enumerate(form(report.form).tables):
        if table.section == wanted:
            return index
    raise Http404


def number_of(report: queries.AnnualReport, table_id: str) -> int:
    of_form = form(report.form)
    wanted = of_form.table(table_id).section
    numbers = [section.number for section in of_form.sections]
    return numbers.index(wanted) + 1 if wanted in numbers else len(numbers)
