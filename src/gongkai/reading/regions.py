"""Where in a text the tables of a report begin and end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.reading.normalise import Text

Span = tuple[int, int]


def _spread(words: str) -> str:
    """A pattern for words that a narrow column may have broken."""
    return r"[\s\x1f]*".join(words)


_ARTICLE = rf"{_spread('第二十条')}\s*第?\s*[(（]?\s*[一五六八九]\s*[)）]?\s*项"
_PROACTIVE = re.compile(
    rf"{_ARTICLE}(?=[\s\x1f]*(?:{_ARTICLE}[\s\x1f]*){{0,4}}{_spread('信息内容')})|(?m:^[#\s]*{_spread('信息内容')}[\s\x1f]*{_spread('本年')})"
)
_APPLICATIONS = re.compile(
    rf"{_spread('勾稽关系')}|(?m:^(?:[#\s]*)一、\s*{_spread('本年新收政府信息公开申请')})"
    rf"|(?m:^[#\s]*{_spread('申请人情况')}[\s\x1f(（]+{_spread('自然人')})"
)
_RECEIVED_HEADING = re.compile(rf"[一二三四五六七]\s*、\s*{_spread('收到和处理政府信息公开申请')}")
_REMEDIES_HEADING = re.compile(
    r"(?:[一二三四五六七]\s*、\s*)?(?:因?\s*政府信息公开[^\n\x1f。;]{0,14}|申请)行政复议[^\n\x1f。;:]{0,20}?(?:情况|诉讼)"
    r"|(?m:^[#\s]*行政复议[\s\x1f]+行政诉讼)"
)
_UPHELD = re.compile(r"结\s*果[\s\x1f]*维\s*持|结\s*果[\s\x1f]+结\s*果")
_PROBLEMS_HEADING = re.compile(
    r"[一二三四五六七]\s*、\s*(?:政府信息公开工作)?\s*(?:存在的?)?(?:主要)?问题[^\n。;]{0,20}"
)
_OTHER_HEADING = re.compile(r"[一二三四五六七]\s*、\s*其他需要[^\n。;]{0,10}")
_INDICATORS = re.compile(r"(?:指\s*标\s*名\s*称|统\s*计\s*指\s*标)")


@dataclass(frozen=True)
class Regions:
    """The spans of the tables; None where a table does not appear."""

    proactive: Span | None
    applications: Span | None
    remedies: Span | None
    indicators: Span | None

    @property
    def first(self) -> int | None:
        """Where the first table begins: figures before are told in prose."""
        spans = [s for s in (self.proactive, self.applications, self.remedies, self.indicators) if s]
        return min(span[0] for span in spans) if spans else None


def regions_of(text: Text) -> Regions:
    """Find the tables of a report by the words that only their headers have."""
    body = text.body
    end = len(body)
    proactive = _PROACTIVE.search(body)
    applications = _APPLICATIONS.search(body, proactive.start() if proactive else 0)
    remedies = _remedies_start(
        body, applications.start() if applications else proactive.start() if proactive else 0
    )
    indicators = _INDICATORS.search(body)
    closing = _first(body, (_PROBLEMS_HEADING, _OTHER_HEADING), remedies or _start(applications) or 0)
    return Regions(
        proactive=_span(
            _start(proactive), _received_heading(body, proactive), _start(applications), remedies, end
        ),
        applications=_span(_start(applications), remedies, closing, end),
        remedies=_span(remedies, closing, end),
        indicators=_span(_start(indicators), end),
    )


def _start(match: re.Match[str] | None) -> int | None:
    return match.start() if match else None


def _span(start: int | None, *ends: int | None) -> Span | None:
    if start is None:
        return None
    return start, min(end for end in ends if end is not None and end > start)


def _received_heading(body: str, proactive: re.Match[str] | None) -> int | None:
    return _start(_RECEIVED_HEADING.search(body, proactive.end())) if proactive else None


def _remedies_start(body: str, after: int) -> int | None:
    """The heading or header of table 4: words about reconsideration that are soon followed by 结果维持."""
    upheld = _UPHELD.search(body, after)
    if not upheld:
        return None
    start = upheld.start()
    for heading in _REMEDIES_HEADING.finditer(body, max(after, start - 160), start):
        return heading.start()
    return start


def _first(body: str, patterns: tuple[re.Pattern[str], ...], after: int) -> int | None:
    starts = [match.start() for pattern in patterns if (match := pattern.search(body, after + 1))]
    return min(starts) if starts else None
