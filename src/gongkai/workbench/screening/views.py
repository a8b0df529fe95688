"""The lists that the guard goes by, and what its nightly looks found."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.disclosure.queries import patrol_findings, patrols
from gongkai.disclosure.queries.patrols import UNLOOKED, WORDS_ONLY
from gongkai.foundation.fields import DayField
from gongkai.foundation.paging import page_by_key
from gongkai.screening import actions, queries
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act

KEEPERS = (Duty.OFFICE_HEAD, Duty.SYSTEM_ADMIN)


class WordForm(forms.Form):
    wrong = forms.CharField(label=_("错误或者敏感的表述"), max_length=100)
    right = forms.CharField(
        label=_("建议改为"), max_length=100, required=False, help_text=_("没有固定的正确写法可以不填。")
    )
    category = forms.CharField(
        label=_("类别"), max_length=40, help_text=_("例如“领导人姓名”“机构名称”“错别字”。")
    )
    note = forms.CharField(label=_("说明"), max_length=200, required=False)
    since = DayField(label=_("自何日起"), required=False, help_text=_("例如职务变动、机构改名的日期。"))
    until = DayField(label=_("至何日止"), required=False)


class NumberForm(forms.Form):
    number = forms.CharField(label=_("手机号码"), max_length=20)
    note = forms.CharField(
        label=_("哪个单位、做什么用"),
        max_length=100,
        help_text=_("只登记单位对外公开的号码，不登记个人号码。"),
    )


@duty_required(*KEEPERS)
def words(request: Any) -> HttpResponse:
    """The words that were added here; the packs that come with the system stand beside them."""
    form = WordForm(request.POST or None)

    def add() -> None:
        actions.add_word(by=request.actor, **form.cleaned_data)

    if request.method == "POST" and act(request, form, add, done=_("已增加，今后的检查都会用到。")):
        return redirect("workbench:words")
    context = {"form": form, "entries": queries.word_entries(), "packs": queries.packs()}
    return render(request, "workbench/screening/words.html", context)


@require_POST
@duty_required(*KEEPERS)
def end_word(request: Any, pk: int) -> HttpResponse:
    """Stop looking for a word."""
    entry = queries.word_entries().filter(pk=pk, ended=False).first()
    if entry is None:
        raise Http404
    act(
        request,
        forms.Form(request.POST),
        lambda: actions.end_word(entry, by=request.actor),
        done=_("已停用。"),
    )
    return redirect("workbench:words")


@duty_required(*KEEPERS)
def numbers(request: Any) -> HttpResponse:
    """The mobile numbers that offices publish as their own."""
    form = NumberForm(request.POST or None)

    def allow() -> None:
        actions.allow_number(by=request.actor, **form.cleaned_data)

    if request.method == "POST" and act(request, form, allow, done=_("已登记。")):
        return redirect("workbench:numbers")
    return render(
        request, "workbench/screening/numbers.html", {"form": form, "numbers": queries.office_numbers()}
    )


@require_POST
@duty_required(*KEEPERS)
def forget_number(request: Any, pk: int) -> HttpResponse:
    """Take a number off the list."""
    number = queries.office_numbers().filter(pk=pk).first()
    if number is None:
        raise Http404
    done = _("已取消，这个号码再出现时会提示。")
    act(request, forms.Form(request.POST), lambda: actions.forget_number(number, by=request.actor), done=done)
    return redirect("workbench:numbers")


@duty_required(*KEEPERS, Duty.CONFIDENTIALITY_REVIEWER, Duty.SIGNER, Duty.SUBMITTER, Duty.REVIEWER)
def patrol_report(request: Any) -> HttpResponse:
    """What the nightly looks at what is public found in the organ's items (a head at the top: in all of them)."""
    found = patrol_findings(request.actor)
    page = page_by_key(found, request.GET, keys=("-patrol_id", "-pk"))
    context = {"page": page, "runs": patrols()[:10], "unlooked": UNLOOKED, "words_only": WORDS_ONLY}
    return render(request, "workbench/screening/patrol_report.html", context)
