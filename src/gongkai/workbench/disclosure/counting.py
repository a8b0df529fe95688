"""The figures of proactive disclosure at the desk: tables, the lists behind them, files, and what is noted by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.disclosure.actions import counting as actions
from gongkai.disclosure.documents import counted_as_text, counted_as_xlsx, report_as_text
from gongkai.disclosure.queries import DUTIES, counting
from gongkai.foundation.fields import DayField
from gongkai.foundation.moment import today
from gongkai.foundation.paging import page_by_key
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act

COUNTERS = (*DUTIES, Duty.REPORT_CLERK)
TEXT = "text/plain; charset=utf-8"
ORGANS_SHOWN = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NEWEST = ("-at", "-pk")


class CountingForm(forms.Form):
    """What is to be counted; every choice has a value, so that an empty address is a good one."""

    year = forms.TypedChoiceField(label=_("年度"), coerce=int)
    way = forms.ChoiceField(label=_("分列"), choices=counting.WAYS.items())
    scheme = forms.ChoiceField(label=_("类别的分法"))
    whole = forms.ChoiceField(
        label=_("范围"), choices=[("", _("本机关")), ("1", _("本机关和所属机关"))], required=False
    )

    def __init__(self, asked: Any) -> None:
        this_year = today().year
        self.base = {"year": this_year, "way": "category", "scheme": "statutory", "whole": ""}
        super().__init__({name: asked.get(name) or value for name, value in self.base.items()})
        self.fields["year"].choices = [  # type: ignore[attr-defined]
            (year, year) for year in range(this_year, actions.FIRST_YEAR - 1, -1)
        ]
        self.fields["scheme"].choices = list(counting.schemes().items())  # type: ignore[attr-defined]

    def chosen(self, organ: Any) -> tuple[counting.Asked, dict[str, Any]]:
        """What is asked; raises Http404 for an address that nobody could have chosen."""
        if not self.is_valid():
            raise Http404
        told = self.cleaned_data
        return counting.Asked(organ, told["year"], bool(told["whole"])), told


class ReleaseForm(forms.Form):
    channel = forms.ChoiceField(label=_("渠道"), choices=counting.Channel.choices)
    on = DayField(label=_("发布日期"))
    index_number = forms.CharField(
        label=_("信息的索引号"),
        required=False,
        max_length=60,
        help_text=_("发布的是本机关已公开的一条信息时填写。"),
    )
    topic = forms.CharField(
        label=_("发布的内容"),
        required=False,
        max_length=100,
        help_text=_("没有对应的信息时填写，例如“防汛提醒”。"),
    )
    count = forms.IntegerField(
        label=_("数量"), min_value=1, initial=1, help_text=_("条、份或者次，按该渠道的习惯计算。")
    )
    carrier = forms.ChoiceField(
        label=_("载体"),
        required=False,
        choices=[("", _("不是移交")), *counting.Carrier.choices],
        help_text=_("移交国家档案馆、公共图书馆和政府信息查阅场所的须选择。"),
    )
    place = forms.CharField(label=_("名称或者地点"), required=False, max_length=100)
    address = forms.URLField(label=_("网址"), required=False, assume_scheme="https")


class OpeningBalanceForm(forms.Form):
    year = forms.IntegerField(label=_("年度"), help_text=_("填写使用本系统之前的年度，每年一行。"))
    category = forms.ChoiceField(
        label=_("类别"),
        required=False,
        help_text=_("年度报告按类别列出的，每类填一行，各类相加为当年总数；没有分类的，填一行总数。"),
    )
    count = forms.IntegerField(label=_("公开条数"), min_value=0)
    channel = forms.ChoiceField(
        label=_("渠道"), required=False, choices=[("", _("政府网站")), *counting.Channel.choices]
    )
    basis = forms.CharField(
        label=_("依据"), max_length=200, help_text=_("例如“2018年度政府信息公开工作年度报告”。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [("", _("不分类别")), *counting.category_choices()]  # type: ignore[attr-defined]


@duty_required(*COUNTERS)
def counts(request: Any) -> HttpResponse:
    """The figures of a year in a table; each figure leads to what it counts."""
    form = CountingForm(request.GET)
    asked, told = form.chosen(request.organ)
    page = None
    if told["way"] == "organ":
        page = page_by_key(counting.organs_of(asked), request.GET, keys=("path",), size=ORGANS_SHOWN)
        table = counting.counted_by_organ(asked, page)
    else:
        table = counting.counted(asked, told["way"], told["scheme"])
    kept = {name: told[name] for name in ("year", "scheme", "whole")}
    context = {"form": form, "table": table, "page": page, "kept": kept, "text": counted_as_text(table)}
    return render(request, "workbench/disclosure/counts.html", context)


@duty_required(*COUNTERS)
def counts_file(request: Any) -> HttpResponse:
    """All tables of the year as one workbook."""
    asked, _told = CountingForm(request.GET).chosen(request.organ)
    content = counted_as_xlsx(counting.counted_for_report(asked))
    return _file(content, XLSX, f"disclosure-{asked.year}.xlsx")


@duty_required(*COUNTERS)
def counts_text(request: Any) -> HttpResponse:
    """The same as the words for a report."""
    asked, _told = CountingForm(request.GET).chosen(request.organ)
    content = report_as_text(counting.counted_for_report(asked)).encode()
    return _file(content, TEXT, f"disclosure-{asked.year}.txt")


@duty_required(*COUNTERS)
def counted_items(request: Any) -> HttpResponse:
    """The items that a figure counts."""
    asked, told = CountingForm(request.GET).chosen(request.organ)
    code = request.GET.get("code", "")
    found = counting.counted_items(asked, way=told["way"], code=code, scheme=told["scheme"])
    context = {"page": page_by_key(found.defer("body", "elements"), request.GET, keys=NEWEST), "asked": asked}
    return render(request, "workbench/disclosure/counted_items.html", context)


@duty_required(Duty.SUBMITTER, Duty.OFFICE_HEAD)
def record_release(request: Any) -> HttpResponse:
    """Note what went out through another channel; below, what was noted so far."""
    form = ReleaseForm(
        request.POST or None, initial={"on": today(), "index_number": request.GET.get("item", "")}
    )

    def do() -> None:
        told = dict(form.cleaned_data)
        number = told.pop("index_number")
        item = counting.public_item_of(request.actor, number) if number else None
        actions.record_release(by=request.actor, item=item, **told)

    if request.method == "POST" and act(request, form, do, done=_("已登记。")):
        return redirect("workbench:record_release")
    page = page_by_key(counting.releases_of(request.actor), request.GET, keys=("-on", "-pk"))
    return render(request, "workbench/disclosure/record_release.html", {"form": form, "page": page})


@duty_required(Duty.OFFICE_HEAD)
def note_opening_balance(request: Any) -> HttpResponse:
    """The years before the system."""
    form = OpeningBalanceForm(request.POST or None)

    def do() -> None:
        actions.note_opening_balance(by=request.actor, **form.cleaned_data)

    if request.method == "POST" and act(request, form, do, done=_("期初数已保存。")):
        return redirect("workbench:note_opening_balance")
    names = {code: name for _division, some in counting.category_choices() for code, name in some}
    told = counting.opening_balances(request.actor)
    context = {"form": form, "balances": [(one, names.get(one.category, one.category)) for one in told]}
    return render(request, "workbench/disclosure/note_opening_balance.html", context)


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})
