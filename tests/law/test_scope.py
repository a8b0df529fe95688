"""What must be disclosed without being asked, and two vetoes of the website inspection."""

import pytest

from gongkai.law.rulebook import citation
from gongkai.law.scope import items_for, statutory_items
from gongkai.law.site_checks import NEWS, POLICY, ColumnState, columns_not_updated, new_media_not_updated
from tests.law.cases import day

ON = day("2024-06-30")


def test_the_items_of_articles_20_and_21():
    codes = [item.code for item in statutory_items()]

    assert codes == (
        [f"20.{number}" for number in range(1, 16)]
        + [f"21.A.{number}" for number in range(1, 8)]
        + [f"21.B.{number}" for number in range(1, 9)]
    )
    assert statutory_items()[6].label == "财政预算、决算信息"
    assert citation(statutory_items()[6].cite).label.endswith("第二十条第（七）项")


@pytest.mark.parametrize(("level", "count"), [("above_township", 22), ("township", 23), ("street", 15)])
def test_each_level_has_its_own_items(level, count):
    assert len(items_for(level)) == count


def stale(kind, count, last):
    return [ColumnState(f"{kind}{number}", kind, day(last)) for number in range(count)]


@pytest.mark.parametrize(
    ("news", "policy", "vetoed"),
    [(3, 2, True), (2, 2, False), (5, 0, True), (0, 4, False)],
    ids=["L-25 3+2", "L-25 2+2", "news alone", "policy alone"],
)
def test_l_25_five_stale_columns_are_a_veto(news, policy, vetoed):
    fresh = [ColumnState("要闻", NEWS, day("2024-06-17")), ColumnState("通知公告", POLICY, day("2024-01-01"))]
    columns = [*stale(NEWS, news, "2024-06-15"), *stale(POLICY, policy, "2023-12-29"), *fresh]

    found = columns_not_updated(columns, on=ON)

    assert (found.vetoed, len(found.stale), found.rule) == (vetoed, news + policy, "E-21")


@pytest.mark.parametrize(
    ("last", "vetoed"),
    [("2024-06-15", True), ("2024-06-16", False), ("2024-06-17", False)],
    ids=["L-25 15 days ago", "14 days ago", "L-25 13 days ago"],
)
def test_l_25_an_account_without_a_post_in_two_weeks_is_a_veto(last, vetoed):
    found = new_media_not_updated("青禾发布", day(last), on=ON)

    assert (found.vetoed, found.rule) == (vetoed, "E-22")
    assert found.stale == (("青禾发布",) if vetoed else ())
