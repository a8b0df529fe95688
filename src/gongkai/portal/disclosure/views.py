"""What the public reads: home, the board with its four blocks, a column, an item."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.catalogue import queries as catalogue
from gongkai.disclosure import queries as disclosure
from gongkai.foundation.files import StoredFile, send_stored
from gongkai.foundation.moment import today
from gongkai.law.rulebook import rule
from gongkai.organs import queries as organs
from gongkai.organs.queries import Organ
from gongkai.portal.disclosure.board import UNLISTED, Board, shown_block
from gongkai.portal.organs.choice import grouped, site_organs
from gongkai.portal.policies.links import links_of

LATEST = 8
PER_PAGE = 20


def home(request: HttpRequest) -> HttpResponse:
    """The newest items, the ways in, and the periods of the law in plain words."""
    day = today()
    context = {
        "items": disclosure.public_items().defer(*UNLISTED)[:LATEST],
        "published": sum(disclosure.public_counts().values()),
        "organ_count": len(site_organs()),
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
    shown = _chosen_organ(request)
    counts = disclosure.public_counts(shown)
    context = {
        "board": Board(shown),
        "blocks": {block.code: shown_block(block, counts) for block in catalogue.board_columns(shown)},
        "groups": grouped(site_organs()),
    }
    return render(request, "portal/board.html", context)


def column(request: HttpRequest, code: str) -> HttpResponse:
    """The items of a column and of those below it."""
    try:
        shown = catalogue.column(code)
    except catalogue.Column.DoesNotExist:
        raise Http404 from None
    organ = _chosen_organ(request)
    context = {
        "column": shown,
        "board": Board(organ),
        "blocks": catalogue.board_columns(organ),
        "page": _page(request, disclosure.public_items(column=shown, organ=organ).defer(*UNLISTED)),
        "groups": grouped(site_organs()),
    }
    return render(request, "portal/column.html", context)


def item(request: HttpRequest, index_number: str) -> HttpResponse:
    """One item as it is public now, or what is told in place of a withdrawn one."""
    try:
        version = disclosure.public_item(index_number)
    except disclosure.ItemVersion.DoesNotExist:
        return _withdrawn(request, index_number)
    history = list(disclosure.public_history(version))
    context = {"version": version, "history": history, "links": links_of(version)}
    return render(request, "portal/item.html", context)


def item_file(request: HttpRequest, index_number: str, file_id: Any) -> FileResponse:
    """An attachment of a public item."""
    try:
        stored = disclosure.public_attachment(index_number, file_id)
    except (disclosure.ItemVersion.DoesNotExist, StoredFile.DoesNotExist):
        raise Http404 from None
    return send_stored(stored)


def _withdrawn(request: HttpRequest, index_number: str) -> HttpResponse:
    try:
        withdrawal = disclosure.withdrawn_item(index_number)
    except disclosure.Withdrawal.DoesNotExist:
        raise Http404 from None
    return render(request, "portal/withdrawn.html", {"withdrawal": withdrawal}, status=410)


def _chosen_organ(request: HttpRequest) -> Organ | None:
    code = request.GET.get("organ", "")
    if not code:
        return None
    try:
        return organs.by_code(code)
    except Organ.DoesNotExist:
        raise Http404 from None


def _page(request: HttpRequest, found: Any) -> Page[Any]:
    return Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
