"""Reconsideration and litigation at the desk: the list, a new case, how it ended."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.foundation.ledger import history_of
from gongkai.foundation.moment import today
from gongkai.remedies import actions, queries
from gongkai.remedies.queries import WORKFLOW, RemedyCase
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.remedies.forms import FORMS, DecideCaseForm, OpenCaseForm

PER_PAGE = 20
OWED = "owed"
READERS = (Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD, Duty.SIGNER, Duty.REPORT_CLERK)
personal = cache_control(private=True, no_store=True)


@personal
@duty_required(*READERS)
def remedies(request: Any) -> HttpResponse:
    """The organ's cases, the pending ones first."""
    show, here = request.GET.get("show", ""), reverse("workbench:remedies")
    if show not in (*queries.State, OWED):
        show = ""
    listed = queries.listed(request.actor)
    if show == OWED:
        listed = queries.owing_answers(listed)
    elif show:
        listed = listed.filter(state=show)
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    tabs = [(_("全部"), here, not show)]
    tabs += [(one.label, f"{here}?show={one}", show == one) for one in queries.State]
    tabs.append((_("待提交答复、答辩"), f"{here}?show={OWED}", show == OWED))
    rows = [(one, queries.result_label(one)) for one in page]
    context = {"page": page, "rows": rows, "tabs": tabs, "may_open": request.actor.duty in queries.KEEPERS}
    context["may_map"] = request.actor.duty == Duty.OFFICE_HEAD
    return render(request, "workbench/remedies/list.html", context)


@personal
@duty_required(Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD)
def open_case(request: Any) -> HttpResponse:
    """Enter a case."""
    form = OpenCaseForm(request.POST or None, actor=request.actor)
    made: list[RemedyCase] = []

    def do() -> None:
        made.append(actions.open_case(by=request.actor, **form.cleaned_data))

    if request.method == "POST" and act(request, form, do, done=_("案件已登记。")):
        return redirect("workbench:remedy", made[0].pk)
    return render(request, "workbench/remedies/open_case.html", {"form": form})


@personal
@duty_required(*READERS)
def remedy(request: Any, pk: int) -> HttpResponse:
    """One case."""
    return _show(request, _case(request, pk))


@personal
@require_POST
@duty_required(Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD)
def decide_case(request: Any, pk: int) -> HttpResponse:
    """Enter how it ended; the column of the annual report follows from the result."""
    shown = _case(request, pk)
    form = DecideCaseForm(request.POST, case=shown)
    if act(
        request,
        form,
        lambda: actions.decide_case(shown, by=request.actor, **form.cleaned_data),
        done=_("审理结果已登记。"),
    ):
        return redirect("workbench:remedy", pk)
    return _show(request, _case(request, pk), form=form)


def _case(request: Any, pk: int) -> RemedyCase:
    try:
        return queries.case(request.actor, pk)
    except RemedyCase.DoesNotExist:
        raise Http404 from None


def _show(request: Any, shown: RemedyCase, form: DecideCaseForm | None = None) -> HttpResponse:
    may_decide = not WORKFLOW.reasons_against(shown, "decide_case", request.actor)
    if may_decide and form is None:
        form = DecideCaseForm(case=shown, initial={"seen": shown.revision})
    facts = [
        (_("案号"), shown.case_number),
        (_("复议机关或者人民法院"), shown.heard_by),
        (_("受理、立案日期"), shown.accepted_on),
        (_("审理结果"), queries.result_label(shown)),
        (_("审结日期"), shown.decided_on),
        (_("年度报告统计项"), shown.get_outcome_display() if shown.outcome else _("尚未审结")),
    ]
    if shown.notified_on:
        facts += [
            (_("收到答复通知、应诉通知"), shown.notified_on),
            (_("答复、答辩期限"), shown.answer_due_on),
            (_("提交答复、答辩"), shown.answered_on or _("尚未提交")),
        ]
    if shown.reopened_on:
        facts.append((_("重新办理申请"), shown.reopened_on))
    context = {
        "acts": [
            row
            for row in WORKFLOW.open_to(shown, request.actor)
            if row.name in (*FORMS, "export_defence_file")
        ],
        "is_late": shown.answer_due_on and not shown.answered_on and shown.answer_due_on < today(),
        "case": shown,
        "facts": facts,
        "form": form if may_decide else None,
        "skips_review": queries.skips_review(shown),
        "history": history_of(shown),
    }
    return render(request, "workbench/remedies/case.html", context)
