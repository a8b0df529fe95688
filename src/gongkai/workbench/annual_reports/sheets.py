"""Figures out of Excel: pasted or uploaded, read, shown cell by cell, and entered once a person has confirmed them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.annual_reports import actions, documents, queries
from gongkai.foundation.wording import listed
from gongkai.foundation.workflow import Refused
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.annual_reports.places import PAGE, report_or_404, tabs
from gongkai.workbench.annual_reports.sheet_forms import EnterSheetForm, SheetForm

# Of many cells without a figure the first are named.
NAMED = 10


@duty_required(Duty.REPORT_CLERK)
def report_sheet(request: Any, year: int) -> HttpResponse:
    """Paste cells or choose a file; what was read is shown and nothing is kept."""
    report = report_or_404(request, year)
    if request.method != "POST":
        return _show(request, report, SheetForm())
    sheet = SheetForm(request.POST, request.FILES)
    if sheet.is_valid():
        try:
            return _show(request, report, sheet, queries.sheet_offer(report, *sheet.source))
        except Refused as refused:
            sheet.add_error("file" if sheet.cleaned_data["file"] else "text", refused.reasons)
    return _show(request, report, sheet)


@duty_required(Duty.REPORT_CLERK)
@require_POST
def enter_sheet(request: Any, year: int) -> HttpResponse:
    """Enter what was shown; corrections of figures from records only with a reason."""
    report = report_or_404(request, year)
    sent = EnterSheetForm(report, request.POST)
    if not sent.is_valid():
        return _show(request, report, SheetForm(), sent.offer, sent)
    values, reason = sent.values, sent.cleaned_data["reason"]
    done = ngettext("已填入%(n)d个数据。", "已填入%(n)d个数据。", len(values)) % {"n": len(values)}
    if act(
        request,
        sent,
        lambda: actions.enter_cells(
            report, values, reason=reason, by=request.actor, seen=sent.cleaned_data["seen"]
        ),
        done=done,
    ):
        return redirect(PAGE, year)
    return _show(request, report, SheetForm(), sent.offer, sent)


@duty_required(Duty.REPORT_CLERK)
def sheet_file(request: Any, year: int) -> HttpResponse:
    """The official tables as a workbook to fill in."""
    report = report_or_404(request, year)
    name = _("%(title)s（统计表）.xlsx") % {"title": report.title}
    disposition = content_disposition_header(True, str(name))
    return HttpResponse(
        documents.workbook_to_fill(report),
        content_type=documents.XLSX,
        headers={"Content-Disposition": disposition},
    )


def _show(
    request: Any,
    report: queries.AnnualReport,
    sheet: SheetForm,
    offer: queries.SheetOffer | None = None,
    confirm: EnterSheetForm | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {"report": report, "tabs": tabs(report, -1), "form": sheet}
    context["wrong"] = confirm or sheet
    if offer:
        later = queries.evaluation_as_typed(report, offer.values)
        context |= {
            "offer": offer,
            "lists": [
                (_("填入或者改动的数据"), offer.changes),
                (_("与记录所得不同的数据"), offer.corrections),
            ],
            "missing_named": _named(offer.missing),
            "findings": [one for one in later.findings if one.severity != "note"],
            "confirm": confirm or EnterSheetForm.of(report, offer),
        }
    return render(request, "workbench/annual_reports/sheet.html", context)


def _named(labels: list[str]) -> str:
    named = listed(labels[:NAMED])
    return named if len(labels) <= NAMED else str(_("%(cells)s等") % {"cells": named})
