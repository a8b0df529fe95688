"""Applying: the guide, the form of art. 29, and the receipt with the code that is shown once."""

from __future__ import annotations

import json
import secrets
from typing import Any

import segno
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from gongkai.applications import actions, documents, queries
from gongkai.foundation.documents import as_pdf
from gongkai.foundation.moment import today
from gongkai.foundation.sealed import seal, unseal
from gongkai.foundation.workflow import Refused
from gongkai.law.rulebook import rule
from gongkai.organs.queries import Organ, existing_on
from gongkai.portal.applications.forms import SECTIONS, ApplicationForm
from gongkai.portal.applications.limits import SENDING
from gongkai.portal.applications.offers import offers

SENT = "application_sent"
TOO_MANY = 429
personal = cache_control(private=True, no_store=True)


def guide(request: Any) -> HttpResponse:
    """What to know before applying: where to look first, what it takes, how long, what it costs."""
    day = today()
    context = {
        "organ": _chosen_organ(request),
        "reply": rule("deadlines.reply").on(day),
        "extension": rule("deadlines.reply_extension").on(day),
        "supplement": rule("deadlines.supplement_notice").on(day),
        "fees": (rule("fees.by_items").on(day), rule("fees.by_pages").on(day)),
    }
    return render(request, "portal/applications/guide.html", context)


@personal
def application_form(request: Any) -> HttpResponse:
    """The form; sent twice it makes one application."""
    organ = _chosen_organ(request)
    first = {"token": secrets.token_hex(actions.TOKEN_BYTES), "organ": organ.pk if organ else ""}
    form = ApplicationForm(request.POST or None, request.FILES or None, initial=first)
    status = 200
    if request.method == "POST":
        if SENDING.is_reached(request):
            form.add_error(
                None, _("这个网络地址短时间内提交的申请太多，请一小时后再提交，也可以当面或者邮寄提交。")
            )
            status = TOO_MANY
        elif form.is_valid() and _submit(request, form):
            return redirect("portal:application_sent")
    context = {
        "form": form,
        "sections": [(heading, [form[name] for name in names]) for heading, names in SECTIONS],
        "organ": organ,
        "notice_version": queries.PRIVACY_NOTICE,
    }
    return render(request, "portal/applications/form.html", context, status=status)


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
    address: str = request.build_absolute_uri(reverse("portal:application_status") + query)
    return address


def _chosen_organ(request: Any) -> Organ | None:
    return existing_on(today()).filter(code=request.GET.get("organ", "")).first()
