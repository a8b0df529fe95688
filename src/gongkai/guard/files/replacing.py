"""Putting masked words in the place of findings, over as many stretches as a finding covers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from gongkai.guard.files.seen import Piece, Stretch
from gongkai.guard.findings import Finding


def replaced(piece: Piece, findings: Iterable[Finding]) -> list[tuple[Stretch, str]]:
    """The stretches of a piece that change, with their new text. Offsets of the findings are those of the piece."""
    stretches, starts = piece.stretches, piece.starts
    texts: dict[int, str] = {}
    for start, end, masked in reversed(spans(findings)):
        index = bisect_right(starts, start) - 1
        while index < len(stretches) and starts[index] < end:
            stretch, at = stretches[index], starts[index]
            if stretch.target is not None and stretch.text:
                text = texts.get(index, stretch.text)
                rest = text[end - at :] if end < at + len(stretch.text) else ""
                texts[index] = text[: max(0, start - at)] + masked + rest
                masked = ""
            index += 1
    return [(stretches[index], texts[index]) for index in sorted(texts)]


def spans(findings: Iterable[Finding]) -> list[tuple[int, int, str]]:
    """From where to where to write what; findings that overlap become one, wholly covered."""
    merged: list[tuple[int, int, str]] = []
    for finding in sorted(findings, key=lambda one: (one.place.start, -one.place.end)):
        start, end, masked = finding.place.start, finding.place.end, finding.masked
        if merged and start < merged[-1][1]:
            first, last, words = merged.pop()
            if end > last:
                words = "*" * (end - first)
            start, end, masked = first, max(last, end), words
        merged.append((start, end, masked))
    return merged
