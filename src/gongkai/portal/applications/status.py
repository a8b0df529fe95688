"""The applicant's own page: opened with number and code, for half an hour, on this device only."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from gongkai.applications import actions, queries
from gongkai.applications.queries import Application, State
from gongkai.applications.workflow import APPLICANT, WORKFLOW
from gongkai.foundation.files import send_stored
from gongkai.foundation.templatetags.shown import FileLink, file_link
from gongkai.foundation.workflow import Refused, Stale
from gongkai.portal.applications.accounts import ACCOUNT
from gongkai.portal.applications.forms import (
    PaymentForm,
    RatingForm,
    StatusForm,
    SuggestOpeningForm,
    SupplementForm,
    WithdrawForm,
)
from gongkai.portal.applications.limits import ASKING
from gongkai.portal.applications.story import STEPS, coming, headline, step_of, told_so_far

OPENED = "application_opened"
TOO_MANY = 429
_ACTS = ("receive_supplement", "withdraw_application", "report_payment", "rate")
personal = cache_control(private=True, no_store=True)


@personal
def application_status(request: Any) -> HttpResponse:
    """Ask for number and code. An unknown number and a wrong code get the same answer, in the same time."""
    form = StatusForm(request.POST or None, initial={"number": request.GET.get("number", "")})
    status = 200
    if request.method == "POST":
        if ASKING.is_reached(request):
            form.add_error(None, _("查询次数过多，请一刻钟后再试，或者与受理机关联系。"))
            status = TOO_MANY
        elif form.is_valid():
            found = queries.opened_by(form.cleaned_data["number"], form.cleaned_data["code"])
            if found is not None:
                request.session.cycle_key()
                request.session[OPENED] = found.pk
                return redirect("portal:my_application", found.number)
            form.add_error(None, _("申请编号或者查询码不正确，请对照回执再输入一次。"))
    return render(request, "portal/applications/status.html", {"form": form}, status=status)


@require_POST
def leave_application(request: Any) -> HttpResponse:
    """Close the page on this device."""
    request.session.pop(OPENED, None)
    return redirect("portal:application_status")


@personal
def my_application(request: Any, number: str) -> HttpResponse:
    """Where the application stands, until when, and why the date moved."""
    mine = _mine(request, number)
    return _show(request, mine) if mine else _ask(number)


@personal
@require_POST
def receive_supplement(request: Any, number: str) -> HttpResponse:
    """Take what the applicant supplements (art. 30)."""
    mine = _mine(request, number)
    if mine is None:
        return _ask(number)
    form = SupplementForm(request.POST, request.FILES, auto_id="supplement_%s")

    def do() -> None:
        told = form.cleaned_data
        actions.receive_supplement(
            mine, by=APPLICANT, answer=told["answer"], files=told["uploads"], seen=told["seen"]
        )

    if form.is_valid() and _done(form, "receive_supplement", do):
        return redirect("portal:my_application", mine.number)
    return _show(request, _mine(request, number), supplement=form)


@personal
@require_POST
def withdraw_application(request: Any, number: str) -> HttpResponse:
    """Take the application back."""
    mine = _mine(request, number)
    if mine is None:
        return _ask(number)
    form = WithdrawForm(request.POST, auto_id="withdraw_%s")
    if form.is_valid() and _done(
        form,
        "withdraw_application",
        lambda: actions.withdraw_application(mine, by=APPLICANT, seen=form.cleaned_data["seen"]),
    ):
        return redirect("portal:my_application", mine.number)
    return _show(request, _mine(request, number), withdraw=form)


@personal
@require_POST
def report_payment(request: Any, number: str) -> HttpResponse:
    """Take it that the fee was paid; the office checks it (Fee Measures, art. 6)."""
    mine = _mine(request, number)
    if mine is None:
        return _ask(number)
    form = PaymentForm(request.POST, request.FILES, auto_id="payment_%s")
    if form.is_valid() and _done(
        form, "report_payment", lambda: actions.report_payment(mine, by=APPLICANT, **form.cleaned_data)
    ):
        return redirect("portal:my_application", mine.number)
    return _show(request, _mine(request, number), payment=form)


@personal
@require_POST
def rate(request: Any, number: str) -> HttpResponse:
    """Take what the applicant thinks of it (art. 46)."""
    mine = _mine(request, number)
    if mine is None:
        return _ask(number)
    form = RatingForm(request.POST, auto_id="rating_%s")
    if form.is_valid() and _done(form, "rate", lambda: actions.rate(mine, by=APPLICANT, **form.cleaned_data)):
        messages.success(request, _("谢谢您的评价。"))
        return redirect("portal:my_application", mine.number)
    return _show(request, _mine(request, number), rating=form)


@personal
@require_POST
def suggest_opening(request: Any, number: str) -> HttpResponse:
    """Take it that the information concerns the public (art. 44)."""
    mine = _mine(request, number)
    if mine is None:
        return _ask(number)
    form = SuggestOpeningForm(request.POST, auto_id="opening_%s")
    if form.is_valid() and _done(
        form, "suggest_opening", lambda: actions.suggest_opening(mine, by=APPLICANT, **form.cleaned_data)
    ):
        messages.success(request, _("已收到您的建议。纳入主动公开的，会在这里告诉您。"))
        return redirect("portal:my_application", mine.number)
    return _show(request, _mine(request, number), opening=form)


@personal
def letter(request: Any, number: str, pk: int, kind: str) -> HttpResponse | FileResponse:
    """A letter to the applicant, as PDF or docx."""
    mine = _mine(request, number)
    if mine is None:
        return _ask(number)
    found = next((one for one in mine.letters.all() if one.pk == pk and one.is_for_applicant), None)
    if found is None or kind not in ("pdf", "docx"):
        raise Http404
    return send_stored(found.pdf if kind == "pdf" else found.docx)


@personal
def released_file(request: Any, number: str, pk: int) -> HttpResponse | FileResponse:
    """A file that the reply gives."""
    mine = _mine(request, number)
    if mine is None:
        return _ask(number)
    found = next((one for one in _released(mine) if one.pk == pk), None)
    if found is None:
        raise Http404
    return send_stored(found.file)


def _mine(request: Any, number: str) -> Application | None:
    """The application opened with its code on this device, one that came of it, or the signed-in account's own."""
    pk = request.session.get(OPENED)
    if pk is not None:
        application = queries.for_applicant(pk)
        if application.number == number.upper():
            return application
        others = {one.number: one.pk for one in queries.family_of(application)}
        if number.upper() in others:
            return queries.for_applicant(others[number.upper()])
    account = request.session.get(ACCOUNT)
    own = queries.account_application(account, number.upper()) if account is not None else None
    return queries.for_applicant(own) if own is not None else None


