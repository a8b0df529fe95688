"""Several reports in one file: where each begins."""

from __future__ import annotations

import re

from gongkai.reading.identity import title_in
from gongkai.reading.normalise import CELL, Text

_FIRST_SECTION = re.compile(r"(?m)^[#* ]*一、")
_LONGEST_TITLE = 80


def first_report(text: Text) -> tuple[Text, tuple[str, ...]]:
    """The text of the first report in a file, and the titles of those that follow it."""
    starts = _starts(text.body)
    if len(starts) < 2:
        return text, ()
    titles = tuple(text.body[start:].split("\n", 1)[0].split(CELL)[0] for start in starts[1:])
    return Text(text.body[: starts[1]], text.notes), titles


def _starts(body: str) -> list[int]:
    """The titles that are followed by a first section before the next title."""
    titles = _titles(body)
    ends = [*titles[1:], len(body)]
    return [
        start for start, end in zip(titles, ends, strict=False) if _FIRST_SECTION.search(body, start, end)
    ]


def _titles(body: str) -> list[int]:
    found, at = [], 0
    for line in body.split("\n"):
        if len(line) < _LONGEST_TITLE and "。" not in line and title_in(line):
            found.append(at)
        at += len(line) + 1
    return found
