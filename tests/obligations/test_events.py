"""Days from which a period of the law runs: recorded for each organ, kept when they are corrected."""

from datetime import date

import pytest

from gongkai.foundation.workflow import Refused
from gongkai.law.periods import period
from gongkai.obligations import actions
from gongkai.obligations.models import Cycle, DueRule, Owing
from gongkai.obligations.queries import with_status
from gongkai.obligations.workflow import Status
from tests import factories
from tests.obligations import builders
from tests.obligations.builders import obligation, owing

APPROVED = date(2026, 2, 27)


@pytest.fixture
def owed(watch):
    return owing(obligation(watch))


@pytest.fixture
def clerk(watch, owed):
    return watch.of(owed.organ).submitter


def status(one):
    return with_status(Owing.objects.filter(pk=one.pk)).get().status


def test_budget_law_14_the_day_of_the_reply_says_by_when(owed, clerk):
    before = status(owed)

    actions.record_event(owed, APPROVED, by=clerk)

    owed.refresh_from_db()
    assert (before, status(owed)) == (Status.WAITING, Status.PENDING)
    assert owed.due_on == owed.original_due_on == period("department_budget_publication", APPROVED).ends


def test_the_period_of_a_budget_is_counted_in_calendar_days(owed, clerk):
    actions.record_event(owed, APPROVED, by=clerk)

    owed.refresh_from_db()
    assert (owed.due_on - APPROVED).days == 20
    assert owed.due_on == date(2026, 3, 19)


def test_a_corrected_day_needs_a_reason_and_keeps_the_first_due_day(owed, clerk):
    actions.record_event(owed, APPROVED, by=clerk)

    with pytest.raises(Refused, match="更改的，请写明理由"):
        actions.record_event(owed, date(2026, 2, 28), by=clerk)
    actions.record_event(owed, date(2026, 2, 28), by=clerk, reason="原填日期为请示日期")

    owed.refresh_from_db()
    assert (owed.original_due_on, owed.due_on) == (date(2026, 3, 19), date(2026, 3, 20))


@pytest.mark.parametrize(
    ("day", "why"),
    [(date(2026, 3, 3), "晚于今天"), (date(2025, 12, 31), "应在本期（2026-01-01至2026-12-31）之内")],
)
def test_a_day_outside_of_the_cycle_is_refused(owed, clerk, day, why):
    with pytest.raises(Refused, match=why):
        actions.record_event(owed, day, by=clerk)

    owed.refresh_from_db()
    assert (owed.event_on, owed.due_on) == (None, None)


def test_where_no_day_is_counted_from_none_is_recorded(watch):
    fields = {"cycle": Cycle.YEAR, "due_rule": DueRule.DAY, "due_month": 12, "due_day": 31, "law": ""}
    owed = owing(obligation(watch, **fields))

    with pytest.raises(Refused, match="不必填写"):
        actions.record_event(owed, APPROVED, by=watch.of(owed.organ).submitter)


def test_the_competent_office_records_one_reply_for_many_units(watch):
    units = [factories.organ(code) for code in ("one", "two", "three")]
    made = obligation(watch, listed=units)
    actions.record_event(owing(made, units[0]), date(2026, 2, 26), by=watch.head)

    done = actions.record_event_for_all(
        made, list(made.owings.select_related("obligation", "organ")), APPROVED, by=watch.head
    )

    days = [owing(made, unit).event_on for unit in units]
    assert (done, days) == (2, [date(2026, 2, 26), APPROVED, APPROVED])


@pytest.fixture
def on_change(watch):
    return obligation(
        watch,
        title="指南变更后更新",
        cycle=Cycle.ON_EVENT,
        law="proactive_publication",
        event_name="变更日期",
    )


def test_a_change_that_happened_opens_what_is_owed(watch, on_change):
    bureau = factories.organ()

    made = actions.report_event(on_change, bureau, APPROVED, by=watch.of(bureau).submitter)

    assert (made.due_on, made.cycle_from) == (period("proactive_publication", APPROVED).ends, APPROVED)


def test_the_same_change_is_reported_once(watch, on_change):
    bureau = factories.organ()
    actions.report_event(on_change, bureau, APPROVED, by=watch.of(bureau).submitter)

    with pytest.raises(Refused, match="已经登记"):
        actions.report_event(on_change, bureau, APPROVED, by=watch.of(bureau).submitter)

    assert Owing.objects.count() == 1


def test_an_event_before_the_law_is_refused_with_what_the_law_was(watch, on_change):
    bureau = factories.organ()

    with pytest.raises(Refused, match="没有施行中的"):
        actions.report_event(on_change, bureau, date(1999, 1, 4), by=watch.of(bureau).submitter)


def test_who_does_not_owe_it_reports_nothing(watch, on_change):
    town = factories.organ(factories.TOWN)

    with pytest.raises(Refused, match="不承担这项任务"):
        actions.report_event(on_change, town, APPROVED, by=watch.of(town).submitter)


def test_what_was_published_since_the_event_settles_it_at_once(watch, on_change):
    bureau = factories.organ()
    item = watch.publishes(bureau, builders.budgets())

    made = actions.report_event(on_change, bureau, APPROVED, by=watch.of(bureau).submitter)

    made.refresh_from_db()
    assert made.item_id == item.pk
