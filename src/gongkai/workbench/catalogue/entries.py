"""Local entries of the standard catalogues, one at a time; and the column in which an entry stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.catalogue import actions, queries
from gongkai.catalogue.queries import StandardEntry
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.catalogue.entry_forms import (
    ChangeEntryForm,
    EntryForm,
    LinkForm,
    SeenForm,
    values_of,
)
from gongkai.workbench.catalogue.shown_entry import show_entry, shown_entry, shown_field

FORM = "workbench/catalogue/entry_form.html"


@duty_required(Duty.OFFICE_HEAD)
def add_entry(request: Any, code: str) -> HttpResponse:
    """Add a local entry to the catalogue of a field; ``like`` names one from which the form is filled."""
    field = shown_field(code)
    form = EntryForm(request.POST or None, initial=_like(request))
    made: list[StandardEntry] = []

    def add() -> None:
        made.append(actions.add_entry(field, by=request.actor, **form.asked()))

    if request.method == "POST" and act(request, form, add, done=_("本地事项已增设。")):
        return redirect("workbench:standard_entry", made[0].pk)
    context = {"field": field, "form": form, "heading": _("增设本地事项")}
    return render(request, FORM, context | {"may_keep": queries.may_keep(None, request.actor)})


@duty_required(Duty.OFFICE_HEAD)
def change_entry(request: Any, pk: int) -> HttpResponse:
    """Change what a local entry says."""
    shown = shown_entry(pk)
    form = ChangeEntryForm(request.POST or None, initial=values_of(shown))

    def change() -> None:
        seen = form.cleaned_data["seen"]
        actions.change_entry(shown, by=request.actor, seen=seen, **form.asked())

    if request.method == "POST" and act(request, form, change, done=_("本地事项已修改。")):
        return redirect("workbench:standard_entry", pk)
    context = {"field": shown_field(shown.field), "form": form, "heading": _("修改本地事项"), "entry": shown}
    may_keep = queries.may_keep(None, request.actor) and shown.origin == queries.Origin.LOCAL
    return render(request, FORM, context | {"may_keep": may_keep})


@require_POST
@duty_required(Duty.OFFICE_HEAD)
def retire_entry(request: Any, pk: int) -> HttpResponse:
    """Use a local entry no longer."""
    return _turned(request, pk, actions.retire_entry, _("事项已停用，不再列出和导出；需要时可以恢复。"))


@require_POST
@duty_required(Duty.OFFICE_HEAD)
def restore_entry(request: Any, pk: int) -> HttpResponse:
    """Use a retired entry again."""
    return _turned(request, pk, actions.restore_entry, _("事项已恢复使用。"))


@require_POST
@duty_required(Duty.OFFICE_HEAD)
def link_entry(request: Any, pk: int) -> HttpResponse:
    """Say in which column the information of an entry stands."""
    shown = shown_entry(pk)
    form = LinkForm(request.POST, field=shown_field(shown.field))

    def link() -> None:
        actions.link_entry(shown, by=request.actor, column=form.chosen())

    if act(request, form, link, done=_("对应的栏目已保存。")):
        return redirect("workbench:standard_entry", pk)
    return show_entry(request, shown_entry(pk), form)


def _turned(request: Any, pk: int, do: Callable[..., None], done: Any) -> HttpResponse:
    shown = shown_entry(pk)
    form = SeenForm(request.POST)
    if act(request, form, lambda: do(shown, by=request.actor, seen=form.cleaned_data["seen"]), done=done):
        return redirect("workbench:standard_entry", pk)
    return show_entry(request, shown_entry(pk), form)


def _like(request: Any) -> dict[str, Any]:
    pk = request.GET.get("like", "")
    return values_of(shown_entry(int(pk))) if pk.isdecimal() else {}
