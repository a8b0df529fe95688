"""The office that gathers a year's reports: opens the year, sees where each stands, chases, looks, closes (arts. 46, 49)."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.annual_reports import actions, documents, queries
from gongkai.foundation.ledger import history_of
from gongkai.foundation.moment import today
from gongkai.foundation.paging import page_by_key
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.annual_reports.campaign_forms import (
    FORMS,
    ChangeCampaignForm,
    ChaseForm,
    CloseCampaignForm,
    OpenCampaignForm,
)
from gongkai.workbench.annual_reports.forms import SeenForm, SendBackForm
from gongkai.workbench.annual_reports.views import sent_file

BOARD = "workbench:campaign"
UNIT = "workbench:campaign_unit"
DONE = {
    "extend_due": _("期限已延长。"),
    "exempt": _("已标为不需编制。"),
    "owe_again": _("已恢复为应编制。"),
}
LATE = "late"


@duty_required(Duty.OFFICE_HEAD)
def campaigns(request: Any) -> HttpResponse:
    """The years, and the way to begin one."""
    if not queries.may_gather(request.actor):
        raise Http404
    form = OpenCampaignForm(today().year - 1, request.POST or None)

    def do() -> None:
        actions.open_campaign(request.organ, form.cleaned_data["year"], by=request.actor, **form.told())

    done = _("已布置，各单位的编制人已收到提醒。")
    if request.method == "POST" and act(request, form, do, done=done):
        return redirect(BOARD, form.cleaned_data["year"])
    shown = list(queries.campaigns_of(request.actor))
    begun = today().year - 1 in [one.year for one in shown]
    context = {"campaigns": shown, "form": form, "open": form.is_bound or not begun}
    return render(request, "workbench/annual_reports/campaigns.html", context)


@duty_required(Duty.OFFICE_HEAD)
def campaign(request: Any, year: int) -> HttpResponse:
    """The board of one year."""
    return _show_board(request, _campaign(request, year))


@require_POST
@duty_required(Duty.OFFICE_HEAD)
def change_campaign(request: Any, year: int) -> HttpResponse:
    """Ask for something else."""
    shown, form = _campaign(request, year), ChangeCampaignForm(request.POST)

    def do() -> None:
        actions.change_campaign(shown, by=request.actor, **form.cleaned_data)

    return _done(request, shown, form, do, _("要求已更新。"))


@require_POST
@duty_required(Duty.OFFICE_HEAD)
def chase_organs(request: Any, year: int) -> HttpResponse:
    """Chase the organs that are ticked."""
    shown, form = _campaign(request, year), ChaseForm(request.POST)
    ticked = [int(pk) for pk in request.POST.getlist("owed") if pk.isdecimal() and len(pk) < 19]
    owed = list(shown.owed.filter(pk__in=ticked).select_related("organ"))

    def do() -> None:
        actions.chase(shown, owed, by=request.actor, note=form.cleaned_data["note"])

    return _done(request, shown, form, do, _("已催办。"))


@require_POST
@duty_required(Duty.OFFICE_HEAD)
def close_campaign(request: Any, year: int) -> HttpResponse:
    """Close the year."""
    shown, form = _campaign(request, year), CloseCampaignForm(request.POST)

    def do() -> None:
        actions.close_campaign(shown, by=request.actor, **form.cleaned_data)

    return _done(request, shown, form, do, _("全年工作已结束，各份报告已固定。"))


@duty_required(Duty.OFFICE_HEAD)
def campaign_unit(request: Any, year: int, pk: int) -> HttpResponse:
    """One organ: what it owes, and its report as it stands, to be looked at."""
    return _show_unit(request, _campaign(request, year), pk)


@require_POST
@duty_required(Duty.OFFICE_HEAD)
def settle_owed(request: Any, year: int, pk: int, name: str) -> HttpResponse:
    """A later day, no report, or a report after all."""
    shown = _campaign(request, year)
    owed, form = _owed(shown, pk), FORMS[name](request.POST)

    def do() -> None:
        getattr(actions, name)(owed, by=request.actor, **form.cleaned_data)

    if act(request, form, do, done=DONE[name]):
        return redirect(UNIT, year, pk)
    return _show_unit(request, shown, pk, tried={name: form})


@require_POST
@duty_required(Duty.OFFICE_HEAD)
def approve_report(request: Any, year: int, pk: int) -> HttpResponse:
    """The office has nothing against the report."""
    form = SeenForm(request.POST)
    return _judge(
        request, year, pk, form, lambda report, sent: actions.approve(report, by=request.actor, **sent)
    )


@require_POST
@duty_required(Duty.OFFICE_HEAD)
def return_report(request: Any, year: int, pk: int) -> HttpResponse:
    """The report goes back to the organ."""
    form = SendBackForm(request.POST)
    return _judge(
        request, year, pk, form, lambda report, sent: actions.return_report(report, by=request.actor, **sent)
    )


@duty_required(Duty.OFFICE_HEAD)
def campaign_unit_file(request: Any, year: int, pk: int, kind: str) -> HttpResponse:
    """The report of an organ as it stands, as a file to look at."""
    report = queries.unit_report(_owed(_campaign(request, year), pk))
    if report is None or kind not in documents.FILES:
        raise Http404
    return sent_file(documents.made_file(report, kind))


def _judge(request: Any, year: int, pk: int, form: BaseForm, do: Any) -> HttpResponse:
    shown = _campaign(request, year)
    report = queries.unit_report(_owed(shown, pk))
    if report is None:
        raise Http404
    if act(request, form, lambda: do(report, form.cleaned_data), done=_("已办理。")):
        return redirect(UNIT, year, pk)
    return _show_unit(request, shown, pk, tried={"judge": form})


def _done(request: Any, shown: queries.Campaign, form: BaseForm, do: Any, done: Any) -> HttpResponse:
    if act(request, form, do, done=done):
        return redirect(BOARD, shown.year)
    return _show_board(request, shown, tried=form)


def _show_board(request: Any, shown: queries.Campaign, tried: BaseForm | None = None) -> HttpResponse:
    wanted = request.GET.get("standing", "")
    rows = queries.board(shown)
    if wanted == LATE:
        rows = rows.filter(late=True)
    elif wanted in queries.Standing:
        rows = rows.filter(standing=wanted)
    page = page_by_key(rows, request.GET, keys=("organ__path", "pk"))
    counts = queries.standings(shown)
    acts = {step.name for step in queries.CAMPAIGN.open_to(shown, request.actor)}
    asked = {"seen": shown.revision, "instructions": shown.instructions, "approves": shown.approves}
    context = {
        "campaign": shown,
        "page": page,
        "rows": [(one, queries.Standing(one.standing), _tone(one)) for one in page],
        "filters": _filters(shown, counts, wanted),
        "total": sum(counts.values()) - counts[LATE],
        "settled": sum(counts[one] for one in queries.SETTLED),
        "acts": acts,
        "change_form": tried if isinstance(tried, ChangeCampaignForm) else ChangeCampaignForm(initial=asked),
        "chase_form": tried if isinstance(tried, ChaseForm) else ChaseForm(),
        "close_form": tried
        if isinstance(tried, CloseCampaignForm)
        else CloseCampaignForm(initial={"seen": shown.revision}),
        "tried": tried,
        "has_whole": queries.reports_of(request.actor).filter(year=shown.year).exists(),
        "mended": list(queries.mended_since(shown)) if shown.state == "closed" else [],
        "history": history_of(shown),
    }
    return render(request, "workbench/annual_reports/board.html", context)


def _filters(
    shown: queries.Campaign, counts: dict[str, int], wanted: str
) -> list[tuple[Any, int, str, bool]]:
    here = reverse(BOARD, args=[shown.year])
    named = [(one.label, counts[one], one.value) for one in queries.Standing if counts[one]]
    named.append((_("逾期"), counts[LATE], LATE))
    return [(label, n, f"{here}?standing={value}", value == wanted) for label, n, value in named if n]


def _tone(one: Any) -> str:
    return "danger" if one.late else queries.TONES[queries.Standing(one.standing)]


def _show_unit(
    request: Any, shown: queries.Campaign, pk: int, tried: dict[str, BaseForm] | None = None
) -> HttpResponse:
    owed = queries.board(shown).filter(pk=pk).first()
    if owed is None:
        raise Http404
    report, tried = queries.unit_report(owed), tried or {}
    judged = queries.evaluation(report) if report else None
    found = queries.findings(report, judged) if report else []
    acts = {step.name for step in queries.WORKFLOW.open_to(report, request.actor)} if report else set()
    context = {
        "campaign": shown,
        "owed": owed,
        "standing": queries.Standing(owed.standing).label,
        "tone": _tone(owed),
        "report": report,
        "findings": found,
        "copied": queries.copied(report, judged.values) if report and judged else [],
        "explained": queries.explained(report, found) if report else [],
        "forms": _settling_forms(shown, owed, tried),
        "judge": tried.get("judge"),
        "approve_form": SeenForm(initial={"seen": report.revision}) if report and "approve" in acts else None,
        "return_form": (
            tried["judge"]
            if isinstance(tried.get("judge"), SendBackForm)
            else SendBackForm(initial={"seen": report.revision})
        )
        if report and "return_report" in acts
        else None,
        "history": history_of(report) if report else [],
    }
    return render(request, "workbench/annual_reports/unit.html", context)


def _settling_forms(
    shown: queries.Campaign, owed: queries.Owed, tried: dict[str, BaseForm]
) -> list[tuple[Any, BaseForm, str]]:
    """What can be done about what an organ owes: label, form and address of each act."""
    if shown.state != "open":
        return []
    return [
        (
            queries.CAMPAIGN.transitions[name].label,
            tried.get(name) or FORMS[name](),
            reverse(f"workbench:{name}_owed", args=[shown.year, owed.pk]),
        )
        for name in (["owe_again"] if owed.exempt_because else ["extend_due", "exempt"])
    ]


def _campaign(request: Any, year: int) -> queries.Campaign:
    try:
        return queries.campaign_of(request.actor, year)
    except queries.Campaign.DoesNotExist:
        raise Http404 from None


def _owed(shown: queries.Campaign, pk: int) -> queries.Owed:
    try:
        return queries.owed_of(shown, pk)
    except queries.Owed.DoesNotExist:
        raise Http404 from None
