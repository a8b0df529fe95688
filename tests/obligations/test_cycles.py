"""Cycles and the day on which each is due."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.periods import period
from gongkai.law.rulebook import rule
from gongkai.obligations.models import Cycle, DueRule, Obligation
from gongkai.obligations.queries import Span, counts_from, due_on, span_at, spans_until
from gongkai.obligations.queries.cycles import MONTHS

PERIODIC = sorted(MONTHS)


def owed(cycle=Cycle.MONTH, rule=DueRule.DAY, **fields) -> Obligation:
    given = {"due_month": 1, "due_day": 31, "since": date(2026, 1, 1)} | fields
    return Obligation(cycle=cycle, due_rule=rule, **given)


@pytest.mark.parametrize(
    ("cycle", "start", "end"),
    [
        (Cycle.MONTH, date(2026, 8, 1), date(2026, 8, 31)),
        (Cycle.QUARTER, date(2026, 7, 1), date(2026, 9, 30)),
        (Cycle.HALF_YEAR, date(2026, 7, 1), date(2026, 12, 31)),
        (Cycle.YEAR, date(2026, 1, 1), date(2026, 12, 31)),
        (Cycle.ONCE, date(2026, 8, 20), None),
        (Cycle.ON_EVENT, date(2026, 8, 20), None),
    ],
)
def test_the_cycle_that_a_day_lies_in(cycle, start, end):
    assert span_at(cycle, date(2026, 8, 20)) == Span(start, end)


@given(st.sampled_from(PERIODIC), st.dates(date(2008, 5, 1), date(2100, 1, 1)))
def test_every_day_lies_in_its_own_cycle_which_begins_on_the_first_of_a_month(cycle, day):
    span = span_at(cycle, day)

    assert span.start <= day <= span.end
    assert (span.start.day, span_at(cycle, span.start), span_at(cycle, span.end)) == (1, span, span)


@given(st.sampled_from(PERIODIC), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 900))
def test_cycles_follow_each_other_without_a_gap_until_the_running_one(cycle, since, later):
    day = since.fromordinal(since.toordinal() + later)
    spans = list(spans_until(owed(cycle, since=since), since, day))

    assert spans[-1] == span_at(cycle, day)
    assert all((b.start - a.end).days == 1 for a, b in pairwise(spans))


def test_no_cycle_begins_after_the_obligation_has_ended():
    ended = owed(until=date(2026, 3, 15))

    starts = [span.start.month for span in spans_until(ended, date(2026, 1, 1), date(2026, 6, 1))]

    assert starts == [1, 2, 3]


APRIL_TO_JUNE = Span(date(2026, 4, 1), date(2026, 6, 30))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("story", "obligation", "span", "event", "due"),
    [
        (
            "a day of the cycle",
            owed(Cycle.QUARTER, due_month=2, due_day=10),
            APRIL_TO_JUNE,
            None,
            date(2026, 5, 10),
        ),
        (
            "the 31st of a month of thirty days is its last",
            owed(Cycle.QUARTER, due_month=3),
            APRIL_TO_JUNE,
            None,
            date(2026, 6, 30),
        ),
        (
            "days after the cycle, moved off a Sunday",
            owed(rule=DueRule.DAYS, due_days=12),
            Span(date(2026, 6, 1), date(2026, 6, 30)),
            None,
            date(2026, 7, 13),
        ),
        (
            "once: days after its beginning",
            owed(Cycle.ONCE, DueRule.DAYS, due_days=10),
            Span(date(2026, 3, 2)),
            None,
            date(2026, 3, 12),
        ),
        (
            "a period of the law waits for its event",
            owed(Cycle.YEAR, DueRule.PERIOD, law="budget_publication"),
            span_at(Cycle.YEAR, date(2026, 1, 1)),
            None,
            None,
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_due_on(story, obligation, span, event, due):
    assert due_on(obligation, span, event) == due


@pytest.mark.django_db
def test_budget_law_14_a_budget_is_due_so_many_calendar_days_after_its_approval():
    budget = owed(Cycle.YEAR, DueRule.PERIOD, law="budget_publication")
    approved = date(2026, 2, 10)

    due = due_on(budget, span_at(Cycle.YEAR, approved), approved)

    assert due == period("budget_publication", approved).ends == date(2026, 3, 2)


@pytest.mark.django_db
def test_what_is_owed_once_by_a_period_of_the_law_counts_from_its_beginning():
    guide = owed(Cycle.ONCE, DueRule.PERIOD, law="proactive_publication")

    due = due_on(guide, Span(date(2026, 3, 2)))

    assert due == period("proactive_publication", date(2026, 3, 2)).ends


def test_the_annual_report_is_due_on_the_day_that_the_law_names():
    report = owed(Cycle.YEAR, DueRule.LAW_DATE, law="report_dates.department")
    named = rule("report_dates.department").on(date(2027, 1, 1)).value

    assert due_on(report, span_at(Cycle.YEAR, date(2027, 5, 5))) == date(2027, named["month"], named["day"])


@pytest.mark.parametrize(
    ("obligation", "day"),
    [
        (owed(rule=DueRule.DAYS, due_days=10), date(2026, 7, 1)),
        (owed(rule=DueRule.DAY), date(2026, 6, 1)),
        (owed(Cycle.ONCE, DueRule.DAYS, due_days=10), None),
    ],
)
def test_from_which_day_a_publication_belongs_to_the_cycle(obligation, day):
    assert counts_from(obligation, Span(date(2026, 6, 1), date(2026, 6, 30))) == day
