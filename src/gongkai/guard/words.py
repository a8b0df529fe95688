"""Wrong words: typing errors, names that organs and laws no longer bear, wordings that the rules of the press exclude.

Words come in packs: the packs of this house lie in ``packs/``, an administrator's own are made of the same ``Word``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ahocorasick_rs import AhoCorasick

from gongkai.guard.findings import Severity
from gongkai.guard.flat import flatten
from gongkai.law.sources import read_yaml

_PACKS = Path(__file__).parent / "packs"
_NEAR = 20


@dataclass(frozen=True, slots=True)
class Word:
    """A wording to be found and what to write instead.

    ``since`` is the first day on which it is wrong, ``until`` the last: 国土资源部 was right until 2018.
    ``unless`` holds contexts in which it is right: one that holds the word itself (农业部门) must lie over the place,
    any other must stand within some twenty signs.
    """

    wrong: str
    right: str
    category: str
    note: str = ""
    since: date | None = None
    until: date | None = None
    severity: Severity = Severity.WARN
    unless: tuple[str, ...] = ()

    def is_wrong_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class WordFinding:
    """``start`` and ``end`` are offsets in the text as it was given."""

    word: Word
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pack:
    """A file of words with where they come from and when that was last looked at."""

    code: str
    label_zh: str
    label_en: str
    source: str
    checked_on: date
    words: tuple[Word, ...]


class Matcher:
    """Finds any of many words in one pass. Build it once and keep it: building costs more than a scan.

    Width and case of letters don't matter, nor do signs without width. Of words that overlap the one that begins first
    is told, and of those that begin together the longest. Of two rows for one word the first that applies is told.
    """

    def __init__(self, words: Iterable[Word]) -> None:
        self._rows: dict[str, list[Word]] = {}
        for word in words:
            key = _plain(word.wrong)
            if key:
                self._rows.setdefault(key, []).append(word)
        self._keys = list(self._rows)
        self._automaton = AhoCorasick(self._keys)

    def find(self, text: str, *, on: date | None = None) -> list[WordFinding]:
        """All wrong words in the text, in its order. With ``on`` only what was wrong on that day."""
        flat = flatten(text)
        plain = _lower(flat.text)
        matches = self._automaton.find_matches_as_indexes(plain, overlapping=True)
        found: list[WordFinding] = []
        reached = 0
        for index, start, end in sorted(matches, key=lambda m: (m[1], -m[2])):
            word = self._applies(index, plain, start, end, on) if start >= reached else None
            if word:
                found.append(WordFinding(word, *flat.span(start, end)))
                reached = end
        return found

    def _applies(self, index: int, plain: str, start: int, end: int, on: date | None) -> Word | None:
        for word in self._rows[self._keys[index]]:
            if (on is None or word.is_wrong_on(on)) and not _is_right_here(word, plain, start, end):
                return word
        return None


def _plain(word: str) -> str:
    return _lower(flatten(word.strip()).text)


def _lower(text: str) -> str:
    """Small letters, sign for sign: the few that would become two signs are left as they are."""
    small = text.lower()
    return (
        small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    )


def _is_right_here(word: Word, plain: str, start: int, end: int) -> bool:
    """Whether the word stands in a context in which it is right, or is part of what it should be replaced by."""
    wrong = plain[start:end]
    if _lies_in(_plain(word.right), wrong, plain, start):
        return True
    near = plain[max(0, start - _NEAR) : end + _NEAR]
    contexts = [_plain(context) for context in word.unless]
    return any(_lies_in(c, wrong, plain, start) if wrong in c else c in near for c in contexts if c)


def _lies_in(context: str, wrong: str, plain: str, start: int) -> bool:
    """Whether the longer context lies over the place at which the wrong word was found."""
    if len(context) <= len(wrong):
        return False
    offsets = (at for at in range(len(context) - len(wrong) + 1) if context.startswith(wrong, at))
    return any(at <= start and plain.startswith(context, start - at) for at in offsets)


@cache
def builtin_packs() -> tuple[Pack, ...]:
    """The packs of this house, in the order of their names."""
    return tuple(_pack(path) for path in sorted(_PACKS.glob("*.yaml")))


def builtin_words() -> tuple[Word, ...]:
    """All words of all packs of this house."""
    return tuple(word for pack in builtin_packs() for word in pack.words)


@cache
def builtin_matcher() -> Matcher:
    return Matcher(builtin_words())


def _pack(path: Path) -> Pack:
    data: dict[str, Any] = read_yaml(path)
    return Pack(
        code=path.stem,
        label_zh=data["label"]["zh"],
        label_en=data["label"]["en"],
        source=data["source"],
        checked_on=data["checked_on"],
        words=tuple(_words(path.stem, data)),
    )


def _words(category: str, data: dict[str, Any]) -> Iterator[Word]:
    """A row is ``wrong: right``, or ``wrong: {right: …, unless: […]}``; what stands above the rows holds for all."""
    shared = {key: data[key] for key in ("note", "since", "until", "severity") if key in data}
    for wrong, row in data["words"].items():
        said = shared | (row if isinstance(row, dict) else {"right": row})
        right_after = (f"{before}{wrong}" for before in data.get("right_after", ()))
        said["unless"] = (*said.get("unless", ()), *right_after)
        said["severity"] = Severity(said.get("severity", Severity.WARN))
        yield Word(wrong=wrong, category=category, **said)
