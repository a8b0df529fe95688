"""What other organs ask one's own to agree to, as a maker of the same information (arts. 10, 11)."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gongkai.disclosure import actions, queries
from gongkai.disclosure.queries import AgreementState
from gongkai.disclosure.queries.elements import filled
from gongkai.disclosure.queries.owed import ANSWERING
from gongkai.disclosure.workflow import AGREEMENTS
from gongkai.foundation.files import StoredFile, send_stored
from gongkai.foundation.paging import page_by_key
from gongkai.foundation.previews import preview, send_page
from gongkai.foundation.workflow import Stale
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.disclosure.forms import LONG
from gongkai.workbench.disclosure.shown import seen_now, shown_table

NEWEST = ("-asked_at", "-pk")
TONES = {
    AgreementState.ASKED: "info",
    AgreementState.AGREED: "good",
    AgreementState.OBJECTED: "warning",
}


class AgreeForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    remarks = forms.CharField(
        label=_("意见"), required=False, max_length=500, widget=forms.Textarea(attrs=LONG)
    )


class ObjectForm(AgreeForm):
    remarks = forms.CharField(
        label=_("理由和修改建议"),
        max_length=500,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("牵头机关会看到这段话；修改后会再次征求意见。"),
    )


FORMS = {"agree": AgreeForm, "object_to": ObjectForm}


@duty_required(*ANSWERING)
def agreements(request: Any) -> HttpResponse:
    """What waits for an answer, or what was answered."""
    answered = request.GET.get("show") == "answered"
    found = queries.agreements_of(request.actor).defer("item__body")
    asked = found.filter(state=AgreementState.ASKED)
    shown = found.exclude(state=AgreementState.ASKED) if answered else asked
    page = page_by_key(shown, request.GET, keys=NEWEST, total=shown.count())
    here = reverse("workbench:agreements")
    context = {
        "page": page,
        "rows": [(one, TONES[AgreementState(one.state)]) for one in page],
        "tabs": [(_("待答复"), here, not answered), (_("已答复"), f"{here}?show=answered", answered)],
    }
    return render(request, "workbench/disclosure/agreements.html", context)


@duty_required(*ANSWERING)
def agreement(request: Any, pk: int) -> HttpResponse:
    """One of them: the content that is asked about and nothing else of the item, and the answer."""
    return _show(request, _agreement(request, pk))


@require_POST
@duty_required(*ANSWERING)
def answer_agreement(request: Any, pk: int, name: str) -> HttpResponse:
    """Agree, or object with reasons."""
    asked = _agreement(request, pk)
    if name not in FORMS:
        raise Http404
    form = FORMS[name](request.POST, auto_id=f"{name}_%s")

    def do() -> None:
        try:
            getattr(actions, name)(asked, by=request.actor, **form.cleaned_data)
        except Stale as stale:
            first = [(one.user_id, one.verb) for one in stale.entries[:1]]
            if first != [(request.actor.user_id, f"disclosure.{name}")]:
                raise

    if act(request, form, do, done=_("已答复牵头机关。")):
        return redirect("workbench:agreements")
    fresh = _agreement(request, pk)
    seen_now(form, fresh)
    return _show(request, fresh, tried=(name, form))


@duty_required(*ANSWERING)
def agreement_file(request: Any, pk: int, file_id: uuid.UUID) -> Any:
    """An attachment of what is asked about."""
    return send_stored(_file(request, pk, file_id))


@duty_required(*ANSWERING)
def look_at_agreement_file(request: Any, pk: int, file_id: uuid.UUID) -> HttpResponse:
    """The same, in the page."""
    stored = _file(request, pk, file_id)
    context = {"asked": _agreement(request, pk), "file": stored, "shown": preview(stored)}
    return render(request, "workbench/disclosure/look_at_agreement_file.html", context)


@duty_required(*ANSWERING)
def agreement_file_page(request: Any, pk: int, file_id: uuid.UUID, number: int) -> Any:
    """The picture of one page of it."""
    return send_page(_file(request, pk, file_id), number)


def _show(request: Any, asked: Any, tried: tuple[str, forms.Form] | None = None) -> HttpResponse:
    content = queries.content_asked_about(asked)
    answers = []
    for row in AGREEMENTS.open_to(asked, request.actor):
        form = FORMS[row.name](initial={"seen": asked.revision}, auto_id=f"{row.name}_%s")
        answers.append((row, tried[1] if tried and tried[0] == row.name else form))
    context = {
        "asked": asked,
        "tone": TONES[AgreementState(asked.state)],
        "item": content,
        "elements": filled(content) if content else [],
        "table": shown_table(content.sheet, request.GET, inside=False) if content else None,
        "answers": answers,
        "tried": tried[1] if tried else None,
        "tried_name": tried[0] if tried else "",
    }
    return render(request, "workbench/disclosure/agreement.html", context)


def _agreement(request: Any, pk: int) -> Any:
    try:
        return queries.agreement_of(request.actor, pk)
    except queries.Agreement.DoesNotExist:
        raise Http404 from None


def _file(request: Any, pk: int, file_id: uuid.UUID) -> Any:
    content = queries.content_asked_about(_agreement(request, pk))
    try:
        return content.attachments.get(pk=file_id) if content else _missing()
    except StoredFile.DoesNotExist:
        raise Http404 from None


def _missing() -> Any:
    raise Http404
