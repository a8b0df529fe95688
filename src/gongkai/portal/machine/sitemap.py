"""The site map for search engines, robots.txt and the search description (sitemaps.org, RFC 9309, OpenSearch 1.1).

Items stand in parts by their key, so that what is published today changes the last part only.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Max
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from gongkai.disclosure.queries import public_items
from gongkai.disclosure.queries.listing import of_scope
from gongkai.organs.queries import Organ
from gongkai.portal.disclosure.board import Board, blocks_of
from gongkai.portal.organs.choice import site_organs
from gongkai.portal.templatetags.records import item_address

# The standard allows 50,000 addresses a file; smaller parts are read again less often in vain.
IN_A_PART = 5000
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
PLACES = ("home", "board", "policies", "annual_reports", "organs", "apply", "accessibility")
CLOSED = ("/desk/", "/apply/status/", "/search/", "/language/")
daily = cache_control(public=True, max_age=3600)


@daily
def sitemap(request: Any) -> HttpResponse:
    """The index of the parts."""
    names = [
        reverse("portal:sitemap_pages"),
        *(reverse("portal:sitemap_part", args=[n]) for n in range(1, parts() + 1)),
    ]
    rows = "".join(f"<sitemap><loc>{_absolute(request, name)}</loc></sitemap>" for name in names)
    return _xml(f'<sitemapindex xmlns="{NAMESPACE}">{rows}</sitemapindex>')


@daily
def sitemap_pages(request: Any) -> HttpResponse:
    """Boards, columns and organs."""
    board = Board(None, request.website)
    ways = [reverse(f"portal:{name}") for name in PLACES]
    ways += [board.address("column", code=one.code) for block in blocks_of(board) for one in block.walk()]
    for organ in site_organs(request.website):
        ways += [reverse("portal:organ", args=[organ.code]), _board(organ)]
    return _urls(request, ((way, "") for way in ways))


@daily
def sitemap_part(request: Any, number: int) -> HttpResponse:
    """The items of one part with the day on which each was last changed."""
    if not 1 <= number <= parts():
        raise Http404
    first = (number - 1) * IN_A_PART
    found = of_scope(request.website.scope).filter(item_id__gt=first, item_id__lte=first + IN_A_PART)
    rows = found.order_by("item_id").values_list("item__index_number", "at")
    return _urls(request, ((item_address(index), at.date().isoformat()) for index, at in rows))


def parts() -> int:
    """How many parts the items make."""
    last = public_items().order_by().aggregate(last=Max("item_id"))["last"] or 0
    return -(-last // IN_A_PART)


@daily
def robots(request: Any) -> HttpResponse:
    """What search engines should leave alone, and where the site map is."""
    lines = ["User-agent: *", *(f"Disallow: {way}" for way in CLOSED)]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('portal:sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@daily
def opensearch(request: Any) -> HttpResponse:
    """How a browser searches the site from its own field."""
    organ = request.website.organ
    name = escape(organ.short_name if organ else _("政府信息公开"))
    way = _absolute(request, reverse("portal:search"))
    proposals = _absolute(request, reverse("portal:suggest"))
    return _xml(
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">'
        f"<ShortName>{name[:16]}</ShortName><Description>{escape(_('搜索政府信息'))}</Description>"
        f'<Url type="text/html" template="{way}?q={{searchTerms}}"/>'
        f'<Url type="application/json" template="{proposals}?q={{searchTerms}}"/>'
        "<InputEncoding>UTF-8</InputEncoding></OpenSearchDescription>",
        "application/opensearchdescription+xml",
    )


def _board(organ: Organ) -> str:
    return reverse("portal:board", args=[organ.code])


def _urls(request: Any, rows: Iterable[tuple[str, str]]) -> HttpResponse:
    urls = "".join(
        f"<url><loc>{_absolute(request, way)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>"
        for way, day in rows
    )
    return _xml(f'<urlset xmlns="{NAMESPACE}">{urls}</urlset>')


def _absolute(request: Any, way: str) -> str:
    return str(escape(request.build_absolute_uri(way)))


def _xml(text: str, content_type: str = "application/xml") -> HttpResponse:
    declared = f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'
    return HttpResponse(declared, content_type=f"{content_type}; charset=utf-8")
