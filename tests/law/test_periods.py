"""Periods by name, each in its own unit."""

from datetime import date, datetime

import pytest

from gongkai.law.periods import TimeNeeded, UnknownPeriod, period, period_names, period_rule
from gongkai.law.receipt import NotYetReceived, receipt_date
from gongkai.law.rulebook import NoRuleInForce, rule
from gongkai.law.workdays import WorkCalendar
from tests.law.cases import day


@pytest.mark.parametrize(
    ("story", "name", "start", "ends", "rule"),
    [
        (
            "L-03 art. 30 across the long Spring Festival",
            "supplement_notice",
            "2020-01-20",
            "2020-02-06",
            "A-34",
        ),
        ("L-04 art. 30", "supplement_notice", "2025-04-01", "2025-04-11", "A-34"),
        ("L-01 art. 33", "reply", "2019-06-03", "2019-07-02", "A-37"),
        ("L-07 art. 33 from a worked Saturday", "reply", "2024-05-11", "2024-06-07", "A-37"),
        ("L-08 art. 24 of 2008", "reply", "2018-09-20", "2018-10-17", "A-37"),
        ("L-05 art. 32", "third_party_opinion", "2024-09-09", "2024-09-30", "A-35"),
        ("L-06 art. 34", "co_maker_opinion", "2024-09-09", "2024-09-30", "A-36"),
        ("L-14 fee measures", "fee_payment", "2025-01-22", "2025-02-25", "C-06"),
        ("L-10 art. 26", "proactive_publication", "2025-09-15", "2025-10-17", "A-25"),
        ("L-11 seven, not twenty", "licence_or_penalty_publication", "2025-09-26", "2025-10-13", "A-26"),
        ("budget law art. 14, calendar days", "budget_publication", "2025-01-20", "2025-02-10", "A-26"),
        ("L-21 J-03 rolls over the festival", "review_application", "2024-12-05", "2025-02-05", "K-01"),
        ("L-22 the last day of a short month", "litigation_direct", "2025-08-31", "2026-02-28", "K-07"),
        ("K-07 three months under the law of 1989", "litigation_direct", "2014-09-01", "2014-12-01", "K-07"),
        ("L-23 fifteen days end in a holiday", "litigation_after_review", "2025-09-20", "2025-10-09", "K-07"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else "",
)
def test_a_period_ends_on_its_last_day(story, name, start, ends, rule):
    found = period(name, day(start))

    assert (found.ends, found.rule) == (day(ends), rule)


@pytest.mark.parametrize(
    ("name", "ends", "rule"),
    [
        ("opinion_first_release", "2024-05-11T03:30", "F-10"),
        ("opinion_press_conference", "2024-05-11T22:30", "F-10"),
        ("opinion_other", "2024-05-12T22:30", "F-11"),
    ],
    ids=["L-24 first release", "L-24 press conference", "L-24 other opinion"],
)
def test_hours_run_through_nights_and_weekends(name, ends, rule):
    found = period(name, datetime(2024, 5, 10, 22, 30))

    assert (found.ends, found.rule) == (datetime.fromisoformat(ends), rule)


def test_a_period_in_hours_needs_its_hour():
    with pytest.raises(TimeNeeded, match="2024-05-10T08:00"):
        period("opinion_other", day("2024-05-10"))


def test_a_period_that_was_moved_on_says_from_which_day_off():
    assert period("review_application", day("2024-12-05")).rolled_from == day("2025-02-03")
    assert period("litigation_direct", day("2025-08-31")).rolled_from is None


def test_a_day_of_the_unrevised_calendar():
    """L-03: what an officer had to expect before 27 January 2020."""
    before = WorkCalendar(as_of=day("2020-01-20"))

    assert period("supplement_notice", day("2020-01-20"), calendar=before).ends == day("2020-02-04")


def test_an_hour_given_for_a_period_in_days_is_left_aside():
    assert period("reply", datetime(2024, 9, 2, 17, 55)).ends == day("2024-09-30")


def test_a_period_the_law_of_the_day_did_not_know():
    with pytest.raises(NoRuleInForce, match="2018-09-20") as caught:
        period("supplement_notice", day("2018-09-20"))

    assert caught.value.rule_id == "A-34"


def test_an_unknown_period_lists_the_known_ones():
    with pytest.raises(UnknownPeriod, match="supplement_notice"):
        period("appeal", day("2024-09-02"))


def test_every_period_that_the_command_line_promises_exists():
    promised = {
        "supplement_notice",
        "reply",
        "third_party_opinion",
        "co_maker_opinion",
        "fee_payment",
        "proactive_publication",
        "licence_or_penalty_publication",
        "budget_publication",
        "review_application",
        "litigation_direct",
        "litigation_after_review",
        "opinion_first_release",
        "opinion_press_conference",
        "opinion_other",
    }
    assert promised - set(period_names()) == set()


@pytest.mark.parametrize(
    ("story", "channel", "facts", "on"),
    [
        ("art. 31(1) in person", "in_person", {"submitted": "2024-05-10"}, "2024-05-10"),
        (
            "art. 31(2) signed for",
            "registered_post",
            {"submitted": "2024-05-08", "signed": "2024-05-10"},
            "2024-05-10",
        ),
        (
            "L-07 art. 31(3) same day",
            "online",
            {"submitted": "2024-05-11", "confirmed": "2024-05-11"},
            "2024-05-11",
        ),
        (
            "L-07 art. 31(3) later",
            "online",
            {"submitted": "2024-05-11", "confirmed": "2024-05-13"},
            "2024-05-13",
        ),
        ("2015: the day it reached the system", "online", {"submitted": "2018-05-11"}, "2018-05-11"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else "",
)
def test_the_day_of_receipt_follows_the_channel(story, channel, facts, on):
    assert receipt_date(channel, **{name: day(text) for name, text in facts.items()}).on == day(on)


def test_an_online_form_is_not_received_before_it_is_confirmed():
    with pytest.raises(NotYetReceived, match="确认之日"):
        receipt_date("online", submitted=day("2024-05-11"))


def test_f_04_an_interpretation_is_public_within_three_working_days_of_its_policy():
    """The number rests on the 2016 work points, known from the trade only; nothing says it is verified."""
    said = rule("interpretation.interpretation_publication").on(date(2026, 11, 20))

    assert (said.rule_id, said.value, said.cite, said.certainty) == ("F-04", 3, "openness-points-2016", "M")
    assert period("interpretation_publication", date(2026, 11, 20)).ends == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("proactive_publication", None),
        ("licence_or_penalty_publication", None),
        ("enforcement_publication", None),
        ("budget_publication", "批准日期"),
        ("department_budget_publication", "批复日期"),
        ("unit_budget_publication", "批复日期"),
        ("land_taking_announcement", "收到批准文件日期"),
        ("procurement_award", "供应商确定日期"),
        ("procurement_contract", "合同签订日期"),
    ],
)
def test_a_26_a_limit_names_the_event_from_which_it_runs(name, asked):
    event = period_rule(name).event

    assert (event.zh if event else None) == asked
