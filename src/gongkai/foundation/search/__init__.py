"""Full-text search over what is public. The engine is hidden behind these few names.

    index([Doc(id="disclosure.item:17", kind="item", title=…, body=…, url=…)])
    page = find("征收 补偿", filters=Filters(organ_ids=[3]), page=2)

Any run of two or more characters is found wherever it stands; single characters, digits and Latin words too;
traditional and simplified characters, full and half width, capitals and small letters are alike.

The index lies in ``settings.GONGKAI_INDEX_DIR`` and is no part of a transaction: call ``index`` and ``remove``
from a task, or once the transaction has been committed. It is derived data: when it is lost an empty one
takes its place, ``needs_rebuild`` says so, and ``rebuild`` makes it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from django.conf import settings

from gongkai.foundation.search.engine import Engine
from gongkai.foundation.search.queries import Search
from gongkai.foundation.search.results import Doc, Filters, Hit, Order, Page, SearchUnavailable, Span

__all__ = [
    "Doc",
    "Filters",
    "Hit",
    "Page",
    "SearchUnavailable",
    "Span",
    "clear",
    "find",
    "index",
    "move_index_to",
    "needs_rebuild",
    "position_of_index",
    "rebuild",
    "remove",
    "suggest",
    "want_rebuild",
]

MOST_ON_A_PAGE = 100
MOST_GUESSES = 10


def index(docs: Iterable[Doc]) -> None:
    """Put documents in, each in place of the one with its id; they are found as soon as this returns.

    Few calls with many documents are much quicker than many with one. Raises SearchUnavailable when the
    index is being rebuilt or cannot be written: try again later.
    """
    _engine().index(docs)


def remove(ids: Iterable[str]) -> None:
    """Take documents out; ids that are not there are passed over. Raises SearchUnavailable like ``index``."""
    _engine().remove(ids)


def rebuild(docs: Iterable[Doc]) -> int:
    """Make the whole index anew from ``docs`` and return how many they were.

    Until it is done the old index answers; when it fails the old index stays. ``index`` and ``remove`` wait
    meanwhile, so that no change is lost.
    """
    return _engine().rebuild(docs)


def clear() -> None:
    """Take everything out."""
    _engine().rebuild([])


def needs_rebuild() -> bool:
    """Whether the index is absent or was lost, so that ``rebuild`` should be called."""
    return _engine().needs_rebuild()


def want_rebuild() -> None:
    """Say that the index holds less than it should, as after an upgrade that tells it more; it answers meanwhile."""
    _engine().want_rebuild()


def position_of_index() -> int | None:
    """Up to which entry of the ledger the index is true; None when it was never told (``move_index_to``)."""
    return _engine().position


def move_index_to(position: int) -> None:
    """Keep with the index up to which entry of the ledger it is true; it is lost together with the index."""
    _engine().move_to(position)


def find(
    words: str,
    *,
    filters: Filters | None = None,
    page: int = 1,
    page_size: int = 20,
    order: Order = "relevance",
    facets: Sequence[str] = (),
) -> Page:
    """The documents that hold every one of the words (blanks part them), the best first.

    A hit in the title counts more than one in the body, and of two alike the younger comes first. Without
    words: all that the filters let through, newest first. When nothing holds a long word as it was typed,
    what holds most of its parts is given, and ``Page.relaxed`` says so; ``Page.meant`` are then words like these
    that are found as they are. ``facets`` names what the hits are counted by. Raises SearchUnavailable when the
    index cannot be read.
    """
    search = Search(words, filters or Filters())
    page_size = max(1, min(page_size, MOST_ON_A_PAGE))
    if not search.typed and not search.is_empty:
        return Page([], 0, 1, page_size)
    found = _engine().find(search, page=page, page_size=page_size, order=order, facets=facets)
    if found.relaxed or not found.total:
        return replace(found, meant=_meant(words, search.filters))
    return found


def suggest(typed: str, *, limit: int = 8, filters: Filters | None = None) -> list[tuple[str, str]]:
    """(title, address) of what the words typed so far, or their pinyin, lead to; no title twice.

    Raises SearchUnavailable when the index cannot be read.
    """
    search = Search(typed, filters or Filters())
    if not search.typed:
        return []
    found: dict[str, str] = {}
    for title, url in _engine().titles(search, 3 * limit):
        found.setdefault(title, url)
    return list(found.items())[:limit]


def _meant(words: str, filters: Filters) -> str:
    """Words like these that find something, or ""."""
    for guess in _engine().knows().guesses(words)[:MOST_GUESSES]:
        found = _engine().find(Search(guess, filters), page=1, page_size=1, order="relevance")
        if found.total and not found.relaxed:
            return guess
    return ""


def _engine() -> Engine:
    return _engine_in(Path(settings.GONGKAI_INDEX_DIR))


@cache
def _engine_in(folder: Path) -> Engine:
    return Engine(folder)
