"""Who does not say when its budget was approved does not escape: after the latest day for it, it is late."""

from datetime import date

import pytest

from gongkai.foundation.workflow import Refused
from gongkai.obligations import actions, documents, tasks
from gongkai.obligations.models import Owing, Reminder
from gongkai.obligations.queries import (
    Filters,
    due_within,
    forecast,
    matrix,
    open_owings_of,
    todo,
    with_status,
)
from gongkai.obligations.workflow import Status
from tests.obligations import builders
from tests.obligations.builders import obligation, owing

BY_MARCH = {"latest_month": 3, "latest_day": 31}


def status(one, day):
    return with_status(Owing.objects.filter(pk=one.pk), day).get().status


@pytest.fixture
def owed(watch):
    return owing(obligation(watch))


@pytest.fixture
def by_march(watch):
    return owing(obligation(watch, **BY_MARCH))


def test_without_a_day_of_the_office_the_end_of_the_cycle_is_the_latest(owed):
    days = [date(2026, 12, 16), date(2026, 12, 17), date(2026, 12, 31), date(2027, 1, 1)]

    assert (owed.due_on, owed.latest_on) == (None, date(2026, 12, 31))
    told = [status(owed, day) for day in days]
    assert told == [Status.WAITING, Status.DUE_SOON, Status.DUE_SOON, Status.MISSING]


def test_the_office_sets_the_latest_day(by_march):
    days = [date(2026, 3, 16), date(2026, 3, 17), date(2026, 3, 31), date(2026, 4, 1)]

    told = [status(by_march, day) for day in days]
    assert told == [Status.WAITING, Status.DUE_SOON, Status.DUE_SOON, Status.MISSING]


def test_a_recorded_day_puts_the_period_of_the_law_in_place_of_the_latest_day(watch, by_march):
    with builders.at("2026-04-02"):
        actions.record_event(by_march, date(2026, 3, 20), by=watch.of(by_march.organ).submitter)

    assert by_march.due_on == date(2026, 4, 9)
    told = [status(by_march, day) for day in (date(2026, 4, 9), date(2026, 4, 10))]
    assert told == [Status.DUE_SOON, Status.MISSING]


def test_what_is_published_after_the_latest_day_without_a_day_is_late(watch, by_march):
    with builders.at("2026-04-02"):
        watch.publishes(by_march.organ, builders.budgets())

    assert status(by_march, date(2026, 4, 2)) == Status.DONE_LATE


def test_the_day_that_the_office_moves_holds_for_what_is_open(watch, owed):
    actions.change_obligation(owed.obligation, by=watch.head, **BY_MARCH)

    owed.refresh_from_db()
    assert owed.latest_on == date(2026, 3, 31)


def test_a_latest_day_before_the_obligation_began_holds_from_the_next_year_on(watch):
    made = obligation(watch, since=date(2026, 2, 1), latest_month=1, latest_day=31)

    with builders.at("2027-01-04"):
        actions.open_owings()

    latest = {one.year: one.latest_on for one in made.owings.all()}
    assert latest == {2026: date(2026, 12, 31), 2027: date(2027, 1, 31)}


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"latest_month": 13, "latest_day": 1}, "最多到本期第12个月"),
        ({"latest_month": 3, "latest_day": None}, "月和日须一并填写"),
        (builders.MONTHLY | {"law": "", "latest_month": 1, "latest_day": 5}, "才有填写该日期的最迟日期"),
    ],
)
def test_a_latest_day_that_does_not_fit_is_refused(watch, fields, why):
    with pytest.raises(Refused, match=why):
        obligation(watch, **fields)


def test_the_organ_is_reminded_to_record_the_day_and_then_of_what_is_due(watch, by_march):
    for day in ("2026-03-17", "2026-03-24", "2026-03-30", "2026-04-01", "2026-04-02"):
        with builders.at(day):
            tasks.remind.call()
    told = [(one.made_on.isoformat(), one.occasion) for one in Reminder.objects.order_by("made_on")]
    with builders.at("2026-04-03"):
        actions.record_event(by_march, date(2026, 3, 27), by=watch.of(by_march.organ).submitter)
        tasks.remind.call()

    assert told == [
        ("2026-03-17", "date14"),
        ("2026-03-24", "date7"),
        ("2026-03-30", "date3"),
        ("2026-04-01", "nodate"),
    ]
    latest = Reminder.objects.order_by("pk").last()
    assert (latest.occasion, latest.words) == ("14", "还有14天到期")
    assert Reminder.objects.order_by("pk").first().words == (
        "请填写预算批复日期（距填写起算日期的最迟日期还有14天）"
    )


def test_lists_tasks_and_forecasts_know_the_latest_day(watch, by_march):
    with builders.at("2026-04-01"):
        missing = [line for line in todo(watch.of(by_march.organ).submitter) if line.count]
        above = {str(line.label): line.count for line in todo(watch.head)}
        red = forecast(watch.city).missing
    with builders.at("2026-03-29"):
        soon = forecast(watch.city).within

    assert [str(line.label) for line in missing] == ["逾期未完成的公开任务", "未读的提醒和催办"][:1]
    assert (above["下级机关逾期未完成的公开任务"], red, soon) == (1, 1, {3: 1, 7: 1, 14: 1})
    assert list(due_within(Owing.objects.all(), 3, date(2026, 3, 29))) == [by_march]


def test_what_goes_red_first_stands_first(watch, by_march):
    later = owing(obligation(watch, title="部门决算"))

    assert list(open_owings_of(by_march.organ_id)) == [by_march, later]


def test_the_file_of_the_matrix_says_which_day_is_missing(watch, by_march):
    with builders.at("2026-04-01"):
        lines = documents.coverage_file(watch.city, Filters(2026), "csv").content.decode("utf-8-sig")
        totals = matrix(watch.city, Filters(2026), {}).totals

    assert "✕逾期未完成（最迟2026-03-31填写预算批复日期）" in lines
    assert totals == {Status.MISSING: 1}
