"""What stands around a place in a text: the words before and behind it, its line, and the heading of its column."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from gongkai.guard.findings import Severity
from gongkai.guard.rules import read_yaml

BEFORE = 24
"""How far before a number the label may stand that says what the number is."""

_CELL = re.compile(r"[\t|\x1f]")
_LONGEST_ROW = 4000
_LINE = 160


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found in a flat text, with offsets in that flat text."""

    kind: str
    severity: Severity
    start: int
    end: int
    masked: str


@cache
def vocabulary() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml("vocabulary.yaml")
    return data


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def words_of(name: str) -> re.Pattern[str]:
    """A pattern for any word of a list of the vocabulary, such as ``person_list`` or ``labels.bank``."""
    found: Any = vocabulary()
    for step in name.split("."):
        found = found[step]
    return re.compile(any_of(found))


@cache
def _labels() -> tuple[re.Pattern[str], dict[str, str]]:
    group_of = {word: group for group, words in vocabulary()["labels"].items() for word in words}
    return re.compile(any_of(group_of)), group_of


def nearest_label(window: str) -> str:
    """The group of the last label in the window (``identity``, ``bank``, ``code``, …), or nothing."""
    pattern, group_of = _labels()
    found = pattern.findall(window)
    return group_of[found[-1]] if found else ""


@dataclass(frozen=True)
class Reading:
    """A flat text as it is being read, with the heading over it and the lines of offices that may be named."""

    text: str
    headers: str = ""
    offices: frozenset[str] = field(default_factory=frozenset)

    def before(self, at: int, width: int = BEFORE) -> str:
        return self.text[max(0, at - width) : at]

    def after(self, at: int, width: int = BEFORE) -> str:
        return self.text[at : at + width]

    def line(self, start: int, end: int) -> str:
        """The line around a stretch, at most some 160 signs to each side."""
        before, after = self.before(start, _LINE), self.after(end, _LINE)
        return before.rpartition("\n")[2] + self.text[start:end] + after.partition("\n")[0]

    def label(self, at: int, *, width: int = BEFORE) -> str:
        """The group of the label that says what stands at this place: in the line before it, else over it."""
        return nearest_label(self.own_cell(at, width)) or nearest_label(self.heading(at))

    def own_cell(self, at: int, width: int = BEFORE) -> str:
        """The words before a place; in a table only those of its own cell, else a neighbour would speak for it."""
        window = self.before(at, width)
        row = window.rpartition("\n")[2]
        return _CELL.split(row)[-1] if _CELL.search(row) else window

    def cells(self, start: int, end: int) -> list[str]:
        """The cells of the row in which a stretch stands."""
        return _CELL.split(self.line(start, end))

    def heading(self, at: int) -> str:
        """The heading given for the whole text, and that of the table column in which the place stands."""
        if not self._rows:
            return self.headers
        starts, heads = self._rows
        index = bisect_right(starts, at) - 1
        head = heads[index]
        if head == index:
            return self.headers
        column = len(_CELL.findall(self.text, starts[index], at))
        cells = _CELL.split(self._row(head))
        return f"{self.headers} {cells[column]}" if column < len(cells) else self.headers

    def head_row(self, at: int) -> str:
        """All headings of the table in which the place stands."""
        if not self._rows:
            return self.headers
        starts, heads = self._rows
        index = bisect_right(starts, at) - 1
        return self.headers if heads[index] == index else f"{self.headers} {self._row(heads[index])}"

    def _row(self, index: int) -> str:
        start = self._rows[0][index] if self._rows else 0
        return self.text[start : start + _LONGEST_ROW].partition("\n")[0]

    @cached_property
    def _rows(self) -> tuple[list[int], list[int]] | None:
        """Where the lines begin, and for each the number of its table's first line (itself, if it is in none)."""
        if not _CELL.search(self.text):
            return None
        starts: list[int] = []
        heads: list[int] = []
        head = 0
        for index, (start, end) in enumerate(_lines(self.text)):
            in_table = end - start <= _LONGEST_ROW and _CELL.search(self.text, start, end) is not None
            after_table = index > 0 and heads[-1] != -1
            head = head if in_table and after_table else index
            starts.append(start)
            heads.append(head if in_table else -1)
        return starts, [index if head == -1 else head for index, head in enumerate(heads)]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while (end := text.find("\n", start)) != -1:
        yield start, end
        start = end + 1
    yield start, len(text)
