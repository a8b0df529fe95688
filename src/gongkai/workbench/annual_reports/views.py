"""The annual report at the desk: filling, checking, signing, publishing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.annual_reports import actions, documents, queries
from gongkai.foundation.ledger import history_of
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.annual_reports.campaign_forms import MendForm
from gongkai.workbench.annual_reports.forms import (
    OpenReportForm,
    SeenForm,
    SendBackForm,
    SubmitForm,
)
from gongkai.workbench.annual_reports.places import DUTIES, PAGE, report_or_404, tabs

SHOWN_REMINDERS = 20


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
    report = report_or_404(request, year)
    if report.imported and queries.may_import_for(request.actor, report.organ):
        return redirect("workbench:imported_report", report.pk)
    if report.imported:
        return redirect("portal:annual_report", report.organ.code, year)
    return _show_report(request, report)


@duty_required(*DUTIES)
def report_file(request: Any, year: int, kind: str) -> HttpResponse:
    """The report as it stands, as a file to look at before it is signed."""
    if kind not in documents.FILES:
        raise Http404
    return sent_file(documents.made_file(report_or_404(request, year), kind))


def sent_file(made: documents.MadeFile) -> HttpResponse:
    """A file made of a report, to be kept."""
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
def tell_nothing(request: Any, year: int) -> HttpResponse:
    """Fill in the report of an organ that has nothing to report; all of it can still be changed."""
    return _do(
        request,
        year,
        SeenForm(request.POST),
        lambda report, sent: actions.tell_nothing(report, by=request.actor, seen=sent["seen"]),
        _("没有填写的数据已填0，没有填写的文字已写明“没有”。请逐部分看一遍，不合实际的改正后再提交。"),
    )


@duty_required(Duty.REPORT_CLERK)
@require_POST
def submit_report(request: Any, year: int) -> HttpResponse:
    """Hand the report in for signature, with a reason for each warning."""
    report = report_or_404(request, year)
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


@duty_required(Duty.REPORT_CLERK)
@require_POST
def mend_report(request: Any, year: int) -> HttpResponse:
    """Begin the next edition of a published report."""
    return _do(
        request,
        year,
        MendForm(request.POST),
        lambda report, sent: actions.mend(report, by=request.actor, reason=sent["reason"], seen=sent["seen"]),
        _("已开始新的一版；发布以前，公众看到的仍是现在的一版。"),
    )


@duty_required(Duty.REPORT_CLERK, Duty.OFFICE_HEAD)
@require_POST
def acknowledge_report_reminders(request: Any) -> HttpResponse:
    """The reminders that were shown have been read."""
    until = request.POST.get("until", "")
    if until.isdecimal() and len(until) < 19:
        actions.acknowledge(by=request.actor, until=int(until))
    return redirect("workbench:annual_reports")


def _do(
    request: Any,
    year: int,
    sent: BaseForm,
    do: Callable[[queries.AnnualReport, dict[str, Any]], Any],
    done: Any,
) -> HttpResponse:
    report = report_or_404(request, year)
    if act(request, sent, lambda: do(report, sent.cleaned_data), done=done):
        return redirect(PAGE, year)
    return _show_report(request, report, refused=sent)


def _show_list(request: Any, opening: OpenReportForm) -> HttpResponse:
    reports = [
        (report, queries.due(report.organ, report.year)) for report in queries.reports_of(request.actor)
    ]
    may_open = request.actor.duty == Duty.REPORT_CLERK and opening.fields["year"].choices  # type: ignore[attr-defined]
    context = {
        "reports": reports,
        "form": opening,
        "may_open": may_open,
        "may_gather": queries.may_gather(request.actor),
        "may_import": request.actor.duty in queries.IMPORTERS,
        "reminders": list(queries.unread_reminders(request.actor)[:SHOWN_REMINDERS]),
    }
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
    obstacles = queries.obstacles(report, findings) if draft else []
    context = {
        "report": report,
        "tabs": tabs(report, 0),
        "due": queries.due(report.organ, report.year),
        "owed": queries.owed_by(request.actor, report.year),
        "mend_form": refused
        if isinstance(refused, MendForm)
        else MendForm(initial={"seen": report.revision}),
        "obstacles": [one for one in obstacles if one not in errors],
        "errors": len(errors),
        "findings": findings,
        "copied": queries.copied(report, found.values),
        "has_nothing": "enter_cells" in open_acts and bool(obstacles) and queries.nothing_recorded(report),
        "explained": [(one, report.explanations.get(queries.finding_key(one), "")) for one in warnings],
        "open_acts": open_acts,
        "submit_form": submitting or SubmitForm(report, warnings),
        "send_back_form": refused if isinstance(refused, SendBackForm) else SendBackForm(),
        "refused": refused,
        "files": documents.FILES,
        "history": history_of(report),
    }
    return render(request, "workbench/annual_reports/report.html", context)
