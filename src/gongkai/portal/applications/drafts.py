"""The draft: kept on the server under a code, known to this browser until it is closed, continued anywhere with it.

Made for computers that several people use: the cookie ends with the browser, the number of the identity paper and
the files are never kept, and a button clears the draft away.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from gongkai.applications import actions, queries
from gongkai.applications.queries import OpenedDraft
from gongkai.foundation.workflow import Refused
from gongkai.portal.applications.forms import KEPT_FIELDS, DraftCodeForm
from gongkai.portal.applications.limits import BEGINNING, CONTINUING

COOKIE = "gongkai_draft"
TOO_MANY = 429
DAYS = queries.DRAFT_LIFE.days
personal = cache_control(private=True, no_store=True)


def code_here(request: Any) -> str:
    """The code of the draft that this browser is writing, or ""."""
    code: str = request.COOKIES.get(COOKIE, "")
    return code


def draft_here(request: Any) -> OpenedDraft | None:
    """The draft that this browser is writing, if there is one."""
    code = code_here(request)
    return queries.draft_of(code) if code else None


def save_from(request: Any) -> str:
    """Keep what the form holds; the code, or "" where too many drafts were begun from this address."""
    told = {name: request.POST.get(name, "")[:longest] for name, longest in KEPT_FIELDS.items()}
    code = code_here(request)
    if queries.draft_of(code) is None:
        code = ""
        if BEGINNING.is_reached(request):
            return ""
    try:
        return actions.save_draft(told, code=code)
    except Refused:
        return ""


def remember(response: HttpResponse, code: str) -> HttpResponse:
    """Let this browser know its draft until it is closed; no script reads it, no other site sends it."""
    response.set_cookie(
        COOKIE,
        code,
        path=reverse("portal:apply"),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def forget(request: Any, response: HttpResponse) -> HttpResponse:
    """Clear the draft of this browser away, here and on the server."""
    if code := code_here(request):
        actions.drop_draft(code)
        response.delete_cookie(COOKIE, path=reverse("portal:apply"), samesite="Lax")
    return response


@personal
@require_POST
def keep_draft(request: Any) -> HttpResponse:
    """Save while somebody types; the answer replaces a line below the form."""
    code = save_from(request)
    context = {"draft": queries.draft_of(code) if code else None, "draft_code": code}
    response = render(request, "portal/applications/form.html#saved", context)
    return remember(response, code) if code else response


@personal
def draft_kept(request: Any) -> HttpResponse:
    """The draft is kept: its code, and how to go on."""
    draft = draft_here(request)
    if draft is None:
        return redirect("portal:continue_draft")
    context = {"code": code_here(request), "draft": draft, "days": DAYS}
    return render(request, "portal/applications/draft.html", context)


@personal
def continue_draft(request: Any) -> HttpResponse:
    """Go on with a draft by its code. A wrong code and one that was given up get the same answer."""
    form, status = DraftCodeForm(request.POST or None), 200
    if request.method == "POST":
        if CONTINUING.is_reached(request):
            form.add_error(None, _("输入次数过多，请一刻钟后再试。"))
            status = TOO_MANY
        elif form.is_valid():
            code = queries.draft_code(form.cleaned_data["draft_code"])
            if queries.draft_of(code) is not None:
                return remember(redirect("portal:application_form"), code)
            form.add_error("draft_code", _("没有找到这份草稿：草稿码不正确，或者草稿已经提交、删除、过期。"))
    context = {"form": form, "days": DAYS}
    return render(request, "portal/applications/continue.html", context, status=status)


@require_POST
def drop_draft(request: Any) -> HttpResponse:
    """Clear the draft away and leave an empty form."""
    messages.success(request, _("草稿已经删除。"))
    return forget(request, redirect("portal:application_form"))
