"""The entry or the field that a page is about, and what is told of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from gongkai.catalogue import queries
from gongkai.catalogue.queries import GrassrootsField, Origin, StandardEntry
from gongkai.foundation.ledger import history_of
from gongkai.foundation.wording import listed
from gongkai.workbench.catalogue.entry_forms import LinkForm


def shown_field(code: str) -> GrassrootsField:
    """The field with this code; Http404 without one."""
    try:
        return queries.grassroots_fields()[code]
    except KeyError:
        raise Http404 from None


def shown_entry(pk: int) -> StandardEntry:
    """The entry with this key; Http404 without one."""
    try:
        return queries.entry(pk)
    except StandardEntry.DoesNotExist:
        raise Http404 from None


def show_entry(request: Any, shown: StandardEntry, form: forms.Form | None = None) -> HttpResponse:
    """The page of an entry; ``form`` is one that was refused."""
    field = shown_field(shown.field)
    may_keep = queries.may_keep(None, request.actor)
    link = form if isinstance(form, LinkForm) else None
    context = {
        "entry": shown,
        "field": field,
        "facts": _facts(shown),
        "form": form,
        "link": link or LinkForm(field=field, initial={"column": shown.column_id, "seen": shown.revision}),
        "may_keep": may_keep,
        "may_change": may_keep and shown.origin == Origin.LOCAL,
        "history": history_of(shown),
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
