"""Reminders: once for each occasion, on working days only, read by somebody, and the chasing of what is missing."""

from datetime import date

import pytest

from gongkai.foundation.ledger import Entry
from gongkai.foundation.workflow import Refused
from gongkai.obligations import actions, tasks
from gongkai.obligations.models import Cycle, DueRule, Reminder
from gongkai.obligations.queries import unread_reminders
from tests import factories
from tests.obligations import builders
from tests.obligations.builders import obligation, owing

# Friday, 20 March 2026.
BY_THE_TWENTIETH = {"cycle": Cycle.YEAR, "due_rule": DueRule.DAY, "due_month": 3, "due_day": 20, "law": ""}


@pytest.fixture
def owed(watch):
    return owing(obligation(watch, **BY_THE_TWENTIETH))


def reminded_on(*days):
    told = []
    for day in days:
        with builders.at(day):
            tasks.remind.call()
    for reminder in Reminder.objects.order_by("made_on", "pk"):
        told.append((reminder.made_on.isoformat(), reminder.occasion))
    return told


def test_an_organ_is_reminded_14_7_and_3_days_before_and_when_it_is_late(owed):
    every_day = [f"2026-03-{day:02}" for day in range(1, 31)]

    assert reminded_on(*every_day) == [
        ("2026-03-06", "14"),
        ("2026-03-13", "7"),
        ("2026-03-17", "3"),
        ("2026-03-23", "overdue"),
    ]


def test_a_second_run_of_the_night_reminds_nobody_again(owed):
    assert reminded_on("2026-03-13", "2026-03-13") == [("2026-03-13", "7")]


def test_what_falls_on_a_day_off_is_told_on_the_next_working_day(watch):
    # Due on Sunday, 29 March: 14 days before is Sunday the 15th.
    owing(obligation(watch, **BY_THE_TWENTIETH | {"due_day": 29}))

    assert reminded_on("2026-03-14", "2026-03-15", "2026-03-16") == [("2026-03-16", "14")]


def test_a_worked_weekend_is_a_working_day(watch):
    # Saturday, 28 February 2026 is worked for the Spring Festival.
    owing(obligation(watch, **BY_THE_TWENTIETH | {"due_month": 3, "due_day": 3}))

    assert reminded_on("2026-02-28") == [("2026-02-28", "3")]


def test_after_nights_left_out_only_the_most_pressing_is_told(owed):
    assert reminded_on("2026-03-18") == [("2026-03-18", "3")]


def test_who_has_settled_is_not_reminded(watch, owed):
    watch.publishes(owed.organ, builders.budgets())

    assert reminded_on("2026-03-13", "2026-03-23") == []


def test_without_a_day_there_is_nothing_to_remind_of(watch):
    obligation(watch)

    assert reminded_on("2026-03-13") == []


def test_the_ledger_says_how_many_were_reminded(owed):
    reminded_on("2026-03-13")

    assert Entry.objects.get(verb="obligations.remind").facts == {"count": 1, "on": "2026-03-13"}


def test_a_chased_organ_reads_the_note_and_the_reading_is_kept(watch, owed):
    clerk = watch.of(owed.organ).submitter
    actions.chase([owed], by=watch.head, note="请于本周五前公开。")

    actions.acknowledge(unread_reminders(owed.organ_id), by=clerk)

    reminder = Reminder.objects.get()
    assert (reminder.note, reminder.by_name) == ("请于本周五前公开。", watch.head.name)
    assert (reminder.read_by, reminder.read_at.date()) == (clerk.name, date(2026, 3, 2))


def test_the_first_reader_is_the_one_who_is_kept(watch, owed):
    office = watch.of(owed.organ)
    actions.chase([owed], by=watch.head)
    actions.acknowledge(Reminder.objects.all(), by=office.head)

    again = actions.acknowledge(Reminder.objects.all(), by=office.submitter)

    assert (again, Reminder.objects.get().read_by) == (0, office.head.name)


def test_nobody_is_chased_twice_in_a_day(watch, owed):
    actions.chase([owed], by=watch.head)

    with pytest.raises(Refused, match="每天最多一次"):
        actions.chase([owed], by=watch.head)
    with builders.at("2026-03-03"):
        actions.chase([owed], by=watch.head)

    assert Reminder.objects.count() == 2


def test_only_what_is_still_owed_is_chased(watch):
    units = [factories.organ("one"), factories.organ("two")]
    made = obligation(watch, listed=units, **BY_THE_TWENTIETH)
    watch.publishes(units[0], builders.budgets())

    chased = actions.chase(list(made.owings.select_related("obligation__keeper")), by=watch.head)

    assert (chased, Reminder.objects.get().organ_id) == (1, units[1].pk)


def test_a_reminder_of_what_has_been_settled_since_no_longer_waits(watch, owed):
    actions.chase([owed], by=watch.head)
    watch.publishes(owed.organ, builders.budgets())

    assert list(unread_reminders(owed.organ_id)) == []
