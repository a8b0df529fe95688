"""What holds for every application, whatever its dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.clock import Event, may_follow, run_clock
from gongkai.law.fees import fee_by_items, fee_by_pages
from gongkai.law.periods import period
from gongkai.law.workdays import WorkCalendar

CALENDAR = WorkCalendar()
receipts = st.dates(date(2019, 5, 15), date(2026, 3, 1))
old_receipts = st.dates(date(2008, 5, 1), date(2019, 5, 14))
workday_counts = st.integers(1, 20)


def due(*events, today=None):
    found = run_clock(events, today=today or events[-1].on).due
    assert found is not None
    return found


def consultation(on, working_days, party="other_organ", id="c1"):
    """A consultation served on a day and answered so many working days later."""
    end = CALENDAR.add(on, working_days)
    return [Event("consultation_served", on, id=id, party=party), Event("consultation_answered", end, id=id)]


@given(st.one_of(receipts, old_receipts))
def test_a_due_date_is_a_working_day_after_receipt(on):
    last = due(Event("received", on))

    assert CALENDAR.is_workday(last)
    assert last > on


@given(receipts)
def test_a_period_that_starts_later_never_ends_earlier(on):
    assert due(Event("received", on)) <= due(Event("received", on + timedelta(days=1)))


@given(receipts, st.integers(0, 19), st.integers(1, 60))
def test_suspending_by_n_working_days_moves_the_due_date_by_n(on, used, suspended):
    start = CALENDAR.add(on, used)
    events = [Event("received", on), *consultation(start, suspended)]

    assert due(*events) == CALENDAR.add(due(Event("received", on)), suspended)


@given(receipts, workday_counts)
def test_extending_by_n_working_days_moves_the_due_date_by_n(on, days):
    events = [Event("received", on), Event("extended", on, days=days)]

    assert due(*events) == CALENDAR.add(due(Event("received", on)), days)


@given(receipts, workday_counts, st.integers(0, 19), st.integers(1, 15))
def test_extension_and_consultation_add_up_in_either_order(on, days, used, suspended):
    start = CALENDAR.add(on, used)
    asked, told = consultation(start, suspended, "third_party")
    extension = Event("extended", start, days=days)

    assert due(Event("received", on), asked, extension, told) == due(
        Event("received", on), extension, asked, told
    )


@given(receipts, st.integers(0, 7), st.integers(0, 15))
def test_a_supplement_is_the_same_as_a_fresh_receipt(on, asked, supplied):
    notice = CALENDAR.add(on, asked)
    back = CALENDAR.add(notice, supplied)
    events = [
        Event("received", on),
        Event("supplement_requested", notice),
        Event("supplement_received", back),
    ]

    assert due(*events) == due(Event("received", back))


@given(st.dates(date(2021, 1, 1), date(2026, 3, 1)), st.integers(0, 20), st.integers(0, 20))
def test_a_payment_is_the_same_as_a_fresh_receipt(on, noticed, paid):
    notice = CALENDAR.add(on, noticed)
    payment = CALENDAR.add(notice, paid)
    events = [Event("received", on), Event("fee_notice_served", notice), Event("fee_paid", payment)]

    assert due(*events) == due(Event("received", payment))


@given(receipts, st.integers(0, 90))
def test_days_used_and_days_left_are_always_the_whole_period(on, later):
    events = [Event("received", on), *consultation(on + timedelta(days=3), 4)]
    now = run_clock(events, today=on + timedelta(days=later))

    assert now.days_used + now.days_left == 20
    assert now.late is (on + timedelta(days=later) > now.due)  # also on the days off after the last day
    assert now.late or now.days_left >= 0


@given(receipts, st.integers(0, 90))
def test_days_used_never_go_back(on, later):
    events = [Event("received", on), *consultation(on + timedelta(days=3), 4)]
    today = on + timedelta(days=later)
    before, after = (run_clock(events, today=day).days_used for day in (today, today + timedelta(days=1)))

    assert after - before in (0, 1)


@given(receipts, st.lists(st.tuples(st.integers(0, 15), st.integers(0, 12)), min_size=1, max_size=4))
def test_overlapping_consultations_take_every_day_off_once(on, spans):
    """Compared with counting day by day."""
    events = []
    for number, (start, length) in enumerate(spans):
        served = CALENDAR.add(on, start)
        events += consultation(served, length, id=f"c{number}")
    answers = {event.id: event.on for event in events if event.kind == "consultation_answered"}
    served_on = {event.id: event.on for event in events if event.kind == "consultation_served"}
    ordered = sorted(events, key=lambda event: (event.on, event.kind == "consultation_answered"))

    left, today = 20, on
    while left:
        today += timedelta(days=1)
        asked = any(served_on[id] < today <= answers[id] for id in answers)
        left -= CALENDAR.is_workday(today) and not asked

    assert due(Event("received", on), *ordered) == today


@given(receipts, st.integers(0, 40), st.sampled_from(["third_party", "co_maker"]))
def test_silence_counts_no_longer_than_the_time_to_answer(on, later, party):
    asked = [Event("received", on), Event("consultation_served", on, id="c1", party=party)]
    today = on + timedelta(days=later)

    assert due(*asked, today=today) == CALENDAR.add(due(Event("received", on)), 15)


kinds = st.sampled_from(
    [
        ("supplement_requested", {}),
        ("supplement_received", {}),
        ("extended", {"days": 5}),
        ("consultation_served", {"id": "a", "party": "third_party"}),
        ("consultation_served", {"id": "b", "party": "other_organ"}),
        ("consultation_answered", {"id": "a"}),
        ("consultation_answered", {"id": "b"}),
        ("fee_notice_served", {}),
        ("fee_paid", {}),
        ("replied", {}),
    ]
)


@given(receipts, st.lists(st.tuples(kinds, st.integers(0, 12)), max_size=12), st.integers(0, 200))
def test_whatever_happens_the_clock_has_an_answer(on, happenings, later):
    """Any chain of events the law allows one by one has a clock, and its steps stand in order."""
    events, now = [Event("received", on)], on
    for (kind, facts), gap in happenings:
        now += timedelta(days=gap)
        event = Event(kind, now, **facts)
        if may_follow(events, event) is None:
            events.append(event)

    clock = run_clock(events, today=now + timedelta(days=later))

    assert clock.state in {"running", "suspended", "waiting", "stopped", "lapsed"}
    assert [event.kind == "replied" for event in events].count(True) == (clock.state == "stopped")
    assert (clock.due is None) <= (clock.state != "running")
    assert all(step.text.endswith("。") and step.rule for step in clock.steps)


@pytest.mark.parametrize("name", ["review_application", "litigation_direct", "litigation_after_review"])
@given(on=st.dates(date(2015, 5, 1), date(2026, 5, 1)))
def test_a_calendar_period_never_ends_on_a_day_off(name, on):
    assert CALENDAR.is_workday(period(name, on).ends)


@given(st.dates(date(2005, 1, 1), date(2026, 6, 1)), st.integers(0, 200))
def test_adding_and_counting_working_days_are_inverse(on, count):
    end = CALENDAR.add(on, count)

    assert CALENDAR.count(on, end) == count
    assert count == 0 or CALENDAR.is_workday(end)


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_fee_is_the_same_in_one_or_in_two_parts_of_a_month(first, second):
    together = fee_by_items(first + second).amount

    assert fee_by_items(first).amount + fee_by_items(second, earlier=first).amount == together


@given(st.integers(0, 2000))
def test_a_fee_never_falls_when_more_is_asked_for(number):
    assert fee_by_items(number).amount <= fee_by_items(number + 1).amount
    assert fee_by_pages(number).amount <= fee_by_pages(number + 1).amount
