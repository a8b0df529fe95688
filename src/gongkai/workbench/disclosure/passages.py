"""The words of a text that remarks are pinned to, marked where they stand."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from itertools import pairwise

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from gongkai.foundation.markup import TAG

Place = tuple[int, int]


def marked(body: str, quotes: Mapping[int, str]) -> SafeString:
    """The stored text with the words of each quote in ``<mark id="passage-KEY">``, however they are broken by tags.

    ``quotes`` are by the key of their remark. Where two overlap, the first one keeps the words. The text was
    cleaned when it was stored; what is added here is only the marks.
    """
    pieces = TAG.split(body)
    words = {at: html.unescape(pieces[at]) for at in range(0, len(pieces), 2)}
    places = [(at, n) for at, text in words.items() for n, sign in enumerate(text) if not sign.isspace()]
    run = "".join(words[at][n] for at, n in places)
    owners: dict[Place, int] = {}
    for key, quote in quotes.items():
        plain = "".join(quote.split())
        start = run.find(plain) if plain else -1
        if start >= 0:
            for place in places[start : start + len(plain)]:
                owners.setdefault(place, key)
    told = set[int]()
    for at, text in words.items():
        mine = {n: owners[(at, n)] for n in range(len(text)) if (at, n) in owners}
        if mine:
            pieces[at] = "".join(_stretches(text, mine, told))
    return mark_safe("".join(pieces))


def _stretches(text: str, mine: Mapping[int, int], told: set[int]) -> Iterable[str]:
    """The text in stretches of one owner each; the first stretch of a quote carries its address."""
    owner_at = [mine.get(n) for n in range(len(text))]
    for n in reversed(range(len(text) - 1)):  # the blanks between two marked words belong to the mark
        if text[n].isspace() and owner_at[n + 1] in owner_at[:n]:
            owner_at[n] = owner_at[n + 1]
    bounds = [0, *(n for n in range(1, len(text)) if owner_at[n] != owner_at[n - 1]), len(text)]
    for start, end in pairwise(bounds):
        key, words = owner_at[start], text[start:end]
        if key is None:
            yield html.escape(words, quote=False)
        elif key in told:
            yield format_html('<mark class="passage">{}</mark>', words)
        else:
            told.add(key)
            yield format_html('<mark class="passage" id="passage-{}">{}</mark>', key, words)
