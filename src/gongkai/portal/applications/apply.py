"""Applying: the guide, the form of art. 29, and the receipt with the code that is shown once."""

from __future__ import annotations

import json
import secrets
from typing import Any

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from gongkai.applications import actions, documents, queries
from gongkai.foundation.addresses import site_address
from gongkai.foundation.documents import as_pdf
from gongkai.foundation.moment import today
from gongkai.foundation.sealed import seal, unseal
from gongkai.foundation.search import Hit
from gongkai.foundation.workflow import Refused
from gongkai.law.rulebook import rule
from gongkai.organs.queries import Organ, existing_on
from gongkai.portal.applications import drafts
from gongkai.portal.applications.accounts import account_here
from gongkai.portal.applications.finding import show_candidates
from gongkai.portal.applications.forms import SECTIONS, ApplicationForm
from gongkai.portal.applications.limits import SENDING
from gongkai.portal.applications.offers import offers

SENT = "application_sent"
TOO_MANY = 429
personal = cache_control(private=True, no_store=True)


def guide(request: Any) -> HttpResponse:
    """What to know before applying: where to look first, what it takes, how long, what it costs."""
    return render(
        request, "portal/applications/guide.html", {"organ": _chosen_organ(request), **_law_beside()}
    )


@personal
def application_form(request: Any) -> HttpResponse:
    """The form, with the draft in it if there is one; sent twice it makes one application."""
    if request.method == "POST":
        return _STEPS.get(request.POST.get("step", ""), _send)(request)
    organ, draft = _chosen_organ(request), drafts.draft_here(request)
    first: dict[str, Any] = {"token": secrets.token_hex(actions.TOKEN_BYTES), "organ": ""}
    if (account := account_here(request)) is not None:
        first |= queries.account_told(account)
    if draft is not None:
        first |= draft.told
    if organ is not None:
        first["organ"] = organ.pk
    return _show_form(request, ApplicationForm(initial=first), organ=organ, draft=draft)


def _send(request: Any) -> HttpResponse:
    form = ApplicationForm(request.POST, request.FILES)
    found: list[Hit] = []
    status = 200
    if SENDING.is_reached(request):
        form.add_error(
            None, _("这个网络地址短时间内提交的申请太多，请一小时后再提交，也可以当面或者邮寄提交。")
        )
        status = TOO_MANY
    elif form.is_valid():
        found = _to_look_at(form)
        if not found and _submit(request, form):
            return drafts.forget(request, redirect("portal:application_sent"))
    if drafts.code_here(request):
        drafts.save_from(request)
    return _show_form(request, form, found=found, status=status)


def _save(request: Any) -> HttpResponse:
    if code := drafts.save_from(request):
        return drafts.remember(redirect("portal:draft_kept"), code)
    form = ApplicationForm(initial=request.POST.dict())
    messages.error(request, _("草稿没有保存成功。填写的内容还在，请稍后再试，或者直接提交申请。"))
    return _show_form(request, form, status=TOO_MANY)


def _find(request: Any) -> HttpResponse:
    code = drafts.save_from(request)
    response = show_candidates(request, request.POST.get("description", ""))
    return drafts.remember(response, code) if code else response


_STEPS = {"save": _save, "find": _find}


def _show_form(
    request: Any,
    form: ApplicationForm,
    *,
    organ: Organ | None = None,
    draft: queries.OpenedDraft | None = None,
    found: list[Hit] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "sections": [
            (heading, [form[name] for name in names if name in form.fields]) for heading, names in SECTIONS
        ],
        "organ": organ,
        "draft": draft,
        "draft_code": drafts.code_here(request) if draft else "",
        "draft_days": drafts.DAYS,
        "found": found,
        "notice_version": queries.PRIVACY_NOTICE,
        **_law_beside(),
    }
    return render(request, "portal/applications/form.html", context, status=status)


def _to_look_at(form: ApplicationForm) -> list[Hit]:
    """What is public already and has not been shown yet; nobody has to choose files twice because of it."""
    told = form.cleaned_data
    if told["looked"] or told["materials"] or told["identity_files"]:
        return []
    return offers(told["description"])


def _law_beside() -> dict[str, Any]:
    day = today()
    return {
        "reply": rule("deadlines.reply").on(day),
        "extension": rule("deadlines.reply_extension").on(day),
        "supplement": rule("deadlines.supplement_notice").on(day),
        "fees": (rule("fees.by_items").on(day), rule("fees.by_pages").on(day)),
    }


@personal
@require_POST
def already_public(request: Any) -> HttpResponse:
    """Public items that may be what is being described. Sent as a form: the words stand in no address and no log."""
    if not request.htmx:
        return redirect("portal:search")
    context = {"offers": offers(request.POST.get("description", ""))}
    return render(request, "portal/applications/form.html#offers", context)


@personal
def application_sent(request: Any) -> HttpResponse:
    """Number and code, now and never again, with a picture that leads to the status."""
    found = _sent(request)
    if found is None:
        return redirect("portal:application_status")
    application, code = found
    address = _status_address(request, application)
    context = {
        "application": application,
        "code": code,
        "address": address,
        "picture": segno.make(address, micro=False).svg_data_uri(scale=5, border=2),
        "reply": rule("deadlines.reply").on(today()),
        "receipt": rule("receipt.day").on(today()),
    }
    return render(request, "portal/applications/sent.html", context)


@personal
def application_receipt(request: Any) -> HttpResponse:
    """The receipt with the code, made now and kept nowhere."""
    found = _sent(request)
    if found is None:
        return redirect("portal:application_status")
    application, code = found
    paper = documents.submission_receipt(application, code, _status_address(request, application))
    response = HttpResponse(as_pdf(paper), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{application.number}.pdf"'
    return response


def _submit(request: Any, form: ApplicationForm) -> bool:
    told = form.cleaned_data
    try:
        taken = actions.submit(
            told["organ"],
            form.particulars(),
            token=told["token"],
            files=told["materials"],
            identity_files=told["identity_files"],
        )
    except Refused as refused:
        form.add_error(None, refused.reasons)
        return False
    if (account := account_here(request)) is not None:
        actions.add_to_account(account, taken.application)
        actions.remember_particulars(account, told)
    # Sealed: the table of sessions would otherwise hold the code in the open.
    request.session[SENT] = seal(json.dumps([taken.application.pk, taken.code]))
    return True


def _sent(request: Any) -> tuple[queries.Application, str] | None:
    kept = request.session.get(SENT)
    if kept is None:
        return None
    pk, code = json.loads(unseal(kept))
    return queries.for_applicant(pk), code


def _status_address(request: Any, application: queries.Application) -> str:
    query = f"?number={application.number}"
    return site_address(request, reverse("portal:application_status") + query)


def _chosen_organ(request: Any) -> Organ | None:
    return existing_on(today()).filter(code=request.GET.get("organ", "")).first()
