"""The board as one organ shows it: where its links lead, and how much stands under them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.urls import reverse

from gongkai.catalogue.queries import BoardBlock, Branch, board_columns
from gongkai.organs.queries import Organ
from gongkai.portal.organs.choice import organ_by_code
from gongkai.portal.sites import ShownSite

# A list shows no text; the texts are what makes a row heavy.
UNLISTED = ("body", "item__body")


@dataclass(frozen=True)
class Board:
    """Whose board is shown: an organ's, or that of everybody on the site. It knows the addresses of its pages."""

    organ: Organ | None
    site: ShownSite

    def __hash__(self) -> int:
        return hash(self.scope)

    @property
    def scope(self) -> int:
        """Whose items its lists hold (:mod:`gongkai.disclosure.queries.listing`)."""
        return self.organ.pk if self.organ else self.site.scope

    @property
    def query(self) -> str:
        """Keeps the choice in links to pages that are not the board's own."""
        return f"?organ={self.organ.code}" if self.organ else ""

    def address(self, page: str = "board", **named: object) -> str:
        """The address of one of its pages: ``board``, ``column`` (code), ``column_page`` (code, number), …"""
        chosen = {"organ": self.organ.code} if self.organ else {}
        return reverse(f"portal:{page}", kwargs={**chosen, **named})


def board_of(request: HttpRequest, code: str | None) -> Board:
    """The board of the organ with this code, of the whole site without one.

    Raises Http404 for an organ that does not exist or belongs to another site.
    """
    site: ShownSite = request.website  # type: ignore[attr-defined]
    if code is None:
        return Board(None, site)
    organ = organ_by_code(code)
    if organ is None or not site.shows(organ):
        raise Http404
    return Board(organ, site)


def blocks_of(board: Board) -> list[BoardBlock]:
    """The blocks of a board with the columns that its site shows."""
    blocks = board_columns(board.organ)
    chosen = set(board.site.site.columns)
    return [block.only(chosen) for block in blocks] if chosen else blocks


@dataclass(frozen=True)
class ShownBlock:
    """A block of the board with the number of items in it, and in and below each of its branches."""

    label: str
    branches: list[tuple[Branch, int]]

    @property
    def total(self) -> int:
        return sum(count for _branch, count in self.branches)


def shown_block(block: BoardBlock, counts: Mapping[int, int]) -> ShownBlock:
    """The block counted; ``counts`` are the items standing in each column itself, by its key."""
    branches = [(branch, sum(counts.get(one.pk, 0) for one in branch.walk())) for branch in block.branches]
    return ShownBlock(block.label, branches)
