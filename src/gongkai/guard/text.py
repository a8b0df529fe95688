"""Scans a text for what must not be published, and masks it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from gongkai.guard.context import Hit, Reading
from gongkai.guard.findings import Finding, Place
from gongkai.guard.flat import flatten
from gongkai.guard.homes import find_homes
from gongkai.guard.marks import find_marks
from gongkai.guard.messengers import find_messengers
from gongkai.guard.numbers import find_cards, find_identity, find_old_identity
from gongkai.guard.papers import find_military, find_papers, find_plates
from gongkai.guard.persons import find_names
from gongkai.guard.phones import find_mobiles
from gongkai.guard.rules import kind
from gongkai.guard.spelled import find_spelled

_AROUND = 20
_DETECTORS: tuple[Callable[[Reading], Iterator[Hit]], ...] = (
    find_marks,
    find_identity,
    find_cards,
    find_old_identity,
    find_mobiles,
    find_spelled,
    find_papers,
    find_military,
    find_plates,
    find_messengers,
    find_names,
    find_homes,
)
Span = tuple[int, int, str]


def scan_text(
    text: str,
    *,
    part: str = "",
    label: str = "",
    headers: str = "",
    office_numbers: Collection[str] = (),
) -> list[Finding]:
    """All findings in a text, in its order, none overlapping another.

    ``part`` and ``label`` say which piece of text this is and are passed on to the places of the findings. ``headers``
    is what stands over a cell: 账号 over a column says what its numbers are. ``office_numbers`` may be published.
    """
    flat = flatten(text)
    reading = Reading(flat.text, flatten(headers).text, frozenset(map(_digits, office_numbers)))
    hits = _without_overlaps(hit for detector in _DETECTORS for hit in detector(reading))
    spans: list[Span] = [(*flat.span(hit.start, hit.end), hit.masked) for hit in hits]
    return [
        Finding(
            kind=hit.kind,
            severity=hit.severity,
            value=text[start:end],
            masked=hit.masked,
            place=Place(part, label, start, end),
            excerpt=_excerpt(text, spans, index),
        )
        for index, (hit, (start, end, _)) in enumerate(zip(hits, spans, strict=True))
    ]


def mask_text(text: str, findings: Iterable[Finding]) -> str:
    """The text with every finding replaced by its masked form and all else kept.

    The findings are those of this very text. A secrecy mark stays: a mark is taken off by whoever may declassify.
    """
    pieces, at = [], 0
    for finding in sorted(findings, key=lambda f: f.place.start):
        if not kind(finding.kind).maskable:
            continue
        if text[finding.place.start : finding.place.end] != finding.value or finding.place.start < at:
            raise ValueError("The findings are not those of this text.")
        pieces += [text[at : finding.place.start], finding.masked]
        at = finding.place.end
    return "".join([*pieces, text[at:]])


def _digits(number: str) -> str:
    return re.sub(r"\D", "", flatten(number).text)


def _without_overlaps(hits: Iterable[Hit]) -> list[Hit]:
    """Of two findings on the same characters the more specific stays, then the longer, then the earlier."""
    kept: list[Hit] = []
    taken: set[int] = set()
    for hit in sorted(hits, key=lambda h: (kind(h.kind).rank, h.start - h.end, h.start)):
        places = range(hit.start, hit.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)


def _excerpt(text: str, spans: Sequence[Span], index: int) -> str:
    """Some words to each side, with this and every neighbouring finding masked."""
    first, last = index, index
    start, end = spans[index][0] - _AROUND, spans[index][1] + _AROUND
    while first > 0 and spans[first - 1][1] > start:
        first -= 1
    while last < len(spans) - 1 and spans[last + 1][0] < end:
        last += 1
    at = max(0, min(start, spans[first][0]))
    pieces = []
    for span_start, span_end, masked in spans[first : last + 1]:
        pieces += [text[at:span_start], masked]
        at = span_end
    return re.sub(r"\s+", " ", "".join([*pieces, text[at : max(end, at)]])).strip()