def _ask(number: str) -> HttpResponse:
    return redirect(f"{reverse('portal:application_status')}?number={number}")


def _done(form: Any, name: str, do: Any) -> bool:
    """Do it; what is refused stands on the form. A second click finds it done already, and that is well."""
    try:
        do()
    except Stale as stale:
        if [(one.actor_duty, one.verb) for one in stale.entries[:1]] == [
            (APPLICANT.duty, f"applications.{name}")
        ]:
            return True
        form.add_error(None, stale.reasons)
        return False
    except Refused as refused:
        form.add_error(None, refused.reasons)
        return False
    return True


def _show(request: Any, mine: Application | None, **tried: forms.Form) -> HttpResponse:
    if mine is None:
        raise Http404
    clock = queries.clock(mine)
    words, tone = headline(mine, clock)
    context = {
        "application": mine,
        "headline": words,
        "tone": tone,
        "clock": clock,
        "state_tone": "good" if mine.state == State.REPLIED else "info",
        "steps": STEPS,
        "step": step_of(mine),
        "coming": coming(mine, clock),
        "told": told_so_far(mine, clock),
        "owed": mine.owed_fee() if mine.is_open else None,
        "remedies": queries.remedies_of(mine),
        "rated": getattr(mine, "satisfaction", None),
        "rating_days": queries.RATED_AGAIN_FOR.days,
        "opened": queries.opened_as(mine),
        "transfers": queries.transfers_of(mine),
        "family": queries.family_of(mine),
        "letters": _letter_links(mine),
        "files": [
            file_link(one.file, reverse("portal:my_file", args=[mine.number, one.pk]), one.original_name)
            for one in _released(mine)
        ],
        **_forms(mine, clock, tried),
    }
    return render(request, "portal/applications/mine.html", context)


def _forms(mine: Application, clock: Any, tried: dict[str, forms.Form]) -> dict[str, forms.Form | None]:
    """The forms of what the applicant may do now; one that was tried comes back with what is wrong in it."""
    seen = {"seen": mine.revision}
    rated = getattr(mine, "satisfaction", None)
    told = {"score": rated.score, "words": rated.words} if rated else {}
    may = {name: not WORKFLOW.reasons_against(mine, name, APPLICANT) for name in _ACTS}
    may["receive_supplement"] &= clock is not None and clock.state != "lapsed"
    may["rate"] &= queries.may_still_rate(rated)
    fresh: dict[str, tuple[str, type[forms.Form], dict[str, Any]]] = {
        "supplement": ("receive_supplement", SupplementForm, seen),
        "withdraw": ("withdraw_application", WithdrawForm, seen),
        "payment": ("report_payment", PaymentForm, seen),
        "rating": ("rate", RatingForm, seen | told),
    }
    suggestion = tried.get("opening") or SuggestOpeningForm(auto_id="opening_%s")
    return {
        "opening_form": suggestion if queries.may_suggest(mine) else None,
    } | {
        f"{name}_form": (tried.get(name) or kind(initial=first, auto_id=f"{name}_%s")) if may[act] else None
        for name, (act, kind, first) in fresh.items()
    }


def _released(mine: Application) -> list[Any]:
    return [one for one in mine.attachments.all() if one.is_for_applicant]


def _letter_links(mine: Application) -> list[tuple[Any, list[FileLink]]]:
    return [
        (
            one,
            [
                FileLink(
                    name.upper(), reverse("portal:my_letter", args=[mine.number, one.pk, name]), "", file.size
                )
                for name, file in (("pdf", one.pdf), ("docx", one.docx))
            ],
        )
        for one in mine.letters.all()
        if one.is_for_applicant
    ]
