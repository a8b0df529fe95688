"""Parts of the public pages that need to know where the reader is."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gongkai.catalogue.queries import Audience, Column, genres, themes
from gongkai.disclosure.queries import ItemVersion, Shown, shown_standing
from gongkai.foundation.moment import today
from gongkai.foundation.remembered import remembered
from gongkai.portal.disclosure.board import Board, blocks_of

register = template.Library()
Trail = list[tuple[Any, str]]

# (label, page, further pages under the same heading)
MAIN_NAV = (
    (_("首页"), "portal:home", ()),
    (_("政府信息公开"), "portal:board", ("item", "item_history", "look_at_file", "search")),
    (_("依申请公开"), "portal:apply", ()),
    (_("政府信息公开年报"), "portal:annual_reports", ()),
    (_("公开机关"), "portal:organs", ()),
)


@register.inclusion_tag("portal/main_nav.html", takes_context=True)
def main_nav(context: template.Context) -> dict[str, Any]:
    """The ways through the site; the one is marked on whose page, or below whose page, the reader is."""
    request = context["request"]
    here = getattr(request.resolver_match, "url_name", "")
    home = reverse("portal:home")
    links = []
    for label, page, under in MAIN_NAV:
        way = reverse(page)
        below = way != home and request.path.startswith(way)
        links.append((label, way, request.path == way or below or here in under))
    return {"links": links}


@register.simple_tag
def site_trail(*pages: Any) -> Trail:
    """{% site_trail as trail %}: the way from the home page; ``pages`` are further labels and URL names in turn."""
    further = zip(pages[::2], pages[1::2], strict=True)
    return [(_("首页"), reverse("portal:home")), *((label, reverse(page)) for label, page in further)]


@register.simple_tag
def board_page(board: Board, page: str, **named: Any) -> str:
    """{% board_page board "column" code=column.code %}: the address of a page of this board."""
    return board.address(page, **named)


@register.simple_tag
def column_nav(board: Board, column: Column) -> SafeString:
    """{% column_nav board column %}: the columns of the board beside one of them; the same for every reader."""
    return _column_nav(board, column, today(), get_language() or "", get_script_prefix())


@remembered("catalogue.", "organs.", "channels.")
def _column_nav(board: Board, column: Column, *_said: object) -> SafeString:
    context = {"board": board, "column": column, "blocks": blocks_of(board)}
    return mark_safe(render_to_string("portal/column_nav.html", context))


@register.simple_tag
def column_trail(column: Column, board: Board | None = None, *, itself: bool = False) -> Trail:
    """{% column_trail column board as trail %}: the way to a column of the board; with ``itself`` into it.

    A column that only the offices read is not named on it.
    """
    line = [one for one in (column.parent, column if itself else None) if one is not None]
    line = [one for one in line if one.audience == Audience.PUBLIC]
    return [
        *site_trail(),
        (_("政府信息公开"), board.address() if board else reverse("portal:board")),
        *((one.name, _column_page(one, board)) for one in line),
    ]


def _column_page(column: Column, board: Board | None) -> str:
    return (
        board.address("column", code=column.code) if board else reverse("portal:column", args=[column.code])
    )


@register.filter
def theme(code: str) -> str:
    """The label of a theme class (主题分类)."""
    return themes().label(code)


@register.filter
def genre(code: str) -> str:
    """The label of a genre (体裁分类)."""
    return genres().label(code)


@register.filter
def standing(version: ItemVersion | None) -> Shown | None:
    """How a rule or normative document stands today; nothing for any other item. Asks no question."""
    return shown_standing(version)
