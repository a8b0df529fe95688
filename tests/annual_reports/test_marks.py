"""Figures of the tables inside the texts: kept as marks, read as figures, so that text and table cannot disagree."""

from decimal import Decimal

import pytest

from gongkai.annual_reports import actions, documents, queries
from gongkai.foundation.workflow import Refused
from gongkai.law.reports import form, marks_in, tidied, with_figures
from tests.annual_reports.builders import YEAR, a_year_of_applications

LICENCES = "proactive.行政许可.本年处理决定数量"


@pytest.fixture
def report(bureau, clerk):
    a_year_of_applications(bureau)
    return actions.open_report(bureau, YEAR, by=clerk)


def shown(report, number):
    found = queries.evaluation(report)
    return documents.shown_sections(report, found)[number - 1]


@pytest.mark.parametrize("name", ["2019", "2021"])
def test_every_mark_stands_for_cells_of_its_form(name):
    of_form = form(name)

    assert {address for mark in of_form.marks.values() for address in mark.cells} <= set(of_form.cells)
    assert all(mark.label.zh == known for known, mark in of_form.marks.items())


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("收到申请｛本年新收｝件。", "收到申请5件。"),
        ("许可｛行政许可｝件，收费｛行政事业性收费｝万元。", "许可7件，收费0.5万元。"),
        ("复议｛行政复议｝件。", "复议｛行政复议｝件。"),
        ("｛没有这个｝", "｛没有这个｝"),
        ("不写数字。", "不写数字。"),
    ],
)
def test_a_mark_reads_as_its_figure_and_stays_while_the_figure_is_unknown(text, read):
    values = {
        "applications.received.total": 5,
        LICENCES: 7,
        "proactive.行政事业性收费.本年收费金额": Decimal("0.50"),
    }

    assert with_figures(text, form("2021").marks, values) == read


def test_marks_may_be_typed_in_braces_of_either_width():
    assert tidied("收到{ 本年新收 }件、{本年办结｝件") == "收到｛本年新收｝件、｛本年办结｝件"
    assert marks_in("｛本年新收｝{本年办结}｛本年新收｝") == ["本年新收", "本年办结"]


def test_the_text_follows_the_table_when_the_table_changes(report, clerk):
    texts = {"upon_application": "本年收到政府信息公开申请{本年新收}件。"}
    actions.write_section(report, "一", texts, by=clerk)

    assert report.upon_application == "本年收到政府信息公开申请｛本年新收｝件。"
    assert shown(report, 1).topics[0].text == "本年收到政府信息公开申请5件。"

    actions.enter_cells(report, {"applications.received.natural": 9}, reason="补录纸质申请", by=clerk)
    assert shown(report, 1).topics[0].text == "本年收到政府信息公开申请11件。"


def test_the_checks_read_the_figure_and_find_it_in_the_wrong_sentence(report, clerk):
    def told(text):
        actions.write_section(report, "一", {"upon_application": text}, by=clerk)
        return [one.rule for one in queries.findings(report) if one.rule.startswith("B-59")]

    assert told("本年收到政府信息公开申请｛本年新收｝件。") == []
    assert told("本年收到政府信息公开申请｛结转下年度｝件。") == ["B-59-received"]


def test_a_mark_that_stands_for_nothing_is_refused_by_its_text(report, clerk):
    with pytest.raises(actions.WrongTexts, match="没有名为｛本年新手｝的数据") as refused:
        actions.write_section(report, "一", {"platform": "共｛本年新手｝件"}, by=clerk)

    assert list(refused.value.by_name) == ["platform"]
    assert issubclass(actions.WrongTexts, Refused)


def test_files_say_the_figure_and_not_the_mark(report, clerk):
    actions.write_section(report, "一", {"upon_application": "收到申请｛本年新收｝件。"}, by=clerk)

    for kind in ("json", "docx"):
        made = documents.made_file(report, kind)
        assert made.content
    told = documents.made_file(report, "json").content.decode()
    assert ("收到申请5件。" in told, "｛" in told) == (True, False)


def test_every_figure_that_may_be_written_is_offered_with_its_present_value(report):
    offered = {
        one.written: one.figure for one in queries.offered_marks(report, queries.evaluation(report).values)
    }

    assert offered["｛本年新收｝"] == 5
    assert offered["｛行政许可｝"] is None
    assert len(offered) == len(form("2021").marks)
