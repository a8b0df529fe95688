"""Least times: how long a notice stays posted, how long before rules come into force (A-26, A-27, A-28)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.disclosure import actions, queries
from gongkai.disclosure.workflow import State
from gongkai.disclosure.workflow.posting import posting_gap
from gongkai.foundation.moment import acting_at
from gongkai.foundation.workflow import Refused
from gongkai.law.periods import period, shortest_names
from gongkai.organs.models import Level, Organ
from tests import factories
from tests.disclosure import builders


def at(day, hour=12):
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo("Asia/Shanghai"))


def on(day):
    return acting_at(at(day))


def notice(staff, rule, **content):
    column = builders.column("20.15.9", "公示公告", shortest_posting=rule)
    return builders.item(staff, column_id=column.pk, **content)


def refusal(act, *args, **told):
    with pytest.raises(Refused) as refused:
        act(*args, **told)
    return "".join(refused.value.reasons)


# rule, article, the first day that is long enough for what is published on Friday, 20 November 2026
LEAST = [
    ("land_taking_preannouncement", "《中华人民共和国土地管理法实施条例》第二十六条", date(2026, 12, 4)),
    ("land_compensation_notice", "《中华人民共和国土地管理法》第四十七条", date(2026, 12, 20)),
    ("house_compensation_comments", "《国有土地上房屋征收与补偿条例》第十条", date(2026, 12, 20)),
    ("planning_draft_notice", "《中华人民共和国城乡规划法》第二十六条", date(2026, 12, 20)),
    ("single_source_notice", "《中华人民共和国政府采购法实施条例》第三十八条", date(2026, 11, 27)),
    ("decision_draft_comments", "《重大行政决策程序暂行条例》第十五条", date(2026, 12, 20)),
    ("rules_draft_comments", "《规章制定程序条例》第十五条", date(2026, 12, 20)),
]


def test_every_least_time_of_the_law_is_in_the_table():
    assert [name for name, *_ in LEAST] == shortest_names()


@pytest.mark.parametrize(("rule", "article", "enough"), LEAST, ids=[row[0] for row in LEAST])
def test_a_notice_that_is_shown_too_shortly_is_refused_with_the_article(rule, article, enough, staff):
    item = notice(staff, rule, shown_until=enough - timedelta(days=1))
    told = refusal(actions.submit, item, by=staff.submitter)
    assert (article in told, f"不得早于{enough.year}年{enough.month}月{enough.day}日" in told) == (True, True)

    actions.edit(item, by=staff.submitter, shown_until=enough)
    actions.submit(item, by=staff.submitter)
    assert item.state == State.IN_REVIEW


def test_what_stays_for_good_and_what_no_rule_binds_stands_as_long_as_anybody_likes(staff):
    forever = notice(staff, "planning_draft_notice")
    free = builders.item(staff, shown_until=date(2026, 11, 20))

    for item in (forever, free):
        actions.submit(item, by=staff.submitter)
        assert item.state == State.IN_REVIEW


def test_what_would_be_taken_down_at_once_is_refused(staff):
    item = builders.item(staff, shown_until=date(2026, 11, 19))

    assert "已过" in refusal(actions.submit, item, by=staff.submitter)


def test_it_is_counted_anew_from_the_day_on_which_it_really_becomes_public(staff):
    """What was long enough when it was handed in no longer is when it was signed late."""
    item = notice(staff, "single_source_notice", shown_until=date(2026, 11, 27))
    builders.clear(item, staff)
    actions.sign_off(item, by=staff.signer)
    with on(date(2026, 11, 23)):
        assert "2026年11月30日" in refusal(actions.publish, item, by=staff.signer)
    actions.publish(item, by=staff.signer)

    assert item.state == State.PUBLISHED


def test_an_emergency_shortens_no_notice(staff):
    item = notice(staff, "single_source_notice", shown_until=date(2026, 11, 26))

    told = refusal(actions.publish_at_once, item, by=staff.head, reason="防汛抢险，须立即公开")
    assert "5个工作日" in told


def test_a_scheduled_notice_is_counted_from_the_day_that_is_set(staff):
    item = notice(staff, "single_source_notice", shown_until=date(2026, 11, 27))
    builders.clear(item, staff)
    actions.sign_off(item, by=staff.signer)

    told = refusal(actions.schedule_publication, item, at=at(date(2026, 11, 23)), by=staff.signer)
    assert ("2026年11月30日" in told, item.publish_at) == (True, None)


def test_midnight_is_midnight_where_the_organs_are(staff):
    """At 16:00 of the 22nd in UTC it is the 23rd in Beijing."""
    item = notice(staff, "single_source_notice", shown_until=date(2026, 11, 27))
    builders.clear(item, staff)
    actions.sign_off(item, by=staff.signer)
    last_second = at(date(2026, 11, 23), 0) - timedelta(seconds=1)

    refusal(actions.schedule_publication, item, at=last_second + timedelta(seconds=1), by=staff.signer)
    actions.schedule_publication(item, at=at(date(2026, 11, 20), 23), by=staff.signer)
    assert item.publish_at == at(date(2026, 11, 20), 23)


def test_a_correction_of_a_public_notice_is_counted_from_its_first_day(staff):
    item = notice(staff, "single_source_notice", shown_until=date(2026, 11, 27))
    builders.clear(item, staff)
    actions.sign_off(item, by=staff.signer, release=True)
    with on(date(2026, 11, 25)):
        builders.corrected(item, staff, title="更正后的公示")
        assert item.state == State.PUBLISHED
        actions.start_correction(item, by=staff.submitter, reason="提前结束")
        actions.edit(item, by=staff.submitter, shown_until=date(2026, 11, 26))
        assert "2026年11月27日" in refusal(actions.submit, item, by=staff.submitter)


@pytest.mark.parametrize(
    ("rule", "may"),
    [
        ("decision_draft_comments", True),
        ("rules_draft_comments", True),
        ("planning_draft_notice", False),
        ("land_compensation_notice", False),
    ],
)
def test_a_28_comments_may_be_shorter_only_where_the_law_says_so_and_with_a_reason(rule, may, staff):
    item = notice(staff, rule, shown_until=date(2026, 12, 1))
    assert ("请填写“缩短期限或者提前施行的理由”" in refusal(actions.submit, item, by=staff.submitter)) == may

    actions.edit(item, by=staff.submitter, haste_reason="汛期将至，须在12月上旬定稿。")
    if may:
        actions.submit(item, by=staff.submitter)
    else:
        refusal(actions.submit, item, by=staff.submitter)


WALL = [
    ("2026-11-02", "2026-11-13", False),
    ("2026-11-02", "2026-11-16", True),
    ("2026-09-28", "2026-10-15", False),
    ("2026-09-28", "2026-10-19", True),
    ("2026-11-02", "", True),
    ("", "2026-11-03", True),
    ("十一月二日", "2026-11-03", True),
]


@pytest.mark.parametrize(("since", "until", "enough"), WALL)
def test_land_rules_26_the_notice_on_the_wall_hangs_ten_working_days(since, until, enough, staff):
    item = notice(staff, "land_taking_preannouncement")
    item.elements = {"posted_on": since, "posted_until": until}

    told = posting_gap(item, date(2026, 11, 20))
    assert (told is None) == enough
    assert told is None or "公告张贴时间不得少于10个工作日" in told


def test_what_is_kept_back_has_no_time_to_be_shown(staff):
    item = notice(staff, "planning_draft_notice", shown_until=date(2026, 11, 1), **builders.WITHHELD)

    actions.submit(item, by=staff.submitter)
    assert item.state == State.IN_REVIEW


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rule=st.sampled_from([name for name, *_ in LEAST]),
    day=st.dates(date(2024, 1, 1), date(2026, 11, 30)),
    stays=st.integers(0, 45),
)
def test_a_notice_passes_just_when_it_stays_as_long_as_its_rule_counts(rule, day, stays, staff):
    item = notice(staff, "")
    item.column.shortest_posting = rule
    item.shown_until = day + timedelta(days=stays)
    least = period(rule, day)
    counted = [day + timedelta(days=n) for n in range(1, stays + 1)]
    if least.unit == "working_day":
        assert (posting_gap(item, day) is None) == (item.shown_until >= least.ends)
    else:
        assert (posting_gap(item, day) is None) == (len(counted) >= least.length)


@pytest.fixture
def city(db):
    Organ.objects.filter(pk=factories.organ(factories.CITY).pk).update(level=Level.CITY)
    return builders.office(factories.CITY)


def rules(city, **content):
    column = builders.column("20.1.1", "规章", item_kind="rules")
    return builders.item(
        city, kind="rules", column_id=column.pk, document_number="青禾市人民政府令第9号", **content
    )


def test_a_27_rules_in_force_too_soon_want_a_reason_that_the_law_knows(city):
    item = rules(city, effective_on=date(2026, 12, 19))
    told = refusal(actions.submit, item, by=city.submitter)
    assert ("《规章制定程序条例》第三十二条" in told, "2026年12月20日" in told) == (True, True)
    assert "涉及国家安全、外汇汇率、货币政策的确定" in told

    actions.edit(item, by=city.submitter, haste_reason="不立即施行将有碍规章施行：防汛调度须于12月初启用。")
    actions.submit(item, by=city.submitter)
    assert item.state == State.IN_REVIEW


def test_a_27_rules_that_wait_thirty_days_need_none_until_their_publication_is_put_off(city):
    item = rules(city, effective_on=date(2026, 12, 20))
    builders.clear(item, city)
    actions.sign_off(item, by=city.signer)

    assert "规章应当自公布之日起30日后施行" in refusal(
        actions.schedule_publication, item, at=at(date(2026, 11, 21)), by=city.signer
    )
    actions.publish(item, by=city.signer)
    assert item.state == State.PUBLISHED


@pytest.mark.parametrize("kind", ["normative", "general"])
def test_a_27_speaks_of_rules_only(kind, staff):
    item = builders.item(
        staff, kind=kind, effective_on=date(2026, 11, 21), document_number="青财发〔2026〕8号"
    )

    actions.submit(item, by=staff.submitter)
    assert item.state == State.IN_REVIEW


def test_a_27_the_drafter_of_rules_is_told_of_the_gazette_and_of_the_filing(city):
    told = queries.advice(rules(city))

    assert [("第三十一条" in one, "第三十四条" in one) for one in told] == [(True, False), (False, True)]


def test_the_reason_is_public_and_looked_through_by_the_guard(staff):
    number = "110101199003070011"
    item = notice(staff, "decision_draft_comments", haste_reason=f"应居民{number}要求提前。")

    assert [one.label for one in item.findings().blocking()] == ["缩短期限或者提前施行的理由"]
