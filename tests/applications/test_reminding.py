"""Reminders of the days of open cases: once for each day, by working days, quiet at night and on days off."""

from datetime import date, timedelta

import pytest

from gongkai.accounts.queries import Duty
from gongkai.applications import actions, queries, tasks
from gongkai.applications.models import CaseReminder
from gongkai.foundation.ledger import SYSTEM, Entry
from gongkai.organs.actions import merge_organ
from tests import factories
from tests.applications import builders
from tests.applications.builders import at
from tests.calendars.builders import applied, keeper, off

# Received on this Monday, due on 31 March 2025, a Monday too.
MONDAY, DUE = date(2025, 3, 3), date(2025, 3, 31)
HANDLER, HEAD = Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD


@pytest.fixture
def one(organ, handler):
    return builders.handling(organ, handler, on=MONDAY)


def reminded(first: date, last: date):
    """What the nights from one day to the other remind of: the day, the occasion, whom."""
    day = first
    while day <= last:
        with at(day, hour=0):
            tasks.remind_of_cases.call()
        day += timedelta(days=1)
    rows = CaseReminder.objects.order_by("shown_from", "pk")
    return [(row.shown_from.date().isoformat(), row.occasion, row.duty) for row in rows]


def test_the_handler_is_reminded_7_3_and_1_working_days_before_and_the_head_when_it_presses(one):
    assert reminded(MONDAY, date(2025, 4, 30)) == [
        ("2025-03-20", "7", HANDLER),
        ("2025-03-26", "3", HANDLER),
        ("2025-03-28", "1", HANDLER),
        ("2025-03-28", "1", HEAD),
        ("2025-04-01", "overdue", HANDLER),
        ("2025-04-01", "overdue", HEAD),
    ]


def test_a_second_run_of_the_night_says_nothing_more(one):
    with at(DUE, hour=1):
        assert (actions.remind_of_cases(), actions.remind_of_cases()) == (2, 0)

    entry = Entry.objects.get(verb="applications.remind")
    assert (entry.subject_id, entry.facts["count"]) == (str(one.organ_id), 2)


def test_on_a_day_off_nobody_is_reminded(one):
    with at(date(2025, 3, 29)):
        assert actions.remind_of_cases() == 0


def test_what_is_made_at_night_shows_in_the_morning(one, handler):
    with at(DUE, hour=2):
        actions.remind_of_cases()
        assert queries.unread_reminders(handler).count() == 0

    with at(DUE, hour=9):
        assert queries.unread_reminders(handler).count() == 1


def test_after_a_merger_the_successor_is_reminded_and_nobody_of_the_old_organ(one, organ, handler):
    with at(DUE):
        actions.remind_of_cases()
        successor = factories.organ("liutang")
        merge_organ(organ, into=successor, on=DUE, by=SYSTEM)
        theirs = factories.actor(successor, HANDLER)

        told = [queries.unread_reminders(by).count() for by in (handler, theirs)]
    assert told == [0, 1]


def test_a_reply_leaves_nothing_to_be_reminded_of(one, handler):
    with at(DUE):
        actions.remind_of_cases()
        actions.withdraw_application(one, by=handler, note="来电")
        assert queries.unread_reminders(handler).count() == 0

    with at(DUE + timedelta(days=1)):
        assert actions.remind_of_cases() == 0


def test_a_day_that_the_calendar_moved_is_reminded_of_anew(one):
    with at(DUE):
        actions.remind_of_cases()
        actions.move_cases(applied(keeper(), off(DUE)))
        assert actions.remind_of_cases() == 0  # it is a day off now
    with at(date(2025, 4, 1)):
        assert actions.remind_of_cases() == 2


def test_what_nobody_registers_is_told_to_the_head_too(organ, handler, head):
    with at(MONDAY):
        left = builders.submitted(organ)
        builders.handling(organ, handler)

    told = reminded(MONDAY, date(2025, 3, 7))

    assert told == [("2025-03-05", "unopened", HANDLER), ("2025-03-05", "unopened", HEAD)]
    with at(date(2025, 3, 5)):
        assert [row.number for row in queries.narrowed(queries.visible_to(head), "unopened")] == [left.number]
        assert queries.counts(head)["unopened"] == 1
        assert queries.confirmation_lags(left)
    with at(date(2025, 3, 4)):
        assert queries.counts(head)["unopened"] == 0
        assert not queries.confirmation_lags(left)


def test_each_duty_reads_its_own_reminders(one, handler, head, stranger):
    with at(DUE):
        actions.remind_of_cases()
        last = CaseReminder.objects.latest("pk").pk

        assert actions.acknowledge(by=stranger, until=last) == 0
        assert actions.acknowledge(by=handler, until=last) == 1
        assert actions.acknowledge(by=handler, until=last) == 0
        assert (queries.unread_reminders(handler).count(), queries.unread_reminders(head).count()) == (0, 1)

    read = CaseReminder.objects.get(read_at__isnull=False)
    assert (read.duty, read.read_by) == (HANDLER, handler.name)
    assert Entry.objects.get(verb="applications.acknowledge").facts == {"reminders": 1, "moves": 0}


@pytest.mark.parametrize("count", [1, 3])
def test_reminding_costs_the_same_for_one_case_and_for_three(
    count, organ, handler, django_assert_num_queries
):
    for _n in range(count):
        builders.handling(organ, handler, on=MONDAY)

    with at(DUE), django_assert_num_queries(21):
        assert actions.remind_of_cases() == 2 * count
