"""The annual report at the desk: filling, checking, signing, publishing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.annual_reports import actions, documents, queries
from gongkai.foundation.ledger import history_of
from gongkai.foundation.parts import page_or_part
from gongkai.law.reports import Evaluation, Section, form
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.annual_reports.filling import evaluation_of, filled_rows
from gongkai.workbench.annual_reports.forms import (
    CellsForm,
    OpenReportForm,
    SeenForm,
    SendBackForm,
    SubmitForm,
    TextsForm,
)

# The six sections in a word each (B-03).
SHORT = (_("总体情况"), _("主动公开"), _("申请办理"), _("复议诉讼"), _("问题改进"), _("其他事项"))
DUTIES = (Duty.REPORT_CLERK, Duty.SIGNER, Duty.OFFICE_HEAD)
PAGE = "workbench:annual_report"


@duty_required(*DUTIES)
def annual_reports(request: Any) -> HttpResponse:
    """The organ's reports of all years, and the way to begin one."""
    return _show_list(request, OpenReportForm(queries.years_to_open(request.actor)))


@duty_required(Duty.REPORT_CLERK)
@require_POST
def open_report(request: Any) -> HttpResponse:
    """Begin the report on a year; it is filled from the records at once."""
    opening = OpenReportForm(queries.years_to_open(request.actor), request.POST)
    if act(
        request,
        opening,
        lambda: actions.open_report(request.organ, opening.cleaned_data["year"], by=request.actor),
        done=_("已开始编制，能从记录取得的数据已经填好。"),
    ):
        return redirect(PAGE, opening.cleaned_data["year"])
    return _show_list(request, opening)


@duty_required(*DUTIES)
def annual_report(request: Any, year: int) -> HttpResponse:
    """Where the report stands, what is still missing or wrong, and what can be done with it."""
    report = _report(request, year)
    if report.imported:
        return redirect("portal:annual_report", report.organ.code, year)
    return _show_report(request, report)


@duty_required(*DUTIES)
def report_section(request: Any, year: int, number: int) -> HttpResponse:
    """One section: a table to fill in, or texts to write; only to be read when it is not one's turn."""
    return _show_section(request, _report(request, year), number)


@duty_required(Duty.REPORT_CLERK)
@require_POST
def enter_cells(request: Any, year: int, number: int) -> HttpResponse:
    """Keep the figures of a table; with ``correct`` also corrections of figures from records."""
    report = _report(request, year)
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
    report = _report(request, year)
    typed = _typed_cells(request, report, number)
    return _show_section(request, report, number, typed, evaluation_of(report, typed))


@duty_required(Duty.REPORT_CLERK)
@require_POST
def write_section(request: Any, year: int, number: int) -> HttpResponse:
    """Keep the texts of a section."""
    report = _report(request, year)
    section = _section(report, number)
    if section.number not in queries.SECTION_TEXTS:
        raise Http404
    typed = TextsForm(report, queries.SECTION_TEXTS[section.number], request.POST)
    if act(
        request,
        typed,
        lambda: actions.write_section(
            report, section.number, typed.written(), by=request.actor, seen=typed.cleaned_data["seen"]
        ),
        done=_("文字已保存。"),
    ):
        return redirect("workbench:report_section", year, number)
    return _show_section(request, report, number, typed)


@duty_required(*DUTIES)
def report_cell(request: Any, year: int, address: str) -> HttpResponse:
    """The records behind a figure."""
    report = _report(request, year)
    cell = form(report.form).cells.get(address)
    if cell is None:
        raise Http404
    context = {
        "report": report,
        "cell": cell,
        "value": queries.evaluation(report).values[address],
        "counted": report.figures.get(address),
        "reason": report.reasons.get(address, ""),
        "records": queries.records_behind(report, address, request.actor),
        "back": _way(report, _number_of(report, cell.table)),
    }
    return render(request, "workbench/annual_reports/cell.html", context)


