"""What goes into the index and what comes out of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from gongkai.foundation.search.words import fold_with_places

SNIPPET = 110
LEAD = 30
Order = Literal["relevance", "newest"]


class SearchUnavailable(Exception):
    """The index cannot be read or written now; what was asked for may be tried again later."""


@dataclass(frozen=True)
class Doc:
    """One thing that can be found; everybody may find it, so only what is public goes in.

    ``id`` is unique over all kinds ("disclosure.item:17"). ``keywords`` are further names it is known by:
    document number, index number, subject words. ``organ_line`` are the organ and those above it: who looks in
    one of them finds it. ``files`` is the text of what is attached, ``formats`` the endings ("pdf"), ``standing``
    whether a document is in force, in a word that the caller chose.
    """

    id: str
    kind: str
    title: str
    body: str = ""
    url: str = ""
    organ_id: int | None = None
    column_ids: Sequence[int] = ()
    on: date | None = None
    keywords: Sequence[str] = ()
    organ_line: Sequence[int] = ()
    files: str = ""
    formats: Sequence[str] = ()
    standing: str = ""


@dataclass(frozen=True)
class Filters:
    """Narrow a search; what is left empty does not. ``since`` and ``until`` are both included.

    An organ stands for itself and all below it, a column likewise.
    """

    kinds: Sequence[str] = ()
    organ_ids: Sequence[int] = ()
    column_ids: Sequence[int] = ()
    years: Sequence[int] = ()
    standings: Sequence[str] = ()
    formats: Sequence[str] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Span:
    """A piece of text, marked when it is what was looked for. Plain text: the template escapes and marks it."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Hit:
    """One document found."""

    id: str
    kind: str
    title: list[Span]
    snippet: list[Span]
    url: str
    organ_id: int | None
    on: date | None


@dataclass(frozen=True)
class Page:
    """One page of hits; ``total`` counts all of them.

    ``relaxed``: no document holds the words as they were typed, these hold most of their parts. ``facets``, where
    they were asked for: by name ("organ", "column", "kind", "year", "standing", "format") how many of all hits
    have which value, the most frequent first. ``meant``: other words, like these, that find more.
    """

    hits: list[Hit]
    total: int
    number: int
    page_size: int
    relaxed: bool = False
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    meant: str = ""

    @property
    def num_pages(self) -> int:
        return max(1, -(-self.total // self.page_size))

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number < self.num_pages


def marked(text: str, looked_for: re.Pattern[str] | None) -> list[Span]:
    """The whole text in spans, each place of ``looked_for`` marked."""
    return _spans(text, _places(text, looked_for))


def snippet(text: str, looked_for: re.Pattern[str] | None) -> list[Span]:
    """A piece of the text around the first place of ``looked_for``, or its beginning, as one line of spans."""
    flat = re.sub(r"\s+", " ", text).strip()
    places = _places(flat, looked_for)
    first = places[0][0] if places else 0
    start = max(0, min(first - LEAD, len(flat) - SNIPPET))
    end = min(len(flat), max(start + SNIPPET, places[0][1] if places else 0))
    inside = [(max(at, start) - start, min(to, end) - start) for at, to in places if at < end and to > start]
    spans = _spans(flat[start:end], inside)
    before = [Span("…")] if start else []
    after = [Span("…")] if end < len(flat) else []
    return before + spans + after


def _places(text: str, looked_for: re.Pattern[str] | None) -> list[tuple[int, int]]:
    if looked_for is None:
        return []
    folded, origin = fold_with_places(text)
    found: list[tuple[int, int]] = []
    for match in looked_for.finditer(folded):
        start, end = origin[match.start()], origin[match.end() - 1] + 1
        if found and start <= found[-1][1]:
            start, end = found[-1][0], max(end, found.pop()[1])
        found.append((start, end))
    return found


def _spans(text: str, places: list[tuple[int, int]]) -> list[Span]:
    spans, done = [], 0
    for start, end in places:
        spans += [Span(text[done:start]), Span(text[start:end], marked=True)]
        done = end
    return [span for span in (*spans, Span(text[done:])) if span.text]
