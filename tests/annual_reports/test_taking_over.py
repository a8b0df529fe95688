"""Whose report a paper is: what a person may take over, and what is refused in which words."""

import pytest

from gongkai.accounts.queries import Duty
from gongkai.annual_reports import actions, queries
from gongkai.annual_reports.queries.importing import bare_name
from gongkai.foundation.ledger import SYSTEM, history_of
from gongkai.foundation.workflow import Refused
from gongkai.organs.models import Kind
from tests import factories
from tests.annual_reports.seed_002 import READING, WITHOUT_TABLES

OTHERS = ("青禾市民政局2022年政府信息公开工作年度报告", "青禾市民政局2021年政府信息公开工作年度报告")


def paper(organ="青禾市财政局", year=2022, **told):
    return WITHOUT_TABLES | {"organ": organ, "year": year} | told


@pytest.mark.parametrize(
    ("reading", "year", "why"),
    [
        (paper(year=2021), 2022, "文件是2021年度的报告，与所选的2022年度不同。"),
        (paper(organ="青禾市民政局"), 2022, "文件是“青禾市民政局”的报告，不是所选的“青禾市财政局”的。"),
        (
            paper(others=list(OTHERS)),
            2022,
            f"文件里有3份报告（另有：{'；'.join(OTHERS)}）。请一份存成一个文件，分别导入。",
        ),
        (paper(year=2026), 2026, "可以导入2008年度至2025年度的报告。"),
        (paper(year=2007), 2007, "可以导入2008年度至2025年度的报告。"),
        (
            {"is_annual_report": False, "why_not": "这是另一种文件。"},
            2022,
            "这份文件不是政府信息公开工作年度报告。这是另一种文件。",
        ),
    ],
)
def test_a_paper_that_is_not_what_it_is_taken_for_is_refused_by_name(bureau, clerk, reading, year, why):
    with pytest.raises(Refused) as refused:
        actions.import_reading(bureau, year, reading, by=clerk)

    assert refused.value.reasons == [why]
    assert not queries.has_report(bureau, year)


def test_a_paper_of_another_name_is_taken_over_with_the_reason_that_a_person_gives(bureau, clerk):
    report = actions.import_reading(
        bureau, 2018, READING, by=clerk, otherwise_named=" 当时由市政府办公室代编。 "
    )

    facts = history_of(report).get().facts
    assert (facts["named"], facts["otherwise_named"]) == ("建瓯市人民政府办公室", "当时由市政府办公室代编。")


@pytest.mark.parametrize("told", [None, "财政局", "青禾市财政局", "某省青禾市财政局", " 青禾市 财政局"])
def test_the_name_may_be_longer_or_shorter_or_missing(bureau, told):
    assert queries.named_otherwise(bureau, paper(organ=told)) == ""


@pytest.mark.parametrize(
    ("code", "told", "named"),
    [
        (factories.BUREAU, "青禾市财政局", True),
        (factories.BUREAU, "某省青禾市财政局", True),
        (factories.BUREAU, "市财政局", True),
        (factories.BUREAU, "白鹭市财政局", False),
        (factories.TOWN, "柳塘镇", True),
        (factories.TOWN, "青禾市柳塘镇人民政府", True),
        (factories.TOWN, "某省青禾市柳塘镇", True),
        (factories.TOWN, "白鹭县柳塘镇人民政府", False),
        (factories.CITY, "青禾市人民政府办公室", True),
        (factories.CITY, "青禾市财政局", False),
    ],
)
def test_a_name_with_another_place_before_it_is_another_organs(db, code, told, named):
    assert (queries.named_otherwise(factories.organ(code), paper(organ=told)) == "") is named


def test_where_nobody_says_whose_paper_it_is_a_name_without_a_place_is_nobodys(bureau):
    town = factories.organ(factories.TOWN)

    found = {
        name: queries.organ_called(name, with_place=True)
        for name in ("财政局", "市财政局", "青禾市财政局", "白鹭市财政局", "柳塘镇")
    }

    assert found == {
        "财政局": None,
        "市财政局": None,
        "青禾市财政局": bureau,
        "白鹭市财政局": None,
        "柳塘镇": town,
    }


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("建瓯市人民政府办公室", "建瓯市"),
        ("建瓯市政府办公室", "建瓯市"),
        ("柏垭镇人民政府", "柏垭镇"),
        ("稻香街道办事处", "稻香街道"),
        ("平潭综合实验区管委会", "平潭综合实验区"),
        ("青禾市政府投资中心", "青禾市政府投资中心"),
    ],
)
def test_what_names_of_one_organ_differ_in_is_left_out(name, bare):
    assert bare_name(name) == bare


def test_an_organ_is_found_by_what_a_paper_calls_it(bureau):
    town, city = factories.organ(factories.TOWN), factories.organ(factories.CITY)

    found = {
        name: queries.organ_called(name, city)
        for name in ("青禾市柳塘镇人民政府", "柳塘镇", "财政局", "finance", "青禾市民政局", "")
    }

    assert found == {
        "青禾市柳塘镇人民政府": town,
        "柳塘镇": town,
        "财政局": bureau,
        "finance": bureau,
        "青禾市民政局": None,
        "": None,
    }


def test_a_name_that_two_organs_share_is_nobodys(bureau):
    city = factories.organ(factories.CITY)
    for code in ("east", "west"):
        factories.organ(code, name=f"{code}城关镇人民政府", short_name=code, kind=Kind.GOVERNMENT)

    assert queries.organ_called("城关镇", city) is None


def test_the_head_of_an_office_above_takes_over_reports_of_the_organs_below(bureau, clerk):
    above = factories.actor(factories.organ(factories.CITY), Duty.OFFICE_HEAD)
    beside = factories.actor(factories.organ(factories.TOWN), Duty.OFFICE_HEAD)

    report = actions.import_reading(bureau, 2022, paper(), by=above)

    assert (
        queries.historical_report(clerk, report.pk) == queries.historical_report(above, report.pk) == report
    )
    with pytest.raises(queries.AnnualReport.DoesNotExist):
        queries.historical_report(beside, report.pk)
    with pytest.raises(Refused, match="上级机关的公开工作机构负责人"):
        actions.import_reading(bureau, 2021, paper(year=2021), by=beside)


def test_the_system_takes_over_under_the_organ_that_its_operator_names(bureau):
    report = actions.import_reading(bureau, 2018, READING, by=SYSTEM)

    assert report.organ == bureau


def test_what_two_years_tell_differently_is_found(bureau):
    def taken(year, **tables):
        reading = paper(year=year, form="2021") | {"applications": tables}
        return actions.import_reading(bureau, year, reading, by=SYSTEM)

    taken(2021, carried_forward={"natural": 4})
    report = taken(2022, carried_over={"natural": 3})

    (found,) = queries.across_years(report)
    assert (found.rule, found.left, found.right) == ("B-53", 3, 4)
