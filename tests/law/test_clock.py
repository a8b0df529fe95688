"""The reply period, by the worked examples of the rulebook."""

import pytest

from gongkai.law.clock import run_clock
from gongkai.law.workdays import WorkCalendar
from tests.law.cases import answered, clock, day, event, received, served


@pytest.mark.parametrize(
    ("story", "on", "due", "extended"),
    [
        ("L-01 art. 33: Dragon Boat is off", "2019-06-03", "2019-07-02", "2019-07-30"),
        ("L-02 arts. 33: National Day and worked weekends", "2019-09-23", "2019-10-24", "2019-11-21"),
        ("court case: worked weekend after National Day", "2022-09-30", "2022-11-02", "2022-11-30"),
        ("autumn 2026", "2026-11-02", "2026-11-30", "2026-12-28"),
    ],
    ids=lambda value: value if " " in value else "",
)
def test_a_plain_reply_is_due_after_twenty_working_days(story, on, due, extended):
    longest = event("extended", on, days=20)

    assert clock(received(on), today=on).due == day(due)
    assert clock(received(on), longest, today=on).due == day(extended)


def test_l_03_a_holiday_lengthened_in_mid_course_moves_the_due_date():
    """J-07: the notice of 27 January 2020 made the Spring Festival longer."""
    events = [received("2020-01-20")]
    as_known_before = WorkCalendar(as_of=day("2020-01-20"))

    assert run_clock(events, today=day("2020-02-01")).due == day("2020-02-25")
    assert run_clock(events, today=day("2020-02-01"), calendar=as_known_before).due == day("2020-02-21")


def test_l_04_a_supplement_starts_the_reply_period_anew():
    events = [
        received("2025-04-01"),
        event("supplement_requested", "2025-04-11"),
        event("supplement_received", "2025-04-18"),
    ]

    assert clock(*events, today="2025-04-18").due == day("2025-05-20")
    longest = event("extended", "2025-05-20", days=20)
    assert clock(*events, longest, today="2025-05-20").due == day("2025-06-18")


def test_l_05_asking_a_third_party_suspends_the_reply_period():
    events = [received("2024-09-02"), served("2024-09-09"), answered("2024-09-24")]

    now = clock(*events, today="2024-10-01")

    assert (now.due, now.state, now.days_used, now.days_left) == (day("2024-10-18"), "running", 10, 10)
    assert (now.late, now.law, now.provisional) == (False, "2019", False)


@pytest.mark.parametrize(
    ("party", "rule", "article", "effect"),
    [
        ("third_party", "A-35", "32", "由本机关决定是否公开"),
        ("co_maker", "A-36", "34", "视为同意公开"),
    ],
    ids=["L-05 art. 32 silent third party", "L-06 art. 34 silent co-maker"],
)
def test_silence_ends_a_consultation_after_fifteen_working_days(party, rule, article, effect):
    events = [received("2024-09-02"), served("2024-09-09", party)]

    asked = clock(*events, today="2024-09-30")
    silent = clock(*events, today="2024-10-01")

    assert (asked.state, asked.due, asked.waiting_until) == (
        "suspended",
        day("2024-10-25"),
        day("2024-09-30"),
    )
    assert (silent.state, silent.due, silent.waiting_until) == ("running", day("2024-10-25"), None)
    step = next(step for step in silent.steps if step.on == day("2024-09-30"))
    assert (step.rule, step.article, effect in step.text) == (rule, article, True)


def test_another_organ_is_waited_for_until_it_answers():
    events = [received("2024-09-02"), served("2024-09-09", "other_organ")]

    now = clock(*events, today="2024-12-02")

    assert (now.state, now.due, now.days_used, now.days_left, now.late) == ("suspended", None, 5, 15, False)
    assert clock(*events, answered("2024-09-24"), today="2024-12-02").due == day("2024-10-18")


def test_l_08_an_application_of_2018_runs_by_the_old_regulation():
    events = [received("2018-09-20")]

    now = clock(*events, today="2018-09-21")

    assert (now.due, now.law) == (day("2018-10-17"), "2008")
    longest = event("extended", "2018-10-17", days=15)
    assert clock(*events, longest, today="2018-10-17").due == day("2018-11-07")


def test_l_09_receipt_decides_which_regulation_governs_unless_told_otherwise():
    events = [received("2019-05-10")]

    assert clock(*events, today="2019-05-20").due == day("2019-05-31")
    assert clock(*events, today="2019-05-20", law_on=day("2019-05-15")).due == day("2019-06-10")


def test_l_14_payment_of_the_fee_starts_the_handling_period_anew():
    events = [received("2025-01-20"), event("fee_notice_served", "2025-01-22")]

    waiting = clock(*events, today="2025-02-25")
    paid = clock(*events, event("fee_paid", "2025-02-12"), today="2025-02-12")
    unpaid = clock(*events, today="2025-02-26")

    assert (waiting.state, waiting.due, waiting.waiting_until) == ("waiting", None, day("2025-02-25"))
    assert (paid.state, paid.due) == ("running", day("2025-03-12"))
    assert (unpaid.state, unpaid.due, unpaid.steps[-1].rule) == ("lapsed", None, "C-06")


