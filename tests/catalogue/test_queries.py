"""The board of each organ: four blocks, and the columns that the law has in mind for it (arts. 20, 21)."""

import pytest

from gongkai.catalogue.actions import add_column
from gongkai.catalogue.queries import (
    board_columns,
    column,
    columns_for_choice,
    columns_under,
    genres,
    may_hold,
    themes,
)
from gongkai.foundation.ledger import SYSTEM
from gongkai.organs.models import Kind, Level
from tests import factories


def codes(organ=None):
    return [one.code for block in board_columns(organ) for branch in block.branches for one in branch.walk()]


def test_the_board_has_its_four_blocks_in_their_order(catalogue):
    assert [block.label for block in board_columns()] == [
        "政府信息公开指南",
        "政府信息公开制度",
        "法定主动公开内容",
        "政府信息公开年报",
    ]


ORGANS = {
    "county government": ({"code": factories.CITY}, {"21.A.1"}),
    "county department": ({"code": factories.BUREAU}, {"21.A.1"}),
    "township": ({"code": factories.TOWN}, {"21.B.1"}),
    "sub-district office: not named in art. 21": (
        {"code": "street", "kind": Kind.SUBDISTRICT, "level": Level.TOWNSHIP},
        set(),
    ),
    "government of a city with districts": (
        {"code": "prefecture", "kind": Kind.GOVERNMENT, "level": Level.CITY},
        {"21.A.1", "20.1.1"},
    ),
}


@pytest.mark.parametrize(("organ", "some"), ORGANS.values(), ids=ORGANS.keys())
def test_an_organ_shows_the_columns_that_the_law_has_in_mind_for_it(organ, some, catalogue):
    shown = set(codes(factories.organ(**organ)))

    assert shown & {"21.A.1", "21.B.1", "20.1.1"} == some
    assert {"guide", "system", "reports", "20.1", "20.1.2", "20.15"} <= shown


def test_columns_stand_in_the_order_of_the_statute(catalogue):
    tops = [branch.column.code for branch in board_columns(factories.organ())[2].branches]

    assert tops == [f"20.{n}" for n in range(1, 16)] + [f"21.A.{n}" for n in range(1, 8)]


def test_a_local_column_is_shown_by_its_organ_only(catalogue):
    organ = factories.organ()
    local = add_column(by=SYSTEM, organ_id=organ.pk, parent_code="20.7", name="政府债务")

    assert [local.code in codes(one) for one in (organ, factories.organ(factories.TOWN), None)] == [
        True,
        False,
        False,
    ]


def test_items_go_into_columns_without_any_below(catalogue):
    choices = dict(columns_for_choice(factories.organ()))

    assert choices["政府信息公开指南"] == [(column("guide").pk, "政府信息公开指南")]
    assert [name for _pk, name in choices["法定主动公开内容 · 财政预算、决算"]] == [
        "财政预算",
        "财政决算",
        "预算、决算收支表",
    ]
    assert not may_hold(column("20.7").pk, factories.organ())
    assert may_hold(column("20.7.1").pk, factories.organ())


def test_columns_under_a_column_are_itself_and_all_below(catalogue):
    top = column("20.7")

    below = {column(f"20.7.{n}").pk for n in (1, 2, 3)}

    assert set(columns_under(top)) == {top.pk, *below}


def test_the_board_costs_one_query(catalogue, django_assert_num_queries):
    organ = factories.organ()

    with django_assert_num_queries(1):
        codes(organ)


def test_themes_have_22_classes_and_name_the_upper_with_the_lower():
    assert len([code for code in themes().labels if len(code) == 2]) == 22
    assert themes().label("0201") == "综合政务 / 政务公开"


def test_genres_are_the_15_kinds_of_official_document():
    assert len(genres().labels) == 15
    assert (genres().label("notice"), genres().label("")) == ("通知", "")
