"""Writing an item at the desk: the draft that is begun and the draft that is changed."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.disclosure import actions, queries
from gongkai.foundation.workflow import Stale
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.disclosure.drafting_forms import SECTIONS, ItemForm, values_of
from gongkai.workbench.disclosure.shown import seen_now, shown_item


@duty_required(Duty.SUBMITTER)
def draft_item(request: Any) -> HttpResponse:
    """Begin an item."""
    form = ItemForm(
        request.POST or None, request.FILES or None, organ=request.organ, initial={"key": uuid.uuid4()}
    )
    made: list[queries.InformationItem] = []

    def draft() -> None:
        made.append(
            actions.draft(
                by=request.actor,
                key=form.cleaned_data["key"],
                files=form.cleaned_data["uploads"],
                **form.content(),
            )
        )

    if request.method == "POST" and act(request, form, draft, done=_("草稿已保存，请核对后报送。")):
        return redirect("workbench:item", made[0].pk)
    return _form(request, form, None)


@duty_required(Duty.SUBMITTER)
def edit_item(request: Any, pk: int) -> HttpResponse:
    """Change a draft."""
    shown = shown_item(request, pk)
    form = ItemForm(
        request.POST or None,
        request.FILES or None,
        organ=request.organ,
        attached=shown.attachments.all(),
        initial=values_of(shown),
    )

    def edit() -> None:
        told = form.cleaned_data
        steering = {"seen": told["seen"], "files": told["uploads"], "drop": told.get("drop", ())}
        try:
            actions.edit(shown, by=request.actor, **steering, **form.content())
        except Stale:
            seen_now(form, shown_item(request, pk))
            raise

    if request.method == "POST" and act(request, form, edit, done=_("草稿已保存，请核对后报送。")):
        return redirect("workbench:item", pk)
    return _form(request, form, shown)


def _form(request: Any, form: ItemForm, shown: queries.InformationItem | None) -> HttpResponse:
    sections = [
        (heading, [form[name] for name in names if name in form.fields]) for heading, names in SECTIONS
    ]
    context = {"form": form, "sections": sections, "item": shown, "hidden": [form["key"], form["seen"]]}
    return render(request, "workbench/disclosure/draft_item.html", context)
