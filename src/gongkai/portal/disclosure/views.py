"""What the public reads: home, the board with its four blocks, a column."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.catalogue import queries as catalogue
from gongkai.catalogue.queries import Column
from gongkai.disclosure import queries as disclosure
from gongkai.disclosure.queries.counting import public_totals
from gongkai.foundation.moment import today
from gongkai.foundation.paging import page_by_key
from gongkai.law.rulebook import rule
from gongkai.organs import queries as organs
from gongkai.organs.queries import Organ
from gongkai.portal.disclosure.board import UNLISTED, Board, shown_block
from gongkai.portal.organs.choice import grouped, site_organs, switch_organs

LATEST = 8
LATEST_ENDED = 5
NEWEST = ("-first_published_at", "-pk")


def home(request: HttpRequest) -> HttpResponse:
    """The newest items, the ways in, and the periods of the law in plain words."""
    day = today()
    context = {
        "items": disclosure.public_items().defer(*UNLISTED)[:LATEST],
        "published": sum(public_totals().values()),
        "organ_count": site_organs().count(),
        "reply": rule("deadlines.reply").on(day),
        "extension": rule("deadlines.reply_extension").on(day),
        "supplement": rule("deadlines.supplement_notice").on(day),
        "hide_search": True,
    }
    return render(request, "portal/home.html", context)


def accessibility(request: HttpRequest) -> HttpResponse:
    """What the site does for readers with disabilities, and whom to ask for help."""
    return render(request, "portal/accessibility.html")


def board(request: HttpRequest) -> HttpResponse:
    """The four blocks with their columns, of the region or of one organ."""
    shown = chosen_organ(request)
    counts = public_totals(shown)
    context = {
        "board": Board(shown),
        "blocks": {block.code: shown_block(block, counts) for block in catalogue.board_columns(shown)},
        "archived": catalogue.archived_columns(shown)[:LATEST_ENDED],
        "five": [kind for kind in catalogue.FiveDisclosure if kind],
        "groups": grouped(switch_organs(shown)),
    }
    return render(request, "portal/board.html", context)


def column_archive(request: HttpRequest) -> HttpResponse:
    """专题归档: the special columns that have ended, the latest first; their items stay readable."""
    shown = chosen_organ(request)
    counts = public_totals(shown)
    ended = [(one, counts.get(one.pk, 0)) for one in catalogue.archived_columns(shown)]
    context = {"board": Board(shown), "columns": ended, "groups": grouped(switch_organs(shown))}
    return render(request, "portal/column_archive.html", context)


def column(request: HttpRequest, code: str) -> HttpResponse:
    """The items of a column and of those below it, paged by key and counted from the tallies."""
    shown = _public_column(code)
    organ = chosen_organ(request)
    counts = public_totals(organ)
    total = sum(counts.get(pk, 0) for pk in catalogue.columns_under(shown))
    found = disclosure.public_items(column=shown, organ=organ).defer(*UNLISTED)
    context = {
        "column": shown,
        "board": Board(organ),
        "blocks": catalogue.board_columns(organ),
        "page": page_by_key(found, request.GET, keys=NEWEST, total=total),
        "groups": grouped(switch_organs(organ)),
    }
    return render(request, "portal/column.html", context)


def _public_column(code: str) -> Column:
    """What only the offices read does not exist here, not even by its name."""
    try:
        return catalogue.public_columns().select_related("parent").get(code=code)
    except Column.DoesNotExist:
        raise Http404 from None


def chosen_organ(request: HttpRequest) -> Organ | None:
    """The organ named in the address, None for the whole region. Raises Http404 for one that does not exist."""
    code = request.GET.get("organ", "")
    if not code:
        return None
    try:
        return organs.by_code(code)
    except Organ.DoesNotExist:
        raise Http404 from None
