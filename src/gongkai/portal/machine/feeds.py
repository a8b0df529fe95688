"""The newest of the site, of a column and of an organ, for feed readers: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from gongkai.catalogue.queries import Column, public_column
from gongkai.disclosure.queries import ItemVersion
from gongkai.disclosure.queries.listing import lines_of, of_list, of_scope
from gongkai.portal.disclosure.board import Board, board_of
from gongkai.portal.shown import note_items
from gongkai.portal.templatetags.records import item_address

NEWEST = 30
# From when on there was anything to disclose: the day of a feed that is still empty.
LONG_AGO = datetime(2008, 5, 1, tzinfo=UTC)


class Rss(Rss201rev2Feed):
    """RSS 2.0 that says the same however often it is made."""

    def latest_post_date(self) -> datetime:
        """The day of the newest item."""
        return max((item["pubdate"] for item in self.items), default=LONG_AGO)


class Atom(Atom1Feed):
    """Atom that says the same however often it is made."""

    latest_post_date = Rss.latest_post_date


FORMATS: dict[str, type[SyndicationFeed] | None] = {"rss.xml": Rss, "atom.xml": Atom, "feed.json": None}
TYPES = {
    "rss.xml": "application/rss+xml; charset=utf-8",
    "atom.xml": "application/atom+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
}
fresh = cache_control(public=True, max_age=300)


@fresh
def feed(request: Any, kind: str, organ: str | None = None, code: str | None = None) -> HttpResponse:
    """The newest items of a board: of everybody on the site or of one organ, of one column or of all."""
    if kind not in FORMATS:
        raise Http404
    board = board_of(request, organ)
    column = _column(code)
    rows = lines_of(_newest(board, column)[:NEWEST])
    note_items(request, (one.item_id for one in rows))
    home = board.address("column", code=column.code) if column else board.address()
    told = {
        "title": _title(board, column),
        "link": request.build_absolute_uri(home),
        "feed_url": request.build_absolute_uri(request.path),
        "description": _("最新公开的政府信息"),
    }
    text = _json(request, told, rows) if kind == "feed.json" else _xml(request, kind, told, rows)
    return HttpResponse(text, content_type=TYPES[kind])


def feed_addresses(board: Board, column: Column | None = None) -> list[str]:
    """The addresses of the feeds of a board, or of one of its columns."""
    name, more = ("column_feed", {"code": column.code}) if column else ("feed", {})
    return [board.address(name, kind=kind, **more) for kind in FORMATS]


def _column(code: str | None) -> Column | None:
    try:
        return public_column(code) if code else None
    except Column.DoesNotExist:
        raise Http404 from None


def _newest(board: Board, column: Column | None) -> QuerySet[ItemVersion]:
    found = of_list(column.pk, board.scope) if column else of_scope(board.scope)
    return found.order_by("-first_published_at", "-item_id")


def _title(board: Board, column: Column | None) -> str:
    named = board.organ or board.site.organ
    parts = [column.name if column else _("政府信息公开"), named.name if named else ""]
    return " - ".join(part for part in parts if part)


def _xml(request: Any, kind: str, told: dict[str, Any], rows: Iterable[ItemVersion]) -> str:
    made: SyndicationFeed = FORMATS[kind](language="zh-CN", **told)  # type: ignore[misc]
    for one in rows:
        address = request.build_absolute_uri(item_address(one.index_number))
        made.add_item(
            title=one.title,
            link=address,
            unique_id=address,
            description=one.document_number,
            pubdate=one.first_published_at,
            author_name=one.organ.name,
        )
    return made.writeString("utf-8")


def _json(request: Any, told: dict[str, Any], rows: Iterable[ItemVersion]) -> str:
    items = [
        {
            "id": (address := request.build_absolute_uri(item_address(one.index_number))),
            "url": address,
            "title": one.title,
            "summary": one.document_number,
            "date_published": one.first_published_at.isoformat(),
            "authors": [{"name": one.organ.name}],
        }
        for one in rows
    ]
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": told["title"],
        "home_page_url": told["link"],
        "feed_url": told["feed_url"],
        "description": told["description"],
        "language": "zh-CN",
        "items": items,
    }
    return json.dumps(whole, ensure_ascii=False)
