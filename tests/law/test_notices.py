"""Reading a notice about working days: the year files of the public data set, and days as they are typed."""

import json
from datetime import date

import pytest

from gongkai.law.notices import UnreadableNotice, read_days, read_holiday_cn
from gongkai.law.workdays import statutory_days


def year_file(**changed) -> bytes:
    told = {
        "year": 2027,
        "papers": ["https://www.gov.cn/2027"],
        "days": [
            {"name": "元旦", "date": "2026-12-31", "isOffDay": True},
            {"name": "元旦", "date": "2027-01-09", "isOffDay": False},
        ],
    }
    return json.dumps(told | changed).encode()


def test_a_year_file_tells_its_days_also_those_of_the_year_before():
    """J-08: a notice may touch days of the previous year."""
    found = read_holiday_cn(year_file())

    assert (found.year, found.papers) == (2027, ("https://www.gov.cn/2027",))
    assert found.days == {date(2026, 12, 31): False, date(2027, 1, 9): True}


def test_a_byte_order_mark_does_no_harm():
    assert read_holiday_cn(b"\xef\xbb\xbf" + year_file()).year == 2027


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe{", "不是UTF-8编码"),
        (b"{", "不是有效的JSON"),
        (b"[]", "应有“year”和“days”两项"),
        (year_file(year="2027"), "应为2004至2199之间的年份"),
        (year_file(year=1999), "应为2004至2199之间的年份"),
        (year_file(year=2030), "其中却有2026-12-31"),
        (year_file(days=[{"date": "2027-01-01"}]), "第1项应有“date”和“isOffDay”"),
        (year_file(days=[{"date": "1月1日", "isOffDay": True}]), "第1项的日期应写作2027-01-01"),
    ],
)
def test_a_file_that_is_no_year_file_is_refused_in_words(content, words):
    with pytest.raises(UnreadableNotice, match=words):
        read_holiday_cn(content)


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("", 0),
        ("2027-02-05", 1),
        ("2027-02-05至2027-02-11", 7),
        ("2027-02-05~2027-02-06，2027-02-09\n2027-02-10、", 4),
        ("２０２７-０２-０５到２０２７-０２-０６", 2),
        ("2027-12-31—2028-01-01", 2),
    ],
)
def test_days_are_read_as_people_type_them(typed, count):
    assert len(read_days(typed)) == count


@pytest.mark.parametrize(
    "typed", ["二月五日", "2027-02-30", "2027-02-06至2027-02-05", "2027-01-01至2027-12-31", "2027-01-01至"]
)
def test_days_that_cannot_be_read_are_named(typed):
    with pytest.raises(UnreadableNotice, match=typed):
        read_days(typed)


def test_the_statutory_days_of_a_year_are_without_days_in_lieu():
    assert [day.isoformat()[5:] for day in statutory_days(2027)] == [
        *("01-01", "02-05", "02-06", "02-07", "02-08", "04-05", "05-01", "05-02"),
        *("06-09", "09-15", "10-01", "10-02", "10-03"),
    ]
