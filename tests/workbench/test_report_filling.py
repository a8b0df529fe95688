"""Filling at the desk: last year beside this year, figures in the texts, what was copied, nothing to report."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from gongkai.accounts.queries import Duty
from gongkai.annual_reports import actions, queries
from gongkai.annual_reports.models import AnnualReport
from gongkai.annual_reports.workflow import State
from gongkai.foundation.moment import acting_at
from tests import factories
from tests.annual_reports.builders import YEAR, a_year_of_applications, application
from tests.annual_reports.conftest import SHANGHAI

LICENCES = "proactive.行政许可.本年处理决定数量"
RECEIVED = "applications.received.natural"
SAID = "全年通过门户网站公开信息312条，修订了主动公开基本目录，重点公开了财政预算决算和民生实事的办理情况。"


@pytest.fixture(autouse=True)
def _january():
    with acting_at(datetime(2026, 1, 15, 9, 0, tzinfo=SHANGHAI)):
        yield


@pytest.fixture
def bureau(db):
    return factories.organ()


@pytest.fixture
def clerk(bureau):
    return factories.staff(bureau, Duty.REPORT_CLERK)


@pytest.fixture
def desk(client, clerk):
    client.force_login(clerk.user, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def report(bureau, clerk):
    return actions.open_report(bureau, YEAR, by=clerk.actor())


@pytest.fixture
def last_year(bureau):
    return AnnualReport.objects.create(
        organ=bureau,
        year=YEAR - 1,
        form="2021",
        state=State.PUBLISHED,
        cells={LICENCES: 31, RECEIVED: 7},
        proactive=SAID,
        problems="专栏更新不及时。",
    )


def way(name, *args):
    return reverse(f"workbench:{name}", args=[YEAR, *args])


def page(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(("number", "figure"), [(2, "上年31"), (3, "上年7")])
def test_last_years_figure_stands_by_its_cell(desk, report, last_year, number, figure):
    shown = page(desk.get(way("report_section", number)))

    assert (shown.count("report-grid__before"), figure in shown) == (1, True)
    assert "小字是上年报告的数据。" in shown


def test_without_a_report_of_last_year_no_figure_stands_there(desk, report):
    shown = page(desk.get(way("report_section", 2)))

    assert ("report-grid__before" in shown, "小字是上年报告的数据。" in shown) == (False, False)


def test_the_marks_are_offered_beside_the_text(desk, report):
    shown = page(desk.get(way("report_section", 1)))

    assert 'data-mark="｛本年新收｝"' in shown
    assert "gongkai/marks.js" in shown


def test_a_text_shows_how_its_figures_read(desk, bureau, clerk, report):
    a_year_of_applications(bureau)
    actions.fill_from_records(report, by=clerk.actor())
    text = "收到政府信息公开申请{本年新收}件。"
    typed = dict.fromkeys(queries.SECTION_TEXTS["一"], text)

    response = desk.post(way("write_section", 1), {"seen": report.revision, **typed}, follow=True)

    shown = page(response)
    assert "收到政府信息公开申请5件。" in shown
    assert "收到政府信息公开申请｛本年新收｝件。" in shown


def test_an_unknown_mark_is_refused_beside_its_text_and_nothing_typed_is_lost(desk, report):
    typed = dict.fromkeys(queries.SECTION_TEXTS["一"], "全年工作正常。") | {"platform": "共｛新收到的｝件"}

    response = desk.post(way("write_section", 1), {"seen": report.revision, **typed})

    assert list(response.context["form"].errors) == ["platform"]
    assert "共｛新收到的｝件" in page(response)


def test_section_five_shows_last_years_problems_and_asks_what_became_of_them(desk, report, last_year):
    shown = page(desk.get(way("report_section", 5)))

    assert "专栏更新不及时。" in shown
    assert 'name="earlier_problems"' in shown


def test_section_five_asks_nothing_of_who_told_no_problems(desk, report):
    response = desk.get(way("report_section", 5))
    assert 'name="earlier_problems"' not in page(response)

    typed = {"problems": "公开不够及时。", "improvements": "明确时限。"}
    desk.post(way("write_section", 5), {"seen": report.revision, **typed})
    report.refresh_from_db()
    assert (report.problems, report.earlier_problems) == ("公开不够及时。", "")


@pytest.mark.parametrize("where", [("annual_report",), ("report_section", 1)])
def test_text_copied_from_last_year_is_shown_with_its_share(desk, clerk, report, last_year, where):
    actions.write_section(report, "一", {"proactive": SAID}, by=clerk.actor())

    shown = page(desk.get(way(*where)))

    assert "“主动公开”有100%与本机关2024年度的报告相同。" in shown


def test_a_town_with_nothing_to_report_is_done_in_two_clicks(desk, report):
    shown = page(desk.get(way("annual_report")))
    assert "全部填0并写明没有" in shown

    filled = page(desk.post(way("tell_nothing"), {"seen": report.revision}, follow=True))
    assert "提交审签" in filled
    assert "全部填0并写明没有" not in filled

    report.refresh_from_db()
    told = {queries.finding_key(one): "已核对。" for one in queries.warnings(report)}
    desk.post(way("submit_report"), {"seen": report.revision, **told})
    report.refresh_from_db()
    assert report.state == State.IN_REVIEW


def test_the_click_is_not_offered_where_there_are_records(desk, bureau, clerk):
    application(bureau, date(2025, 2, 3), date(2025, 2, 20), "partial")
    actions.open_report(bureau, YEAR, by=clerk.actor())

    assert "全部填0并写明没有" not in page(desk.get(way("annual_report")))


@pytest.mark.parametrize(
    ("where", "most"),
    [
        (("annual_report",), 22),
        (("report_section", 1), 8),
        (("report_section", 2), 7),
        (("report_sheet",), 4),
    ],
)
def test_the_pages_cost_what_they_cost(
    desk, clerk, report, last_year, where, most, django_assert_num_queries
):
    actions.write_section(report, "一", {"proactive": SAID}, by=clerk.actor())
    desk.get(reverse("workbench:annual_reports"))

    with django_assert_num_queries(most):
        desk.get(way(*where))
