"""Local columns at the desk: added, changed, closed, opened again; special columns; owners."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.catalogue import actions, queries
from gongkai.catalogue.queries import Column
from gongkai.foundation.moment import today
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.catalogue import forms
from gongkai.workbench.catalogue.shown import shown_column


@duty_required(Duty.OFFICE_HEAD)
def add_column(request: Any) -> HttpResponse:
    """Add a column of the organ's own, or of the whole region (art. 12)."""
    for_region = queries.may_keep(None, request.actor)
    form = forms.ColumnForm(request.POST or None, organ=request.organ, for_region=for_region)

    def add() -> None:
        actions.add_column(by=request.actor, organ_id=_belongs_to(request, form), **form.asked())

    if request.method == "POST" and act(request, form, add, done=_("栏目已增设。")):
        return redirect("workbench:columns")
    return render(request, "workbench/catalogue/add_column.html", {"form": form})


@duty_required(Duty.OFFICE_HEAD)
def open_special_column(request: Any) -> HttpResponse:
    """Open a column on one subject for a time."""
    for_region = queries.may_keep(None, request.actor)
    form = forms.SpecialColumnForm(request.POST or None, for_region=for_region, initial={"opens_on": today()})

    def open_it() -> None:
        actions.open_special_column(by=request.actor, organ_id=_belongs_to(request, form), **form.asked())

    if request.method == "POST" and act(request, form, open_it, done=_("专栏已开设，截止后自动归档。")):
        return redirect("workbench:columns")
    return render(request, "workbench/catalogue/open_special_column.html", {"form": form})


@duty_required(Duty.OFFICE_HEAD)
def change_column(request: Any, code: str) -> HttpResponse:
    """Change what a local column is called and asks for."""
    shown = shown_column(request, code)
    form = forms.ChangeColumnForm(request.POST or None, column=shown)

    def change() -> None:
        told = form.asked()
        actions.change_column(shown, by=request.actor, seen=told.pop("revision"), **told)

    return _act_page(request, shown, form, change, _("修改栏目"), _("栏目已修改。"))


@duty_required(Duty.OFFICE_HEAD)
def close_column(request: Any, code: str) -> HttpResponse:
    """Say which day is the column's last."""
    shown = shown_column(request, code)
    form = forms.ClosingForm(request.POST or None, initial={"on": today(), "revision": shown.revision})

    def close() -> None:
        told = form.cleaned_data
        actions.close_column(shown, by=request.actor, on=told["on"], seen=told["revision"])

    return _act_page(request, shown, form, close, _("关闭栏目"), _("截止日期已设定，过后自动归档。"))


@duty_required(Duty.OFFICE_HEAD)
def reopen_column(request: Any, code: str) -> HttpResponse:
    """Open the column again, or for longer."""
    shown = shown_column(request, code)
    form = forms.ReopeningForm(request.POST or None, initial={"revision": shown.revision})

    def reopen() -> None:
        told = form.cleaned_data
        actions.reopen_column(shown, by=request.actor, until=told["until"], seen=told["revision"])

    return _act_page(request, shown, form, reopen, _("重新开放栏目"), _("栏目已重新开放。"))


@duty_required(Duty.OFFICE_HEAD)
def name_owners(request: Any, code: str) -> HttpResponse:
    """Name the organs that alone answer for the column."""
    shown = shown_column(request, code)
    known = {"organs": shown.owners.all(), "revision": shown.revision}
    form = forms.OwnersForm(request.POST or None, column=shown, initial=known)

    def name() -> None:
        told = form.cleaned_data
        keys = [organ.pk for organ in told["organs"]]
        actions.name_owners(shown, by=request.actor, organ_ids=keys, seen=told["revision"])

    return _act_page(request, shown, form, name, _("指定责任机关"), _("责任机关已指定。"))


def _belongs_to(request: Any, form: Form) -> int | None:
    return None if form.cleaned_data.get("whole_region") else request.organ.pk


def _act_page(
    request: Any, shown: Column, form: Form, do: Callable[[], None], heading: Any, done: Any
) -> HttpResponse:
    if request.method == "POST" and act(request, form, do, done=done):
        return redirect("workbench:column", shown.code)
    context = {"column": shown, "form": form, "heading": heading}
    return render(request, "workbench/catalogue/act_form.html", context)
