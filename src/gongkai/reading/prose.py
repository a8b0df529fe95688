"""The running text of a report, mended where lines were broken, parted into paragraphs and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.reading.normalise import CELL, Text, compact
from gongkai.reading.regions import Regions

_NUMBERED = re.compile(
    r"\s*(?:[#*•]+|[一二三四五六七八九十]{1,3}[、.]|[(（][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.、](?!\d))"
)
_INLINE = re.compile(
    r"(?<=[。;!?)）\]〕情况])(?=[一二三四五六七八九]、[^,，。;]{2,24}(?:情况|概述|问题|事项))"
    r"|(?<=[。;!?:：])(?=[(（][一二三四五六七八九十]{1,2}[)）])"
)
_COUNTED = re.compile(r"\s*\d+\s*(?:条|件|份|次|篇|个|期)[,，;；。 ]")
_PUNCTUATION = re.compile(r"[,;。]")
_SENTENCE = re.compile(r"[^。;!?]+[。;!?]?")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph without white space, and the line on which it begins."""

    words: str
    line: int

    def sentences(self) -> Iterator[str]:
        return (match[0] for match in _SENTENCE.finditer(self.words))


def paragraphs(text: Text, regions: Regions) -> list[Paragraph]:
    """What is told in prose: everything outside the tables, in order."""
    found: list[Paragraph] = []
    for start, end in _outside(text, regions):
        found += _mended(text, start, end)
    return found


def _outside(text: Text, regions: Regions) -> Iterator[tuple[int, int]]:
    at = 0
    spans = (regions.proactive, regions.applications, regions.remedies, regions.indicators)
    for start, end in sorted(span for span in spans if span):
        if start > at:
            yield at, start
        at = max(at, end)
    if at < len(text.body):
        yield at, len(text.body)


def _mended(text: Text, start: int, end: int) -> Iterator[Paragraph]:
    """Lines joined to paragraphs: a line that does not begin one goes on with the last, unless that had ended."""
    words, begun, ended = "", text.line_of(start), True
    for number, line in enumerate(text.body[start:end].split("\n"), begun):
        if (ended and not _COUNTED.match(line)) or _NUMBERED.match(line) or CELL in line:
            yield from _parted(words, begun)
            words, begun = "", number
        words += line
        ended = CELL in line or line.rstrip().endswith(("。", ":", ";")) or _is_heading(line)
    yield from _parted(words, begun)


def _is_heading(line: str) -> bool:
    return len(line) < 30 and bool(_NUMBERED.match(line)) and not _PUNCTUATION.search(line)


def _parted(words: str, line: int) -> Iterator[Paragraph]:
    whole = compact(words)
    if whole:
        yield from (Paragraph(part, line) for part in _INLINE.split(whole) if part)
