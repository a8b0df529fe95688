"""五公开: what is public of decisions, their execution, management, services and results, across the columns."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.catalogue.queries import FiveDisclosure, columns_by_five_disclosure
from gongkai.disclosure.queries import public_items
from gongkai.disclosure.queries.counting import totals_in
from gongkai.foundation.paging import page_by_key
from gongkai.portal.disclosure.board import UNLISTED, board_of
from gongkai.portal.organs.choice import grouped, switch_organs

KINDS = tuple(kind for kind in FiveDisclosure if kind)


NEWEST = ("-first_published_at", "-pk")


def five_disclosure(request: HttpRequest, kind: str, organ: str | None = None) -> HttpResponse:
    """The public items of one of the five disclosures, with how many there are of each."""
    if kind not in KINDS:
        raise Http404
    board = board_of(request, organ)
    columns, counts = columns_by_five_disclosure(), totals_in(board.scope)
    totals = {one: sum(counts.get(pk, 0) for pk in columns.get(one, ())) for one in KINDS}
    found = public_items(organ=board.organ).filter(column__in=columns.get(kind, ())).defer(*UNLISTED)
    if board.organ is None and board.site.organ_ids is not None:
        found = found.filter(organ_id__in=board.site.organ_ids)
    context = {
        "kind": FiveDisclosure(kind),
        "board": board,
        "kinds": list(totals.items()),
        "page": page_by_key(found, request.GET, keys=NEWEST, total=totals[FiveDisclosure(kind)]),
        "groups": grouped(switch_organs(board.site, board.organ)),
    }
    return render(request, "portal/five_disclosure.html", context)
