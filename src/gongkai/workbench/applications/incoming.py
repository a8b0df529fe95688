"""What comes with an application and where it belongs: split, moved, handed over; what it resembles and may really be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.applications import actions, queries
from gongkai.applications.queries import WORKFLOW, Application
from gongkai.foundation.files import send_stored
from gongkai.foundation.paging import page_by_key
from gongkai.foundation.wording import in_words
from gongkai.law.questions import a_path_to
from gongkai.law.replies import reply_kind
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.applications.access import own, personal
from gongkai.workbench.applications.intake import keep_codes
from gongkai.workbench.applications.words import shortened

# The names of organs that the browser offers while one is typed: not every organ of a province.
NEAR, MOST_NEAR = "near-organs", 200
# Acts with pages of their own here.
PAGES = ("split", "transfer", "hand_over")


class SplitForm(forms.Form):
    """The questions of a paper, one a line."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    parts = forms.CharField(
        label=_("拆分后的各件"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("一行一件，用申请人自己的话。第一行留在本件，其余各成一件。"),
    )

    def told(self) -> dict[str, Any]:
        """What the act is given."""
        return {"seen": self.cleaned_data["seen"], "parts": self.cleaned_data["parts"].splitlines()}


class _MovingForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    to = forms.CharField(
        label=_("负责公开的机关"),
        max_length=100,
        widget=forms.TextInput(attrs={"list": NEAR, "autocomplete": "off"}),
        help_text=_("写机关全称、简称或者代码。"),
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.application = application

    def clean_to(self) -> Any:
        """The organ of this name in the region of the application."""
        name = self.cleaned_data["to"]
        if found := queries.receiver_named(self.application, name):
            return found
        raise ValidationError(_("没有找到“%(name)s”，或者名称不唯一，请写机关全称。") % {"name": name})

    def near_organs(self) -> list[str]:
        """Names to choose from while typing."""
        return list(queries.receivers(self.application).values_list("name", flat=True)[:MOST_NEAR])

    def told(self) -> dict[str, Any]:
        """What the act is given."""
        return dict(self.cleaned_data)


class TransferForm(_MovingForm):
    """To which organ an unregistered application belongs, and why."""

    reason = forms.CharField(
        label=_("转送的理由"),
        max_length=200,
        help_text=_("例如：所需信息由住房和城乡建设局制作。申请人会看到，不要写入个人信息。"),
    )


class HandOverForm(_MovingForm):
    """To which organ an answered application is handed over, and how the applicant agreed."""

    consent = forms.CharField(
        label=_("申请人怎样同意的"),
        max_length=200,
        help_text=_("例如：2026年3月5日电话同意并已核实。不要写入个人信息。"),
    )


@personal
@duty_required(Duty.APPLICATION_HANDLER)
def split(request: Any, number: str) -> HttpResponse:
    """Split a paper with several questions."""
    shown = own(request, number)
    first = {"seen": shown.revision, "parts": shown.description}
    form = SplitForm(request.POST or None, initial=first)
    return _page(request, shown, "split", form, lambda told: actions.split(shown, by=request.actor, **told))


@personal
@duty_required(Duty.APPLICATION_HANDLER)
def hand_over(request: Any, number: str) -> HttpResponse:
    """Apply for the applicant at the organ that is responsible."""
    shown = own(request, number)
    form = HandOverForm(request.POST or None, application=shown, initial={"seen": shown.revision})

    def do(told: dict[str, Any]) -> list[actions.Taken]:
        return [actions.hand_over(shown, told.pop("to"), by=request.actor, **told)]

    return _page(request, shown, "hand_over", form, do)


@personal
@duty_required(Duty.APPLICATION_HANDLER)
def transfer(request: Any, number: str) -> HttpResponse:
    """Move an unregistered application to the organ that is responsible."""
    shown = own(request, number)
    form = TransferForm(request.POST or None, application=shown, initial={"seen": shown.revision})

    def do(told: dict[str, Any]) -> list[actions.Taken]:
        actions.transfer(shown, told.pop("to"), by=request.actor, **told)
        return []

    return _page(request, shown, "transfer", form, do)


def _page(
    request: Any,
    shown: Application,
    name: str,
    form: Any,
    do: Callable[[dict[str, Any]], Sequence[actions.Taken]],
) -> HttpResponse:
    """One act with its page; the codes it made are shown next, and what moved away is in the list of transfers."""
    made: list[actions.Taken] = []
    label = WORKFLOW.transitions[name].label
    against = [] if request.method == "POST" else WORKFLOW.reasons_against(shown, name, request.actor)
    done = _("已办理：%(act)s。") % {"act": label}
    if request.method == "POST" and act(request, form, lambda: made.extend(do(form.told())), done=done):
        if not made:
            return redirect("workbench:transfers")
        keep_codes(request, made)
        return redirect("workbench:application_taken")
    context = {"application": shown, "form": form, "against": against, "label": label, "name": name}
    return render(request, "workbench/applications/incoming_act.html", context)


@personal
@duty_required(Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD)
def transfers(request: Any) -> HttpResponse:
    """What went from and to this organ: numbers and days, not what was asked."""
    page = page_by_key(queries.transfers_seen_by(request.actor), request.GET, keys=("-pk",))
    context = {"page": page, "rows": [(one, one.from_organ_id == request.organ.pk) for one in page]}
    return render(request, "workbench/applications/transfers.html", context)


@personal
@duty_required(Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD)
def transfer_letter(request: Any, pk: int) -> Any:
    """The letter that told the applicant of a transfer, for the two organs."""
    moved = queries.transfers_seen_by(request.actor).select_related("letter__pdf").filter(pk=pk).first()
    if moved is None or moved.letter is None:
        raise Http404
    return send_stored(moved.letter.pdf)


def incoming(request: Any, shown: Application) -> dict[str, Any]:
    """What the case page shows of where the application comes from, and what it may be."""
    siblings = queries.siblings_of(shown)
    return {
        "siblings": [(one, shortened(one.description)) for one in siblings],
        "paper_wording": queries.wording_of(shown) if siblings else "",
        "transfers": queries.transfers_of(shown),
        "openings": queries.openings_of(shown),
        "resembling": [_alike(one) for one in queries.resembling(shown)] if shown.is_open else [],
        "recognised": [_recognised(one) for one in queries.recognised(shown)] if shown.is_open else [],
        "repeat_path": ".".join(a_path_to("repeat")),
        "pages": _pages(request, shown),
    }


def _pages(request: Any, shown: Application) -> list[tuple[str, Any]]:
    """The acts of this room that may be done now, each with its page."""
    return [
        (reverse(f"workbench:{name}", args=[shown.number]), WORKFLOW.transitions[name].label)
        for name in PAGES
        if not WORKFLOW.reasons_against(shown, name, request.actor)
    ]


def _alike(one: queries.Resembling) -> dict[str, Any]:
    reply = one.application.reply
    return {
        "one": one,
        "wanted": shortened(one.application.description),
        "apart": "、".join(one.differing),
        "reply": reply,
        "kind": in_words(reply_kind(reply.kind), "label") if reply else "",
    }


def _recognised(one: queries.Recognised) -> dict[str, Any]:
    candidate = one.candidate
    return {
        "label": _("可能是：%(what)s") % {"what": in_words(candidate, "label")},
        "advice": in_words(candidate, "advice"),
        "said": "”“".join(one.said),
        "cite": candidate.cite,
        "path": ".".join(candidate.path),
        "onward": _("按“%(what)s”拟写答复") % {"what": in_words(candidate, "label")},
    }
