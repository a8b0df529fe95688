"""The small notations of the data files: days, texts, stories, invented numbers."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.applications.models.asked import identity_fault
from gongkai.example.days import Days, NoSuchDay, moment
from gongkai.example.numbers import checked, credit_code, identity_number, organ_check
from gongkai.example.texts import MARK, as_body, told
from gongkai.example.timeline import play
from gongkai.foundation.moment import now
from gongkai.law.workdays import WorkCalendar

NOVEMBER = Days(date(2026, 11, 22))


@pytest.mark.parametrize(
    ("notation", "day"),
    [
        ("w-0", date(2026, 11, 20)),
        ("w-1", date(2026, 11, 19)),
        ("w-5", date(2026, 11, 13)),
        ("latest 06-18", date(2026, 6, 18)),
        ("latest 11-10", date(2025, 11, 10)),
        ("latest 10-01", date(2026, 10, 8)),
        ("last 03-12", date(2025, 3, 12)),
        ("prev 12-16", date(2024, 12, 16)),
        ("this 01-20", date(2026, 1, 20)),
    ],
)
def test_a_day_is_told_from_the_day_of_loading(notation, day):
    assert NOVEMBER.day(notation) == day


def test_what_is_no_day_is_refused_by_its_words():
    with pytest.raises(NoSuchDay, match="yesterday"):
        NOVEMBER.day("yesterday")


@pytest.mark.parametrize(("today", "last"), [(date(2027, 1, 31), 2025), (date(2027, 2, 1), 2026)])
def test_until_the_end_of_january_last_year_is_not_reported_on(today, last):
    assert (Days(today).last, Days(today).this) == (last, last + 1)


@settings(deadline=None)
@given(st.dates(date(2024, 1, 1), date(2028, 12, 31)), st.sampled_from(["w-0", "w-17", "latest 06-18"]))
def test_every_day_works_and_lies_in_the_past(today, notation):
    day = Days(today).day(notation)

    assert WorkCalendar().is_workday(day)
    assert day <= today


def test_the_same_story_has_the_same_minute():
    assert moment(date(2026, 5, 6), 9, "a") == moment(date(2026, 5, 6), 9, "a")
    assert moment(date(2026, 5, 6), 9, "a").hour == 9


def test_places_of_a_text_are_told_from_its_day_and_its_organ():
    organ = SimpleNamespace(name="市财政局")
    text = "{organ.name}{year-1}年，{formed}，{formed+10}"

    assert told(text, formed=date(2026, 1, 25), organ=organ) == "市财政局2025年，2026年1月25日，2026年2月4日"


def test_a_text_becomes_headings_paragraphs_and_tables():
    body = as_body("## 一、甲\n正文 <1>\n| 项 | 数 |\n| 乙 | 2 |")

    assert body == (
        "<h2>一、甲</h2>\n<p>正文 &lt;1&gt;</p>\n"
        '<table><thead><tr><th scope="col">项</th><th scope="col">数</th></tr></thead>'
        "<tbody><tr><td>乙</td><td>2</td></tr></tbody></table>\n"
        f"<p>{MARK}</p>"
    )


def test_stories_act_in_the_order_of_time_at_their_own_moments():
    start = datetime(2026, 1, 5, 9, tzinfo=UTC)
    acts = []

    def story(name, *hours):
        for hour in hours:
            yield start + timedelta(hours=hour)
            acts.append((name, now()))

    turns = play([("a", story("a", 0, 3, 9)), ("b", story("b", 1, 2))], until=start + timedelta(hours=5))

    assert turns == 4
    assert acts == [
        (name, start + timedelta(hours=hour)) for name, hour in [("a", 0), ("b", 1), ("b", 2), ("a", 3)]
    ]


def test_a_story_that_goes_back_in_time_is_refused_by_name():
    start = datetime(2026, 1, 5, 9, tzinfo=UTC)

    with pytest.raises(ValueError, match="the story of a goes back in time"):
        play([("a", iter([start, start - timedelta(hours=1)]))], until=start)


def test_a_refusal_says_in_which_story_it_happened():
    start = datetime(2026, 1, 5, 9, tzinfo=UTC)

    def story():
        yield start
        raise LookupError("no such organ")

    with pytest.raises(LookupError) as caught:
        play([("a", story())], until=start)
    assert caught.value.__notes__ == [f"in the story of a, on {start}"]


def test_invented_numbers_pass_the_check_digits_of_the_standards():
    assert identity_fault("resident_id", identity_number(date(1990, 5, 12), 981)) is None
    assert organ_check("M000100Y") == "4"
    assert checked("91350100M000100Y4") == "91350100M000100Y43"
    assert credit_code("11", "990081", 1).startswith("11990081MB000001")
