"""What a government's report is added up of: the whole, who contributes what to a figure, and the records behind it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gongkai.annual_reports import documents, queries
from gongkai.law.reports import Cell, form
from gongkai.workbench.access import duty_required
from gongkai.workbench.annual_reports.filling import Filled
from gongkai.workbench.annual_reports.places import DUTIES, SUM, report_or_404, tabs

PER_PAGE = 100


@duty_required(*DUTIES)
def report_sum(request: Any, year: int) -> HttpResponse:
    """The tables with every organ added, who is missing, and who was added."""
    report = _report(request, year)
    found = queries.evaluation(report)
    tables = documents.shown_tables(form(report.form), found)
    context = {
        "report": report,
        "tabs": tabs(report, SUM),
        "tables": [(table, _rows(report, table)) for table in tables],
        "missing": report.units.get("missing", []),
        "doubts": queries.told_doubts(report.units.get("doubts", [])),
        "added": Paginator(queries.added_reports(report), PER_PAGE).get_page(request.GET.get("page")),
        "may_fill": "fill_from_records"
        in {step.name for step in queries.WORKFLOW.open_to(report, request.actor)},
    }
    return render(request, "workbench/annual_reports/sum.html", context)


@duty_required(*DUTIES)
def report_sum_cell(request: Any, year: int, address: str) -> HttpResponse:
    """Who contributes what to one figure of the whole."""
    report = _report(request, year)
    cell = _cell(report, address)
    own = queries.own_evaluation(report).values[address]
    parts = queries.parts_of(report, address, own)
    told = [part for part in parts if part.value != 0] if "all" not in request.GET else parts
    context = {
        "report": report,
        "cell": cell,
        "value": queries.evaluation(report).values[address],
        "page": Paginator(told, PER_PAGE).get_page(request.GET.get("page")),
        "zeros": len(parts) - len(told),
        "back": reverse("workbench:report_sum", args=[year]),
    }
    return render(request, "workbench/annual_reports/sum_cell.html", context)


@duty_required(*DUTIES)
def report_sum_part(request: Any, year: int, address: str, pk: int) -> HttpResponse:
    """A figure of one organ that was added, with the records behind it as far as this person may see them."""
    whole = _report(request, year)
    cell = _cell(whole, address)
    if pk not in whole.units.get("reports", {}).values():
        raise Http404
    report = queries.AnnualReport.objects.select_related("organ").get(pk=pk)
    if address not in form(report.form).cells:
        raise Http404
    records = queries.records_behind(report, address, request.actor)
    context = {
        "report": report,
        "cell": cell,
        "value": queries.own_evaluation(report).values[address],
        "counted": report.figures.get(address),
        "reason": report.reasons.get(address, ""),
        "records": records,
        "withheld": len(queries.source_keys(report, address)) - sum(not one.is_opening for one in records),
        "organ": report.organ,
        "back": reverse("workbench:report_sum_cell", args=[year, address]),
    }
    return render(request, "workbench/annual_reports/cell.html", context)


def _rows(report: queries.AnnualReport, table: documents.ShownTable) -> list[list[Filled]]:
    return [
        [
            Filled(shown, way=reverse("workbench:report_sum_cell", args=[report.year, shown.address]))
            if shown.is_value
            else Filled(shown)
            for shown in row
        ]
        for row in table.rows
    ]


def _report(request: Any, year: int) -> queries.AnnualReport:
    report = report_or_404(request, year)
    if not queries.covers_others(report):
        raise Http404
    return report


def _cell(report: queries.AnnualReport, address: str) -> Cell:
    cell = form(report.form).cells.get(address)
    if cell is None:
        raise Http404
    return cell
