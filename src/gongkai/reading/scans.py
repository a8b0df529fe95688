"""Scanned pages read by their looks, with the optional extra ``gongkai[ocr]``.

What is read so is never certain: a figure that the recogniser itself doubts is left unread, and so is every cell in which
it saw nothing, for a faint nought looks like an empty cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from typing import Any, NamedTuple

from gongkai.reading.alignment import Box, Line, PlacedFigure
from gongkai.reading.unreadable import Unreadable

CONFIDENCE = 0.8
UNSEEN = "？"
"""Stands where a figure may be that could not be read."""
PAGES_AT_MOST = 40
# Twice the points of the page: 144 dots an inch, at which the small print of table 4 is still read.
SCALE = 2.0

_SURE = 0.9
_FIGURE = re.compile(r"-?[\d,]+(?:\.\d+)?|[-—/]")
# Writing from top to bottom stands beside all its rows and belongs to none.
_UPRIGHT = 2.5


class Seen(NamedTuple):
    """A run of signs on a page, in dots from the top left corner: left, top, right, bottom."""

    words: str
    place: tuple[float, float, float, float]
    score: float

    @property
    def middle(self) -> float:
        return (self.place[1] + self.place[3]) / 2

    @property
    def height(self) -> float:
        return self.place[3] - self.place[1]

    @property
    def is_upright(self) -> bool:
        return len(self.words) > 2 and self.height > _UPRIGHT * (self.place[2] - self.place[0])


def is_installed() -> bool:
    """Whether scans can be read here."""
    return find_spec("rapidocr") is not None


def seen_on(picture: Any) -> list[Seen]:
    """What stands on the picture of a page, an array of its dots; raises ``Unreadable`` without the extra."""
    found = _recogniser()(picture)
    if found.boxes is None:
        return []
    corners = ((box[:, 0].min(), box[:, 1].min(), box[:, 0].max(), box[:, 1].max()) for box in found.boxes)
    return [
        Seen(words, tuple(map(float, place)), float(score))  # type: ignore[arg-type]
        for words, place, score in zip(found.txts, corners, found.scores, strict=True)
    ]


@cache
def _recogniser() -> Any:
    if not is_installed():
        raise Unreadable("没有安装文字识别的扩展，请先安装 gongkai[ocr]，或者提供文字版。")
    from rapidocr import RapidOCR  # noqa: PLC0415

    return RapidOCR(params={"Global.log_level": "error"})


def lines_of(seen: Iterable[Seen]) -> list[Line]:
    """The lines of a page from top to bottom: words and figures on a level with each other."""
    return [_line(sorted(level, key=lambda one: one.place[0])) for level in _levels(seen)]


def _levels(seen: Iterable[Seen]) -> Iterator[list[Seen]]:
    level: list[Seen] = []
    for one in sorted((one for one in seen if not one.is_upright), key=lambda one: one.middle):
        if level and one.middle - level[-1].middle > min(one.height, level[-1].height) / 2:
            yield level
            level = []
        level.append(one)
    if level:
        yield level


def _line(level: list[Seen]) -> Line:
    first = len(level)
    while first and _FIGURE.fullmatch(level[first - 1].words):
        first -= 1
    label = " ".join(one.words for one in level[:first])
    figures = [PlacedFigure(one.words if one.score >= _SURE else UNSEEN, _box(one)) for one in level[first:]]
    return Line(" ".join([label, *(figure.words for figure in figures)]).strip(), label, figures)


def _box(one: Seen) -> Box:
    left, top, right, bottom = one.place
    return left, -bottom, right, -top
