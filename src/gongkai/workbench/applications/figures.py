"""Figures on applications at the desk: any period, by any of its sides, each figure with the list behind it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.applications import queries
from gongkai.applications.queries import figures
from gongkai.applications.queries.figures import Period
from gongkai.foundation.fields import DayField
from gongkai.foundation.moment import today
from gongkai.foundation.tables import plain_cell
from gongkai.foundation.wording import in_words
from gongkai.workbench.access import duty_required
from gongkai.workbench.applications.access import READERS, personal

PER_PAGE = 50
# What each figure counts, beside it, with where it is said.
MEASURES = (
    ("opening", _("期初未办结"), _("统计期开始前收到、期初尚未办结的申请（年度报告第三张表第二项）。")),
    ("received", _("新收"), _("收到申请之日在统计期内的申请，按条例第三十一条确定收到之日。")),
    ("closed", _("办结"), _("统计期内答复、视为放弃或者撤回的申请；撤销后重新办理的仍算一件。")),
    ("open", _("期末未办结"), _("统计期结束时尚未办结的申请。期初加新收等于办结加期末。")),
    (
        "in_time",
        _("按期答复"),
        _("办结日不晚于答复期限的申请；办结时没有在计算答复期限的不计（条例第三十三条）。"),
    ),
    ("extended", _("延长期限"), _("办结的申请中，经负责人同意延长答复期限的（条例第三十三条）。")),
    (
        "suspended",
        _("征求意见"),
        _("办结的申请中，征求过第三方或者其他机关意见的（条例第三十二条、第三十四条）。"),
    ),
)
TIMES = (
    (
        _("用时中位数"),
        _(
            "办结的申请用去的答复期限（工作日）的中位数；补正、缴费后重新计算，征求意见的时间不计（条例第三十三条）。"
        ),
    ),
    (_("按期率"), _("按期答复的件数占办结时正在计算答复期限的件数的比例。")),
)
SIDES = (
    ("applicant", _("申请人类别")),
    ("channel", _("提交方式")),
    ("outcome", _("办理结果")),
    ("kind", _("答复情形和依据")),
)
ORGANS_PER_PAGE = 60


class PeriodForm(forms.Form):
    """From which day to which; without one, the year so far."""

    first = DayField(label=_("起始日期"))
    last = DayField(label=_("截止日期"))


@personal
@duty_required(*READERS)
def application_figures(request: Any) -> HttpResponse:
    """The figures of the own organ for a period."""
    period, form = _period(request)
    total = figures.totals(request.actor, period)
    middle = figures.median_days(request.actor, period)
    context = {
        "form": form,
        "period": period,
        "blocks": [(label, _rows(request, period, by)) for by, label in SIDES],
        "total": _row(_("合计"), total, middle.get(""), period),
        "measures": MEASURES,
        "times": TIMES,
        "columns": 1 + len(MEASURES) + len(TIMES),
        "rated": queries.satisfaction_figures(request.organ, period.first, period.last),
        "oversees": figures.organs_overseen(request.actor).exists(),
        "query": _query(period),
    }
    return render(request, "workbench/applications/figures.html", context)


@personal
@duty_required(*READERS)
def figure_list(request: Any, measure: str) -> HttpResponse:
    """The applications that one figure counts."""
    by, code = request.GET.get("by", ""), request.GET.get("code", "")
    if measure not in figures.MEASURES or (by and by not in figures.DIMENSIONS):
        raise Http404
    period, _form = _period(request)
    page = Paginator(figures.behind(request.actor, period, measure, by, code), PER_PAGE).get_page(
        request.GET.get("page")
    )
    title = next(label for name, label, _said in MEASURES if name == measure)
    label = _label(by, code) if by else ""
    context = {"page": page, "title": title, "label": label, "period": period}
    return render(request, "workbench/applications/figure.html", context)


@personal
@duty_required(*READERS)
def figures_csv(request: Any) -> HttpResponse:
    """The same table for a spreadsheet."""
    period, _form = _period(request)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="figures.csv"'
    rows = csv.writer(response)
    heads = [str(label) for _name, label, _said in MEASURES] + [str(label) for label, _said in TIMES]
    rows.writerow([text("统计项"), text("类别"), *heads])
    for by, side in SIDES:
        for row in _rows(request, period, by):
            counts = [count for count, _address in row.cells]
            rows.writerow([str(side), plain_cell(str(row.label)), *counts, row.middle, row.share])
    return response


@personal
@duty_required(Duty.OFFICE_HEAD, Duty.REPORT_CLERK)
def figures_of_organs(request: Any) -> HttpResponse:
    """The totals of each organ below the own: numbers alone."""
    period, form = _period(request)
    page = Paginator(figures.organs_overseen(request.actor), ORGANS_PER_PAGE).get_page(
        request.GET.get("page")
    )
    found = figures.figures_of_organs([one.pk for one in page], period)
    nothing = dict.fromkeys(figures.MEASURES, 0)
    rows = [_row(one.name, found.get(one.pk, nothing), None, period) for one in page]
    context = {"page": page, "rows": rows, "form": form, "period": period, "measures": MEASURES}
    context |= {"share": TIMES[1], "query": _query(period)}
    return render(request, "workbench/applications/figures_of_organs.html", context)


def _period(request: Any) -> tuple[Period, PeriodForm]:
    year = {"first": date(today().year, 1, 1), "last": today()}
    form = PeriodForm(request.GET if "first" in request.GET else None, initial=year)
    if form.is_bound and form.is_valid() and form.cleaned_data["first"] <= form.cleaned_data["last"]:
        return Period(form.cleaned_data["first"], form.cleaned_data["last"]), form
    return Period(year["first"], year["last"]), form


@dataclass(frozen=True)
class Row:
    """One line of the table: each count with its list, the median of days used, the share in time."""

    label: Any
    cells: list[tuple[int, str]]
    middle: str
    share: str
    cite: str = ""


def _rows(request: Any, period: Period, by: str) -> list[Row]:
    middles = figures.median_days(request.actor, period, by)
    return [
        _row(_label(by, code), counted, middles.get(code), period, by, code)
        for code, counted in figures.figures(request.actor, period, by)
        if by != "kind" or code
    ]


def _row(
    label: Any, counted: dict[str, int], middle: float | None, period: Period, by: str = "", code: str = ""
) -> Row:
    timed, in_time = counted["timed"], counted["in_time"]
    kept = figures.labels(by).get(code) if by == "kind" else None
    return Row(
        label,
        [(counted[name], _address(period, name, by, code)) for name, _label_, _said in MEASURES],
        "" if middle is None else f"{middle:g}",
        f"{in_time / timed:.0%}" if timed else "",
        kept.cite if kept else "",
    )


def _label(by: str, code: str) -> Any:
    found = figures.labels(by).get(code)
    if by not in ("outcome", "kind"):
        return found
    return in_words(found, "label") if found else _("尚未办结")


def _query(period: Period) -> str:
    return urlencode({"first": period.first.isoformat(), "last": period.last.isoformat()})


def _address(period: Period, measure: str, by: str = "", code: str = "") -> str:
    side = f"&{urlencode({'by': by, 'code': code})}" if by else ""
    return f"{reverse('workbench:application_figure', args=[measure])}?{_query(period)}{side}"
