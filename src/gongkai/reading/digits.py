"""Numbers as they are printed: with thousands separators and units, blank or dashed, or several run together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

Number = int | Decimal

UNITS = "亿元|万元|元|人次|条次|件次|件|项|条|次|个|宗|起|份|篇|人"
_PRINTED = re.compile(rf"(?P<digits>-?\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|-?\d+(?:\.\d+)?)\s*(?P<unit>{UNITS})?")
_LEADING_ZERO = re.compile(r"0\d")
_LONGEST_RUN = 40


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
    match = _PRINTED.fullmatch(words)
    return Printed(words, number(match["digits"]), match["unit"]) if match else None


def is_run_together(chunks: Sequence[str], wanted: int) -> bool:
    """Whether fewer chunks than cells can only mean that the cells' figures were glued to each other."""
    if not chunks or len(chunks) >= wanted or sum(map(len, chunks)) > _LONGEST_RUN:
        return False
    glued = any("00" in chunk or _LEADING_ZERO.match(chunk) for chunk in chunks)
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


_PLAIN = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")


def _is_number(digits: str) -> bool:
    return _PLAIN.fullmatch(digits) is not None
