"""The words of a text that somebody should look at, marked where they stand: those that remarks are pinned to, and
those that the check found."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from gongkai.foundation.markup import TAG, plain_text

Place = tuple[int, int]
LINK = re.compile(r"<(/?)a[\s>]", re.IGNORECASE)


@dataclass(frozen=True)
class Note:
    """What was found in a text: ``start`` and ``end`` in its plain words, what is said of it, where more is said."""

    start: int
    end: int
    tone: str
    told: str
    address: str


@dataclass(frozen=True)
class Pin:
    """The words of a remark."""

    key: int


Owner = Pin | Note


def marked(body: str, quotes: Mapping[int, str], notes: Sequence[Note] = ()) -> SafeString:
    """The stored text with the words of each quote in ``<mark id="passage-KEY">``, however they are broken by tags.

    ``quotes`` are by the key of their remark; each of the ``notes`` is a mark with a link to what is said of it.
    Where two overlap, the first one keeps the words. The text was cleaned when it was stored; what is added here is
    only the marks.
    """
    pieces = TAG.split(body)
    words = {at: html.unescape(pieces[at]) for at in range(0, len(pieces), 2)}
    places = [(at, n) for at, text in words.items() for n, sign in enumerate(text) if not sign.isspace()]
    run = "".join(words[at][n] for at, n in places)
    owners: dict[Place, Owner] = {}
    for key, quote in quotes.items():
        plain = "".join(quote.split())
        start = run.find(plain) if plain else -1
        if start >= 0:
            _take(owners, places[start : start + len(plain)], Pin(key))
    for note, start, end in _in_the_run(body, run, notes):
        _take(owners, places[start:end], note)
    told = set[Owner]()
    in_link = False
    for at, text in words.items():
        mine = {n: owners[(at, n)] for n in range(len(text)) if (at, n) in owners}
        if mine:
            pieces[at] = "".join(_stretches(text, mine, told, in_link))
        if at + 1 < len(pieces) and (link := LINK.match(pieces[at + 1])):
            in_link = not link[1]
    return mark_safe("".join(pieces))


def _take(owners: dict[Place, Owner], places: Iterable[Place], owner: Owner) -> None:
    for place in places:
        owners.setdefault(place, owner)


def _in_the_run(body: str, run: str, notes: Sequence[Note]) -> Iterable[tuple[Note, int, int]]:
    """The notes with their places among the signs that are seen; none if the words were put in another order."""
    plain = plain_text(body) if notes else ""
    if "".join(plain.split()) != run:
        return
    for note in notes:
        before = "".join(plain[: note.start].split())
        within = "".join(plain[note.start : note.end].split())
        yield note, len(before), len(before) + len(within)


def _stretches(text: str, mine: Mapping[int, Owner], told: set[Owner], in_link: bool) -> Iterable[str]:
    """The text in stretches of one owner each; the first stretch of a quote carries its address."""
    owner_at = [mine.get(n) for n in range(len(text))]
    for n in reversed(range(len(text) - 1)):  # the blanks between two marked words belong to the mark
        if text[n].isspace() and owner_at[n + 1] in owner_at[:n]:
            owner_at[n] = owner_at[n + 1]
    bounds = [0, *(n for n in range(1, len(text)) if owner_at[n] != owner_at[n - 1]), len(text)]
    for start, end in pairwise(bounds):
        owner, words = owner_at[start], text[start:end]
        yield html.escape(words, quote=False) if owner is None else _mark(owner, words, told, in_link)
        if owner is not None:
            told.add(owner)


def _mark(owner: Owner, words: str, told: set[Owner], in_link: bool) -> str:
    if isinstance(owner, Pin):
        if owner in told:
            return format_html('<mark class="passage">{}</mark>', words)
        return format_html('<mark class="passage" id="passage-{}">{}</mark>', owner.key, words)
    if in_link or owner in told:  # no link within a link, and one way to each note
        return format_html(
            '<mark class="noted noted--{}" title="{}">{}</mark>', owner.tone, owner.told, words
        )
    return format_html(
        '<mark class="noted noted--{}"><a href="{}" title="{}">{}</a></mark>',
        owner.tone,
        owner.address,
        owner.told,
        words,
    )
