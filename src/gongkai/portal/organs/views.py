"""Whose information it is: the organs, and the page of each."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.disclosure.queries import public_items, public_totals
from gongkai.disclosure.queries.listing import lines_of
from gongkai.foundation.moment import today
from gongkai.foundation.paging import page_by_key
from gongkai.organs import queries
from gongkai.organs.queries import Organ
from gongkai.portal.organs.choice import grouped, site_organs
from gongkai.portal.shown import note_items

LATEST = 10
PER_PAGE = 100


def organs(request: HttpRequest) -> HttpResponse:
    """All organs by level and kind, or those whose name holds the words asked for; paged where they are many."""
    words = request.GET.get("q", "").strip()
    found = site_organs(request.website)  # type: ignore[attr-defined]
    if words:
        found = found.filter(name__icontains=words)
    page = page_by_key(found, request.GET, keys=("path",), size=PER_PAGE, total=found.count())
    context = {"groups": grouped(page), "page": page, "words": words}
    return render(request, "portal/organs.html", context)


def organ(request: HttpRequest, code: str) -> HttpResponse:
    """One organ: its office, what it disclosed last, and its columns."""
    try:
        shown = queries.by_code(code)
    except Organ.DoesNotExist:
        raise Http404 from None
    items = lines_of(public_items(organ=shown)[:LATEST])
    note_items(request, (one.item_id for one in items))
    context = {
        "organ": shown,
        "items": items,
        "total": sum(public_totals(shown).values()),
        "is_past": not shown.exists_on(today()),
    }
    return render(request, "portal/organ.html", context)
