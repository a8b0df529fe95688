"""Last year's report beside this year's: figures cell by cell, also from the form before; problems and what became of them."""

import pytest

from gongkai.annual_reports import actions, queries
from gongkai.annual_reports.models import AnnualReport
from gongkai.annual_reports.workflow import State
from tests.annual_reports.builders import YEAR

RECEIVED = "applications.received.natural"


def last_year(organ, **said):
    told = {"form": "2021", "state": State.PUBLISHED, **said}
    return AnnualReport.objects.create(organ=organ, year=YEAR - 1, **told)


@pytest.fixture
def report(bureau, clerk):
    return actions.open_report(bureau, YEAR, by=clerk)


def test_last_years_figures_stand_by_their_cells_and_sums_are_computed(bureau, report):
    row = {f"applications.received.{kind}": 2 for kind in ("natural", "commercial", "research")}
    rest = {f"applications.received.{kind}": 0 for kind in ("social", "legal", "other")}
    last_year(bureau, figures=row, cells=rest)

    figures = queries.last_years_figures(report)

    assert figures == {**row, **rest, "applications.received.total": 6}


def test_nothing_is_known_of_a_year_without_a_report_or_with_a_draft(bureau, report):
    assert queries.last_years_figures(report) == {}

    last_year(bureau, state=State.DRAFT, cells={RECEIVED: 3})
    assert queries.last_years_figures(report) == {}


def test_the_form_before_is_mapped_and_what_it_did_not_ask_is_absent(bureau, report):
    cells = {RECEIVED: 4, "applications.results.other.natural": 1}
    last_year(bureau, form="2019", cells=cells)

    assert queries.last_years_figures(report) == {RECEIVED: 4}


def test_the_whole_of_last_year_does_not_stand_beside_the_own_office_of_a_government(bureau, report):
    last_year(bureau, imported=True, cells={RECEIVED: 90})
    assert queries.last_years_figures(report) == {RECEIVED: 90}

    report.units = {"figures": {RECEIVED: 70}}
    assert queries.last_years_figures(report) == {}


def test_last_years_problems_are_told_with_their_figures(bureau, report):
    last_year(
        bureau,
        problems="办理了｛本年新收｝件，时有超期。",
        improvements="加强培训。",
        cells=dict.fromkeys(
            [
                f"applications.received.{kind}"
                for kind in ("natural", "commercial", "research", "social", "legal", "other")
            ],
            1,
        ),
    )

    told = [(str(label), text) for label, text in queries.last_years_problems(report)]

    assert told == [("存在的主要问题", "办理了6件，时有超期。"), ("改进情况", "加强培训。")]


def test_the_problems_of_an_imported_report_are_those_that_were_read(bureau, report):
    sections = [{"number": "五", "title": "问题", "text": "专栏更新不及时。"}, {"number": "六", "text": "无"}]
    last_year(bureau, imported=True, reading={"sections": sections})

    assert queries.last_years_problems(report) == [("", "专栏更新不及时。")]


def test_what_became_of_them_is_told_in_section_five_and_blocks_nobody(bureau, report, clerk):
    missing = [one for one in queries.obstacles(report) if "上年问题" in one]
    assert missing == []

    before = queries.content_digest(report)
    actions.write_section(report, "五", {"earlier_problems": "已经解决。"}, by=clerk)
    assert report.earlier_problems == "已经解决。"
    assert queries.content_digest(report) != before
