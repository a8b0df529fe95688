"""Open cases under a new calendar: listed before, moved after, told to those who handle them (J-07)."""

from datetime import date

import pytest

from gongkai.accounts.queries import Duty
from gongkai.applications import actions, queries
from gongkai.applications.models import DueMove
from gongkai.calendars import actions as calendars
from gongkai.calendars.queries import Work, version, work_calendar
from gongkai.foundation.ledger import Entry
from tests import factories
from tests.applications import builders
from tests.applications.builders import at
from tests.calendars.builders import applied, keeper, listed, off, proposed

MONDAY = date(2025, 3, 3)
DUE, MOVED = date(2025, 3, 31), date(2025, 4, 2)
TWO_DAYS = off(date(2025, 3, 12), 2)


@pytest.fixture(autouse=True)
def _monday():
    with at(MONDAY):
        yield


@pytest.fixture
def top(db):
    return keeper()


@pytest.fixture
def one(organ, handler):
    return builders.handling(organ, handler)


def told(found):
    return [(row.application.number, row.old_due, row.new_due, row.moved_at is not None) for row in found]


def test_what_would_move_is_listed_and_nothing_moves_yet(one, top, handler):
    found = listed(top, TWO_DAYS)

    one.refresh_from_db()
    assert one.due_on == DUE
    assert told(queries.moved_cases(found, handler)) == [(one.number, DUE, MOVED, False)]
    assert (found.work, found.work_total, found.work_done, found.work_found) == (Work.LOOKED, 1, 1, 1)
    assert queries.unread_moves(handler).count() == 0


def test_every_clock_follows_at_once_and_the_copies_after_it(one, top, handler):
    found = applied(top, TWO_DAYS)
    one.refresh_from_db()
    assert (queries.clock(one).due, one.due_on) == (MOVED, DUE)

    assert actions.move_cases(found) == 1

    one.refresh_from_db()
    assert one.due_on == MOVED
    assert told(queries.moves_of(one)) == [(one.number, DUE, MOVED, True)]
    entry = Entry.objects.get(verb="applications.move_due_dates")
    assert (entry.actor_duty, entry.facts) == ("system", {"cases": 1})


def test_moving_twice_moves_once_and_keeps_the_line(one, top):
    found = applied(top, TWO_DAYS)
    actions.move_cases(found)

    assert actions.move_cases(found) == 0
    assert told(queries.moves_of(one)) == [(one.number, DUE, MOVED, True)]


def test_whoever_acted_in_between_has_moved_it_and_the_line_says_so(one, top, handler):
    found = applied(top, TWO_DAYS)
    actions.propose_extension(one, by=handler, days=5, reason="材料较多")
    one.refresh_from_db()
    assert one.due_on == MOVED

    assert actions.move_cases(found) == 0
    assert told(queries.moves_of(one)) == [(one.number, DUE, MOVED, True)]


def test_only_open_cases_whose_time_lies_over_the_days_are_looked_at(organ, handler, top):
    early, withdrawn = (builders.handling(organ, handler) for _ in range(2))
    actions.withdraw_application(withdrawn, by=handler, note="来电")
    with at(date(2025, 3, 13)):
        builders.handling(organ, handler)
        builders.submitted(organ)
        found = listed(top, TWO_DAYS)

    assert told(queries.moved_cases(found, handler)) == [(early.number, DUE, MOVED, False)]
    assert found.work_total == 1


def test_a_region_moves_its_own_organs_alone(handler, top, settings):
    settings.GONGKAI_REGION = "360100"
    inside = factories.organ("fuzhou", region="350100")
    outside = factories.organ("nanchang")
    for organ in (inside, outside):
        builders.handling(organ, factories.actor(organ, Duty.APPLICATION_HANDLER))

    found = listed(top, TWO_DAYS, region="35")

    assert queries.moves_by_organ(found) == [{"organ__short_name": "fuzhou", "many": 1}]


def test_another_organs_cases_are_not_listed_for_anybody_else(one, top, stranger, handler):
    found = listed(top, TWO_DAYS)

    assert [told(queries.moved_cases(found, actor)) for actor in (top, stranger, None)] == [[], [], []]
    assert len(queries.moved_cases(found, handler)) == 1


def test_what_was_moved_waits_for_the_desk_until_somebody_has_read_it(one, top, handler, head):
    actions.move_cases(applied(top, TWO_DAYS))
    (move,) = queries.unread_moves(handler)
    assert "工作日历调整后变动的答复期限" in [str(line.label) for line in queries.todo(handler)]

    assert actions.acknowledge(by=handler, moves_until=move.pk) == 1

    assert queries.unread_moves(handler).count() == queries.unread_moves(head).count() == 0
    assert DueMove.objects.get().read_by == handler.name


def test_the_events_that_were_lawful_stay_when_a_calendar_moves_days_before_them(one, top, handler):
    """J-07: a supplement was asked for on the seventh working day, which a worked Saturday makes the eighth."""
    with at(date(2025, 3, 12)):
        actions.request_supplement(one, by=handler, defects="请写明年度")
        applied(top, {date(2025, 3, 8): True})
    one.refresh_from_db()

    with at(date(2025, 3, 20)):
        actions.receive_supplement(one, by=handler, answer="2025年")
        one.refresh_from_db()
        assert one.due_on == queries.clock(one).due == work_calendar().add(date(2025, 3, 20), 20)


def test_the_task_lists_after_a_proposal_and_moves_after_its_applying(
    one, top, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        found = proposed(top, TWO_DAYS)
    found = version(found.pk)
    assert found.work == Work.LOOKED

    with django_capture_on_commit_callbacks(execute=True):
        calendars.apply(found, by=top)

    one.refresh_from_db()
    assert (one.due_on, version(found.pk).work) == (MOVED, Work.MOVED)


@pytest.mark.parametrize("count", [1, 3])
def test_listing_asks_the_database_the_same_for_one_case_and_for_three(
    count, organ, handler, top, django_assert_num_queries
):
    for _n in range(count):
        builders.handling(organ, handler)
    found = proposed(top, TWO_DAYS)

    with django_assert_num_queries(13):
        actions.list_moved_cases(found)
