"""The standard catalogues of the 26 fields at the desk: overview, entries, from an entry to a column, export."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.catalogue import actions, queries
from gongkai.catalogue.documents import standard_catalogue
from gongkai.catalogue.queries import GrassrootsField, Origin, StandardEntry
from gongkai.disclosure.queries import DUTIES
from gongkai.foundation.wording import listed
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act

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

    def chosen(self) -> dict[str, str]:
        """What was chosen; a choice that is none counts as no choice."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


@duty_required(*DUTIES)
def fields(request: Any) -> HttpResponse:
    """The 26 fields with how many national and local entries each has."""
    context = {"counts": queries.field_counts(), "may_keep": queries.may_keep(None, request.actor)}
    return render(request, "workbench/catalogue/standard_fields.html", context)


@duty_required(*DUTIES)
def field(request: Any, code: str) -> HttpResponse:
    """The entries of a field, by origin, level and audience."""
    shown = _field(code)
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
    return _show_entry(request, _entry(pk), forms.Form())


@duty_required(*DUTIES)
def export_entries(request: Any) -> HttpResponse:
    """The standard catalogue of a field, or of all, in the two-row header layout."""
    code = request.GET.get("field", "")
    name = _field(code).name if code else str(_("26个领域"))
    response = HttpResponse(standard_catalogue(queries.standard_entries(code)), content_type=XLSX)
    filename = f"{name}{_('基层政务公开标准目录')}.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, filename) or ""
    return response


@require_POST
@duty_required(Duty.OFFICE_HEAD)
def add_column_for_field(request: Any, code: str) -> HttpResponse:
    """Add the region's column for a whole field."""
    shown = _field(code)
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
    shown = _entry(pk)

    def add() -> None:
        actions.add_column_for_entry(shown, _field(shown.field), by=request.actor)

    return _act_on_entry(request, shown, add, _("栏目已增设。"), "workbench:standard_entry", shown.pk)


@require_POST
@duty_required(Duty.OFFICE_HEAD)
def drop_entry(request: Any, pk: int) -> HttpResponse:
    """Remove a local entry."""
    shown = _entry(pk)

    def drop() -> None:
        actions.drop_entry(shown, by=request.actor)

    return _act_on_entry(request, shown, drop, _("事项已删除。"), "workbench:standard_field", shown.field)


def _act_on_entry(
    request: Any, shown: StandardEntry, do: Callable[[], None], done: Any, page: str, key: Any
) -> HttpResponse:
    form = forms.Form(request.POST)
    if act(request, form, do, done=done):
        return redirect(page, key)
    return _show_entry(request, shown, form)


def _show_entry(request: Any, shown: StandardEntry, form: forms.Form) -> HttpResponse:
    context = {
        "entry": shown,
        "field": _field(shown.field),
        "facts": _facts(shown),
        "form": form,
        "may_keep": queries.may_keep(None, request.actor),
    }
    return render(request, "workbench/catalogue/standard_entry.html", context)


def _facts(entry: StandardEntry) -> list[tuple[Any, Any]]:
    group = entry.group or _("特定群体")
    audience = [str(_("全社会"))] * entry.for_all + [str(group)] * entry.for_group
    levels = [str(_("县级"))] * entry.county + [str(_("乡级"))] * entry.township
    counted = f"{entry.time_amount or ''}{entry.get_time_unit_display()}" if entry.time_unit else ""
    return [
        (_("公开内容（要素）"), entry.content),
        (_("公开依据"), entry.basis),
        (_("公开时限"), entry.time_limit),
        (_("按此计算"), counted),
        (_("公开主体"), entry.subject),
        (_("公开渠道和载体"), listed(queries.channel_label(one) for one in entry.channels)),
        (_("公开对象"), listed(audience)),
        (_("公开方式"), entry.get_method_display()),
        (_("公开层级"), listed(levels)),
        (_("版本"), entry.edition),
    ]


def _field(code: str) -> GrassrootsField:
    try:
        return queries.grassroots_fields()[code]
    except KeyError:
        raise Http404 from None


def _entry(pk: int) -> StandardEntry:
    try:
        return queries.entry(pk)
    except StandardEntry.DoesNotExist:
        raise Http404 from None