def test_only_third_parties_suspended_the_period_under_the_old_regulation():
    plain = clock(received("2018-09-20"), today="2018-09-21").due
    organ = [received("2018-09-20"), served("2018-09-21", "other_organ")]
    third = [received("2018-09-20"), served("2018-09-21", "third_party")]

    assert clock(*organ, today="2018-09-30").due == plain
    assert clock(*organ, today="2018-09-30").state == "running"
    assert clock(*third, today="2018-12-03").due is None  # it had no time limit for the answer
    assert clock(*third, answered("2018-09-25"), today="2018-12-03").due == day("2018-10-18")


def test_consultations_that_overlap_are_not_taken_off_twice():
    one = [received("2024-09-02"), served("2024-09-09"), answered("2024-09-24")]
    inside = [
        received("2024-09-02"),
        served("2024-09-09"),
        served("2024-09-11", "co_maker", id="c2"),
        answered("2024-09-20", id="c2"),
        answered("2024-09-24"),
    ]

    assert clock(*inside, today="2024-10-01").due == clock(*one, today="2024-10-01").due


def test_an_answer_after_the_time_limit_takes_nothing_more_off():
    events = [received("2024-09-02"), served("2024-09-09")]

    late = clock(*events, answered("2024-10-10"), today="2024-10-10")

    assert late.due == day("2024-10-25")
    assert "超过的时间不再扣除" in next(s for s in late.steps if s.on == day("2024-10-10")).text


def test_an_extension_may_fall_into_a_consultation():
    events = [received("2024-09-02"), served("2024-09-09"), event("extended", "2024-09-12", days=3)]

    assert clock(*events, answered("2024-09-24"), today="2024-10-01").due == day("2024-10-23")


def test_a_supplement_not_given_in_time_ends_the_application():
    events = [received("2025-04-01"), event("supplement_requested", "2025-04-11", days=5)]

    assert clock(*events, today="2025-04-18").state == "waiting"
    lapsed = clock(*events, today="2025-04-19")
    assert (lapsed.state, lapsed.due, lapsed.days_used, lapsed.days_left) == ("lapsed", None, 7, 13)
    assert (lapsed.steps[-1].rule, lapsed.steps[-1].article) == ("A-34", "30")


def test_a_late_supplement_with_good_reason_still_counts():
    events = [
        received("2025-04-01"),
        event("supplement_requested", "2025-04-11", until=day("2025-04-18")),
        event("supplement_received", "2025-04-21", justified=True),
    ]

    assert clock(*events, today="2025-04-21").due == day("2025-05-21")


@pytest.mark.parametrize(
    ("on", "late", "used", "words"),
    [("2024-09-30", False, 20, "按期答复"), ("2024-10-08", True, 21, "逾期答复")],
    ids=["art. 33 on the last day", "art. 33 one working day late"],
)
def test_a_reply_stops_the_clock_and_shows_whether_it_was_in_time(on, late, used, words):
    now = clock(received("2024-09-02"), event("replied", on), today="2024-12-31")

    assert (now.state, now.due, now.late) == ("stopped", day("2024-09-30"), late)
    assert (now.days_used, now.days_left) == (used, 20 - used)
    assert words in now.steps[-1].text


def test_a_period_that_has_run_out_is_late():
    now = clock(received("2024-09-02"), today="2024-10-08")

    assert (now.state, now.late, now.days_used, now.days_left) == ("running", True, 21, -1)


def test_a_consultation_that_begins_after_the_due_date_does_not_help():
    events = [received("2024-09-02"), served("2024-10-08", "other_organ")]

    now = clock(*events, today="2024-10-31")

    assert (now.due, now.late, now.state) == (day("2024-09-30"), True, "running")


def test_a_due_date_beyond_the_published_calendar_is_provisional():
    published = clock(received("2026-12-03"), today="2026-12-03")
    beyond = clock(received("2026-12-04"), today="2026-12-04")

    assert (published.due, published.provisional) == (day("2026-12-31"), False)
    assert (beyond.due, beyond.provisional) == (day("2027-01-04"), True)
    assert "日期为暂定" in beyond.steps[-2].text


def test_the_steps_explain_the_due_date_in_plain_words():
    now = clock(received("2024-09-02"), served("2024-09-09"), answered("2024-09-24"), today="2024-10-01")

    assert [(step.text, step.rule, step.article) for step in now.steps] == [
        ("2024年9月2日收到申请。", "A-33", "31"),
        ("答复期限为收到申请之日起20个工作日。", "A-37", "33"),
        ("收到当日不计入，从2024年9月3日起计算。", "J-02", "201"),
        (
            "2024年9月10日起，征求第三方意见，期间不计入答复期限；"
            "第三方应于2024年9月30日前（含当日）提出意见。",
            "A-39",
            "33",
        ),
        (
            "2024年9月24日收到第三方意见；2024年9月25日起继续计算，已用5个工作日，还剩15个工作日。",
            "A-39",
            "33",
        ),
        (
            "2024年9月2日至10月18日之间，9月15日至17日、10月1日至7日放假，"
            "9月14日、9月29日、10月12日调休上班。",
            "J-01",
            "",
        ),
        ("答复期限于2024年10月18日届满。", "A-37", "33"),
    ]
