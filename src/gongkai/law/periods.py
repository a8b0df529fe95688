"""Time limits that start on one day and end on another: asked for by name, each counted in its own unit (J-11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from gongkai.law.rulebook import Rule, Version, chapter, rule
from gongkai.law.workdays import WorkCalendar

CHAPTERS = ("deadlines", "publication", "remedies", "response", "interpretation")
NATIONAL = WorkCalendar()
_ROLLING = frozenset({"calendar_day", "month"})  # working days end on a working day anyway, hours run through


class UnknownPeriod(LookupError):
    """No time limit of this name."""


class TimeNeeded(ValueError):
    """A period in hours needs the hour at which it starts."""


@dataclass(frozen=True, slots=True)
class Period:
    """``ends`` is the last day in time (with its hour for periods in hours).

    ``rolled_from`` is the day off on which a calendar period would have ended, if it was moved on.
    """

    name: str
    ends: date  # a datetime where unit is hour
    rule: str
    cite: str
    unit: str
    length: int
    provisional: bool
    rolled_from: date | None = None

    @property
    def counted_out(self) -> date:
        """The day on which counting alone ends: a least time is over then, whether or not an office is open."""
        return self.rolled_from or self.ends


def period_names() -> list[str]:
    """Every period that can be asked for, in the order of the rulebook."""
    return [key for name in CHAPTERS for key, found in chapter(name).items() if found.counted_from]


def period_rule(name: str) -> Rule:
    """The rule behind a period: its label, its unit and from when it is counted."""
    for one in CHAPTERS:
        found = chapter(one).get(name)
        if found is not None and found.counted_from:
            return found
    raise UnknownPeriod(f"没有名为「{name}」的期限，可以用的有：{'、'.join(period_names())}。")


def shortest_names() -> list[str]:
    """The periods that are no last day but the least time for which something stays posted or open for comment."""
    return [key for name in CHAPTERS for key, found in chapter(name).items() if found.notes.get("shortest")]


def period(name: str, start: date, *, calendar: WorkCalendar = NATIONAL) -> Period:
    """When the period ``name`` that starts with ``start`` ends, by the law in force on that day.

    The starting day is not counted. Working days follow the calendar; calendar days and months roll over
    days off at their end; hours run through. Raises NoRuleInForce where that day's law knew no such limit.
    """
    found = period_rule(name)
    day = start.date() if isinstance(start, datetime) else start
    version = found.on(day)
    plain = _plain_end(found, version, start, day, calendar)
    ends = plain
    if found.unit in _ROLLING and rule("workdays.last_day").on(day).value == "next_workday":
        ends = calendar.roll(plain)
    return Period(
        name=name,
        ends=ends,
        rule=version.rule_id,
        cite=version.cite,
        unit=found.unit,
        length=version.value,
        provisional=found.unit != "hour" and calendar.is_provisional(ends),
        rolled_from=plain if plain != ends else None,
    )


def _plain_end(found: Rule, version: Version, start: date, day: date, calendar: WorkCalendar) -> date:
    """The end by counting alone: a date, or a moment for periods in hours."""
    if found.unit == "hour":
        if not isinstance(start, datetime):
            raise TimeNeeded(f"「{found.label.zh}」按小时计算，起点要写到时刻，例如 {day}T08:00。")
        return start + timedelta(hours=version.value)
    if found.unit == "working_day":
        return calendar.add(day, version.value)
    if found.unit == "month":
        return day + relativedelta(months=version.value)
    return day + timedelta(days=version.value)
