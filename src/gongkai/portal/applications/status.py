"""The applicant's own page: opened with number and code, for half an hour, on this device only."""

from __future__ import annotations

from typing import Any

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
from gongkai.portal.applications.forms import StatusForm, SupplementForm, WithdrawForm
from gongkai.portal.applications.limits import ASKING
from gongkai.portal.applications.story import headline

OPENED = "application_opened"
TOO_MANY = 429
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
    """The application that was opened with its code on this device, if it has this number."""
    pk = request.session.get(OPENED)
    if pk is None:
        return None
    application = queries.for_applicant(pk)
    return application if application.number == number.upper() else None


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


def _show(
    request: Any,
    mine: Application | None,
    *,
    supplement: SupplementForm | None = None,
    withdraw: WithdrawForm | None = None,
) -> HttpResponse:
    if mine is None:
        raise Http404
    clock = queries.clock(mine)
    words, tone = headline(mine, clock)
    seen = {"seen": mine.revision}
    may = {name: not WORKFLOW.reasons_against(mine, name, APPLICANT) for name in WORKFLOW.transitions}
    may_supplement = may["receive_supplement"] and clock is not None and clock.state != "lapsed"
    context = {
        "application": mine,
        "headline": words,
        "tone": tone,
        "clock": clock,
        "state_tone": "good" if mine.state == State.REPLIED else "info",
        "supplement_form": (supplement or SupplementForm(initial=seen, auto_id="supplement_%s"))
        if may_supplement
        else None,
        "withdraw_form": (withdraw or WithdrawForm(initial=seen, auto_id="withdraw_%s"))
        if may["withdraw_application"]
        else None,
        "letters": _letter_links(mine),
        "files": [
            file_link(one.file, reverse("portal:my_file", args=[mine.number, one.pk]), one.original_name)
            for one in _released(mine)
        ],
    }
    return render(request, "portal/applications/mine.html", context)


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
