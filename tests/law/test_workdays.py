"""The working-day calendar, its versions and its regions (J-01 to J-10)."""

import pytest

from gongkai.law.workdays import UnknownRegion, WorkCalendar, days_of_note
from tests.law.cases import day

NATIONAL = WorkCalendar()


@pytest.mark.parametrize(
    ("story", "on", "works"),
    [
        ("J-01 an ordinary Monday", "2024-09-02", True),
        ("J-01 an ordinary Saturday", "2024-09-07", False),
        ("J-01 a weekend worked for a holiday", "2024-09-14", True),
        ("J-01 a weekday off for a holiday", "2024-10-04", False),
        ("J-06 New Year's Eve is a festival from 2025", "2025-01-28", False),
        ("J-06 Women's Day rests half the people only", "2024-03-08", True),
        ("J-06 Youth Day", "2023-05-04", True),
        ("J-06 Children's Day", "2023-06-01", True),
        ("J-06 Army Day", "2023-08-01", True),
        ("J-07 the victory parade of 2015", "2015-09-03", False),
        ("J-08 a notice of 2019 moves a day of 2018", "2018-12-29", True),
        ("J-08 and takes another off", "2018-12-31", False),
        ("J-10 a festival beyond the published years", "2027-10-01", False),
        ("J-10 nobody knows of worked weekends there", "2027-10-09", False),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else "",
)
def test_a_day_is_a_working_day_or_not(story, on, works):
    assert NATIONAL.is_workday(day(on)) is works


@pytest.mark.parametrize(
    ("story", "as_of", "on", "works"),
    [
        ("J-07 2020 before the extension", "2020-01-26", "2020-01-31", True),
        ("J-07 2020 before the extension, Saturday", "2020-01-26", "2020-02-01", True),
        ("J-07 2020 after the extension", "2020-01-27", "2020-01-31", False),
        ("J-07 2020 Sunday is off either way", "2020-01-26", "2020-02-02", False),
        ("J-07 2019 May Day before the change", "2019-03-21", "2019-05-02", True),
        ("J-07 2019 May Day before the change, Sunday", "2019-03-21", "2019-05-05", False),
        ("J-07 2019 May Day after the change", "2019-03-22", "2019-05-02", False),
        ("J-07 2015 before the parade was announced", "2015-05-12", "2015-09-03", True),
        ("J-08 December 2018 before the notice of 2019", "2018-12-05", "2018-12-31", True),
        ("J-08 December 2018 after it", "2018-12-06", "2018-12-31", False),
        ("J-10 before the notice only festivals are known", "2019-11-20", "2020-01-01", False),
        ("J-10 and no worked weekends", "2019-11-20", "2020-01-19", False),
        ("J-10 a day moved by the notice is not known", "2019-11-20", "2020-05-05", True),
        ("J-10 after the notice", "2019-11-21", "2020-01-19", True),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else "",
)
def test_the_calendar_as_it_was_known_on_a_day(story, as_of, on, works):
    assert WorkCalendar(as_of=day(as_of)).is_workday(day(on)) is works


def test_a_year_is_provisional_until_its_notice_is_out():
    assert not NATIONAL.is_provisional(day("2026-12-31"))
    assert NATIONAL.is_provisional(day("2027-01-01"))
    assert WorkCalendar(as_of=day("2025-11-03")).is_provisional(day("2026-02-02"))
    assert not WorkCalendar(as_of=day("2025-11-04")).is_provisional(day("2026-02-02"))


def test_a_region_may_close_longer_than_the_country():
    """J-09: Hubei in the spring of 2020, and every division in it."""
    assert WorkCalendar(region="420106").add(day("2020-01-20"), 7) == day("2020-02-19")
    assert WorkCalendar(region="420106", as_of=day("2020-01-31")).add(day("2020-01-20"), 7) == day(
        "2020-02-06"
    )
    assert WorkCalendar(region="350100").add(day("2020-01-20"), 7) == day("2020-02-06")


def test_a_region_is_named_by_its_code():
    with pytest.raises(UnknownRegion, match="行政区划代码"):
        WorkCalendar(region="hubei")


def test_counting_and_adding_agree():
    assert NATIONAL.count(day("2024-09-02"), day("2024-09-30")) == 20
    assert NATIONAL.count(day("2025-12-25"), day("2026-01-09")) == 10
    assert NATIONAL.count(day("2024-09-30"), day("2024-09-02")) == 0
    assert NATIONAL.add(day("2024-09-02"), 0) == day("2024-09-02")


def test_a_worked_weekend_does_not_postpone_the_end_of_a_period():
    assert NATIONAL.roll(day("2026-02-28")) == day("2026-02-28")  # a Saturday that is worked
    assert NATIONAL.roll(day("2025-10-05")) == day("2025-10-09")


def test_what_is_unusual_about_a_span_of_days():
    breaks, worked = days_of_note(day("2024-09-02"), day("2024-10-18"), NATIONAL)

    assert breaks == [(day("2024-09-15"), day("2024-09-17")), (day("2024-10-01"), day("2024-10-07"))]
    assert worked == [day("2024-09-14"), day("2024-09-29"), day("2024-10-12")]
