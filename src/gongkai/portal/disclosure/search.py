"""The search page: words in, what holds them out, with the places marked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from gongkai.foundation import search as index
from gongkai.organs.queries import Organ, all_organs
from gongkai.portal.organs.choice import filter_organs, grouped

PER_PAGE = 20
LONGEST_WORDS = 100
ORDERS = [("relevance", _("按相关程度")), ("newest", _("按发布时间"))]


class SearchForm(forms.Form):
    """What to look for, and where; everything may stay empty."""

    q = forms.CharField(label=_("搜索的词"), max_length=LONGEST_WORDS, required=False)
    organ = forms.ChoiceField(label=_("机关"), required=False)
    order = forms.ChoiceField(label=_("排序"), choices=ORDERS, required=False)
    page = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, offered: list[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        under = [(heading, [(one.code, one.short_name) for one in of]) for heading, of in grouped(offered)]
        self.fields["organ"].choices = [("", _("全部机关")), *under]  # type: ignore[attr-defined]


def search(request: HttpRequest) -> HttpResponse:
    """What the words are found in. Wrong choices of the form are passed over: a search must never fail on them."""
    offered = filter_organs(request.website, request.GET.get("organ", ""))  # type: ignore[attr-defined]
    form = SearchForm(request.GET, offered=offered)
    form.is_valid()
    words = form.cleaned_data.get("q") or request.GET.get("q", "")[:LONGEST_WORDS].strip()
    context = {"form": form, "words": words, "hide_search": True}
    if not words:
        return render(request, "portal/search.html", context)
    try:
        found = _found(words, form.cleaned_data, offered)
    except index.SearchUnavailable:
        return render(request, "portal/search.html", context | {"is_down": True}, status=503)
    makers = {hit.organ_id for hit in found.hits if hit.organ_id}
    names = dict(all_organs().filter(pk__in=makers).values_list("pk", "short_name"))
    context["found"] = found
    context["page"] = _page(found)
    context["rows"] = [(hit, names.get(hit.organ_id or 0, "")) for hit in found.hits]
    return render(request, "portal/search.html", context)


def _found(words: str, asked: dict[str, Any], offered: list[Organ]) -> index.Page:
    organ_ids = [one.pk for one in offered if one.code == asked.get("organ")]
    return index.find(
        words,
        filters=index.Filters(organ_ids=organ_ids),
        page=asked.get("page") or 1,
        page_size=PER_PAGE,
        order="newest" if asked.get("order") == "newest" else "relevance",
    )


def _page(found: index.Page) -> Page[int]:
    return Paginator(range(found.total), found.page_size).get_page(found.number)
