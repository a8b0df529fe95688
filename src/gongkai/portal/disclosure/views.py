"""What the public reads: home, the board with its four blocks, a column."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from gongkai.catalogue import queries as catalogue
from gongkai.catalogue.queries import Column
from gongkai.disclosure import queries as disclosure
from gongkai.disclosure.queries.counting import totals_in
from gongkai.disclosure.queries.listing import NoSuchPage, lines_of, listed
from gongkai.foundation.moment import today
from gongkai.law.rulebook import rule
from gongkai.portal.disclosure.board import blocks_of, board_of, shown_block
from gongkai.portal.organs.choice import grouped, site_organs, switch_organs
from gongkai.portal.shown import note_items

LATEST = 8
LATEST_ENDED = 5


def home(request: HttpRequest) -> HttpResponse:
    """The newest items, the ways in, and the periods of the law in plain words."""
    day, site = today(), request.website  # type: ignore[attr-defined]
    newest = disclosure.public_items()
    if site.organ_ids is not None:
        newest = newest.filter(organ_id__in=site.organ_ids)
    items = lines_of(newest[:LATEST])
    note_items(request, (one.item_id for one in items))
    context = {
        "items": items,
        "published": sum(totals_in(site.scope).values()),
        "organ_count": site_organs(site).count(),
        "reply": rule("deadlines.reply").on(day),
        "extension": rule("deadlines.reply_extension").on(day),
        "supplement": rule("deadlines.supplement_notice").on(day),
        "hide_search": True,
    }
    return render(request, "portal/home.html", context)


def accessibility(request: HttpRequest) -> HttpResponse:
    """What the site does for readers with disabilities, and whom to ask for help."""
    return render(request, "portal/accessibility.html")


def board(request: HttpRequest, organ: str | None = None) -> HttpResponse:
    """The four blocks with their columns, of the site or of one organ."""
    if "organ" in request.GET:  # the address before every organ's board had its own
        return redirect(board_of(request, request.GET["organ"] or None).address())
    shown = board_of(request, organ)
    counts = totals_in(shown.scope)
    context = {
        "board": shown,
        "blocks": {block.code: shown_block(block, counts) for block in blocks_of(shown)},
        "archived": catalogue.archived_columns(shown.organ)[:LATEST_ENDED],
        "five": [kind for kind in catalogue.FiveDisclosure if kind],
        "groups": grouped(switch_organs(shown.site, shown.organ)),
    }
    return render(request, "portal/board.html", context)


def switch_organ(request: HttpRequest) -> HttpResponse:
    """From the switch on a board to the same page of another organ's, or to its board where it has no such page."""
    chosen = board_of(request, request.GET.get("organ") or None)
    code = request.GET.get("column", "")
    if code and any(one.code == code for block in blocks_of(chosen) for one in block.walk()):
        return redirect(chosen.address("column", code=code))
    return redirect(chosen.address())


def column_archive(request: HttpRequest, organ: str | None = None) -> HttpResponse:
    """专题归档: the special columns that have ended, the latest first; their items stay readable."""
    shown = board_of(request, organ)
    counts = totals_in(shown.scope)
    ended = [(one, counts.get(one.pk, 0)) for one in catalogue.archived_columns(shown.organ)]
    groups = grouped(switch_organs(shown.site, shown.organ))
    return render(request, "portal/column_archive.html", {"board": shown, "columns": ended, "groups": groups})


def column(
    request: HttpRequest, code: str, organ: str | None = None, number: int | None = None
) -> HttpResponse:
    """The items of a column and of those below it, on pages that stay, counted from the totals."""
    if "organ" in request.GET:
        return redirect(board_of(request, request.GET["organ"] or None).address("column", code=code))
    try:
        shown, board = catalogue.public_column(code), board_of(request, organ)
        page = listed(shown.pk, board.scope, number)
    except (Column.DoesNotExist, NoSuchPage):
        raise Http404 from None
    if number == page.last:
        return redirect(board.address("column", code=code))
    note_items(request, (one.item_id for one in page.rows))
    counts = totals_in(board.scope)
    context = {
        "column": shown,
        "board": board,
        "page": page,
        "total": sum(counts.get(pk, 0) for pk in catalogue.columns_under(shown)),
        "groups": grouped(switch_organs(board.site, board.organ)),
    }
    return render(request, "portal/column.html", context)
