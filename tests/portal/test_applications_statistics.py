"""The public figures of an organ: whole years in full, and of this year nothing that would tell of somebody."""

from datetime import date

import pytest

from gongkai.applications.queries.public_figures import finished_quarters, public_figures, public_years
from tests.applications import builders
from tests.applications.builders import at

PAGE = "/apply/statistics/finance/"


def many(organ, handler, count, day, kind=""):
    """Applications received on a day, and answered on it if a kind of reply is given."""
    for number in range(count):
        one = builders.handling(organ, handler, on=day, description=f"第{number}份文件{day}")
        if kind:
            with at(day):
                builders.answered(one, handler, kind=kind)


@pytest.mark.parametrize(
    ("day", "quarters"),
    [(date(2025, 3, 31), 0), (date(2025, 4, 1), 1), (date(2025, 12, 31), 3), (date(2026, 1, 1), 4)],
)
def test_only_quarters_that_are_over_are_told_of(day, quarters):
    with at(day):
        assert len(finished_quarters(2025)) == quarters
        assert (2025 in public_years()) is (quarters > 0)


def test_a_whole_year_is_told_as_the_annual_report_prints_it(organ, handler, client):
    many(organ, handler, 1, date(2025, 3, 3), "privacy")
    many(organ, handler, 1, date(2025, 12, 30))
    with at(date(2026, 1, 5)):
        told = public_figures(organ, 2025)
        page = client.get(PAGE, {"year": 2025}).content.decode()

    assert told.counts == {"opening": 0, "received": 2, "closed": 1, "open": 1}
    assert {one.kind: count for one, count in told.outcomes if count} == {"denied": 1}
    assert (told.quarters, told.middle, told.in_time, told.satisfaction) == (None, None, None, None)
    assert "结转下年度继续办理" in page
    assert "结果纠正" in page


@pytest.mark.parametrize(("count", "is_told"), [(0, True), (1, False), (2, False), (3, True)])
def test_before_the_year_is_over_one_or_two_are_not_told_of(count, is_told, organ, handler):
    many(organ, handler, count, date(2025, 2, 10), "disclosed")
    with at(date(2025, 4, 2)):
        told = public_figures(organ, 2025)

    assert (told.counts is not None, told.quarters is not None) == (is_told, is_told)
    assert told.outcomes is None


def test_no_quarter_is_left_out_alone(organ, handler):
    many(organ, handler, 4, date(2025, 2, 10), "disclosed")
    many(organ, handler, 1, date(2025, 5, 12), "disclosed")
    with at(date(2025, 7, 2)):
        told = public_figures(organ, 2025)

    assert told.counts["closed"] == 5
    assert told.quarters is None


def test_times_are_told_of_enough_and_what_came_after_changes_nothing(organ, handler, client):
    many(organ, handler, 10, date(2025, 2, 10), "disclosed")
    with at(date(2025, 4, 2)):
        before = client.get(PAGE).content
        told = public_figures(organ, 2025)
    many(organ, handler, 1, date(2025, 4, 3), "privacy")
    with at(date(2025, 4, 3)):
        after = client.get(PAGE).content

    assert (told.middle, told.in_time) == (0, 1.0)
    assert told.quarters == [(1, 10, 10)]
    assert before == after


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_costs_the_same_with_one_and_with_more(
    count, organ, handler, client, django_assert_num_queries
):
    many(organ, handler, count, date(2025, 2, 10))
    with at(date(2026, 1, 5)):
        client.get(PAGE)
        with django_assert_num_queries(11):
            client.get(PAGE)


@pytest.mark.parametrize("year", ["2027", "1999", "x", "２０２５", "20250", "-1"])
def test_another_year_or_organ_is_not_there(year, organ, client):
    with at(date(2026, 1, 5)):
        assert client.get(PAGE, {"year": year}).status_code == 404
        assert client.get("/apply/statistics/nobody/").status_code == 404


def test_the_table_says_the_same(organ, handler, client):
    many(organ, handler, 3, date(2025, 2, 10), "disclosed")
    with at(date(2026, 1, 5)):
        table = client.get(f"{PAGE}figures.csv", {"year": 2025}).content.decode("utf-8-sig").splitlines()

    assert table[0] == "机关,截至,统计项,数量"
    assert "青禾市财政局,2025-12-31,新收,3" in table
    assert "青禾市财政局,2025-12-31,第1季度办结,3" in table
