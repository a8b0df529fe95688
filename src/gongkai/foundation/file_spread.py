"""How far apart the cells of a sheet lie.

A reader that lays a sheet out as a grid needs memory for everything up to the last cell in each direction, so that a
kilobyte could ask for more than any machine has and take the whole process down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

MOST_CELLS = 10_000_000
CHUNK = 1024 * 1024
_TAG = re.compile(rb"<(?:\w+:)?(row|c)\b([^>]*)>")
_ROW = re.compile(rb"""\br\s*=\s*["'](\d{1,7})["']""")
_CELL = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})(\d{1,7})["']""")
# As nearly every program writes them: the place comes first.
_PLACE = re.compile(rb"""<(?:\w+:)?(?:row|c)\b(?: r="([A-Z]{0,3})(\d{1,7})")?""")


def is_spread_out(part: IO[bytes]) -> bool:
    """Whether the grid up to the last filled cell of this sheet (its XML) would have more than MOST_CELLS places.

    Cells that only carry a format don't count: many a sheet is coloured down to its very end. Looks roughly first,
    and one by one only where that leaves a doubt.
    """
    if not _may_be_spread_out(part):
        return False
    part.seek(0)
    return _is_spread_out(part)


def _may_be_spread_out(part: IO[bytes]) -> bool:
    rows: set[bytes] = set()
    columns: set[bytes] = set()
    for text in _pieces(part):
        places = _PLACE.findall(text)
        columns.update({letters for letters, _digits in places})
        rows.update({digits for _letters, digits in places})
        if b"" in rows:
            return True
    return max(map(int, rows), default=0) * max(map(_number, columns), default=0) > MOST_CELLS


def _is_spread_out(part: IO[bytes]) -> bool:
    row = column = last_row = last_column = 0
    for kind, told in (tag for text in _pieces(part) for tag in _TAG.findall(text)):
        if kind == b"row":
            given = _ROW.search(told)
            row, column = int(given[1]) if given else row + 1, 0
            continue
        place = _CELL.search(told)
        column = _number(place[1]) if place else column + 1
        if not told.endswith(b"/"):
            last_row = max(last_row, int(place[2]) if place else row)
            last_column = max(last_column, column)
            if last_row * last_column > MOST_CELLS:
                return True
    return False


def _pieces(part: IO[bytes]) -> Iterator[bytes]:
    """The XML in pieces that end with a tag."""
    rest = b""
    while chunk := part.read(CHUNK):
        known = rest + chunk
        end = known.rfind(b">") + 1
        yield known[:end]
        rest = known[end:]


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
