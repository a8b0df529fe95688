"""Writing an item at the desk: the draft that is begun, the draft that is changed, the draft that two people changed."""

from __future__ import annotations

import uuid
from copy import copy
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.disclosure import actions, queries
from gongkai.disclosure.actions.body import clean_body
from gongkai.disclosure.workflow import WORKFLOW
from gongkai.foundation.workflow import Refused, Stale
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.disclosure.drafting_elements import (
    asked_of,
    chosen_column,
    renewing_address,
)
from gongkai.workbench.disclosure.drafting_forms import (
    ATTRIBUTE,
    FURTHER,
    ItemForm,
    WordForm,
    summary_follows,
    typed_in,
    values_of,
)
from gongkai.workbench.disclosure.lacks import lacks_of
from gongkai.workbench.disclosure.reading_word import word_read_into
from gongkai.workbench.disclosure.shown import seen_now, shown_item

SAVED = _("草稿已保存，请核对后报送。")


@duty_required(Duty.SUBMITTER)
def draft_item(request: Any) -> HttpResponse:
    """Begin an item."""
    return _written(request, None)


@duty_required(Duty.SUBMITTER)
def edit_item(request: Any, pk: int) -> HttpResponse:
    """Change a draft; what is no draft any more is only looked at."""
    shown = shown_item(request, pk)
    if request.method == "GET" and (against := WORKFLOW.reasons_against(shown, "edit", request.actor)):
        messages.info(request, "".join(against))
        return redirect("workbench:item", pk)
    return _written(request, shown)


def form_of(request: Any, shown: queries.InformationItem | None) -> ItemForm:
    """The drafting form as it was sent, or as it is shown first."""
    return ItemForm(
        request.POST or None,
        request.FILES or None,
        organ=request.organ,
        item=shown,
        renewing=renewing_address(shown),
        initial=values_of(shown) if shown else _beginning(request),
    )


@require_POST
@duty_required(Duty.SUBMITTER)
def draft_elements(request: Any, pk: int | None = None) -> HttpResponse:
    """What the column that was just chosen asks for, with what was typed so far; nothing is stored."""
    shown = shown_item(request, pk) if pk is not None else None
    typed = typed_in(request.POST)
    form = ItemForm(initial=typed, organ=request.organ, item=shown)
    context = {
        "form": form,
        "item": shown,
        "asked": asked_of(form, shown, request.organ),
        "lacks": lacks_of(None, request.actor, form.initial),
        "renewed": True,
    }
    return render(request, "workbench/disclosure/draft_elements.html", context)


def _beginning(request: Any) -> dict[str, Any]:
    """An empty form; the address may name the column for which something is owed."""
    column = chosen_column(request.GET.get("column"))
    return {"key": uuid.uuid4(), "column_id": column.pk if column else None}


def begin(request: Any, form: ItemForm) -> queries.InformationItem:
    """The draft that this form began, now or when it was sent before."""
    told = form.cleaned_data
    return actions.draft(
        by=request.actor, key=told.get("key"), files=told.get("uploads", ()), **form.content()
    )


def save(request: Any, form: ItemForm, shown: queries.InformationItem | None) -> queries.InformationItem:
    """Draft or change the item as the form, which is clean, says. Raises what the acts raise."""
    told = form.cleaned_data
    if shown is None:
        begun = begin(request, form)
        # An earlier sending of this form may have been stored though its answer was lost: what was typed since counts.
        actions.edit(begun, by=request.actor, seen=0, **form.content())
        return begun
    steering = {"files": told.get("uploads", ()), "drop": told.get("drop", ())}
    actions.edit(shown, by=request.actor, seen=told.get("seen"), **steering, **form.content())
    return shown


def go_on(request: Any, saved: queries.InformationItem) -> str:
    """Where the clerk goes from a saved draft: handed in, if that was the button, or to the item as it will look."""
    if request.POST.get("do") == "submit":
        try:
            actions.submit(saved, by=request.actor)
        except Refused as refused:
            messages.warning(request, _("草稿已保存，还没有报送。") + "".join(refused.reasons))
            return reverse("workbench:edit_item", args=[saved.pk])
        messages.success(request, _("已报送审核。"))
    elif request.POST.get("do") == "table":
        return reverse("workbench:item_table", args=[saved.pk])
    else:
        messages.success(request, SAVED)
    return reverse("workbench:item", args=[saved.pk])


def _written(request: Any, shown: queries.InformationItem | None) -> HttpResponse:
    if request.method == "POST" and request.POST.get("do") == "read_word":
        return _show(request, word_read_into(request, shown), shown)
    form = form_of(request, shown)
    done: list[queries.InformationItem] = []
    if request.method == "POST" and act(
        request, form, lambda: done.append(_save_or_compare(request, form, shown))
    ):
        return redirect(go_on(request, done[0]))
    return _show(request, form, shown)


def _save_or_compare(
    request: Any, form: ItemForm, shown: queries.InformationItem | None
) -> queries.InformationItem:
    try:
        return save(request, form, shown)
    except Stale as stale:
        if shown:
            fresh = shown_item(request, shown.pk)
            form.rival = Rival(fresh, form, stale)
            seen_now(form, fresh)
        raise


class Rival:
    """Two wordings of one draft: the one that is stored now, and the one on this form."""

    def __init__(self, stored: queries.InformationItem, form: ItemForm, stale: Stale) -> None:
        self.entries = stale.entries
        mine = copy(stored)
        for name, value in form.content().items():
            setattr(mine, name, clean_body(value) if name == "body" else value)
        if not mine.summary:  # it follows the text, which is compared itself
            mine.summary = stored.summary if summary_follows(stored) else queries.opening(mine.body)
        mine.kind = mine.kind or stored.kind
        self.changes = queries.changes(stored, mine)


def _show(request: Any, form: ItemForm, shown: queries.InformationItem | None) -> HttpResponse:
    typed = {name: form[name].value() for name in form.fields}
    further = [form[name] for name in FURTHER if name in form.fields]
    context = {
        "form": form,
        "item": shown,
        "word": WordForm(),
        "attribute": [form[name] for name in ATTRIBUTE],
        "asked": asked_of(form, shown, request.organ),
        "further": further,
        "further_open": any(field.errors for field in further),
        "hidden": [form["key"], form["seen"]],
        "rival": getattr(form, "rival", None),
        "lacks": lacks_of(shown, request.actor, typed),
        "limit": settings.UPLOAD_LIMIT_BYTES,
    }
    return render(request, "workbench/disclosure/draft_item.html", context)
