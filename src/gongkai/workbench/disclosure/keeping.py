"""Keeping a draft while it is written: what script sends behind the page. Each answer says where the draft stands.

200 stored, 409 somebody else has changed it meanwhile, 422 refused with the reasons; 401 and 403 are for signing in.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.disclosure import actions, queries
from gongkai.foundation.workflow import Refused, Stale
from gongkai.workbench.access import duty_required
from gongkai.workbench.disclosure.drafting import begin, form_of, go_on, save
from gongkai.workbench.disclosure.drafting_forms import AttachmentsForm
from gongkai.workbench.disclosure.lacks import lacks_of
from gongkai.workbench.disclosure.shown import shown_item

# What the page goes on with once there is a draft.
ADDRESSES = (
    ("edit", "edit_item"),
    ("keep", "keep_item"),
    ("attach", "change_attachments"),
    ("words", "check_item_words"),
    ("ignore", "keep_word"),
)


@require_POST
@duty_required(Duty.SUBMITTER)
def keep_draft(request: Any, pk: int | None = None) -> HttpResponse:
    """Store what is typed so far; with ``final`` only when all of it can be stored, and say where to go next."""
    shown = shown_item(request, pk) if pk is not None else None
    form = form_of(request, shown)
    final = "final" in request.POST
    if not form.is_valid() and (final or "title" in form.errors):
        return _refused(form)
    try:
        saved = save(request, form, shown)
    except Stale:
        twin = shown or begin(request, form)
        return JsonResponse({"edit": reverse("workbench:edit_item", args=[twin.pk])}, status=409)
    except (Refused, ValidationError) as refused:
        return JsonResponse({"errors": _reasons(refused)}, status=422)
    if final:
        edit = reverse("workbench:edit_item", args=[saved.pk])
        return JsonResponse({"revision": saved.revision, "edit": edit, "next": go_on(request, saved)})
    left = [str(form[name].label) for name in form.errors if name in form.fields]
    return JsonResponse(_standing(request, saved) | {"left": left})


@require_POST
@duty_required(Duty.SUBMITTER)
def change_attachments(request: Any, pk: int) -> HttpResponse:
    """Add files to a draft, or take some off, at once."""
    shown = shown_item(request, pk)
    form = AttachmentsForm(request.POST, request.FILES, attached=shown.attachments.all())
    if not form.is_valid():
        return _refused(form)
    told = form.cleaned_data
    try:
        actions.edit(shown, by=request.actor, files=told["uploads"], drop=told["drop"])
    except (Refused, ValidationError) as refused:
        return JsonResponse({"errors": _reasons(refused)}, status=422)
    files = render_to_string("workbench/disclosure/draft_files.html", {"item": shown}, request)
    return JsonResponse(_standing(request, shown) | {"list": files})


def _standing(request: Any, saved: queries.InformationItem) -> dict[str, Any]:
    lacks = {"lacks": lacks_of(saved, request.actor, {})}
    addresses = {short: reverse(f"workbench:{name}", args=[saved.pk]) for short, name in ADDRESSES}
    shown = render_to_string("workbench/disclosure/draft_lacks.html", lacks, request)
    return {"item": saved.pk, "revision": saved.revision, "lacks": shown, **addresses}


def _refused(form: Form) -> HttpResponse:
    return JsonResponse({"errors": [text for errors in form.errors.values() for text in errors]}, status=422)


def _reasons(refused: Refused | ValidationError) -> list[str]:
    return refused.reasons if isinstance(refused, Refused) else list(refused.messages)
