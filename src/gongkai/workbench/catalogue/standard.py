"""The standard catalogues of the 26 fields at the desk: overview, entries, from an entry to a column, export."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.catalogue import actions, queries
from gongkai.catalogue.documents import standard_catalogue
from gongkai.catalogue.queries import Origin
from gongkai.disclosure.queries import DUTIES
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.catalogue.shown_entry import show_entry, shown_entry, shown_field

PER_PAGE = 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class FilterForm(forms.Form):
    """Which entries are listed."""

    origin = forms.ChoiceField(
        label=_("来源"), choices=[("", _("全部来源")), *Origin.choices], required=False
    )
    level = forms.ChoiceField(
        label=_("公开层级"),
        choices=[("", _("全部层级")), ("county", _("县级")), ("township", _("乡级"))],
        required=False,
    )
    audience = forms.ChoiceField(
        label=_("公开对象"),
        choices=[("", _("全部对象")), ("all", _("全社会")), ("group", _("特定群体"))],
        required=False,
    )

    retired = forms.ChoiceField(
        label=_("使用状态"), choices=[("", _("使用中")), ("yes", _("已停用"))], required=False
    )

    def chosen(self) -> dict[str, Any]:
        """What was chosen; a choice that is none counts as no choice."""
        self.is_valid()
        told: dict[str, Any] = {name: self.cleaned_data.get(name, "") for name in self.fields}
        return told | {"retired": bool(told["retired"])}


@duty_required(*DUTIES)
def fields(request: Any) -> HttpResponse:
    """The 26 fields with how many national and local entries each has."""
    context = {"counts": queries.field_counts(), "may_keep": queries.may_keep(None, request.actor)}
    return render(request, "workbench/catalogue/standard_fields.html", context)


@duty_required(*DUTIES)
def field(request: Any, code: str) -> HttpResponse:
    """The entries of a field, by origin, level and audience."""
    shown = shown_field(code)
    form = FilterForm(request.GET)
    found = queries.standard_entries(shown.code, **form.chosen())
    context = {
        "field": shown,
        "form": form,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "may_keep": queries.may_keep(None, request.actor),
    }
    return render(request, "workbench/catalogue/standard_field.html", context)


@duty_required(*DUTIES)
def entry(request: Any, pk: int) -> HttpResponse:
    """One entry whole."""
    return show_entry(request, shown_entry(pk))


@duty_required(*DUTIES)
def export_entries(request: Any) -> HttpResponse:
    """The standard catalogue of a field, or of all, in the two-row header layout."""
    code = request.GET.get("field", "")
    name = shown_field(code).name if code else str(_("26个领域"))
    response = HttpResponse(standard_catalogue(queries.standard_entries(code)), content_type=XLSX)
    filename = f"{name}{_('基层政务公开标准目录')}.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, filename) or ""
    return response


@require_POST
@duty_required(Duty.OFFICE_HEAD)
def add_column_for_field(request: Any, code: str) -> HttpResponse:
    """Add the region's column for a whole field."""
    shown = shown_field(code)
    form = forms.Form(request.POST)
    if act(
        request,
        form,
        lambda: actions.add_column_for_field(shown, by=request.actor),
        done=_("栏目已增设，本领域还没有对应栏目的事项已归入该栏目。"),
    ):
        return redirect("workbench:standard_field", shown.code)
    context = {"field": shown, "form": FilterForm(), "failed": form, "may_keep": True}
    context["page"] = Paginator(queries.standard_entries(shown.code), PER_PAGE).get_page(1)
    return render(request, "workbench/catalogue/standard_field.html", context)


@require_POST
@duty_required(Duty.OFFICE_HEAD)
def add_column_for_entry(request: Any, pk: int) -> HttpResponse:
    """Add the region's column for this entry."""
    shown = shown_entry(pk)
    form = forms.Form(request.POST)

    def add() -> None:
        actions.add_column_for_entry(shown, shown_field(shown.field), by=request.actor)

    if act(request, form, add, done=_("栏目已增设。")):
        return redirect("workbench:standard_entry", shown.pk)
    return show_entry(request, shown, form)
