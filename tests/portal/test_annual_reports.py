"""政府信息公开年报 on the portal: published reports only, tables as on the form, sources and gaps told."""

import csv
import io
import json
from datetime import datetime

import pytest
from django.urls import reverse

from gongkai.accounts.queries import Duty
from gongkai.annual_reports import actions
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.moment import acting_at
from tests import factories
from tests.annual_reports.builders import YEAR, a_year_of_applications, report_published, report_submitted
from tests.annual_reports.conftest import SHANGHAI
from tests.annual_reports.seed_002 import FINDING, READING, WITHOUT_TABLES

LIST = "portal:annual_reports"


@pytest.fixture(autouse=True)
def _january():
    with acting_at(datetime(2026, 1, 15, 9, 0, tzinfo=SHANGHAI)):
        yield


@pytest.fixture
def bureau(db):
    return factories.organ()


@pytest.fixture
def makers(bureau):
    """The clerk and the signer."""
    return factories.actor(bureau, Duty.REPORT_CLERK), factories.actor(bureau, Duty.SIGNER)


def page(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def address(organ, year, *kind):
    return reverse(
        "portal:annual_report_file" if kind else "portal:annual_report", args=[organ.code, year, *kind]
    )


def test_a_published_report_shows_its_six_sections_and_its_tables(client, bureau, makers):
    a_year_of_applications(bureau)
    report_published(bureau, *makers)

    shown = page(client.get(address(bureau, YEAR)))

    sections = (
        "一、总体情况",
        "二、主动公开",
        "三、收到和处理",
        "四、政府信息公开行政复议",
        "五、存在的",
        "六、其他",
    )
    places = [shown.index(section) for section in sections]
    assert places == sorted(places)
    assert shown.count("<table") == 3
    assert shown.count('<td class="number') == 10 + 175 + 15
    assert "2025年度发出信息处理费收费通知0件" in shown


def test_a_report_that_is_not_published_is_not_there(client, bureau, makers):
    report_submitted(bureau, makers[0])

    assert client.get(address(bureau, YEAR)).status_code == 404
    assert client.get(address(bureau, YEAR, "json")).status_code == 404
    assert "青禾市财政局2025年" not in page(client.get(reverse(LIST)))


def test_the_list_is_filtered_by_organ_and_year(client, bureau, makers):
    for year in (2024, 2025):
        report_published(bureau, *makers, year=year)
    town = factories.organ(factories.TOWN)
    actions.import_reading(town, 2022, WITHOUT_TABLES, by=SYSTEM)

    def titles(query=""):
        return [report.title for report in client.get(reverse(LIST) + query).context["page"]]

    finance = "青禾市财政局{}年政府信息公开工作年度报告".format
    of_town = "柳塘镇人民政府2022年政府信息公开工作年度报告"
    assert titles() == [finance(2025), finance(2024), of_town]
    assert titles("?organ=liutang") == [of_town]
    assert titles("?year=2024") == [finance(2024)]
    assert titles("?organ=finance&year=2022") == []
    assert titles("?year=abc") == [finance(2025), finance(2024), of_town]
    assert client.get(reverse(LIST) + "?organ=nobody").status_code == 404


def test_an_imported_report_tells_its_source_its_figures_and_what_is_wrong(client, bureau):
    actions.import_reading(
        bureau, 2018, READING, by=SYSTEM, source_name="建瓯市人民政府网站", source_text="全文"
    )

    shown = page(client.get(address(bureau, 2018)))

    assert "来源：建瓯市人民政府网站。" in shown
    assert FINDING["text"] in shown
    for figure in ("3581", "46269", "3567", "3571"):
        assert f">{figure}</td>" in shown


def test_a_missing_table_is_said_to_be_missing(client, bureau):
    actions.import_reading(bureau, 2022, WITHOUT_TABLES, by=SYSTEM)

    shown = page(client.get(address(bureau, 2022)))

    assert shown.count("原报告没有这张表") == 3
    assert "<table" not in shown


def test_the_json_has_the_layout_in_which_reports_are_exchanged(client, bureau, makers):
    a_year_of_applications(bureau)
    report_published(bureau, *makers)

    response = client.get(address(bureau, YEAR, "json"))

    content = json.loads(response.content)
    assert (content["organ"], content["year"], content["form"]) == ("青禾市财政局", YEAR, "2021")
    assert content["applications"]["results"]["partial"]["total"] == 1
    assert content["applications"]["carried_over"]["total"] == 2
    assert content["proactive"]["行政事业性收费"] == {"本年收费金额": 0, "单位": "万元"}
    assert content["findings"] == []
    assert "attachment" in response.headers["Content-Disposition"]


def test_the_csv_has_a_line_for_each_cell_and_leaves_the_unknown_empty(client, bureau):
    actions.import_reading(
        bureau, 2022, WITHOUT_TABLES | {"remedies": {"reconsideration": {"maintain": 2}}}, by=SYSTEM
    )

    response = client.get(address(bureau, 2022, "csv"))

    lines = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert len(lines) == 200
    known = {line["地址"]: line["数据"] for line in lines if line["数据"]}
    assert known == {"remedies.reconsideration.maintain": "2"}


def test_a_file_of_another_kind_is_not_there(client, bureau, makers):
    report_published(bureau, *makers)

    assert client.get(address(bureau, YEAR, "exe")).status_code == 404


@pytest.mark.parametrize("years", [(2025,), (2025, 2024, 2023)])
def test_the_list_costs_the_same_with_one_report_and_with_three(
    client, bureau, makers, years, django_assert_num_queries
):
    for year in years:
        report_published(bureau, *makers, year=year)

    with django_assert_num_queries(7):
        response = client.get(reverse(LIST))

    assert len(response.context["page"].object_list) == len(years)


def test_a_report_costs_five_queries(client, bureau, makers, django_assert_num_queries):
    report_published(bureau, *makers)

    with django_assert_num_queries(6):
        client.get(address(bureau, YEAR))
