"""Days and moments of the example, told relative to the day on which it is loaded.

The data files say when in a small notation, so that the region looks alive on whatever day it is loaded:

``w-17``          the 17th working day before the present one (``w-0``)
``latest 06-18``  the last 18 June that is some weeks past
``last 03-12``    12 March of the year that was last reported on; ``prev`` the year before, ``this`` the year after

Festivals and weekends are passed over: every day is a working day of the law's calendar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zlib import crc32

from django.utils import timezone

from gongkai.law.workdays import WorkCalendar

# Reports on last year are out by the end of January; until then the year before counts as reported on.
REPORTED_BY = (2, 1)
# What happens each year at its time of the year lies far enough back to have been finished.
FINISHED_DAYS = 40
SPREAD_MINUTES = 50

_BACK = re.compile(r"w-(\d+)")
_DATED = re.compile(r"(latest|last|prev|this) (\d{2})-(\d{2})")


class NoSuchDay(ValueError):
    """A day that is not told in the notation."""


@dataclass(frozen=True)
class Days:
    """The calendar of the example as seen from ``today``."""

    today: date
    calendar: WorkCalendar = field(default_factory=WorkCalendar)

    @property
    def last(self) -> int:
        """The year that was last reported on."""
        return self.today.year - (1 if (self.today.month, self.today.day) >= REPORTED_BY else 2)

    @property
    def this(self) -> int:
        """The year whose report is being filled."""
        return self.last + 1

    def day(self, told: str) -> date:
        """The day of the notation above."""
        if back := _BACK.fullmatch(told):
            return self.back(int(back[1]))
        if dated := _DATED.fullmatch(told):
            return self.calendar.roll(self._dated(dated[1], int(dated[2]), int(dated[3])))
        raise NoSuchDay(f"not a day of the example: {told!r}")

    def back(self, count: int) -> date:
        """The ``count``-th working day before today; today itself counts as the last one that worked."""
        day = self.today
        while not self.calendar.is_workday(day):
            day -= timedelta(days=1)
        for _ in range(count):
            day -= timedelta(days=1)
            while not self.calendar.is_workday(day):
                day -= timedelta(days=1)
        return day

    def after(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``."""
        return self.calendar.add(day, count)

    def _dated(self, which: str, month: int, day: int) -> date:
        if which == "latest":
            past = self.today - timedelta(days=FINISHED_DAYS)
            return date(past.year - ((month, day) > (past.month, past.day)), month, day)
        return date({"last": self.last, "prev": self.last - 1, "this": self.this}[which], month, day)


def moment(day: date, hour: int, told_by: str = "") -> datetime:
    """Some minute of this hour of the day, always the same for the same ``told_by``."""
    minute = crc32(told_by.encode()) % SPREAD_MINUTES
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))
