"""The applicant's account: opened by a code sent to telephone or e-mail; nobody needs one to apply."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from gongkai.applications import actions, queries
from gongkai.applications.tasks import send_sign_in_code
from gongkai.foundation.messaging import Channel, is_open
from gongkai.foundation.sealed import mask_email, mask_phone, seal, unseal
from gongkai.portal.applications.forms import ContactForm, DeleteAccountForm, SignInForm, StatusForm
from gongkai.portal.applications.limits import ASKING, SIGNING_IN, SIGNING_IN_CODES

ACCOUNT, CONTACT = "applicant_account", "applicant_contact"
TOO_MANY = 429
personal = cache_control(private=True, no_store=True)


def account_here(request: Any) -> queries.ApplicantAccount | None:
    """The account that is signed in on this device."""
    return queries.account_of(request.session.get(ACCOUNT))


@personal
def sign_in(request: Any) -> HttpResponse:
    """Ask for a contact; the digits are sent by a worker, whoever it is, so that nobody can time it."""
    if account_here(request):
        return redirect("portal:account")
    ways = [way.label for way in Channel if is_open(way)]
    form, status = ContactForm(request.POST or None), 200
    if request.method == "POST" and ways:
        if SIGNING_IN_CODES.is_reached(request):
            form.add_error(None, _("请求次数过多，请一小时后再试。不登录也可以提交申请、查询进度。"))
            status = TOO_MANY
        elif form.is_valid():
            contact = seal(json.dumps(form.cleaned_data["contact"]))
            request.session[CONTACT] = contact
            send_sign_in_code.enqueue(contact)
            return redirect("portal:confirm_sign_in")
    return render(request, "portal/applications/sign_in.html", {"form": form, "ways": ways}, status=status)


@personal
def confirm_sign_in(request: Any) -> HttpResponse:
    """Take the six digits back. Wrong, too old and never sent get the same answer."""
    contact = request.session.get(CONTACT)
    if contact is None:
        return redirect("portal:sign_in")
    form, status = SignInForm(request.POST or None), 200
    if request.method == "POST":
        if SIGNING_IN.is_reached(request):
            form.add_error(None, _("输入次数过多，请一刻钟后再试。"))
            status = TOO_MANY
        elif form.is_valid():
            account = actions.sign_in(json.loads(unseal(contact)), form.cleaned_data["digits"])
            if account is not None:
                request.session.cycle_key()
                del request.session[CONTACT]
                request.session[ACCOUNT] = account.pk
                return redirect("portal:account")
            form.add_error("digits", _("验证码不正确或者已经失效。请核对，或者重新获取验证码。"))
    return render(request, "portal/applications/sign_in_code.html", {"form": form}, status=status)


@personal
def account(request: Any) -> HttpResponse:
    """The own applications, and adding one by number and code."""
    mine = account_here(request)
    if mine is None:
        return redirect("portal:sign_in")
    form, status = StatusForm(request.POST or None), 200
    if request.method == "POST":
        if ASKING.is_reached(request):
            form.add_error(None, _("查询次数过多，请一刻钟后再试，或者与受理机关联系。"))
            status = TOO_MANY
        elif form.is_valid():
            found = queries.opened_by(form.cleaned_data["number"], form.cleaned_data["code"])
            if found is not None:
                actions.add_to_account(mine, found)
                return redirect("portal:account")
            form.add_error(None, _("申请编号或者查询码不正确，请对照回执再输入一次。"))
    context = {
        "contact": mask_email(mine.contact) if mine.channel == Channel.EMAIL else mask_phone(mine.contact),
        "applications": queries.account_applications(mine),
        "form": form,
        "delete_form": DeleteAccountForm(auto_id="delete_%s"),
    }
    return render(request, "portal/applications/account.html", context, status=status)


@require_POST
def sign_out(request: Any) -> HttpResponse:
    """Leave the account, and whatever was opened, on this device."""
    request.session.flush()
    return redirect("portal:sign_in")


@personal
@require_POST
def delete_account(request: Any) -> HttpResponse:
    """Delete the account; the applications stay open by number and code."""
    mine = account_here(request)
    if mine is None or not DeleteAccountForm(request.POST).is_valid():
        return redirect("portal:account")
    actions.delete_account(mine)
    request.session.flush()
    messages.success(request, _("账户已经删除。申请照常办理，凭申请编号和查询码查询。"))
    return redirect("portal:application_status")
