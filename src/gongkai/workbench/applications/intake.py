"""Keying in what came on paper, by fax, by e-mail or in words: the code is shown once, with the receipt."""

from __future__ import annotations

import json
import secrets
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.applications import actions, documents, queries
from gongkai.applications.actions import Particulars
from gongkai.foundation.documents import as_pdf
from gongkai.foundation.fields import DayField, ManyFilesField
from gongkai.foundation.moment import today
from gongkai.foundation.sealed import seal, unseal
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.applications.access import own, personal
from gongkai.workbench.applications.forms import LONG

TAKEN = "application_taken"


class TakeInForm(forms.Form):
    """An application that did not come by the website."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    channel = forms.ChoiceField(
        label=_("提交方式"),
        choices=[one for one in queries.Channel.choices if one[0] != queries.Channel.ONLINE],
        initial=queries.Channel.IN_PERSON,
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
        label=_("所需信息的名称、文号或者其他特征描述"), max_length=5000, widget=forms.Textarea(attrs=LONG)
    )
    supply_form = forms.ChoiceField(label=_("提供形式"), choices=queries.SupplyForm.choices)
    delivery_way = forms.ChoiceField(label=_("获取方式"), choices=queries.DeliveryWay.choices)
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
        return Particulars(**{name: self.cleaned_data[name] for name in fields})


SECTIONS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("怎么来的"), ("channel", "arrived_on", "confirmed_on", "scans")),
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
    (_("要什么"), ("description", "supply_form", "delivery_way", "needs_help")),
)


@personal
@duty_required(Duty.APPLICATION_HANDLER)
def take_in(request: Any) -> HttpResponse:
    """Key in one application."""
    form = TakeInForm(
        request.POST or None, request.FILES or None, initial={"token": secrets.token_hex(actions.TOKEN_BYTES)}
    )
    made: list[actions.Taken] = []

    def do() -> None:
        told = form.cleaned_data
        how = {name: told[name] for name in ("channel", "arrived_on", "confirmed_on", "token", "scans")}
        made.append(actions.take_in(request.organ, form.particulars(), by=request.actor, **how))

    if request.method == "POST" and act(request, form, do):
        # The code is never stored in the open, not even in the session's table.
        request.session[TAKEN] = seal(json.dumps([made[0].application.number, made[0].code]))
        return redirect("workbench:application_taken")
    sections = [(heading, [form[name] for name in names]) for heading, names in SECTIONS]
    context = {"form": form, "sections": sections}
    return render(request, "workbench/applications/take_in.html", context)


@personal
@duty_required(Duty.APPLICATION_HANDLER)
def application_taken(request: Any) -> HttpResponse:
    """Number and code of what was just keyed in, to be handed to the applicant."""
    application, code = _taken(request)
    context = {"application": application, "code": code, "clock": queries.clock(application)}
    return render(request, "workbench/applications/taken.html", context)


@personal
@duty_required(Duty.APPLICATION_HANDLER)
def taken_receipt(request: Any) -> HttpResponse:
    """The applicant's receipt with the code, made now and not kept."""
    application, code = _taken(request)
    status = reverse("portal:application_status")
    address = request.build_absolute_uri(f"{status}?number={application.number}")
    content = as_pdf(documents.submission_receipt(application, code, address))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{application.number}.pdf"'
    return response


def _taken(request: Any) -> tuple[queries.Application, str]:
    if TAKEN not in request.session:
        raise Http404
    number, code = json.loads(unseal(request.session[TAKEN]))
    return own(request, number), code
