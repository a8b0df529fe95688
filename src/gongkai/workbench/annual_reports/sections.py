"""The sections of a report at the desk: tables to fill in, texts to write, and the records behind a figure."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.annual_reports import actions, documents, queries
from gongkai.foundation.parts import page_or_part
from gongkai.law.reports import Evaluation, form, marks_in
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.annual_reports.filling import evaluation_of, filled_rows
from gongkai.workbench.annual_reports.forms import CellsForm, TextsForm
from gongkai.workbench.annual_reports.places import (
    DUTIES,
    number_of,
    report_or_404,
    section_of,
    table_index,
    tabs,
    way_to,
)


@duty_required(*DUTIES)
def report_section(request: Any, year: int, number: int) -> HttpResponse:
    """One section: a table to fill in, or texts to write; only to be read when it is not one's turn."""
    return _show_section(request, report_or_404(request, year), number)


@duty_required(Duty.REPORT_CLERK)
@require_POST
def enter_cells(request: Any, year: int, number: int) -> HttpResponse:
    """Keep the figures of a table; with ``correct`` also corrections of figures from records."""
    report = report_or_404(request, year)
    typed = _typed_cells(request, report, number)

    def enter() -> None:
        try:
            actions.enter_cells(
                report,
                typed.entered(),
                reason=typed.cleaned_data.get("reason", ""),
                by=request.actor,
                seen=typed.cleaned_data["seen"],
            )
        except actions.WrongCells as wrong:
            raise ValidationError(wrong.by_address) from wrong

    if act(request, typed, enter, done=_("数据已保存，合计已重新计算。")):
        return redirect("workbench:report_section", year, number)
    return _show_section(request, report, number, typed)


@duty_required(Duty.REPORT_CLERK)
@require_POST
def check_cells(request: Any, year: int, number: int) -> HttpResponse:
    """Sums, findings and broken cells of a table as it is typed; keeps nothing."""
    report = report_or_404(request, year)
    typed = _typed_cells(request, report, number)
    return _show_section(request, report, number, typed, evaluation_of(report, typed))


@duty_required(Duty.REPORT_CLERK)
@require_POST
def write_section(request: Any, year: int, number: int) -> HttpResponse:
    """Keep the texts of a section."""
    report = report_or_404(request, year)
    section = section_of(report, number)
    if section.number not in queries.SECTION_TEXTS:
        raise Http404
    typed = TextsForm(report, _names(report, section.number), request.POST)

    def write() -> None:
        try:
            actions.write_section(
                report, section.number, typed.written(), by=request.actor, seen=typed.cleaned_data["seen"]
            )
        except actions.WrongTexts as wrong:
            raise ValidationError(wrong.by_name) from wrong

    if act(request, typed, write, done=_("文字已保存。")):
        return redirect("workbench:report_section", year, number)
    return _show_section(request, report, number, typed)


@duty_required(*DUTIES)
def report_cell(request: Any, year: int, address: str) -> HttpResponse:
    """The records behind a figure."""
    report = report_or_404(request, year)
    cell = form(report.form).cells.get(address)
    if cell is None:
        raise Http404
    context = {
        "report": report,
        "cell": cell,
        "value": queries.own_evaluation(report).values[address],
        "counted": report.figures.get(address),
        "reason": report.reasons.get(address, ""),
        "records": queries.records_behind(report, address, request.actor),
        "back": way_to(report, number_of(report, cell.table)),
    }
    return render(request, "workbench/annual_reports/cell.html", context)


def _typed_cells(request: Any, report: queries.AnnualReport, number: int) -> CellsForm:
    table = form(report.form).tables[table_index(report, number)]
    correcting = "correct" in request.GET
    return CellsForm(report, form(report.form), table.id, request.POST, correcting=correcting)


def _show_section(
    request: Any,
    report: queries.AnnualReport,
    number: int,
    typed: BaseForm | None = None,
    unsaved: Evaluation | None = None,
) -> HttpResponse:
    is_table = section_of(report, number).kind == "table"
    previous = queries.previous_report(report)
    # A table is filled in for the own office; the texts tell the whole.
    found = unsaved or (
        queries.own_evaluation(report, previous) if is_table else queries.evaluation(report, previous)
    )
    shown = documents.shown_sections(report, found)[number - 1]
    context = {"report": report, "section": shown, "number": number, "tabs": tabs(report, number)}
    if not shown.tables:
        return _show_texts(request, context, previous, typed, found)
    before = queries.last_years_figures(report, previous) if previous else {}
    return _show_table(request, context, before, typed, found, unsaved=unsaved is not None)


def _show_texts(
    request: Any,
    context: dict[str, Any],
    previous: queries.AnnualReport | None,
    typed: BaseForm | None,
    found: Evaluation,
) -> HttpResponse:
    report, section = context["report"], section_of(context["report"], context["number"])
    if section.number == queries.PROBLEMS and previous:
        context["problems"] = queries.problems_told(previous)
    context["copied"] = queries.copied(report, found.values, queries.SECTION_TEXTS[section.number])
    if "write_section" in _open_acts(request, report):
        context["form"] = typed or TextsForm(report, _names(report, section.number))
        context["marks"] = queries.offered_marks(report, found.values)
        context["read_as"] = [topic for topic in context["section"].topics if _has_marks(report, topic.name)]
    return render(request, "workbench/annual_reports/texts.html", context)


def _show_table(
    request: Any,
    context: dict[str, Any],
    before: dict[str, queries.Number],
    typed: BaseForm | None,
    found: Evaluation,
    *,
    unsaved: bool,
) -> HttpResponse:
    report, (table,) = context["report"], context["section"].tables
    correcting = "correct" in request.GET
    cells = typed
    if cells is None and "enter_cells" in _open_acts(request, report):
        cells = CellsForm(report, form(report.form), table.id, correcting=correcting)
    told = [
        one
        for one in queries.findings(report, found)
        if any(address.startswith(f"{table.id}.") for address in one.cells)
    ]
    context |= {
        "table": table,
        "form": cells,
        "rows": filled_rows(report, table, cells, told, before),  # type: ignore[arg-type]
        "has_before": any(address.startswith(f"{table.id}.") for address in before),
        "findings": told,
        "unsaved": unsaved,
        "correcting": correcting,
        "corrected": any(address.startswith(f"{table.id}.") for address in report.reasons),
    }
    template = page_or_part(request, "workbench/annual_reports/table.html", "checked")
    return render(request, template, context)


def _open_acts(request: Any, report: queries.AnnualReport) -> set[str]:
    return {step.name for step in queries.WORKFLOW.open_to(report, request.actor)}


def _names(report: queries.AnnualReport, number: str) -> list[str]:
    """The texts that are asked for: what became of last year's problems only where any were told."""
    asked = bool(report.earlier_problems) or number != queries.PROBLEMS or queries.last_years_problems(report)
    return [name for name in queries.SECTION_TEXTS[number] if asked or name not in queries.OPTIONAL_TEXTS]


def _has_marks(report: queries.AnnualReport, name: str) -> bool:
    return bool(marks_in(getattr(report, name)))
