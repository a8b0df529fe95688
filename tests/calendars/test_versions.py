"""Versions of the working-day calendar: who proposes them, what they say, when they hold (J-07 to J-10)."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from gongkai.accounts.queries import Duty
from gongkai.applications import actions as cases
from gongkai.calendars import actions, queries
from gongkai.calendars.queries import ChangedDay, State, Work, work_calendar
from gongkai.foundation.ledger import Entry
from gongkai.foundation.workflow import Refused
from tests import factories
from tests.applications.builders import at
from tests.calendars.builders import applied, keeper, listed, off, proposed

MONDAY, TUESDAY = date(2025, 3, 3), date(2025, 3, 4)
SATURDAY = date(2025, 3, 8)
FESTIVALS_2027 = [
    date(2027, 1, 1),
    *(date(2027, 2, day) for day in (5, 6, 7, 8)),
    date(2027, 4, 5),
    *(date(2027, 5, day) for day in (1, 2)),
    date(2027, 6, 9),
    date(2027, 9, 15),
    *(date(2027, 10, day) for day in (1, 2, 3)),
]


@pytest.fixture(autouse=True)
def _monday():
    with at(MONDAY):
        yield


@pytest.fixture
def head(db):
    return keeper()


def test_a_version_changes_nothing_until_it_is_in_force(head):
    version = listed(head, off(TUESDAY))
    assert work_calendar().is_workday(TUESDAY)

    actions.apply(version, by=head)

    assert not work_calendar().is_workday(TUESDAY)
    assert (version.state, version.number, version.applied_by) == (State.IN_FORCE, 1, head.name)


def test_the_ledger_tells_who_proposed_and_who_applied(head):
    version = applied(head, off(TUESDAY))

    told = Entry.objects.filter(subject_type="calendars.calendarversion", subject_id=str(version.pk))
    assert [(one.verb, one.actor_name) for one in told] == [
        ("calendars.propose", head.name),
        ("calendars.apply", head.name),
    ]
    assert told[1].facts == {"cases": 0, "changed_days": 1}


def test_a_version_tells_the_days_it_changes_and_only_these(head):
    friday = date(2025, 3, 7)
    version = proposed(head, off(friday, 2) | {date(2025, 3, 9): True})

    assert queries.changed_days(version) == [ChangedDay(friday, False), ChangedDay(date(2025, 3, 9), True)]


def test_a_version_holds_in_its_region_alone(head):
    applied(head, off(TUESDAY), region="3501")

    assert not work_calendar("350122").is_workday(TUESDAY)
    assert work_calendar("360100").is_workday(TUESDAY)


def test_a_version_is_taken_back_by_another_and_both_are_kept(head):
    first = applied(head, off(TUESDAY))
    second = actions.take_back(first, by=head, reason="通知已作废")
    cases.list_moved_cases(second)

    actions.apply(queries.version(second.pk), by=head)

    assert work_calendar().is_workday(TUESDAY)
    assert [(one.number, one.takes_back) for one in queries.in_force()] == [(1, None), (2, first)]
    with pytest.raises(Refused, match="已经撤回"):
        actions.take_back(first, by=head, reason="再撤一次")


def test_a_year_that_is_published_is_provisional_no_more(head):
    assert work_calendar().is_provisional(FESTIVALS_2027[0])
    applied(head, dict.fromkeys(FESTIVALS_2027, False), year=2027)

    assert not work_calendar().is_provisional(FESTIVALS_2027[0])
    assert queries.last_known_year() == 2027
    # The days in lieu that were guessed before are plain days: the notice lists every day off.
    assert work_calendar().is_workday(date(2027, 2, 9))


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"days": {}}, "请填写放假或者上班的日期"),
        ({"days": {SATURDAY: False}}, "没有变动"),
        ({"title": " "}, "请填写通知名称"),
        ({"issued_on": date(2025, 3, 4)}, "不能晚于今天"),
        ({"region": "福建"}, "地区应写行政区划代码"),
        ({"region": "35", "year": 2027}, "请不要填写地区"),
        ({"days": dict.fromkeys(FESTIVALS_2027[1:], False), "year": 2027}, "其中没有2027年1月1日"),
    ],
)
def test_an_unsound_version_is_refused_in_words(head, told, words):
    with pytest.raises(Refused, match=words):
        proposed(head, **({"days": off(TUESDAY)} | told))


@pytest.mark.parametrize(
    ("code", "duty"),
    [("finance", Duty.OFFICE_HEAD), ("city", Duty.APPLICATION_HANDLER), ("city", Duty.SYSTEM_ADMIN)],
)
def test_only_the_head_at_the_top_keeps_the_calendar(head, code, duty):
    other = factories.actor(factories.organ(code), duty)
    version = listed(head, off(TUESDAY))

    for act in (actions.apply, actions.drop, actions.look_again):
        with pytest.raises(Refused, match="最高一级机关"):
            act(version, by=other)
    with pytest.raises(Refused, match="最高一级机关"):
        proposed(other, off(TUESDAY))


def test_a_version_is_not_applied_before_its_cases_are_listed(head):
    with pytest.raises(Refused, match="还没有列完"):
        actions.apply(proposed(head, off(TUESDAY)), by=head)


def test_a_version_listed_by_an_older_calendar_is_listed_anew_first(head):
    late = listed(head, off(date(2025, 3, 6)))
    applied(head, off(TUESDAY))

    with pytest.raises(Refused, match="又启用了别的日历"):
        actions.apply(late, by=head)

    actions.look_again(late, by=head)
    cases.list_moved_cases(late)
    actions.apply(queries.version(late.pk), by=head)
    assert [one.number for one in queries.in_force()] == [1, 2]


def test_a_dropped_version_stays_in_the_list_and_holds_nowhere(head):
    version = listed(head, off(TUESDAY))
    actions.drop(version, by=head)

    assert [one.state for one in queries.versions()] == [State.DROPPED]
    with pytest.raises(Refused, match="“已放弃”状态下不能启用日历"):
        actions.apply(version, by=head)


def test_a_look_that_was_broken_off_is_begun_anew_after_a_while(head):
    version = proposed(head, off(TUESDAY))
    actions.begin_work(version, Work.LOOKING, total=10, after=0)
    version.refresh_from_db()
    with pytest.raises(Refused, match="请稍候"):
        actions.look_again(version, by=head)

    with at(MONDAY, hour=11):
        actions.look_again(version, by=head)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("2025-03-04T00:05", "2025-03-04T08:30"),
        ("2025-03-04T09:00", "2025-03-04T09:00"),
        ("2025-03-04T18:00", "2025-03-05T08:30"),
        ("2025-03-07T20:00", "2025-03-10T08:30"),
        ("2025-03-08T10:00", "2025-03-10T08:30"),
        ("2025-04-03T22:00", "2025-04-07T08:30"),
    ],
)
def test_nobody_is_disturbed_at_night_or_on_a_day_off(db, asked, told):
    moment = timezone.make_aware(datetime.fromisoformat(asked))

    found = queries.first_waking_moment(moment)

    assert timezone.localtime(found).strftime("%Y-%m-%dT%H:%M") == told
