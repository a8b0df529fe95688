"""An organ with nothing to report is done in a few clicks: zeros and sentences that say so, still to be changed."""

from datetime import date

import pytest

from gongkai.annual_reports import actions, queries
from gongkai.foundation.workflow import Refused
from tests.annual_reports.builders import YEAR, application, hand_in


@pytest.fixture
def report(bureau, clerk):
    return actions.open_report(bureau, YEAR, by=clerk)


def test_one_act_and_the_report_can_be_submitted(report, clerk):
    actions.tell_nothing(report, by=clerk)

    assert queries.unknown_cells(report) == []
    assert queries.obstacles(report) == []
    hand_in(report, clerk)
    assert report.state == queries.State.IN_REVIEW


def test_what_was_written_before_stays(report, clerk):
    actions.write_section(report, "一", {"platform": "新开了一个专栏。"}, by=clerk)

    actions.tell_nothing(report, by=clerk)

    assert report.platform == "新开了一个专栏。"
    assert report.upon_application == queries.NOTHING_TEXTS["upon_application"]
    assert report.earlier_problems == ""


def test_it_is_refused_where_the_year_has_records(bureau, clerk):
    application(bureau, date(2025, 2, 3), date(2025, 2, 20), "partial")
    report = actions.open_report(bureau, YEAR, by=clerk)

    with pytest.raises(Refused, match="不能按“没有”填写"):
        actions.tell_nothing(report, by=clerk)

    assert report.cells == {}


def test_it_is_refused_where_somebody_entered_a_figure(report, clerk):
    actions.enter_cells(report, {"proactive.行政许可.本年处理决定数量": 3}, by=clerk)

    with pytest.raises(Refused, match="不能按“没有”填写"):
        actions.tell_nothing(report, by=clerk)


@pytest.mark.parametrize(
    ("below", "nothing"), [(2, False), ("0.50", False), (0, True), ("0.00", True), (None, True)]
)
def test_a_government_has_nothing_only_when_the_organs_added_to_it_have_nothing(report, below, nothing):
    report.units = {"figures": {"proactive.行政事业性收费.本年收费金额": below}}

    assert queries.nothing_recorded(report) is nothing


def test_it_is_the_clerks(report, signer):
    with pytest.raises(Refused, match="年度报告编制人"):
        actions.tell_nothing(report, by=signer)
