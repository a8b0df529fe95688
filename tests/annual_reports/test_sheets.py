"""Cells out of Excel become an offer: what would change cell by cell, and what cannot be taken and why."""

from decimal import Decimal

import pytest

from gongkai.annual_reports import actions, queries
from gongkai.annual_reports.documents import workbook_to_fill
from gongkai.foundation.workflow import Refused
from tests.annual_reports.builders import YEAR
from tests.annual_reports.sheets import book, copied, figures, grid

LICENCES = "proactive.行政许可.本年处理决定数量"
PENALTIES = "proactive.行政处罚.本年处理决定数量"
COMPULSION = "proactive.行政强制.本年处理决定数量"
CHARGES = "proactive.行政事业性收费.本年收费金额"
RECEIVED = "applications.received.natural"
TYPED = {LICENCES: 1234, PENALTIES: 12, COMPULSION: 0, CHARGES: 3}


@pytest.fixture
def report(bureau, clerk):
    return actions.open_report(bureau, YEAR, by=clerk)


def changes(offer):
    return {one.address: (one.old, one.new) for one in offer.changes}


def title(report, year=YEAR, organ=None):
    return [[f"{organ or report.organ.name}{year}年政府信息公开工作年度报告"]]


@pytest.mark.parametrize(
    "layout",
    [
        pytest.param(lambda report: copied(grid("proactive", TYPED)), id="pasted grid"),
        pytest.param(lambda report: figures("proactive", TYPED), id="pasted figures"),
        pytest.param(
            lambda report: copied(grid("proactive", TYPED)).replace("行政许可", '"行政\n许可"'),
            id="broken labels",
        ),
        pytest.param(lambda report: book(grid("proactive", TYPED)), id="workbook without a title"),
        pytest.param(
            lambda report: book(title(report) + grid("proactive", TYPED), grid("applications", {})),
            id="workbook with a title, a sheet a table",
        ),
        pytest.param(
            lambda report: book(title(report) + grid("proactive", TYPED) + grid("applications", {})),
            id="one sheet",
        ),
    ],
)
def test_any_usual_layout_gives_the_cells(report, layout):
    found = queries.sheet_offer(report, layout(report))

    assert changes(found) == {address: (None, value) for address, value in TYPED.items()}
    assert (found.corrections, found.left, found.wrong) == ([], [], [])


@pytest.mark.parametrize("with_sums", [True, False])
def test_the_figures_of_table_three_are_known_by_their_shape(report, with_sums):
    block = figures("applications", {RECEIVED: 3, "applications.received.total": 3})
    if not with_sums:
        rows = [line.split("\t")[:-1] for line in block.splitlines()]
        block = copied(rows[:-2] + rows[-1:])

    found = queries.sheet_offer(report, block)

    assert [(one.address, one.new, one.counted) for one in found.corrections] == [(RECEIVED, 3, 0)]
    assert found.changes == []


def test_our_own_workbook_reads_back_as_it_was(report, clerk):
    actions.enter_cells(report, TYPED, by=clerk)

    found = queries.sheet_offer(report, workbook_to_fill(report), "a.xlsx")

    assert (found.values, found.left, found.missing) == ({}, [], [])
    assert found.same == len(report.values)


def test_an_empty_cell_is_left_as_it_is_and_named(report):
    found = queries.sheet_offer(report, workbook_to_fill(report), "a.xlsx")

    assert found.values == {}
    assert len(found.missing) == len(queries.unknown_cells(report)) == 4


@pytest.mark.parametrize(
    ("typed", "why"),
    [("-3", "不能是负数"), ("99999999999", "数字过大"), ("1.5", "应为整数")],
)
def test_a_figure_that_cannot_stand_in_its_cell_is_left_with_its_reason(report, typed, why):
    found = queries.sheet_offer(report, figures("proactive", {**TYPED, LICENCES: typed}))

    assert LICENCES not in found.values
    assert [(one.words, why in one.why) for one in found.left] == [(typed, True)]


