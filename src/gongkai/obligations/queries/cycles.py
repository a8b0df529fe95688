"""The cycles of an obligation and the day on which each is due; nothing here reads the database."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from gongkai.calendars.queries import work_calendar
from gongkai.law.periods import UnknownPeriod, period, period_rule
from gongkai.law.rulebook import NoRuleInForce, rule
from gongkai.obligations.models import Cycle, DueRule, Obligation, Owing

MONTHS = {Cycle.MONTH: 1, Cycle.QUARTER: 3, Cycle.HALF_YEAR: 6, Cycle.YEAR: 12}
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """One cycle; ``end`` is its last day, None for what is owed once or on an event."""

    start: date
    end: date | None = None


def span_at(cycle: str, day: date) -> Span:
    """The cycle that ``day`` lies in; for what is owed once or on an event the day itself begins it."""
    months = MONTHS.get(Cycle(cycle))
    if months is None:
        return Span(day)
    start = date(day.year, (day.month - 1) // months * months + 1, 1)
    return Span(start, start + relativedelta(months=months) - _DAY)


def spans_until(obligation: Obligation, start: date, day: date) -> Iterator[Span]:
    """The cycles from the one that ``start`` lies in to the running one, as long as the obligation is in force."""
    last = min(day, obligation.until) if obligation.until else day
    span = span_at(obligation.cycle, max(start, obligation.since))
    while span.start <= last:
        yield span
        if span.end is None:
            return
        span = span_at(obligation.cycle, span.end + _DAY)


def due_on(obligation: Obligation, span: Span, event_on: date | None = None) -> date | None:
    """By when an instance is owed; None until the event is known. Raises NoRuleInForce for a day before the law."""
    match obligation.due_rule:
        case DueRule.DAY:
            return _day_of_cycle(span.start, obligation.due_month or 1, obligation.due_day or 1)
        case DueRule.DAYS:
            return work_calendar().roll((span.end or span.start) + timedelta(days=obligation.due_days or 0))
        case DueRule.LAW_DATE:
            told = rule(obligation.law).on(span.start).value
            return date(span.start.year, told["month"], told["day"])
    start = event_on if obligation.needs_event else span.start
    return period(obligation.law, start, calendar=work_calendar()).ends if start else None


def latest_on(obligation: Obligation, span: Span) -> date | None:
    """By when the event is to be recorded at the latest; None where none is needed or its day is known anyhow.

    Never before the obligation began: what the office set for the year holds from the next one on then.
    """
    if not obligation.needs_event or span.end is None:
        return None
    if obligation.latest_month is None:
        return span.end
    day = _day_of_cycle(span.start, obligation.latest_month, obligation.latest_day or 31)
    return span.end if day < obligation.since else day


def event_told(owing: Owing, day: date | None) -> dict[str, date | None]:
    """What the published item tells of the day that its organ has not recorded: that day, and the due day with it.

    ``day`` is from which the item's own limit runs; it is the same day where the item is of the very kind that is
    owed. Empty where it tells nothing.
    """
    if day is None or not owing.lacks_event or not owing.obligation.item_kinds:
        return {}
    span = Span(owing.cycle_from, owing.cycle_to)
    if span.end is None or not span.start <= day <= span.end:
        return {}
    try:
        due = due_on(owing.obligation, span, day)
    except NoRuleInForce:
        return {}
    return {"event_on": day, "due_on": due, "original_due_on": owing.original_due_on or due}


def counts_from(obligation: Obligation, span: Span) -> date | None:
    """From which day on a publication belongs to this cycle: what tells of a cycle appears after its end."""
    if obligation.cycle == Cycle.ONCE:
        return None
    if obligation.due_rule == DueRule.DAYS and span.end:
        return span.end + _DAY
    return span.start


def law_label(obligation: Obligation) -> Any:
    """The rule of law behind the due day as the rulebook holds it; None for a local one."""
    if obligation.due_rule == DueRule.PERIOD:
        return period_rule(obligation.law)
    return rule(obligation.law) if obligation.due_rule == DueRule.LAW_DATE else None


def is_period(name: str) -> bool:
    """Whether the law knows a period of this name."""
    try:
        period_rule(name)
    except UnknownPeriod:
        return False
    return True


def _day_of_cycle(start: date, month: int, day: int) -> date:
    first = start + relativedelta(months=month - 1)
    return first.replace(day=min(day, monthrange(first.year, first.month)[1]))
