"""Years and periods, also where the page has lost part of a date (「201811日至20181231日」)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
YEAR = r"(?:(?:19|20)\d\d|[二一][〇○零九][〇○零一二三四五六七八九]{2})"
_DAY = (
    r"(?P<{0}y>(?:19|20)\d\d)?\s*年?\s*(?:(?P<{0}m>\d{{1,2}})\s*月\s*(?P<{0}d>\d{{1,2}})\s*[日号]?"
    r"|(?P<{0}lost>\d{{2,4}})\s*[日号])"
)
_PERIOD = re.compile(
    rf"(?:期限|时限|周期|时间|期间|起止|数据)[^。;\d]{{0,24}}?{_DAY.format('a')}\s*(?:起|开始)?[,，]?\s*(?:至|到|-|—|~)\s*{_DAY.format('b')}"
)
_ANY_PERIOD = re.compile(rf"{_DAY.format('a')}\s*(?:起|开始)?[,，]?\s*(?:至|到|-|—|~)\s*{_DAY.format('b')}")


@dataclass(frozen=True)
class Period:
    """The period a report covers; a day that cannot be told for certain is None."""

    start: date | None
    end: date | None
    words: str
    at: int

    @property
    def year(self) -> int | None:
        return self.end.year if self.end else self.start.year if self.start else None


def year_of(words: str) -> int:
    """The year that digits or Chinese numerals name."""
    return int(words.translate(_CHINESE_DIGITS))


def read_period(body: str) -> Period | None:
    """The statistical period a report states, found by what introduces it, else the first span of days."""
    match = _PERIOD.search(body) or _ANY_PERIOD.search(body, 0, 3000)
    if not match:
        return None
    start = _day(match, "a", None)
    fallback = match["ay"] or match["by"]
    end = _day(match, "b", int(fallback) if fallback else None)
    return Period(start, end, match[0], match.start())


def _day(match: re.Match[str], part: str, fallback: int | None) -> date | None:
    year = int(match[f"{part}y"]) if match[f"{part}y"] else fallback
    month_day = (
        (int(match[f"{part}m"]), int(match[f"{part}d"]))
        if match[f"{part}m"]
        else _month_and_day(match[f"{part}lost"] or "")
    )
    if year is None or month_day is None:
        return None
    try:
        return date(year, *month_day)
    except ValueError:
        return None


def _month_and_day(digits: str) -> tuple[int, int] | None:
    """「11」 is 1 January and 「1231」 31 December; 「111」 could be two days, so it is none."""
    if len(digits) == 2:
        return int(digits[0]), int(digits[1])
    if len(digits) == 4:
        return int(digits[:2]), int(digits[2:])
    ways = {(int(digits[:cut]), int(digits[cut:])) for cut in (1, 2)} if len(digits) == 3 else set()
    valid = [
        (m, d) for m, d in ways if 1 <= m <= 12 and 1 <= d <= 31 and not digits[len(str(m)) :].startswith("0")
    ]
    return valid[0] if len(valid) == 1 else None
