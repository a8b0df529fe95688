"""The working-day calendar (rules J-01 to J-11).

Days off come from the kept library ``chinesecalendar``; ``calendars/`` holds only what the library does not know:
when each year's notice was issued, what a mid-year revision changed, and what a region decided for itself.
Beyond the last published year only the statutory festivals are known, and every answer is provisional.
Notices that came out since are handed in as :class:`gongkai.law.notices.Announced`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from chinese_calendar.constants import holidays as _days_off
from chinese_calendar.constants import workdays as _days_worked

from gongkai.law.notices import NOTHING_ANNOUNCED, Announced, Notice
from gongkai.law.sources import HOME, read_yaml

FIRST_YEAR = min(_days_off).year
LAST_PUBLISHED_YEAR = max(_days_off).year
_DAY = timedelta(days=1)
_REGION = re.compile(r"\d{2,12}")
_SATURDAY, _DECEMBER = 5, 12


class UnknownRegion(ValueError):
    """A region is named by its division code, digits only."""


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Working days of a region, as they were known on ``as_of`` (None: as known today).

    ``region`` is a division code such as ``420106``; the overrides of all divisions it lies in apply.
    ``announced`` holds the notices that came out after this program.
    """

    region: str | None = None
    as_of: date | None = None
    announced: Announced = field(default=NOTHING_ANNOUNCED, repr=False)

    def __post_init__(self) -> None:
        if self.region is not None and not _REGION.fullmatch(self.region):
            raise UnknownRegion(f"地区应写行政区划代码，例如 420106，收到的是「{self.region}」。")

    def is_workday(self, day: date) -> bool:
        return day in self._year(day.year).members

    def is_provisional(self, day: date) -> bool:
        """True when the notice that fixes this day is not out, so that its answer may change (J-10)."""
        return not _is_published(day.year, self.as_of, self.announced)

    def after(self, day: date) -> Iterator[date]:
        """The working days after ``day``, without end."""
        year = day.year
        days = self._year(year).days
        yield from days[bisect_right(days, day) :]
        while True:
            year += 1
            yield from self._year(year).days

    def add(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``, which itself is not counted (J-02)."""
        if count < 0:
            raise ValueError("a period cannot be shorter than nothing")
        if count == 0:
            return day
        year = day.year
        days = self._year(year).days
        place = bisect_right(days, day) + count - 1
        while place >= len(days):
            place -= len(days)
            year += 1
            days = self._year(year).days
        return days[place]

    def count(self, start: date, end: date) -> int:
        """How many working days lie after ``start``, up to and with ``end``; none if ``end`` is earlier."""
        total = 0
        for year in range(start.year, end.year + 1):
            days = self._year(year).days
            total += bisect_right(days, end) - bisect_right(days, start)
        return max(total, 0)

    def roll(self, day: date) -> date:
        """``day`` itself if it is a working day, else the next one (J-03)."""
        return day if self.is_workday(day) else next(self.after(day))

    def unusual(self, start: date, end: date) -> list[date]:
        """The days from ``start`` to ``end`` that are unlike plain weeks: weekdays off, weekends worked."""
        years = (self._year(year).unusual for year in range(start.year, end.year + 1))
        return [day for days in years for day in days if start <= day <= end]

    def _year(self, year: int) -> _Year:
        return _year(year, self.region, self.as_of, self.announced)


@dataclass(frozen=True, slots=True)
class _Year:
    days: tuple[date, ...]
    members: frozenset[date]
    unusual: tuple[date, ...]


@lru_cache(maxsize=512)
def _year(year: int, region: str | None, as_of: date | None, announced: Announced) -> _Year:
    first = date(year, 1, 1)
    span = [first + timedelta(days=offset) for offset in range((date(year, 12, 31) - first).days + 1)]
    changes = _revisions_unknown(as_of) | _later_changes(region, as_of, announced)
    published = _is_published(year, as_of, announced)

    def works(day: date) -> bool:
        return changes.get(day, _national(day, published=published, as_of=as_of))

    days = tuple(day for day in span if works(day))
    members = frozenset(days)
    unusual = tuple(day for day in span if (day in members) == (day.weekday() >= _SATURDAY))
    return _Year(days, members, unusual)


def _national(day: date, *, published: bool, as_of: date | None) -> bool:
    """Whether the country works on ``day``."""
    weekend = day.weekday() >= _SATURDAY
    if not published:
        return not weekend and day not in _statutory_festivals(day.year)
    # Only next year's notice moves days in December (J-08), so until it is out the plain week holds there.
    if day.month == _DECEMBER and not _is_published(day.year + 1, as_of) and as_of is not None:
        return not weekend
    if day in _days_off:
        return False
    return day in _days_worked or not weekend


def _is_published(year: int, as_of: date | None, announced: Announced = NOTHING_ANNOUNCED) -> bool:
    if announced.publishes(year, as_of):
        return True
    if not FIRST_YEAR <= year <= LAST_PUBLISHED_YEAR:
        return False
    issued = _notices().get(year)
    return as_of is None or issued is None or issued <= as_of


@cache
def _notices() -> Mapping[int, date]:
    rows: Mapping[int, date] = read_yaml(HOME / "calendars" / "notices.yaml")
    return rows


@cache
def _revisions() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = read_yaml(HOME / "calendars" / "revisions.yaml")
    return rows


def _revisions_unknown(as_of: date | None) -> dict[date, bool]:
    """What the days of later revisions were, as far as they were not yet out on ``as_of`` (J-07)."""
    if as_of is None:
        return {}
    return {
        day: said == "work"
        for revision in _revisions()
        if as_of < revision["issued"]
        for day, said in revision["before"].items()
        if _is_published(day.year, as_of)
    }


@cache
def _regions() -> tuple[Notice, ...]:
    """What is known of regions by this program."""
    return tuple(
        Notice(
            issued=change["issued"],
            days={day: said == "work" for day, said in change["days"].items()},
            region=override["code"],
        )
        for override in map(read_yaml, sorted((HOME / "calendars" / "regions").glob("*.yaml")))
        for change in override["changes"]
    )


def _later_changes(region: str | None, as_of: date | None, announced: Announced) -> dict[date, bool]:
    """Wider divisions first and earlier notices first, so that a narrower and a later one have the last word (J-09)."""
    held = [
        one
        for one in (*Announced(_regions()).known(as_of), *announced.known(as_of))
        if (region or "").startswith(one.region)
    ]
    held.sort(key=lambda one: (len(one.region), one.issued))
    return {day: works for one in held for day, works in one.days.items()}


def statutory_days(year: int) -> list[date]:
    """The festivals of a year on which the whole population rests, in order, without days in lieu of them."""
    return sorted(day for day, name in _festivals(year).items() if not name.endswith("(observed)"))


@cache
def _statutory_festivals(year: int) -> frozenset[date]:
    return frozenset(_festivals(year))


@cache
def _festivals(year: int) -> Mapping[date, str]:
    """Festivals on which the whole population rests, without the days that a notice moves about."""
    import holidays  # noqa: PLC0415 - late import: slow, and needed only beyond the published years

    known = holidays.country_holidays("CN", years=year, language="en_US")
    return {day: name for day, name in known.items() if not name.startswith("Day off (substituted")}


def days_of_note(
    start: date, end: date, calendar: WorkCalendar
) -> tuple[list[tuple[date, date]], list[date]]:
    """What makes the span from ``start`` to ``end`` unlike plain weeks.

    Returns the holidays as (first, last) day off, weekends next to them included, and the weekends worked.
    """
    worked, breaks = [], list[tuple[date, date]]()
    for day in calendar.unusual(start, end):
        if day.weekday() >= _SATURDAY:
            worked.append(day)
        elif not breaks or day > breaks[-1][1]:
            breaks.append(_days_off_around(day, calendar))
    return breaks, worked


def _days_off_around(day: date, calendar: WorkCalendar) -> tuple[date, date]:
    first = last = day
    while not calendar.is_workday(first - _DAY):
        first -= _DAY
    while not calendar.is_workday(last + _DAY):
        last += _DAY
    return first, last
