"""The numbered sections of a report (B-03), each with its topic and text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.reading.normalise import CELL, Text

_NUMBERS = "一二三四五六七八九十"
_TOPICS = {
    "overview": r"总体情况|总体|概述|基本情况|概况",
    "applications": r"收到和处理|(?:政府信息)?依申请|申请公开",
    "remedies": r"[^\n。;]{0,16}(?:复议|诉讼)",
    "problems": r"[^\n。;]{0,16}(?:问题|改进|不足)",
    "other": r"其他需要|需要(?:说明|报告)的其他|其他(?:情况|事项)|需要说明",
    "fees": r"[^\n。;]{0,14}(?:收费|减免|支出)",
    "proactive": r"[^\n。;]{0,12}主动公开|重点领域[^\n。;]{0,10}公开|公开[^\n。;]{0,8}情况",
    "text": r"[^\n。;,:]{2,28}(?=\n|$)",
}
_LEAVES = r"本年新收|上年结转|本年度?办理结果|结转下年"
_OFFICIAL = "收到和处理政府信息公开申请|政府信息公开行政复议|存在的主要问题及改进|其他需要报告的事项|主动公开政府信息情况"
_HEADING = re.compile(
    rf"(?:(?<=[\n。;!?\s)）\]〕])|^|(?=[{_NUMBERS}]、(?:{_OFFICIAL})))(?:[#*]+[ ]*)?"
    rf"(?P<number>[{_NUMBERS}]{{1,2}})[ ]*[、.][ ]*(?!{_LEAVES})"
    r"(?P<title>"
    + "|".join(f"(?P<{topic}>{pattern})" for topic, pattern in _TOPICS.items())
    + r")(?P<rest>[^\n。,，:;\x1f（(0-9 ]{0,30})"
)


@dataclass(frozen=True)
class Section:
    """A section: its printed number and title, what it is about, its text, and the line of its heading."""

    number: str
    title: str
    topic: str
    text: str
    line: int
    start: int
    end: int


def read_sections(text: Text) -> list[Section]:
    """The sections in order; a numbered heading counts when it goes on from the one before."""
    found = list(_ascending(_HEADING.finditer(text.body)))
    ends = [*(match.start() for match in found[1:]), len(text.body)][: len(found)]
    return [_section(text, match, end) for match, end in zip(found, ends, strict=True)]


def _ascending(matches: Iterator[re.Match[str]]) -> Iterator[re.Match[str]]:
    last = 0
    for match in matches:
        number = _NUMBERS.index(match["number"][0]) + 1
        if last < number <= last + 3:
            last = number
            yield match


def _section(text: Text, match: re.Match[str], end: int) -> Section:
    topic = next(topic for topic in _TOPICS if match[topic])
    title = (match["title"] + match["rest"]).strip()
    body = text.body[match.end() : end].replace(CELL, "\t").strip()
    return Section(match["number"], title, topic, body, text.line_of(match.start()), match.start(), end)
