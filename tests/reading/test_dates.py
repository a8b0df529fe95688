"""Periods are read, also with lost characters, and only where one reading is left."""

from datetime import date

import pytest

from gongkai.reading.dates import read_period, year_of


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("数据的统计期限为201811日至20181231日。", date(2018, 1, 1), date(2018, 12, 31)),
        ("统计期限自2018年1月1日至2018年12月28日。", date(2018, 1, 1), date(2018, 12, 28)),
        ("统计期限为2019年1月1日至12月31日", date(2019, 1, 1), date(2019, 12, 31)),
        ("统计期限为 2023 11日到1231日。", date(2023, 1, 1), date(2023, 12, 31)),
        ("统计时限为20201月1日至202012月31日", date(2020, 1, 1), date(2020, 12, 31)),
        ("数据期限从2023年1月1日至12月31止", date(2023, 1, 1), date(2023, 12, 31)),
        ("自 2024 年 1 月 1 日\n起至 2024 年 12 月 31 日止", date(2024, 1, 1), date(2024, 12, 31)),
        ("统计期限自2020年1月1日起,至2020年2月30日止", date(2020, 1, 1), None),
        ("统计期限自2020111日至20201231日", None, date(2020, 12, 31)),
    ],
)
def test_a_period_is_read_where_one_reading_is_left(words, start, end):
    period = read_period(words)

    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize("words", ["统计期限自至。", "2019年公开38条", ""])
def test_a_lost_period_is_none(words):
    assert read_period(words) is None


@pytest.mark.parametrize(
    ("words", "year"), [("2019", 2019), ("二〇一九", 2019), ("二○二三", 2023), ("二零二零", 2020)]
)
def test_a_year_in_chinese_numerals_is_a_year(words, year):
    assert year_of(words) == year
