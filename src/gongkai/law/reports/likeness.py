"""How much of a text stands in another, word for word: copied sections of a report (B-06)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_RUN = 13
"""Shorter runs are the set phrases of every report: 「依申请公开政府信息」, 「政府信息公开工作年度报告」."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class Passage:
    """A stretch of the text that stands in the other one too; ``start`` and ``end`` count its characters."""

    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Likeness:
    """The share of the text (0 to 1) that stands in the other, and the passages in the order of the text."""

    share: float
    passages: tuple[Passage, ...]


def similar(text: str, other: str) -> Likeness:
    """What of ``text`` stands in ``other``: last year's section, or a sister unit's.

    Spaces, punctuation and the value of numbers do not count: last year's sentence with this year's figures is copied.
    """
    letters, places = _letters(text)
    if not letters:
        return Likeness(0.0, ())
    theirs, _places = _letters(other)
    known = {theirs[at : at + _RUN] for at in range(len(theirs) - _RUN + 1)}
    runs = _runs([at for at in range(len(letters) - _RUN + 1) if letters[at : at + _RUN] in known])
    passages = tuple(_passage(text, places[start][0], places[end - 1][1]) for start, end in runs)
    return Likeness(sum(end - start for start, end in runs) / len(letters), passages)


def _letters(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The characters that are compared, and where each begins and ends; a number is one character."""
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        number = _NUMBER.match(text, at)
        end = number.end() if number else at + 1
        if number or text[at].isalnum():
            letters.append("0" if number else text[at])
            places.append((at, end))
        at = end
    return "".join(letters), places


def _runs(found: list[int]) -> list[tuple[int, int]]:
    """The stretches that the found runs cover together."""
    runs: list[tuple[int, int]] = []
    for at in found:
        if runs and at <= runs[-1][1]:
            runs[-1] = (runs[-1][0], at + _RUN)
        else:
            runs.append((at, at + _RUN))
    return runs


def _passage(text: str, start: int, end: int) -> Passage:
    return Passage(start, end, text[start:end])
