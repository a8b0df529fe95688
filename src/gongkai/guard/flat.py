"""A text made plain for reading by rule, with the way back to the text as it was given.

Full-width digits and letters become narrow ones, odd spaces and dashes become plain ones, and signs without width,
with which a number can be broken up unseen, are dropped. Offsets found in the plain text lead back to the original.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_INVISIBLE = (
    "\u00ad\u034f\u061c\u20e3\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f"
)
_UNSEEN = re.compile(f"[{_INVISIBLE}]+")
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_DIGIT_BLOCKS = ((0x0660, 0x0670), (0x06F0, 0x06FA), (0xFF10, 0xFF1A), (0x1D7CE, 0x1D800))


def _plain_signs() -> dict[int, str]:
    signs = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    signs |= {ord(c): " " for c in _SPACES} | {ord(c): "-" for c in _DASHES}
    signs |= {ord(c): "X" for c in "ＸⅩХΧ"} | {ord(c): "x" for c in "ｘⅹхχ"}
    for first, last in _DIGIT_BLOCKS:
        signs |= {
            c: str(d) for c in range(first, last) if (d := unicodedata.decimal(chr(c), None)) is not None
        }
    return signs


_PLAIN = _plain_signs()


@dataclass(frozen=True, slots=True)
class Flat:
    """``origins[i]`` is the offset in the given text of sign ``i`` of ``text``."""

    text: str
    origins: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the plain text stands in the text as given; an empty stretch has no place."""
        return self.origins[start], self.origins[end - 1] + 1


def flatten(text: str) -> Flat:
    """One sign for one sign, save those without width, which are gone."""
    plain = text if text.isascii() else text.translate(_PLAIN)
    if plain.isascii() or not _UNSEEN.search(plain):
        return Flat(plain, range(len(plain)))
    kept = list(_kept(plain))
    origins = [at for start, end in kept for at in range(start, end)]
    return Flat("".join(plain[start:end] for start, end in kept), origins)


def _kept(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _UNSEEN.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)
