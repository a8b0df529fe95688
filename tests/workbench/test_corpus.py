"""历年报告 at the desk: the list, the years as bars and table, the files."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from gongkai.accounts.queries import Duty
from gongkai.annual_reports import actions
from gongkai.foundation.ledger import SYSTEM
from gongkai.workbench.annual_reports.corpus import chart_of
from tests import factories
from tests.applications.builders import at
from tests.applications.desk import sign_in

HERE = "/desk/reports/corpus/"


@pytest.fixture(autouse=True)
def _january():
    with at(date(2026, 1, 5)):
        yield


@pytest.fixture
def bureau(db):
    return factories.organ()


@pytest.fixture
def desk(client, bureau):
    return sign_in(client, factories.actor(bureau, Duty.OFFICE_HEAD))


def read(organ, year, received, **told):
    reading = {
        "is_annual_report": True,
        "organ": organ.name,
        "year": year,
        "form": "2021",
        "applications": {"received": {"total": received}},
        "findings": [{"rule": "B-50", "severity": "error", "text": "=对不上"}],
    }
    return actions.import_reading(organ, year, reading | told, by=SYSTEM, source_name="=来源")


def shown(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_region_is_the_government_with_all_under_it(desk, bureau):
    read(factories.organ(factories.TOWN), 2021, 4)
    read(bureau, 2022, 3)
    root = factories.found_organ(
        by=SYSTEM, code="far", name="远山县人民政府", short_name="远山县", kind="government", level="county"
    )
    read(root, 2022, 9)

    own, everywhere = desk.get(HERE), desk.get(HERE, {"region": "all"})

    assert [one.organ.code for one in own.context["page"]] == ["finance", "liutang"]
    assert {one.organ.code for one in everywhere.context["page"]} == {"finance", "liutang", "far"}


def test_the_years_stand_as_bars_and_in_a_table(desk, bureau):
    read(bureau, 2020, 3)
    read(bureau, 2022, 6)

    response = desk.get(HERE)

    chart = response.context["chart"]
    assert [(bar.year, bar.value, bar.height) for bar in chart.bars] == [
        (2020, 3, 80),
        (2021, None, 0),
        (2022, 6, 160),
    ]
    page = shown(response)
    assert page.count('<rect class="report-chart__bar"') == 2
    assert '<th scope="row">2020</th><td class="number">1</td>' in page
    assert desk.get(HERE, {"figure": "granted"}).context["figure_label"] == "予以公开"


def test_without_reports_the_page_says_so(desk):
    assert "没有符合条件的年度报告" in shown(desk.get(HERE))
    assert chart_of([], "received").bars == []


@pytest.mark.parametrize(
    "asked", [{"year": "abc"}, {"year": "1800"}, {"wrong": "x"}, {"region": "x", "figure": "x"}]
)
def test_what_cannot_be_read_is_as_if_it_had_not_been_asked(desk, bureau, asked):
    read(bureau, 2022, 3)

    assert len(desk.get(HERE, asked).context["page"]) == 1


def test_the_list_as_csv_holds_no_formula(desk, bureau):
    read(bureau, 2022, None)

    response = desk.get(f"{HERE}files/csv/", {"year": 2022})

    text = b"".join(response.streaming_content).decode()
    head, row = csv.reader(StringIO(text.removeprefix("\ufeff")))
    told = dict(zip(head, row, strict=True))
    assert (told["机关"], told["年度"], told["来源"]) == ("青禾市财政局", "2022", "'=来源")
    assert (told["新收申请"], told["错误"]) == ("", "1")


def test_the_workbook_has_the_reports_the_years_and_the_findings(desk, bureau):
    read(bureau, 2022, 3)

    book = load_workbook(BytesIO(desk.get(f"{HERE}files/xlsx/").content))

    assert book.sheetnames == ["报告", "各年合计", "核对结果"]
    assert [cell.value for cell in book["核对结果"][2]] == ["青禾市财政局", 2022, "错误", "B-50", "=对不上"]
    assert book["核对结果"]["E2"].data_type == "s"
    assert book["各年合计"]["A2"].value == 2022


def test_another_kind_of_file_does_not_exist(desk):
    assert desk.get(f"{HERE}files/pdf/").status_code == 404


@pytest.mark.parametrize("years", [(2022,), range(2015, 2023)])
def test_the_page_costs_the_same_with_one_report_and_with_many(
    desk, bureau, years, django_assert_num_queries
):
    for year in years:
        read(bureau, year, 3)
    desk.get(HERE)

    with django_assert_num_queries(9):
        desk.get(HERE)
