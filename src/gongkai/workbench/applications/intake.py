"""Keying in what came on paper, by fax, by e-mail or in words: the code is shown once, with the receipt."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.applications import actions, documents, queries
from gongkai.applications.actions import Particulars
from gongkai.foundation.addresses import site_address
from gongkai.foundation.documents import as_pdf
from gongkai.foundation.fields import DayField, ManyFilesField
from gongkai.foundation.moment import today
from gongkai.foundation.sealed import seal, unseal
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.applications.access import personal
from gongkai.workbench.applications.forms import LONG

TAKEN = "application_taken"
_DAY_FIELDS = ("channel", "arrived_on", "confirmed_on")


class TakeInForm(forms.Form):
    """An application that did not come by the website."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    channel = forms.ChoiceField(
        label=_("提交方式"),
        choices=[one for one in queries.Channel.choices if one[0] != queries.Channel.ONLINE],
        initial=queries.Channel.IN_PERSON,
        widget=forms.Select(attrs={"autofocus": True}),
    )
    arrived_on = DayField(
        label=_("收到日期"), initial=today, help_text=_("当面提交、签收、收件或者传真、邮件到达的日期。")
    )
    confirmed_on = DayField(
        label=_("与申请人确认的日期"),
        required=False,
        help_text=_("平常信函、传真、电子邮件填写；还没有确认的留空，确认后再登记。"),
    )
    applicant_kind = forms.ChoiceField(label=_("申请人类别"), choices=queries.ApplicantKind.choices)
    name = forms.CharField(label=_("姓名或者名称"), max_length=100)
    contact_person = forms.CharField(label=_("联系人"), max_length=50, required=False)
    identity_kind = forms.ChoiceField(
        label=_("证件类型"), choices=[("", _("未提供")), *queries.IdentityKind.choices], required=False
    )
    identity_number = forms.CharField(
        label=_("证件号码"),
        max_length=50,
        required=False,
        help_text=_("没有提供身份证明的，登记后一次告知补正，不能拒收。"),
    )
    phone = forms.CharField(label=_("联系电话"), max_length=30, required=False)
    email = forms.EmailField(label=_("电子邮箱"), required=False)
    postal_address = forms.CharField(label=_("通信地址"), max_length=200, required=False)
    description = forms.CharField(
        label=_("所需信息的名称、文号或者其他特征描述"),
        max_length=5000,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("照原文录入。来件没有写的，写“未写明”，不能拒收；一张纸上有几件的，录入后可以拆分。"),
    )
    supply_form = forms.ChoiceField(label=_("提供形式"), choices=queries.SupplyForm.choices)
    delivery_way = forms.ChoiceField(label=_("获取方式"), choices=queries.DeliveryWay.choices)
    notice_way = forms.ChoiceField(
        label=_("申请人要求的通知方式"), choices=queries.NoticeWay.choices, required=False
    )
    needs_help = forms.BooleanField(label=_("申请人需要阅读、视听方面的帮助"), required=False)
    scans = ManyFilesField(label=_("申请原件扫描件"), required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        number = told.get("identity_number", "")
        if number and (fault := queries.identity_fault(told.get("identity_kind", ""), number)):
            self.add_error("identity_number", fault)
        return told

    def particulars(self) -> Particulars:
        fields = Particulars.__dataclass_fields__
        told = self.cleaned_data
        return Particulars(**{name: told[name] for name in fields if name in told})


SECTIONS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("怎么来的"), (*_DAY_FIELDS, "scans")),
    (
        _("谁申请"),
        (
            "applicant_kind",
            "name",
            "contact_person",
            "identity_kind",
            "identity_number",
            "phone",
            "email",
            "postal_address",
        ),
    ),
    (_("要什么"), ("description", "supply_form", "delivery_way", "notice_way", "needs_help")),
)


@personal
@duty_required(Duty.APPLICATION_HANDLER)
def take_in(request: Any) -> HttpResponse:
    """Key in one application."""
    first = {"token": secrets.token_hex(actions.TOKEN_BYTES)}
    if "look" in request.POST:  # without a script: count the days and keep what was typed
        return _ask(request, TakeInForm(initial=first | request.POST.dict()))
    form = TakeInForm(request.POST or None, request.FILES or None, initial=first)
    made: list[actions.Taken] = []

    def do() -> None:
        told = form.cleaned_data
        how = {name: told[name] for name in (*_DAY_FIELDS, "token", "scans")}
        made.append(actions.take_in(request.organ, form.particulars(), by=request.actor, **how))

    if request.method == "POST" and act(request, form, do):
        keep_codes(request, made)
        return redirect("workbench:application_taken")
    return _ask(request, form)


@personal
@duty_required(Duty.APPLICATION_HANDLER)
def expected_receipt(request: Any) -> HttpResponse:
    """The day of receipt for what is typed so far, as a part of the form."""
    context = {"expected": _expected(request, request.GET)}
    return render(request, "workbench/applications/expected.html", context)


def _ask(request: Any, form: TakeInForm) -> HttpResponse:
    sections = [(heading, [form[name] for name in names]) for heading, names in SECTIONS]
    typed = {name: str(form[name].value() or "") for name in _DAY_FIELDS}
    context = {"form": form, "sections": sections, "expected": _expected(request, typed)}
    return render(request, "workbench/applications/take_in.html", context)


def _expected(request: Any, typed: Any) -> queries.Expected | None:
    """What the days typed so far come to; None while one of them is no day, or lies ahead."""
    fields = TakeInForm.base_fields
    try:
        channel, arrived_on, confirmed_on = (fields[name].clean(typed.get(name, "")) for name in _DAY_FIELDS)
    except forms.ValidationError:
        return None
    if max(arrived_on, confirmed_on or arrived_on) > today() or (confirmed_on or arrived_on) < arrived_on:
        return None
    return queries.expected_receipt(channel, arrived_on, confirmed_on, organ=request.organ)


def keep_codes(request: Any, made: Sequence[actions.Taken]) -> None:
    """Show the codes on the next page: they are never stored in the open, not even in the session's table."""
    told = [[one.application.number, one.code] for one in made]
    request.session[TAKEN] = seal(json.dumps(told))


@personal
@duty_required(Duty.APPLICATION_HANDLER)
def application_taken(request: Any) -> HttpResponse:
    """Number and code of what was just keyed in, split off or handed over, to be told to the applicant."""
    rows = [
        {
            "application": application,
            "code": code,
            "clock": queries.clock(application),
            "lacking": queries.lacking(application),
            "is_own": application.organ_id == request.organ.pk,
        }
        for application, code in _taken(request)
    ]
    return render(request, "workbench/applications/taken.html", {"rows": rows})


@personal
@duty_required(Duty.APPLICATION_HANDLER)
def taken_receipt(request: Any) -> HttpResponse:
    """The applicant's receipt with the code, made now and not kept."""
    found = {application.number: (application, code) for application, code in _taken(request)}
    number = request.GET.get("number", next(iter(found), ""))
    if number not in found:
        raise Http404
    application, code = found[number]
    status = reverse("portal:application_status")
    address = site_address(request, f"{status}?number={application.number}")
    content = as_pdf(documents.submission_receipt(application, code, address))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{application.number}.pdf"'
    return response


def _taken(request: Any) -> list[tuple[queries.Application, str]]:
    """What was made last. Who holds the code may see it, also when it is another organ's by now."""
    if TAKEN not in request.session:
        raise Http404
    told = json.loads(unseal(request.session[TAKEN]))
    found = [(queries.opened_by(number, code), code) for number, code in told]
    return [(application, code) for application, code in found if application is not None]
