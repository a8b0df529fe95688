"""Marked words as they are looked for: in any width, case and spacing, broken over lines, with signs between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gongkai.redaction.marks import CannotRedact, Mark, hint

_SHORTEST = 2
_LOOSE_FROM = 6
_CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_NO_SIGN = re.compile(r"[\W_]+")
_NO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]+")
# Radicals that PDF programmes write in the place of the sign itself and that no normal form puts right.
_RADICALS = str.maketrans(
    "⺟⺠⺼⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻩⻬⻮⻰⻳⼾",
    "母民月虎西见角贝车长门青页风飞食马骨鬼鱼鸟黄齐齿龙龟户",
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text with only the signs that count; ``origins[i]`` is where sign ``i`` stood in the text as given."""

    text: str
    origins: Sequence[int]


def folded(text: str, *, loose: bool) -> Folded:
    """Narrow, small letters; loosely, nothing but letters, figures and Chinese signs, else single blanks between them."""
    signs: list[str] = []
    origins: list[int] = []
    for at, given in enumerate(text):
        for sign in unicodedata.normalize("NFKC", given.translate(_RADICALS)).casefold().translate(_RADICALS):
            if sign.isalnum():
                signs.append(sign)
            elif loose or unicodedata.category(sign) in ("Cf", "Mn", "Me"):
                continue
            elif not sign.isspace():
                signs.append(sign)
            elif signs and signs[-1] != " ":
                signs.append(" ")
            else:
                continue
            origins.append(at)
    return Folded("".join(signs), origins)


def bare(text: str, *, loose: bool) -> str:
    """The text of ``folded`` alone, many times quicker."""
    plain = unicodedata.normalize("NFKC", text.translate(_RADICALS)).casefold().translate(_RADICALS)
    return _NO_SIGN.sub("", plain) if loose else re.sub(r"\s+", " ", _NO_WIDTH.sub("", plain))


@dataclass(frozen=True, slots=True)
class Needle:
    """One marked text. A short number or code is matched with its blanks: elsewhere 10 and 00 stand side by side."""

    words: str
    sought: str
    loose: bool

    def spans(self, text: str | Folded) -> Iterator[tuple[int, int]]:
        """Where it stands in a text, as offsets in the text as given."""
        flat = folded(text, loose=self.loose) if isinstance(text, str) else text
        at = flat.text.find(self.sought)
        while at >= 0:
            yield flat.origins[at], flat.origins[at + len(self.sought) - 1] + 1
            at = flat.text.find(self.sought, at + 1)

    def is_in(self, text: str) -> bool:
        """Whether it stands in a text."""
        return self.sought in bare(text, loose=self.loose)

    @property
    def hint(self) -> str:
        """How it may be named."""
        return hint(self.words)


def needles_of(marks: Iterable[Mark]) -> list[Needle]:
    """The marked words, each once; raises CannotRedact for those too short to be looked for."""
    found: dict[str, Needle] = {}
    for mark in marks:
        if mark.words.strip():
            needle = _needle(mark.words)
            found.setdefault(needle.sought, needle)
    return list(found.values())


def _needle(words: str) -> Needle:
    loosely = folded(words, loose=True).text
    is_loose = bool(_CHINESE.search(loosely)) or len(loosely) >= _LOOSE_FROM
    sought = (
        loosely if is_loose and len(loosely) >= _SHORTEST else folded(words.strip(), loose=False).text.strip()
    )
    if len(sought) < _SHORTEST:
        raise CannotRedact(f"“{hint(words)}”太短，无法全文查找。请写出至少两个字，或者在页面上框选。")
    return Needle(words, sought, is_loose and sought == loosely)


def first_in(text: str, needles: Iterable[Needle]) -> Needle | None:
    """The first of these that stands in a text; each way of folding is done once."""
    flat: dict[bool, str] = {}
    for needle in needles:
        if needle.loose not in flat:
            flat[needle.loose] = bare(text, loose=needle.loose)
        if needle.sought in flat[needle.loose]:
            return needle
    return None
