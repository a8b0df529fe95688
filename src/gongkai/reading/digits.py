"""Numbers as they are printed: with thousands separators and units, blank or dashed, or several run together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.reading.numerals import numeral

Number = int | Decimal

UNITS = "亿元|万元|元|人次|条次|件次|件|项|条|次|个|宗|起|份|篇|人"
_PRINTED = re.compile(rf"(?P<digits>-?\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|-?\d+(?:\.\d+)?)\s*(?P<unit>{UNITS})?")
_NUMERAL = re.compile(r"[零〇]|[一二两三四五六七八九十]?[十百千万][零〇一二三四五六七八九十百千万]*")
_LEADING_ZERO = re.compile(r"0\d")
_LONGEST_RUN = 40
_LONGEST_CELL = 7


@dataclass(frozen=True)
class Printed:
    """One cell as printed; ``value`` is None for a cell that is blank or holds a dash or 无."""

    words: str
    value: Number | None
    unit: str | None = None


BLANKS = frozenset({"", "-", "--", "—", "——", "/", "\\", "无", "空", "*", "…"})


def number(digits: str) -> Number:
    """The number that digits stand for, exactly."""
    plain = digits.replace(",", "")
    return Decimal(plain) if "." in plain else int(plain)


def printed(cell: str) -> Printed | None:
    """What a cell holds: a number, a blank, or, when it is None, words."""
    words = cell.strip()
    if words in BLANKS:
        return Printed(words, None)
    if _NUMERAL.fullmatch(words):
        spoken = numeral(words)
        return None if spoken is None else Printed(words, spoken)
    match = _PRINTED.fullmatch(words)
    return Printed(words, number(match["digits"]), match["unit"]) if match else None


def is_glued(chunk: str) -> bool:
    """Whether a run of digits cannot be one number."""
    return _LEADING_ZERO.match(chunk) is not None


def is_run_together(chunks: Sequence[str], wanted: int) -> bool:
    """Whether fewer chunks than cells can only mean that the cells' figures were glued to each other."""
    if not chunks or len(chunks) >= wanted or sum(map(len, chunks)) > _LONGEST_RUN:
        return False
    glued = any("00" in chunk or is_glued(chunk) for chunk in chunks)
    return glued or len(chunks) == 1


def splits(chunks: Sequence[str], wanted: int) -> Iterator[tuple[Number, ...]]:
    """Every way to part the chunks into that many numbers without a leading zero."""
    if not chunks:
        if wanted == 0:
            yield ()
        return
    if wanted < len(chunks):
        return
    first, rest = chunks[0], chunks[1:]
    for parts in range(1, wanted - len(rest) + 1):
        for heads in _part(first, parts):
            for tails in splits(rest, wanted - parts):
                yield (*heads, *tails)


def _part(chunk: str, parts: int) -> Iterator[tuple[Number, ...]]:
    if parts == 1:
        if _is_number(chunk):
            yield (number(chunk),)
        return
    for cut in range(1, len(chunk) - parts + 2):
        if not _is_number(chunk[:cut]):
            if chunk[0] == "0":
                return
            continue
        for rest in _part(chunk[cut:], parts - 1):
            yield (number(chunk[:cut]), *rest)


def ways_to_part(chunks: Sequence[str], wanted: int) -> int:
    """In how many ways the chunks part into that many numbers, whatever these sum to."""
    ways = [1] + [0] * wanted
    for chunk in chunks:
        ways = _ways_with(chunk, ways)
    return ways[wanted]


def _ways_with(chunk: str, before: list[int]) -> list[int]:
    """The ways to reach each count of numbers when a chunk follows those counted in ``before``."""
    reached = [before, *([0] * len(before) for _ in chunk)]
    for start, ways in enumerate(reached[:-1]):
        longest = 1 if chunk[start] == "0" else _LONGEST_CELL
        for end in range(start + 1, min(start + longest, len(chunk)) + 1):
            for count, number_of_ways in enumerate(ways[:-1]):
                reached[end][count + 1] += number_of_ways
    return reached[-1]


_PLAIN = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")


def _is_number(digits: str) -> bool:
    return _PLAIN.fullmatch(digits) is not None


@dataclass
class _Patience:
    """How many more steps a search may take; a run of digits that needs more is left unread."""

    left: int = 20_000


def summing(chunks: Sequence[str], width: int, groups: int = 1) -> list[tuple[int, ...]]:
    """Every way to part glued digits into groups of cells whose last is the sum of those before it."""
    if sum(map(len, chunks)) > _LONGEST_RUN or not all(chunk.isdecimal() for chunk in chunks):
        return []
    found: set[tuple[int, ...]] = set()
    patience = _Patience()
    _search(tuple(chunks), width, width * groups, (), found, patience)
    return sorted(found) if patience.left else []


def _search(
    chunks: tuple[str, ...],
    width: int,
    cells: int,
    way: tuple[int, ...],
    found: set[tuple[int, ...]],
    patience: _Patience,
) -> None:
    if not patience.left:
        return
    patience.left -= 1
    if not chunks or len(way) == cells:
        if not chunks and len(way) == cells:
            found.add(way)
        return
    for digits in _heads(chunks[0], way, width):
        rest = chunks[0][len(digits) :]
        left = (rest, *chunks[1:]) if rest else chunks[1:]
        if sum(map(len, left)) >= _least((*way, int(digits)), width, cells) and cells - len(way) > len(left):
            _search(left, width, cells, (*way, int(digits)), found, patience)


def _least(way: tuple[int, ...], width: int, cells: int) -> int:
    """How many digits the cells still to come have at least: the total of a group is no shorter than its parts."""
    begun = way[len(way) - len(way) % width :]
    total = len(str(sum(begun))) - 1 if begun else 0
    return cells - len(way) + total


def _heads(chunk: str, way: tuple[int, ...], width: int) -> Iterator[str]:
    """What the next cell can be: the sum of its group when it is the last, else any number without a leading zero."""
    place = len(way) % width
    if place == width - 1:
        total = str(sum(way[-place:]))
        if chunk.startswith(total):
            yield total
        return
    longest = 1 if chunk[0] == "0" else min(len(chunk), _LONGEST_CELL)
    for length in range(1, longest + 1):
        yield chunk[:length]
