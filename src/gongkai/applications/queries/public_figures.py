"""What everybody may know of how an organ deals with applications, and nothing that would tell of one of them.

Only what is over is told: whole years, and of this year its finished quarters. A whole year is told in full, as the
annual report prints it (B-50); before that a small number would tell of a person, and so tells nothing: since
opening + received = closed + open, no one of the four is left out alone. Quarters are told together or not at all.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from django.db.models import Count

from gongkai.applications.models import Application
from gongkai.applications.queries.feedback import LEAST_COUNTED, SatisfactionFigures, satisfaction_figures
from gongkai.applications.queries.figures import DIMENSIONS, Period, among, days_used, measures
from gongkai.foundation.moment import today
from gongkai.law.replies import Outcome, outcomes

BALANCE = ("opening", "received", "closed", "open")
# One or two would tell of somebody.
SMALLEST = 3
YEARS_SHOWN = 5
QUARTER_ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))


@dataclass(frozen=True)
class PublicFigures:
    """A year of an organ. ``until`` is the last day that is told of; what is None is too little to be told.

    ``counts`` holds the balance; ``outcomes`` one outcome of each block of table 3 with its number, whole years only;
    ``quarters`` received and closed of each finished quarter; ``middle`` the median of working days used, ``in_time``
    the share of replies in time.
    """

    year: int
    until: date
    counts: dict[str, int] | None
    outcomes: list[tuple[Outcome, int]] | None
    quarters: list[tuple[int, int, int]] | None
    middle: float | None
    in_time: float | None
    satisfaction: SatisfactionFigures | None

    @property
    def is_whole(self) -> bool:
        return self.until == date(self.year, 12, 31)


def public_years() -> list[int]:
    """The years that can be told of today, the newest first."""
    newest = (today() - timedelta(days=1)).year
    years = [year for year in range(newest, newest - YEARS_SHOWN - 1, -1) if finished_quarters(year)]
    return years[:YEARS_SHOWN]


def finished_quarters(year: int) -> list[Period]:
    """The quarters of a year that are over."""
    ends = [date(year, *end) for end in QUARTER_ENDS]
    firsts = [date(year, 1, 1), *(end + timedelta(days=1) for end in ends[:-1])]
    return [Period(first, end) for first, end in zip(firsts, ends, strict=True) if end < today()]


def public_figures(organ: Any, year: int) -> PublicFigures:
    """The figures of a year of which at least a quarter is over. Raises IndexError for another."""
    quarters = finished_quarters(year)
    period = Period(quarters[0].first, quarters[-1].last)
    own = Application.objects.filter(organ_id=organ.pk)
    counts = among(own, period).aggregate(**measures(period))
    is_whole, enough = len(quarters) == len(QUARTER_ENDS), counts["closed"] >= LEAST_COUNTED
    told = is_whole or not any(0 < counts[name] < SMALLEST for name in BALANCE)
    used = [days for days, many in days_used(own, period) for _n in range(many)] if enough else []
    return PublicFigures(
        year=year,
        until=period.last,
        counts={name: counts[name] for name in BALANCE} if told else None,
        outcomes=_outcomes(own, period) if is_whole else None,
        quarters=_quarters(own, quarters) if told else None,
        middle=median(used) if used else None,
        in_time=counts["in_time"] / counts["timed"] if enough and counts["timed"] else None,
        satisfaction=satisfaction_figures(organ, period.first, period.last),
    )


def _outcomes(own: Any, period: Period) -> list[tuple[Outcome, int]]:
    closed = among(own, period).filter(period.where("closed"))
    found = Counter(dict(closed.values_list(DIMENSIONS["outcome"]).annotate(many=Count("pk")).order_by()))
    blocks: dict[str, Outcome] = {}
    numbers: Counter[str] = Counter()
    for one in outcomes():
        blocks.setdefault(one.kind, one)
        numbers[one.kind] += found[one.code]
    return [(first, numbers[kind]) for kind, first in blocks.items()]


def _quarters(own: Any, quarters: list[Period]) -> list[tuple[int, int, int]] | None:
    told = []
    for number, period in enumerate(quarters, 1):
        counts = among(own, period).aggregate(**measures(period, "received", "closed"))
        told.append((number, counts["received"], counts["closed"]))
    is_small = any(0 < count < SMALLEST for _number, *row in told for count in row)
    return None if is_small else told
