"""Time limits that start on one day and end on another: asked for by name, each counted in its own unit (J-11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from gongkai.law.rulebook import Rule, Version, chapter
from gongkai.law.workdays import WorkCalendar

CHAPTERS = ("deadlines", "publication", "remedies", "response")
NATIONAL = WorkCalendar()


class UnknownPeriod(LookupError):
    """No time limit of this name."""


class TimeNeeded(ValueError):
    """A period in hours needs the hour at which it starts."""


@dataclass(frozen=True, slots=True)
class Period:
    """``ends`` is the last day in time (with its hour for periods in hours)."""

    name: str
    ends: date | datetime
    rule: str
    cite: str
    unit: str
    length: int
    provisional: bool


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


def period(name: str, start: date, *, calendar: WorkCalendar = NATIONAL) -> Period:
    """When the period ``name`` that starts with ``start`` ends, by the law in force on that day.

    The starting day is not counted. Working days follow the calendar; calendar days and months roll over
    days off at their end; hours run through. Raises NoRuleInForce where that day's law knew no such limit.
    """
    found = period_rule(name)
    day = start.date() if isinstance(start, datetime) else start
    version = found.on(day)
    ends = _ends(found, version, start, day, calendar)
    last = ends.date() if isinstance(ends, datetime) else ends
    provisional = found.unit != "hour" and calendar.is_provisional(last)
    return Period(name, ends, version.rule_id, version.cite, found.unit, version.value, provisional)


def _ends(found: Rule, version: Version, start: date, day: date, calendar: WorkCalendar) -> date | datetime:
    if found.unit == "hour":
        if not isinstance(start, datetime):
            raise TimeNeeded(f"「{found.label.zh}」按小时计算，起点要写到时刻，例如 {day}T09:30。")
        return start + timedelta(hours=version.value)
    if found.unit == "working_day":
        return calendar.add(day, version.value)
    if found.unit == "month":
        return calendar.roll(day + relativedelta(months=version.value))
    return calendar.roll(day + timedelta(days=version.value))
