"""The running text of a report, mended where lines were broken, parted into paragraphs and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from gongkai.reading.normalise import CELL, Text, compact
from gongkai.reading.numerals import with_arabic_counts
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


_YEAR = re.compile(r"(20\d\d)年(?!度?(?:结转|底|末|\d))")
_OTHER_TIME = re.compile(r"(?:去年|上一?年(?!度?(?:结转|末)))(?!同期)[^\d]{0,24}\d|计划|力争|预计")
_COUNT_IN = re.compile(r"\d(?:余|多|万)*(?:条|件|宗|起|份|次)")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph without white space, its counts in Arabic figures, and the line on which it begins."""

    words: str
    line: int

    def sentences(self) -> tuple[str, ...]:
        """The sentences without what they say of other years and of plans."""
        return self._sentences

    @cached_property
    def _sentences(self) -> tuple[str, ...]:
        return tuple(_of_this_year(match[0]) for match in _SENTENCE.finditer(self.words))


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


def _of_this_year(sentence: str) -> str:
    """The sentence less the clauses that count for a year before the latest it names, or for a time to come."""
    years = [int(year) for year in _YEAR.findall(sentence)]
    if not _OTHER_TIME.search(sentence) and len(set(years)) < 2:
        return sentence
    return ",".join(
        clause for clause in sentence.split(",") if not _is_of_other_time(clause, max(years, default=0))
    )


def _is_of_other_time(clause: str, latest: int) -> bool:
    if not _COUNT_IN.search(clause):
        return False
    named = [int(year) for year in _YEAR.findall(clause)]
    is_old = bool(named) and max(named) < latest and "结转" not in clause
    return is_old or bool(_OTHER_TIME.match(clause)) or clause.startswith(("计划", "力争", "预计"))


def _is_heading(line: str) -> bool:
    return len(line) < 30 and bool(_NUMBERED.match(line)) and not _PUNCTUATION.search(line)


def _parted(words: str, line: int) -> Iterator[Paragraph]:
    whole = compact(words)
    if whole:
        yield from (Paragraph(_with_figures(part), line) for part in _INLINE.split(whole) if part)


def _with_figures(words: str) -> str:
    return _SENTENCE.sub(lambda match: with_arabic_counts(match[0]), words)
