"""From text to what is indexed: every Han character and every pair of neighbours; other runs whole.

A dictionary of words would lose documents whose text it cuts differently. Pairs lose none: any run of two or
more characters is found wherever it stands, names and titles included. All is done character by character,
because what becomes of a part of a text must not depend on what stands around it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import opencc

_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTER = rf"[^\W_{_HAN}]"
_RUNS = re.compile(rf"([{_HAN}]+)|({_LETTER}+)")
LONGEST_RUN = 100


class Token(NamedTuple):
    """A term and its place among the terms of its text."""

    place: int
    term: str


class _Folding(dict[int, str]):
    """Code point → what it counts as: half-width, lower case, simplified. Filled as characters turn up."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKC", chr(code)).casefold()
        self[code] = "".join(_simplified(char) for char in plain)
        return self[code]


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def _simplified(char: str) -> str:
    if not re.match(f"[{_HAN}]", char):
        return char
    simple: str = _simplifier().convert(char)
    return simple if len(simple) == 1 else char


_folding = _Folding()


def fold(text: str) -> str:
    """The text as it is compared: half-width, lower case, simplified characters."""
    return text.translate(_folding)


def fold_with_places(text: str) -> tuple[str, list[int] | range]:
    """The folded text, and for each of its characters the place in ``text`` that it came from."""
    folded = fold(text)
    if len(folded) == len(text):  # a character may become several, never none
        return folded, range(len(text))
    return folded, [place for place, char in enumerate(text) for _part in fold(char)]


def _runs(text: str) -> list[tuple[str, str]]:
    """(Han, "") or ("", letters and digits) for each run of the folded text."""
    return _RUNS.findall(fold(text))


def han_runs(text: str) -> list[str]:
    """The runs of Han characters of the folded text."""
    return [han for han, _other in _runs(text) if han]


def terms(text: str) -> list[str]:
    """All terms of a text in their order: 政府令 → 政 政府 府 府令 令; digits and Latin letters as whole runs."""
    found: list[str] = []
    for han, other in _runs(text):
        if other:
            found.append(other[:LONGEST_RUN])
            continue
        for first, second in pairwise(han):
            found += (first, first + second)
        found.append(han[-1])
    return found


def phrase(text: str) -> list[Token]:
    """The terms that a document must hold at these distances, so that it holds ``text`` itself.

    The pairs alone of a longer run of Han characters say all that is to be said of it.
    """
    found: list[Token] = []
    place = 0
    for han, other in _runs(text):
        if other or len(han) == 1:
            found.append(Token(place, (other or han)[:LONGEST_RUN]))
            place += 1
            continue
        found += (Token(place + 2 * at + 1, han[at : at + 2]) for at in range(len(han) - 1))
        place += 2 * len(han) - 1
    return found


def pattern(text: str) -> str:
    """A regular expression for where ``text`` stands in a folded text, whatever signs lie between its runs."""
    runs = (re.escape(han) or f"(?<!{_LETTER}){re.escape(other)}(?!{_LETTER})" for han, other in _runs(text))
    return r"[\W_]*".join(runs)
