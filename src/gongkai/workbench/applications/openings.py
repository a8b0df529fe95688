"""What several applicants asked for, on its way to everybody: checked by the office, drafted by who drafts (art. 44)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.applications import actions, queries
from gongkai.applications.queries import OPENINGS, Opening, OpeningState
from gongkai.foundation.paging import page_by_key
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.applications.access import PAPER_READERS, personal
from gongkai.workbench.applications.words import shortened

SEEN_BY = (Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD, Duty.SUBMITTER)
TONES = {"found": "warning", "proposed": "info", "drafted": "info", "opened": "good", "declined": "calm"}


class OpeningForm(forms.Form):
    """An act that asks nothing."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class ProposeForm(OpeningForm):
    title = forms.CharField(
        label=_("信息名称"),
        max_length=200,
        help_text=_("公开时用的名称，用本机关的话写，不要照抄申请人的话，不要写入个人信息。"),
    )


class DeclineForm(OpeningForm):
    remark = forms.CharField(label=_("不纳入的理由"), max_length=200)


FORMS: dict[str, type[OpeningForm]] = {
    "propose_opening": ProposeForm,
    "draft_opening": OpeningForm,
    "decline_opening": DeclineForm,
}


@personal
@duty_required(*SEEN_BY)
def openings(request: Any) -> HttpResponse:
    """What was found and suggested, with what may be done about it now."""
    return _show(request)


@personal
@require_POST
@duty_required(*SEEN_BY)
def perform_opening(request: Any, pk: int, name: str) -> HttpResponse:
    """Propose, draft or decline; a draft opens where it goes on."""
    try:
        shown = queries.opening_seen_by(request.actor, pk)
    except Opening.DoesNotExist:
        raise Http404 from None
    form = FORMS[name](request.POST, auto_id=f"{name}_{pk}_%s")
    made: list[Any] = []

    def do() -> None:
        made.append(getattr(actions, name)(shown, by=request.actor, **form.cleaned_data))

    if not act(request, form, do):
        return _show(request, tried=(pk, name, form))
    if name == "draft_opening":
        messages.success(request, _("已起草，请选择栏目、核对内容后送审。"))
        return redirect("workbench:edit_item", made[0].pk)
    messages.success(request, _("已办理：%(act)s。") % {"act": OPENINGS.transitions[name].label})
    return redirect("workbench:openings")


def _show(request: Any, tried: tuple[int, str, OpeningForm] | None = None) -> HttpResponse:
    page = page_by_key(queries.openings_seen_by(request.actor), request.GET, keys=("-pk",))
    reads_papers = request.actor.duty in PAPER_READERS
    rows = [_row(request, one, reads_papers, tried) for one in page]
    context = {"page": page, "rows": rows, "tried": tried[2] if tried else None}
    return render(request, "workbench/applications/openings.html", context)


def _row(
    request: Any, shown: Opening, reads_papers: bool, tried: tuple[int, str, OpeningForm] | None
) -> dict[str, Any]:
    asked = getattr(shown, "newest", []) if reads_papers else []
    public = shown.item if shown.item and shown.item.current_version_id else None
    return {
        "one": shown,
        "tone": TONES[shown.state],
        "asked": [(one, shortened(one.description)) for one in asked],
        "reason": shown.reason if reads_papers else "",
        "public": public if shown.state == OpeningState.OPENED else None,
        "forms": [
            (
                step,
                tried[2] if tried and tried[:2] == (shown.pk, step.name) else _fresh(shown, step.name),
                reverse(f"workbench:{step.name}", args=[shown.pk]),
            )
            for step in OPENINGS.open_to(shown, request.actor)
        ],
    }


def _fresh(shown: Opening, name: str) -> OpeningForm:
    first = {"seen": shown.revision, "title": shown.title}
    return FORMS[name](initial=first, auto_id=f"{name}_{shown.pk}_%s")
