"""A report that was published elsewhere comes in as it was printed: nothing added, nothing mended."""

import pytest

from gongkai.accounts.queries import Duty
from gongkai.annual_reports import actions, documents, queries
from gongkai.annual_reports.workflow import State
from gongkai.foundation.ledger import SYSTEM, history_of
from gongkai.foundation.workflow import Refused
from gongkai.law.reports import form
from gongkai.reading.reader import read
from tests import factories
from tests.annual_reports.seed_002 import FINDING, READING, TABLE, WITHOUT_TABLES

COLUMNS = ("natural", "commercial", "research", "social", "legal", "other")


def test_import_reading_takes_every_cell_of_both_columns(bureau):
    report = actions.import_reading(bureau, 2018, READING, by=SYSTEM, source_name="建瓯市人民政府网站")

    assert (report.form, report.state, report.imported) == ("fujian", State.PUBLISHED, True)
    assert report.values == {
        f"pre2019.{row}.{column}": value
        for row, figures in TABLE.items()
        for column, value in zip(("year", "cumulative"), figures, strict=True)
    }
    assert [finding.text for finding in queries.findings(report)] == [FINDING["text"]]
    assert list(queries.public_reports(bureau)) == [report]
    assert history_of(report).get().verb == "annual_reports.import_reading"


def test_a_table_that_is_missing_is_missing_and_not_zero(bureau):
    report = actions.import_reading(bureau, 2022, WITHOUT_TABLES, by=SYSTEM)

    found = queries.evaluation(report)
    assert set(found.values.values()) == {None}
    assert [table.missing for table in documents.shown_tables(form("2021"), found)] == [True, True, True]


def test_a_printed_total_that_is_wrong_stays_as_printed(bureau):
    applications = {"received": {"natural": 3, "total": 5}}
    reading = WITHOUT_TABLES | {"applications": applications}

    report = actions.import_reading(bureau, 2022, reading, by=SYSTEM)

    assert queries.evaluation(report).values["applications.received.total"] == 5


@pytest.mark.parametrize(
    ("reading", "year", "why"),
    [
        (READING, 2019, "文件是2018年度的报告，与所选的2019年度不同。"),
        ({"is_annual_report": False}, 2018, "这份文件不是政府信息公开工作年度报告。"),
    ],
)
def test_import_reading_refuses_another_year_and_another_kind_of_paper(bureau, reading, year, why):
    with pytest.raises(Refused, match=why):
        actions.import_reading(bureau, year, reading, by=SYSTEM)

    assert list(queries.public_reports()) == []


def test_import_reading_is_for_the_clerk_and_once_for_a_year(bureau, clerk, signer):
    with pytest.raises(Refused, match="本机关的年度报告编制人"):
        actions.import_reading(bureau, 2018, READING, by=signer)

    reading = READING | {"organ": bureau.name}
    actions.import_reading(bureau, 2018, reading, by=clerk)
    with pytest.raises(Refused, match="已经有了"):
        actions.import_reading(bureau, 2018, reading, by=clerk)


def test_an_imported_report_is_not_changed(bureau, clerk):
    report = actions.import_reading(bureau, 2018, READING, by=SYSTEM)

    with pytest.raises(Refused, match="已发布"):
        actions.enter_cells(report, {"pre2019.行政复议数.year": 1}, by=clerk)
    head = factories.actor(bureau, Duty.OFFICE_HEAD)
    assert [step.name for step in queries.WORKFLOW.open_to(report, head)] == ["take_opening"]


PAPER = """柳塘镇人民政府2022年政府信息公开工作年度报告
一、总体情况
2022年公开政府信息87条。其中，机构概况类信息1条；政策法规类信息4条；业务工作类信息82条。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
2022年我镇未收到政府信息公开申请。
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
公开不够及时。
六、其他需要报告的事项
无
"""


def test_a_paper_that_was_read_keeps_its_sections_in_their_order(bureau):
    reading = read(PAPER).to_json()

    report = actions.import_reading(bureau, 2022, reading, by=SYSTEM, source_text=PAPER)

    sections = documents.shown_sections(report, queries.evaluation(report))
    assert [section.title for section in sections] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]
    assert sections[4].topics[0].paragraphs == ["公开不够及时。"]
    assert [table.missing for section in sections for table in section.tables] == [True, True, True]
    assert [one.rule for one in queries.findings(report) if one.severity == "error"] == [
        "B-03",
        "B-03",
        "B-03",
    ]


def test_a_report_of_another_year_tells_what_does_not_follow_from_the_one_before(bureau):
    def taken_over(year, **rows):
        cells = {
            row: dict.fromkeys((*COLUMNS, "total"), 0) | {"natural": n, "total": n} for row, n in rows.items()
        }
        reading = {
            "is_annual_report": True,
            "organ": bureau.name,
            "year": year,
            "form": "2021",
            "findings": [],
        }
        return actions.import_reading(bureau, year, reading | {"applications": cells}, by=SYSTEM)

    taken_over(2021, carried_forward=3)
    report = taken_over(2022, carried_over=1)

    told = [one for one in queries.findings(report) if one.rule == "B-53"]
    assert "自然人：二（1），而上年四（3），相差2" in [one.text for one in told]
