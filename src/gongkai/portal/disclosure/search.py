"""The search page: words in, what holds them out, with the places marked, narrowed by what the hits are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control

from gongkai.catalogue.queries import ItemKind, kept_columns
from gongkai.disclosure.queries import Force
from gongkai.foundation import search as index
from gongkai.organs.queries import kept_organs
from gongkai.portal.organs.choice import organ_by_code
from gongkai.portal.sites import ShownSite

PER_PAGE = 20
LONGEST_WORDS = 100
ORDERS = [("relevance", _("按相关程度")), ("newest", _("按发布时间"))]
# How many values of a facet are shown at once; the others open below them.
SHOWN_VALUES = 8
FACETS = {
    "organ": _("机关"),
    "column": _("栏目"),
    "kind": _("信息类别"),
    "standing": _("有效性"),
    "year": _("年份"),
    "format": _("附件格式"),
}


class SearchForm(forms.Form):
    """What to look for, and in which order; everything may stay empty."""

    q = forms.CharField(label=_("搜索的词"), max_length=LONGEST_WORDS, required=False)
    order = forms.ChoiceField(label=_("排序"), choices=ORDERS, required=False)
    page = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)


@dataclass(frozen=True)
class Value:
    """One value of a facet: what it is called, how many hits have it, and the address with it chosen or dropped."""

    label: str
    count: int
    query: str
    chosen: bool = False


@dataclass(frozen=True)
class Facet:
    """What hits may be narrowed by."""

    label: Any
    values: list[Value]

    @property
    def first(self) -> list[Value]:
        return self.values[:SHOWN_VALUES]

    @property
    def more(self) -> list[Value]:
        return self.values[SHOWN_VALUES:]


def search(request: Any) -> HttpResponse:
    """What the words are found in. Wrong choices of the form are passed over: a search must never fail on them."""
    form = SearchForm(request.GET)
    form.is_valid()
    words = form.cleaned_data.get("q") or request.GET.get("q", "")[:LONGEST_WORDS].strip()
    chosen = dict(_chosen(request.GET))
    context: dict[str, Any] = {
        "form": form,
        "words": words,
        "hide_search": True,
        "kept": _kept_fields(chosen),
    }
    if not words:
        return render(request, "portal/search.html", context)
    try:
        found = _found(words, form.cleaned_data, chosen, request.website)
    except index.SearchUnavailable:
        return render(request, "portal/search.html", context | {"is_down": True}, status=503)
    organs = kept_organs()
    context["found"] = found
    context["page"] = _page(found)
    context["rows"] = [
        (hit, organs[hit.organ_id].short_name if hit.organ_id in organs else "") for hit in found.hits
    ]
    context["facets"] = list(_facets(found, request.GET, chosen))
    context["chosen"] = list(_dropping(request.GET, chosen))
    context["instead"] = _query(request.GET, q=found.meant) if found.meant else ""
    return render(request, "portal/search.html", context)


@cache_control(public=True, max_age=60)
def suggest(request: Any) -> JsonResponse:
    """Titles for what has been typed so far, as JSON; an index that is away proposes nothing."""
    words = request.GET.get("q", "")[:LONGEST_WORDS]
    try:
        found = index.suggest(words, filters=_of_site(request.website)) if words.strip() else []
    except index.SearchUnavailable:
        found = []
    return JsonResponse({"titles": [{"title": title, "url": url} for title, url in found]})


def _found(words: str, asked: dict[str, Any], chosen: dict[str, str], site: ShownSite) -> index.Page:
    of_site = _of_site(site)
    organ = organ_by_code(chosen["organ"]) if "organ" in chosen else None
    column = kept_columns().get(chosen.get("column", ""))
    return index.find(
        words,
        filters=index.Filters(
            organ_ids=[organ.pk] if organ else of_site.organ_ids,
            column_ids=[column.pk] if column else (),
            kinds=_one(chosen, "kind"),
            years=[int(year) for year in _one(chosen, "year")],
            standings=_one(chosen, "standing"),
            formats=_one(chosen, "format"),
        ),
        page=asked.get("page") or 1,
        page_size=PER_PAGE,
        order="newest" if asked.get("order") == "newest" else "relevance",
        facets=list(FACETS),
    )


def _of_site(site: ShownSite) -> index.Filters:
    return index.Filters(organ_ids=[] if site.organ_ids is None or site.organ is None else [site.organ.pk])


def _one(chosen: dict[str, str], name: str) -> list[str]:
    return [chosen[name]] if name in chosen else []


def _chosen(asked: QueryDict) -> Iterator[tuple[str, str]]:
    """The facets that the address narrows by, with values that exist."""
    for name in FACETS:
        value = asked.get(name, "")
        if value and _LABELS[name](value):
            yield name, value


def _kept_fields(chosen: dict[str, str]) -> list[tuple[str, str]]:
    """What the form sends along, so that other words are looked for in the same place."""
    return list(chosen.items())


def _facets(found: index.Page, asked: QueryDict, chosen: dict[str, str]) -> Iterator[Facet]:
    """What is left to narrow by; a facet with one value for all hits says nothing."""
    for name, label in FACETS.items():
        if name in chosen:
            continue
        values = [
            Value(told, count, _query(asked, **{name: code}))
            for code, told, count in _told(name, found.facets.get(name, {}))
        ]
        if len(values) > 1 or (values and values[0].count < found.total):
            yield Facet(label, values)


def _told(name: str, counts: Any) -> Iterable[tuple[str, str, int]]:
    """(value in the address, label, count), the most frequent first, years the latest first."""
    rows = [(code, label, count) for key, count in counts.items() for code, label in _from_index(name, key)]
    return sorted(rows, key=lambda row: row[0], reverse=True) if name == "year" else rows


def _from_index(name: str, key: str) -> Iterator[tuple[str, str]]:
    """The index knows organs and columns by their keys, addresses by their codes."""
    if name == "organ":
        organ = kept_organs().get(int(key))
        if organ is not None:
            yield organ.code, organ.short_name
    elif name == "column":
        yield from ((one.code, one.name) for one in kept_columns().values() if one.pk == int(key))
    elif label := _LABELS[name](key):
        yield key, label


def _dropping(asked: QueryDict, chosen: dict[str, str]) -> Iterator[tuple[Any, str, str]]:
    """(facet, value, address without it) for each that the hits are narrowed by."""
    for name, value in chosen.items():
        yield FACETS[name], _LABELS[name](value), _query(asked, **{name: ""})


def _query(asked: QueryDict, **changed: str) -> str:
    kept = asked.copy()
    kept.pop("page", None)
    for name, value in changed.items():
        kept[name] = value
        if not value:
            del kept[name]
    return f"?{kept.urlencode()}"


def _page(found: index.Page) -> Page[int]:
    return Paginator(range(found.total), found.page_size).get_page(found.number)


def _organ_label(code: str) -> str:
    organ = organ_by_code(code)
    return organ.short_name if organ else ""


def _column_label(code: str) -> str:
    column = kept_columns().get(code)
    return column.name if column else ""


def _label_among(choices: Any) -> Callable[[str], str]:
    def label(value: str) -> str:
        return str(dict(choices).get(value, ""))

    return label


_LABELS: dict[str, Callable[[str], str]] = {
    "organ": _organ_label,
    "column": _column_label,
    "kind": _label_among(ItemKind.choices),
    "standing": _label_among(Force.choices),
    "year": lambda value: value if value.isdecimal() and len(value) == 4 else "",
    "format": lambda value: value if value.isalnum() and len(value) <= 5 else "",
}
