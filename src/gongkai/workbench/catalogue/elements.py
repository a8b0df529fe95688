"""What a column asks of its items, at the desk."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.catalogue import actions, queries
from gongkai.catalogue.queries import Column, Element
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.catalogue.forms import ChangeElementForm, ElementForm
from gongkai.workbench.catalogue.shown import shown_column

PAGE = "workbench/catalogue/act_form.html"


@duty_required(Duty.OFFICE_HEAD)
def add_element(request: Any, code: str) -> HttpResponse:
    """Have the column ask for one thing more."""
    shown = shown_column(request, code)
    form = ElementForm(request.POST or None)

    def add() -> None:
        actions.add_element(shown, by=request.actor, **form.asked())

    if request.method == "POST" and act(request, form, add, done=_("要素已增设。")):
        return redirect("workbench:column", shown.code)
    return render(request, PAGE, {"column": shown, "form": form, "heading": _("增设要素")})


@duty_required(Duty.OFFICE_HEAD)
def change_element(request: Any, code: str, element: str) -> HttpResponse:
    """Change how a local element is called and asked for."""
    shown = shown_column(request, code)
    changed = _element(shown, element)
    form = ChangeElementForm(request.POST or None, element=changed)

    def change() -> None:
        told = form.asked()
        actions.change_element(changed, by=request.actor, seen=told.pop("revision"), **told)

    if request.method == "POST" and act(request, form, change, done=_("要素已修改。")):
        return redirect("workbench:column", shown.code)
    return render(request, PAGE, {"column": shown, "form": form, "heading": _("修改要素")})


@duty_required(Duty.OFFICE_HEAD)
def drop_element(request: Any, code: str, element: str) -> HttpResponse:
    """Ask for a local element no longer."""
    shown = shown_column(request, code)
    dropped = _element(shown, element)
    form = django_forms.Form(request.POST if request.method == "POST" else None)

    def drop() -> None:
        actions.drop_element(dropped, by=request.actor)

    if request.method == "POST" and act(request, form, drop, done=_("要素已停用，已经填写的内容保留。")):
        return redirect("workbench:column", shown.code)
    question = _("停用之后，新的信息不再填写“%(name)s”；已经填写的内容保留。") % {"name": dropped.name}
    context = {"column": shown, "form": form, "heading": _("停用要素"), "question": question}
    return render(request, PAGE, context)


def _element(column: Column, code: str) -> Element:
    for one in queries.elements_of(column.pk, retired=True):
        if one.code == code:
            return one
    raise Http404
