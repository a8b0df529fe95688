"""A table is whole or it is refused; titles and signatures are laid out as the standard says."""

import pytest

from gongkai.foundation.documents import Cell, Picture, Signature, Table
from gongkai.foundation.documents.layout import (
    column_shares,
    in_brackets,
    issuer_size,
    signature_indents,
    table_size,
    title_lines,
    with_colon,
)
from gongkai.foundation.documents.model import PNG, printable


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ([["a", "b"], ["c"]], "row 2, column 2: the table has no cell there"),
        ([["a"], ["b", "c"]], "row 2, column 2: 'c' does not fit"),
        ([[Cell("a", rowspan=3)], []], "row 1, column 1: 'a' does not fit"),
        ([["a", Cell("b", rowspan=2)], [Cell("c", colspan=2)]], "row 2, column 1: 'c' does not fit"),
    ],
    ids=["a hole", "too many", "out at the bottom", "overlap"],
)
def test_a_table_whose_cells_do_not_fill_the_grid_is_refused_and_says_where(rows, complaint):
    with pytest.raises(ValueError, match=complaint):
        Table(rows)


def test_a_header_cell_may_not_reach_into_the_body():
    with pytest.raises(ValueError, match="row 1, column 2: 'b' does not fit"):
        Table([["c"]], [["a", Cell("b", rowspan=2)]])


@pytest.mark.parametrize(
    ("png", "alt", "complaint"),
    [(b"GIF89a", "二维码", "is no PNG"), (PNG, " ", "says nothing")],
    ids=["another kind", "without words"],
)
def test_a_picture_is_a_png_and_has_words_for_who_cannot_see_it(png, alt, complaint):
    with pytest.raises(ValueError, match=complaint):
        Picture(png, 30, alt)


def test_widths_must_be_as_many_as_columns():
    with pytest.raises(ValueError, match="2 columns but 3 widths"):
        Table([["a", "b"]], widths=[1, 2, 3])


def test_cells_lie_where_the_spans_above_leave_room():
    table = Table([[Cell("a", 1, 2), Cell("b", 2)], ["c", "d"]])

    assert [(row, column, cell.text) for row, column, cell in table.placed()] == [
        (0, 0, "a"),
        (0, 1, "b"),
        (1, 1, "c"),
        (1, 2, "d"),
    ]


def test_columns_follow_their_longest_text_and_sizes_their_number():
    few = column_shares(Table([["甲", "乙" * 9]]))
    many = column_shares(Table([["乙" * 40, *["3.其他"] * 9]]))

    assert (few[1] > 3 * few[0], sum(few)) == (True, pytest.approx(1))
    assert [share * 49 >= 3.5 for share in many] == [
        True
    ] * 10  # 49 characters of the smallest size make a line
    assert column_shares(Table([[Cell("甲" * 8, rowspan=4), "乙"], *[["乙"]] * 3])) == [0.5, 0.5]
    assert column_shares(Table([["甲", "乙"]], widths=[1, 4])) == [0.2, 0.8]
    assert [table_size(Table([["0"] * count])) for count in (4, 8, 9)] == [12.0, 10.5, 9.0]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("政府信息公开申请答复书", ["政府信息公开申请答复书"]),
        (
            "临江市人民政府2024年政府信息公开工作年度报告",
            ["临江市人民政府", "2024年政府信息公开工作年度报告"],
        ),
        (
            "临江市人民政府办公室关于印发2024年政务公开工作要点的通知",
            ["临江市人民政府办公室", "关于印发2024年政务公开工作要点的通知"],
        ),
        ("甲" * 45, ["甲" * 15] * 3),
        ("甲\n乙", ["甲", "乙"]),
        ("甲" * 13 + "2024" + "乙" * 15, ["甲" * 13 + "2024", "乙" * 15]),
        ("甲" * 12 + "（乙）" + "丙" * 14, ["甲" * 12 + "（乙）", "丙" * 14]),
        (
            "Annual Report on Government Information Disclosure of Linjiang",
            ["Annual Report on Government", "Information Disclosure of Linjiang"],
        ),
    ],
)
def test_a_long_title_is_broken_where_the_sense_allows(title, lines):
    assert title_lines(title) == lines


@pytest.mark.parametrize(
    ("organs", "indents"),
    [
        (["县政府"], [5.5, 4.0]),
        (["临江市人民政府办公室"], [2.0, 4.0]),
        (["临" * 16], [2.0, 7.0]),
        (["县政府", "临" * 16], [8.5, 2.0, 7.0]),
    ],
)
def test_organs_and_date_are_centred_on_each_other_and_stay_off_the_edge(organs, indents):
    lead, *others = organs
    found, date = signature_indents(Signature(lead, "2024年9月2日", others))

    assert [*found, date] == pytest.approx(indents, abs=0.01)


def test_many_issuers_leave_room_on_the_first_page():
    assert issuer_size(["县政府", "县委"], "文件") == 44.0
    assert 10 * issuer_size(["县政府"] * 10, "文件") == pytest.approx(60 * 72 / 25.4 / 1.25)


def test_small_things_are_written_as_the_standard_wants():
    assert (with_colon("王小明"), with_colon("王小明：")) == ("王小明：", "王小明：")
    assert (in_brackets("此件公开发布"), in_brackets("（此件公开发布）")) == (
        "（此件公开发布）",
        "（此件公开发布）",
    )
    assert issuer_size(["县政府"]) == 44.0
    assert 15 < issuer_size(["甲" * 25]) < 18
    assert printable("a\x00\x0bb\r\nc\td\ud800") == "ab\nc d"
