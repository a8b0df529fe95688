"""Findings brought back from the text that was read as one to the places where a user would look for them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongkai.guard.files.pdfium import NO_WIDTH
from gongkai.guard.files.plain import TEXT
from gongkai.guard.files.seen import Piece
from gongkai.guard.files.tables import BETWEEN
from gongkai.guard.findings import Finding, Place

_LONGEST_EXCERPT = 120


def located(seen: Piece, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Each finding with the address and label of the stretch it begins in, and its offset there.

    What was found in words that only stand there for the context of others is left out.
    """
    is_table = BETWEEN in seen.text
    for number, finding in enumerate(findings):
        index = _stretch_of(seen, finding)
        if index is None:
            continue
        offset = seen.starts[_first_of(seen, index)]
        start, end = (max(0, at - offset) for at in (finding.place.start, finding.place.end))
        place = Place(seen.stretches[index].part, _label(seen, index, finding), start, end)
        excerpt = _row(seen.text, findings, number) if is_table else finding.excerpt
        yield replace(finding, value=finding.value.replace(NO_WIDTH, ""), place=place, excerpt=excerpt)


def _stretch_of(seen: Piece, finding: Finding) -> int | None:
    """The first stretch with a place that the finding touches."""
    index = bisect_right(seen.starts, finding.place.start) - 1
    while index < len(seen.starts) and seen.starts[index] < finding.place.end:
        if seen.stretches[index].label:
            return index
        index += 1
    return None


def _first_of(seen: Piece, index: int) -> int:
    """The first of the stretches that stand in the same place as this one, breaks between them included."""
    part = seen.stretches[index].part
    first = index
    while index > 0 and seen.stretches[index - 1].part in (part, ""):
        index -= 1
        first = index if seen.stretches[index].part == part else first
    return first


def _label(seen: Piece, index: int, finding: Finding) -> str:
    label = seen.stretches[index].label
    if not seen.has_lines:
        return label
    line = seen.first_line + seen.text.count("\n", 0, finding.place.start)
    return f"{label.removesuffix(TEXT)}第{line}行"


def _row(text: str, findings: Sequence[Finding], number: int) -> str:
    """The row of a table in which a finding stands, as an excerpt: the rows around are other people's."""
    finding = findings[number]
    start = text.rfind("\n", 0, finding.place.start) + 1
    end = text.find("\n", finding.place.end)
    first = number
    while first > 0 and findings[first - 1].place.start >= start:
        first -= 1
    pieces, at = [], start
    for one in findings[first:]:
        if one.place.end > end:
            break
        pieces += [text[at : one.place.start], one.masked]
        at = one.place.end
    cells = "".join([*pieces, text[at:end]]).split(BETWEEN)
    where = next((index for index, cell in enumerate(cells) if finding.masked in cell), 0)
    return re.sub(r"\s+", " ", " ".join(cells[max(0, where - 2) : where + 3])).strip()[:_LONGEST_EXCERPT]