def test_words_among_the_figures_are_left_with_their_reason(report):
    found = queries.sheet_offer(report, figures("proactive", {**TYPED, LICENCES: "三件左右"}))

    assert LICENCES not in found.values
    assert [(one.words, one.why) for one in found.left] == [
        ("三件左右", "不是数字。没有的填0，还不知道的留空。")
    ]


def test_an_amount_is_brought_to_the_unit_of_its_cell_or_left(report):
    in_yuan = copied(grid("proactive", TYPED)).replace("单位：万元", "单位：元")
    assert queries.sheet_offer(report, in_yuan).values[CHARGES] == Decimal("0.0003")

    found = queries.sheet_offer(report, figures("proactive", {**TYPED, CHARGES: "12000元"}))
    assert CHARGES not in found.values
    assert [(one.words, one.why) for one in found.left] == [("12000元", "这里以万元为单位，请换算后填写。")]


def test_a_row_that_this_years_form_does_not_have_is_left(report):
    rows = [
        row
        for row in grid("applications", {RECEIVED: 3})
        if not any(told.startswith(("1.申请人无", "2.申请人逾期")) for told in row)
    ]
    last = next(row for row in rows if "3.其他" in row)
    last[1:] = ["（六）其他处理", "", *"2000002"]

    found = queries.sheet_offer(report, copied(rows))

    assert {one.address: one.new for one in found.corrections} == {RECEIVED: 3}
    assert [(one.words.endswith("2 0 0 0 0 0 2"), one.why) for one in found.left] == [
        (True, "政府信息公开工作年度报告格式（2021年）里没有这一项。")
    ]


def test_words_in_a_row_with_labels_leave_that_row(report):
    rows = grid("applications", {RECEIVED: 3, "applications.results.granted.social": "两件"})

    found = queries.sheet_offer(report, copied(rows))

    assert [one.address for one in found.corrections] == [RECEIVED]
    assert any("两件" in one.words for one in found.left)


def test_an_added_row_is_left_and_moves_no_other(report):
    rows = grid("applications", {RECEIVED: 3, "applications.carried_forward.natural": 1})
    at = next(number for number, row in enumerate(rows) if any("8.属于" in told for told in row))
    rows.insert(at + 1, ["", "", "9.本单位自设的情形", *"5000005"])

    found = queries.sheet_offer(report, copied(rows))

    assert {one.address: one.new for one in found.corrections} == {
        RECEIVED: 3,
        "applications.carried_forward.natural": 1,
    }
    assert any("自设的情形" in one.words for one in found.left)


def test_a_total_that_does_not_add_up_is_told_and_not_taken(report):
    rows = grid("applications", {RECEIVED: 3, "applications.received.total": 8})

    found = queries.sheet_offer(report, copied(rows))

    assert any("总计" in one for one in found.wrong)
    assert "applications.received.total" not in found.values


@pytest.mark.parametrize(
    ("sheet", "why"),
    [
        pytest.param(lambda r: title(r, year=2023), "这是2023年度的报告，不是2025年度的", id="year"),
        pytest.param(lambda r: title(r, organ="某市水利局"), "这是“某市水利局”的报告", id="organ"),
    ],
)
def test_the_sheet_of_another_year_or_organ_is_refused(report, sheet, why):
    with pytest.raises(Refused, match=why):
        queries.sheet_offer(report, book(sheet(report) + grid("proactive", TYPED)), "a.xlsx")


def test_two_reports_in_one_file_are_refused(report):
    one = title(report) + grid("proactive", TYPED) + grid("applications", {})
    other = title(report, year=2023) + grid("proactive", TYPED) + grid("applications", {})

    with pytest.raises(Refused, match="不止一份报告"):
        queries.sheet_offer(report, book(one, other), "a.xlsx")


@pytest.mark.parametrize("source", ["没有表格的一段话。", b"%PDF-1.4 broken", b"\x89PNG"])
def test_what_holds_no_table_is_refused_saying_what_to_do(report, source):
    with pytest.raises(Refused, match="请"):
        queries.sheet_offer(report, source, "a")
