"""政策文件库: every public policy document with its metadata, its validity and what interprets it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from gongkai.catalogue.queries import Audience, themes
from gongkai.disclosure.queries import Force, ItemVersion
from gongkai.foundation.paging import page_by_key
from gongkai.interpretation import queries
from gongkai.organs.queries import Organ
from gongkai.portal.organs.choice import filter_organs, grouped

LONGEST_WORDS = 100


class PolicyForm(forms.Form):
    """How the library is narrowed; everything may stay empty."""

    q = forms.CharField(label=_("标题、文号、机关或者关键词"), max_length=LONGEST_WORDS, required=False)
    status = forms.ChoiceField(label=_("有效性"), choices=[("", _("全部")), *Force.choices], required=False)
    theme = forms.ChoiceField(label=_("主题分类"), required=False)
    organ = forms.ChoiceField(label=_("发文机关"), required=False)
    year = forms.TypedChoiceField(label=_("成文年份"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, organs: list[Organ], years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        under = [(heading, [(one.code, one.short_name) for one in of]) for heading, of in grouped(organs)]
        self._choose("organ", _("全部机关"), under)
        self._choose("theme", _("全部主题"), themes().labels.items())
        self._choose("year", _("全部年份"), [(year, str(year)) for year in years])

    def _choose(self, name: str, empty: Any, choices: Any) -> None:
        self.fields[name].choices = [("", empty), *choices]  # type: ignore[attr-defined]


def policies(request: HttpRequest) -> HttpResponse:
    """The library, narrowed by what was asked; a choice that does not exist narrows nothing."""
    organs = filter_organs(request.website, request.GET.get("organ", ""))  # type: ignore[attr-defined]
    form = PolicyForm(request.GET, organs=organs, years=queries.policy_years())
    form.is_valid()
    wanted = _wanted(form.cleaned_data, organs)
    found = queries.policy_library(wanted).select_related("item__successor__current_version__column")
    page = page_by_key(found, request.GET, keys=queries.KEYS)
    told = queries.public_interpretations([version.item_id for version in page])
    context = {
        "form": form,
        "page": page,
        "rows": [(one, told.get(one.item_id, []), _public_successor(one)) for one in page],
        "chosen": next((one for one in organs if one.pk == wanted.organ_id), None),
        "narrowed": wanted != queries.Wanted(),
    }
    return render(request, "portal/policies.html", context)


def _public_successor(version: ItemVersion) -> ItemVersion | None:
    """What replaced the document, as the public reads it; None where it cannot."""
    successor = version.item.successor
    if successor is None or successor.current_version is None:
        return None
    shown = successor.current_version
    if shown.column is None or shown.column.audience != Audience.PUBLIC:
        return None
    shown.item = successor  # its number is the item's, which is here already
    return shown


def _wanted(asked: dict[str, Any], organs: list[Organ]) -> queries.Wanted:
    return queries.Wanted(
        status=asked.get("status", ""),
        theme=asked.get("theme", ""),
        organ_id=next((one.pk for one in organs if one.code == asked.get("organ")), None),
        year=asked.get("year"),
        words=asked.get("q", ""),
    )
