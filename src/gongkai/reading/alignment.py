"""Which column of its table a figure of a PDF stands in, by where it stands on the page.

The words of a page come in the order in which they were drawn: neighbouring cells run together, figures of one row come
on several lines, and nothing says which columns of a row are blank. Where the figures stand says all three; a complete
row of the same table says where its columns are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from gongkai.reading.normalise import CELL

_TAIL = re.compile(r"[\d.,\s/—-]*\d[\d.,\s/—-]*$")
_SIGN = re.compile(r"\S")
_HEADING = re.compile(r"\s*[一二三四五六七八]、\s*\S*情\s*况\s*")
# Of table 3 and of table 4: a row with all its figures has as many.
_WIDTHS = (7, 15)
# Of the way from one column to the next: how far from its column's middle a figure may stand.
_ASTRAY = 0.4
# Of the height of a sign: a wider gap parts two figures, a greater step down two rows.
_GAP, _STEP = 0.15, 0.5

Box = tuple[float, float, float, float]
"""Left, bottom, right and top of a sign, in points."""


@dataclass
class PlacedFigure:
    """A figure and where it stands."""

    words: str
    box: Box

    @property
    def middle(self) -> float:
        return (self.box[0] + self.box[2]) / 2


@dataclass
class Line:
    """A line of a page: its words, what stands before the figures at its end, and these."""

    words: str
    label: str
    figures: list[PlacedFigure] = field(default_factory=list)


def placed_lines(words: str, box: Callable[[int], Box]) -> list[Line]:
    """The lines of a page; ``box(n)`` is where its n-th character stands."""
    lines, start = [], 0
    for line in re.split(r"(?<=\n)", words):
        plain = line.rstrip("\r\n")
        tail = _TAIL.search(plain)
        label = plain[: tail.start()] if tail else plain
        lines.append(Line(plain, label.strip(), _figures(plain, len(label), start, box)))
        start += len(line)
    return _joined(lines)


def aligned(pages: Sequence[Sequence[Line]], blank: str = "") -> list[list[str]]:
    """The words of the lines of each page, table rows with their cells apart; a table may go on on the next page.

    ``blank`` is what a cell holds in which no figure stands.
    """
    lines = [line for page in pages for line in page]
    words: list[str] = []
    for table in _tables(lines):
        widest = max((line.figures for line in table), key=len, default=[])
        columns = [figure.middle for figure in widest] if len(widest) in _WIDTHS else []
        words += [_in_columns(line, columns, blank) or line.words for line in table]
    told = iter(words)
    return [[next(told) for _ in page] for page in pages]


def _figures(line: str, tail: int, start: int, box: Callable[[int], Box]) -> list[PlacedFigure]:
    """The figures at the end of a line, parted where there is a gap between them."""
    figures: list[PlacedFigure] = []
    for match in _SIGN.finditer(line, tail):
        place = box(start + match.start())
        if figures and _touch(figures[-1].box, place):
            last = figures[-1]
            figures[-1] = PlacedFigure(last.words + match[0], (*last.box[:2], *place[2:]))
        else:
            figures.append(PlacedFigure(match[0], place))
    return figures


def _touch(one: Box, other: Box) -> bool:
    return _is_level(one, other) and abs(other[0] - one[2]) < _GAP * (one[3] - one[1])


def _is_level(one: Box, other: Box) -> bool:
    return abs(other[1] - one[1]) < _STEP * (one[3] - one[1])


def _joined(lines: list[Line]) -> list[Line]:
    """Lines of nothing but figures with the line above, where they stand on a level with its figures."""
    joined: list[Line] = []
    for line in lines:
        if joined and _goes_on(joined[-1], line):
            joined[-1].words += f" {line.words}"
            joined[-1].figures += line.figures
        else:
            joined.append(line)
    return joined


def _goes_on(above: Line, line: Line) -> bool:
    if line.label or not line.figures or not above.figures:
        return False
    return _is_level(above.figures[-1].box, line.figures[0].box)


def _tables(lines: list[Line]) -> list[list[Line]]:
    """The lines between the headings of the sections."""
    headings = [at for at, line in enumerate(lines) if _HEADING.fullmatch(line.words)]
    return [lines[start:end] for start, end in pairwise([0, *headings, len(lines)])]


def _in_columns(line: Line, columns: Sequence[float], blank: str) -> str | None:
    """The row with a cell for each column; None where it has no figures, or one that stands between two columns."""
    if not columns or not line.figures:
        return None
    astray = _ASTRAY * min(right - left for left, right in pairwise(columns))
    cells = [blank] * len(columns)
    for figure in line.figures:
        nearest = min(range(len(columns)), key=lambda at: abs(columns[at] - figure.middle))
        if abs(columns[nearest] - figure.middle) > astray or cells[nearest] != blank:
            return None
        cells[nearest] = figure.words
    return CELL.join([line.label, *cells] if line.label else cells)
