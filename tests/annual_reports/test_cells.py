"""Entering figures: what the records cannot know, and corrections with their reason."""

from datetime import date
from decimal import Decimal

import pytest

from gongkai.annual_reports import actions, queries
from gongkai.annual_reports.actions import WrongCells
from gongkai.foundation.ledger import history_of
from gongkai.foundation.workflow import Refused, Stale
from gongkai.law.reports import form
from tests.annual_reports.builders import YEAR, application, report_submitted

LICENCES = "proactive.行政许可.本年处理决定数量"
CHARGES = "proactive.行政事业性收费.本年收费金额"
RECEIVED = "applications.received.natural"


@pytest.fixture
def report(bureau, clerk):
    application(bureau, date(2025, 7, 1))
    return actions.open_report(bureau, YEAR, by=clerk)


def test_enter_cells_keeps_what_no_record_knows(report, clerk):
    actions.enter_cells(report, {LICENCES: 12, CHARGES: Decimal("3.25")}, by=clerk)

    report.refresh_from_db()
    assert report.values[LICENCES] == 12
    assert report.values[CHARGES] == Decimal("3.25")


def test_enter_cells_takes_an_entry_back_and_leaves_the_cell_unknown(report, clerk):
    actions.enter_cells(report, {LICENCES: 12}, by=clerk)
    actions.enter_cells(report, {LICENCES: None}, by=clerk)

    assert LICENCES in queries.unknown_cells(report)


@pytest.mark.parametrize(
    ("address", "value", "why"),
    [
        (LICENCES, -1, "不能是负数；没有的填0。"),
        (LICENCES, Decimal("1.5"), "应为整数。"),
        (LICENCES, 10**9, "数字过大（上限999999999），请核对。"),
        (LICENCES, 10**400, "数字过大（上限999999999），请核对。"),
        (CHARGES, Decimal("-0.5"), "不能是负数；没有的填0。"),
        (
            CHARGES,
            Decimal("0.0000001"),
            "小数位数过多，最多写到第6位。",
        ),
    ],
)
def test_enter_cells_refuses_a_figure_that_cannot_stand_in_its_cell(report, clerk, address, value, why):
    with pytest.raises(WrongCells) as refused:
        actions.enter_cells(report, {address: value}, by=clerk)

    assert refused.value.by_address == {address: why}
    assert refused.value.reasons == [f"{form('2021').cell(address).label.zh}：{why}"]
    report.refresh_from_db()
    assert report.cells == {}


@pytest.mark.parametrize(
    "address", ["applications.received.total", "applications.results_total.natural", "no"]
)
def test_enter_cells_is_for_the_cells_that_are_entered(report, clerk, address):
    with pytest.raises(TypeError, match=address):
        actions.enter_cells(report, {address: 1}, by=clerk)


def test_correcting_a_figure_of_the_records_needs_a_reason(report, clerk):
    with pytest.raises(WrongCells, match="与记录所得的1不同，请写明更正理由"):
        actions.enter_cells(report, {RECEIVED: 4}, by=clerk)

    actions.enter_cells(report, {RECEIVED: 4}, reason="含上线前的纸质申请", by=clerk)

    assert report.values[RECEIVED] == 4
    assert report.reasons == {RECEIVED: "含上线前的纸质申请"}


def test_the_figure_of_the_records_takes_the_correction_back(report, clerk):
    actions.enter_cells(report, {RECEIVED: 4}, reason="含上线前的纸质申请", by=clerk)
    actions.enter_cells(report, {RECEIVED: 1}, by=clerk)

    assert (report.cells, report.reasons) == ({}, {})


def test_an_earlier_correction_keeps_its_reason_when_another_is_made(report, clerk):
    social = "applications.received.social"
    actions.enter_cells(report, {RECEIVED: 4}, reason="含上线前的纸质申请", by=clerk)
    actions.enter_cells(report, {RECEIVED: 4, social: 2}, reason="申请人类别登记有误", by=clerk)

    assert report.reasons == {RECEIVED: "含上线前的纸质申请", social: "申请人类别登记有误"}


def test_the_ledger_tells_the_changed_cells_and_no_others(report, clerk):
    actions.enter_cells(report, {LICENCES: 12}, by=clerk)
    actions.enter_cells(report, {LICENCES: 13, RECEIVED: 1}, by=clerk)

    entry = history_of(report).last()
    assert entry.verb == "annual_reports.enter_cells"
    assert entry.facts == {"before": {LICENCES: 12}, "after": {LICENCES: 13}, "corrected": []}


def test_the_second_of_two_clerks_is_told_and_nothing_is_overwritten(report, clerk):
    seen = report.revision
    actions.enter_cells(report, {LICENCES: 12}, by=clerk, seen=seen)

    with pytest.raises(Stale):
        actions.enter_cells(report, {LICENCES: 99}, by=clerk, seen=seen)

    report.refresh_from_db()
    assert report.values[LICENCES] == 12


def test_a_submitted_report_takes_no_more_figures(bureau, clerk):
    report = report_submitted(bureau, clerk)

    for act in (
        lambda: actions.enter_cells(report, {LICENCES: 1}, by=clerk),
        lambda: actions.fill_from_records(report, by=clerk),
        lambda: actions.write_section(report, "五", {"problems": "无"}, by=clerk),
    ):
        with pytest.raises(Refused, match="待审签"):
            act()
    report.refresh_from_db()
    assert report.values[LICENCES] == 0