@duty_required(*DUTIES)
def report_file(request: Any, year: int, kind: str) -> HttpResponse:
    """The report as it stands, as a file to look at before it is signed."""
    if kind not in documents.FILES:
        raise Http404
    made = documents.made_file(_report(request, year), kind)
    disposition = content_disposition_header(True, made.name)
    return HttpResponse(
        made.content, content_type=made.content_type, headers={"Content-Disposition": disposition}
    )


@duty_required(Duty.REPORT_CLERK)
@require_POST
def fill_from_records(request: Any, year: int) -> HttpResponse:
    """Count the records anew."""
    return _do(
        request,
        year,
        SeenForm(request.POST),
        lambda report, sent: actions.fill_from_records(report, by=request.actor, seen=sent["seen"]),
        _("已按现有记录重新取数。"),
    )


@duty_required(Duty.REPORT_CLERK)
@require_POST
def submit_report(request: Any, year: int) -> HttpResponse:
    """Hand the report in for signature, with a reason for each warning."""
    report = _report(request, year)
    sent = SubmitForm(report, queries.warnings(report), request.POST)
    if act(
        request,
        sent,
        lambda: actions.submit(
            report, by=request.actor, explanations=sent.explanations(), seen=sent.cleaned_data["seen"]
        ),
        done=_("已提交审签。"),
    ):
        return redirect(PAGE, year)
    return _show_report(request, report, submitting=sent)


@duty_required(Duty.SIGNER, Duty.OFFICE_HEAD)
@require_POST
def send_back_report(request: Any, year: int) -> HttpResponse:
    """Return the report to the clerk."""
    return _do(
        request,
        year,
        SendBackForm(request.POST),
        lambda report, sent: actions.send_back(
            report, by=request.actor, reason=sent["reason"], seen=sent["seen"]
        ),
        _("已退回编制人修改。"),
    )


@duty_required(Duty.SIGNER)
@require_POST
def sign_off_report(request: Any, year: int) -> HttpResponse:
    """The leader in charge signs."""
    return _do(
        request,
        year,
        SeenForm(request.POST),
        lambda report, sent: actions.sign_off(report, by=request.actor, seen=sent["seen"]),
        _("已审签。"),
    )


@duty_required(Duty.REPORT_CLERK, Duty.OFFICE_HEAD)
@require_POST
def publish_report(request: Any, year: int) -> HttpResponse:
    """Put the signed report before the public."""
    return _do(
        request,
        year,
        SeenForm(request.POST),
        lambda report, sent: actions.publish(report, by=request.actor, seen=sent["seen"]),
        _("已发布，公众现在可以在“政府信息公开年报”中看到。"),
    )


def _do(
    request: Any,
    year: int,
    sent: BaseForm,
    do: Callable[[queries.AnnualReport, dict[str, Any]], Any],
    done: Any,
) -> HttpResponse:
    report = _report(request, year)
    if act(request, sent, lambda: do(report, sent.cleaned_data), done=done):
        return redirect(PAGE, year)
    return _show_report(request, report, refused=sent)


def _show_list(request: Any, opening: OpenReportForm) -> HttpResponse:
    reports = [
        (report, queries.due(report.organ, report.year)) for report in queries.reports_of(request.actor)
    ]
    may_open = request.actor.duty == Duty.REPORT_CLERK and opening.fields["year"].choices  # type: ignore[attr-defined]
    context = {"reports": reports, "form": opening, "may_open": may_open}
    return render(request, "workbench/annual_reports/list.html", context)


