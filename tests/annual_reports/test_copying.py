"""Texts taken over from last year's report or from a sister unit's are told with their share and passages."""

import pytest

from gongkai.annual_reports import actions, queries
from gongkai.annual_reports.models import AnnualReport
from gongkai.annual_reports.workflow import State
from tests import factories
from tests.annual_reports.builders import YEAR

SAID = "全年通过门户网站公开信息312条，修订了主动公开基本目录，重点公开了财政预算决算和民生实事的办理情况。"
OTHER = "组织了两次业务培训，检查了各科室的公开台账，对发现的七个问题逐一下达了整改通知并复查到位。"


@pytest.fixture
def report(bureau, clerk):
    return actions.open_report(bureau, YEAR, by=clerk)


@pytest.fixture
def sister(bureau):
    return factories.organ("water")


def told(report):
    values = queries.evaluation(report).values
    return [
        (one.name, one.organ, one.year, one.is_own, one.percent) for one in queries.copied(report, values)
    ]


def earlier(organ, year=YEAR - 1, **said):
    return AnnualReport.objects.create(
        organ=organ, year=year, **{"form": "2021", "state": State.PUBLISHED, **said}
    )


def test_last_years_sentence_with_this_years_figures_is_copied(bureau, report, clerk):
    earlier(bureau, proactive=SAID.replace("312", "1,204"))
    actions.write_section(report, "一", {"proactive": SAID, "supervision": OTHER}, by=clerk)

    (found,) = queries.copied(report, queries.evaluation(report).values)

    assert (found.name, found.is_own, found.year, found.percent) == ("proactive", True, YEAR - 1, 100)
    assert found.passages == (SAID.removesuffix("。"),)


def test_a_mark_counts_as_a_figure(bureau, report, clerk):
    earlier(bureau, upon_application=f"收到申请3件。{SAID}")
    actions.write_section(report, "一", {"upon_application": "收到申请｛本年新收｝件。" + SAID}, by=clerk)

    assert [one[-1] for one in told(report)] == [100]


def test_the_text_of_a_sister_unit_is_copied_and_the_likest_is_named(bureau, sister, report, clerk):
    earlier(sister, YEAR, proactive=SAID)
    earlier(sister, YEAR - 1, proactive=SAID[:20])
    actions.write_section(report, "一", {"proactive": SAID}, by=clerk)

    assert told(report) == [("proactive", sister.name, YEAR, False, 100)]


def test_what_is_not_copied_or_only_a_draft_is_not_told(bureau, sister, report, clerk):
    earlier(bureau, proactive=OTHER)
    earlier(sister, YEAR, state=State.DRAFT, proactive=SAID)
    actions.write_section(report, "一", {"proactive": SAID}, by=clerk)

    assert told(report) == []


def test_the_set_sentences_of_who_has_nothing_to_report_are_not_copied(sister, report, clerk):
    earlier(sister, YEAR, **queries.NOTHING_TEXTS)
    actions.tell_nothing(report, by=clerk)

    assert told(report) == []


def test_an_imported_report_of_last_year_is_compared_by_its_section(bureau, report, clerk):
    earlier(bureau, imported=True, reading={"sections": [{"number": "一", "text": OTHER + SAID}]})
    actions.write_section(report, "一", {"proactive": SAID}, by=clerk)

    assert told(report) == [("proactive", bureau.name, YEAR - 1, True, 100)]


def test_the_comparison_costs_the_same_however_many_sisters_there_are(
    bureau, sister, report, clerk, django_assert_num_queries
):
    actions.write_section(report, "一", {"proactive": SAID}, by=clerk)
    values = queries.evaluation(report).values
    for year in (YEAR, YEAR - 1):
        earlier(sister, year, proactive=SAID)
        with django_assert_num_queries(2):
            queries.copied(report, values)
