"""Digits that ran together are parted only as print could have made them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.reading.digits import is_run_together, printed, splits, summing

ROW = st.lists(st.integers(0, 300), min_size=6, max_size=6)


@settings(max_examples=40, deadline=None)
@given(ROW)
def test_the_true_row_is_always_among_the_ways_to_part_it(figures):
    row = (*figures, sum(figures))
    ways = summing(["".join(map(str, row))], 7)

    assert ways == [] or row in ways


@settings(max_examples=40, deadline=None)
@given(ROW, ROW, ROW)
def test_a_single_way_to_part_three_groups_is_the_true_one(one, two, three):
    row = tuple(figure for group in (one[:4], two[:4], three[:4]) for figure in (*group, sum(group)))
    ways = summing(["".join(map(str, row))], 5, 3)

    assert len(ways) != 1 or ways == [row]


def test_a_number_has_no_leading_zero_and_a_sign_begins_one():
    assert set(splits(["000"], 3)) == {(0, 0, 0)}
    assert set(splits(["35-15"], 2)) == {(35, -15)}
    assert set(splits(["105"], 2)) == {(10, 5)}


def test_a_run_that_would_take_too_long_is_left_unread():
    assert summing(["1234567890123456789012345678901234567"], 5, 3) == []
    assert summing(["1" * 60], 7) == []


def test_blank_cells_are_not_taken_for_glued_ones():
    assert not is_run_together(["252", "12", "1"], 7)
    assert is_run_together(["230", "000023"], 7)


def test_a_cell_is_a_number_a_blank_or_words():
    assert printed("1,234.5万元").value.as_tuple() == printed("1234.5").value.as_tuple()
    assert printed("75元").unit == "元"
    assert printed("—").value is None
    assert printed("三件") is None


def test_a_chinese_numeral_in_a_cell_is_a_number_and_the_number_of_a_row_is_not():
    read = {
        words: cell and cell.value
        for words in ("零", "十二", "一百零五", "三", "万")
        for cell in [printed(words)]
    }

    assert read == {"零": 0, "十二": 12, "一百零五": 105, "三": None, "万": None}