def _show_report(
    request: Any,
    report: queries.AnnualReport,
    submitting: SubmitForm | None = None,
    refused: BaseForm | None = None,
) -> HttpResponse:
    found = queries.evaluation(report)
    findings = queries.findings(report, found)
    draft = report.state == queries.State.DRAFT
    open_acts = {step.name for step in queries.WORKFLOW.open_to(report, request.actor)}
    warnings = [finding for finding in findings if finding.severity == "warning"]
    errors = [finding.text for finding in findings if finding.severity == "error"]
    obstacles = queries.obstacles(report, found) if draft else []
    context = {
        "report": report,
        "tabs": _tabs(report, 0),
        "due": queries.due(report.organ, report.year),
        "obstacles": [one for one in obstacles if one not in errors],
        "errors": len(errors),
        "findings": findings,
        "explained": [(one, report.explanations.get(queries.finding_key(one), "")) for one in warnings],
        "open_acts": open_acts,
        "submit_form": submitting or SubmitForm(report, warnings),
        "send_back_form": refused if isinstance(refused, SendBackForm) else SendBackForm(),
        "refused": refused,
        "files": documents.FILES,
        "history": history_of(report),
    }
    return render(request, "workbench/annual_reports/report.html", context)


def _typed_cells(request: Any, report: queries.AnnualReport, number: int) -> CellsForm:
    table = form(report.form).tables[_table_index(report, number)]
    correcting = "correct" in request.GET
    return CellsForm(report, form(report.form), table.id, request.POST, correcting=correcting)


def _show_section(
    request: Any,
    report: queries.AnnualReport,
    number: int,
    typed: BaseForm | None = None,
    unsaved: Evaluation | None = None,
) -> HttpResponse:
    section = _section(report, number)
    found = unsaved or queries.evaluation(report)
    shown = documents.shown_sections(report, found)[number - 1]
    open_acts = {step.name for step in queries.WORKFLOW.open_to(report, request.actor)}
    correcting = "correct" in request.GET
    context = {"report": report, "section": shown, "number": number, "tabs": _tabs(report, number)}
    if not shown.tables:
        if "write_section" in open_acts:
            context["form"] = typed or TextsForm(report, queries.SECTION_TEXTS[section.number])
        return render(request, "workbench/annual_reports/texts.html", context)
    (table,) = shown.tables
    cells = typed
    if cells is None and "enter_cells" in open_acts:
        cells = CellsForm(report, form(report.form), table.id, correcting=correcting)
    told = [
        one
        for one in queries.findings(report, found)
        if any(address.startswith(f"{table.id}.") for address in one.cells)
    ]
    context |= {
        "table": table,
        "form": cells,
        "rows": filled_rows(report, table, cells, told),  # type: ignore[arg-type]
        "findings": told,
        "unsaved": unsaved is not None,
        "correcting": correcting,
        "corrected": any(address.startswith(f"{table.id}.") for address in report.reasons),
    }
    template = page_or_part(request, "workbench/annual_reports/table.html", "checked")
    return render(request, template, context)


def _tabs(report: queries.AnnualReport, here: int) -> list[tuple[Any, str, bool]]:
    sections = zip(form(report.form).sections, SHORT, strict=True)
    return [
        (_("核对与报送"), reverse(PAGE, args=[report.year]), here == 0),
        *(
            (f"{section.number}、{short}", _way(report, number), here == number)
            for number, (section, short) in enumerate(sections, start=1)
        ),
    ]


def _way(report: queries.AnnualReport, number: int) -> str:
    return reverse("workbench:report_section", args=[report.year, number])


def _report(request: Any, year: int) -> queries.AnnualReport:
    try:
        return queries.report_of(request.actor, year)
    except queries.AnnualReport.DoesNotExist:
        raise Http404 from None


def _section(report: queries.AnnualReport, number: int) -> Section:
    sections = form(report.form).sections
    if not 1 <= number <= len(sections):
        raise Http404
    return sections[number - 1]


def _table_index(report: queries.AnnualReport, number: int) -> int:
    wanted = _section(report, number).number
    for index, table in enumerate(form(report.form).tables):
        if table.section == wanted:
            return index
    raise Http404


def _number_of(report: queries.AnnualReport, table_id: str) -> int:
    of_form = form(report.form)
    wanted = of_form.table(table_id).section
    numbers = [section.number for section in of_form.sections]
    return numbers.index(wanted) + 1 if wanted in numbers else len(numbers)
