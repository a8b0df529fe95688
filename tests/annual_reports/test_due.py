"""By when a report is due, and what waits for whom."""

from datetime import date, datetime

import pytest

from gongkai.accounts.queries import Duty
from gongkai.annual_reports import actions, queries
from gongkai.foundation.moment import acting_at
from tests import factories
from tests.annual_reports.builders import YEAR, report_published, report_submitted
from tests.annual_reports.conftest import SHANGHAI


@pytest.mark.parametrize(
    ("organ", "year", "on", "cite"),
    [
        (factories.BUREAU, 2025, date(2026, 1, 31), "regulation-2019:49"),
        (factories.CITY, 2025, date(2026, 3, 31), "regulation-2019:49"),
        (factories.BUREAU, 2018, date(2019, 3, 31), "regulation-2008:31"),
        (factories.TOWN, 2018, date(2019, 3, 31), "regulation-2008:31"),
    ],
    ids=["art. 49: department", "art. 49: government", "old art. 31: department", "old art. 31: township"],
)
def test_a_report_is_due_on_the_day_the_law_names(db, organ, year, on, cite):
    due = queries.due(factories.organ(organ), year)

    assert (due.on, due.version.cite) == (on, cite)


def test_the_law_names_no_day_for_a_township(db):
    assert queries.due(factories.organ(factories.TOWN), 2025) is None


def waiting(actor) -> dict[str, tuple[int, str]]:
    return {str(one.label): (one.count, one.tone) for one in queries.todo(actor)}


def test_todo_reminds_the_clerk_of_a_report_that_is_owed(bureau, clerk):
    assert waiting(clerk)["2025年度报告尚未开始编制"] == (1, "warning")
    with acting_at(datetime(2026, 2, 1, 9, tzinfo=SHANGHAI)):
        assert waiting(clerk)["2025年度报告尚未开始编制"] == (1, "danger")

    actions.open_report(bureau, YEAR, by=clerk)
    assert waiting(clerk) == {
        "2025年度报告尚未开始编制": (0, "calm"),
        "填报中的年度报告": (1, "warning"),
        "待发布的年度报告": (0, "info"),
    }


def test_todo_tells_the_signer_and_the_head_what_waits_for_them(bureau, clerk, signer):
    head = factories.actor(bureau, Duty.OFFICE_HEAD)
    report = report_submitted(bureau, clerk)
    assert waiting(signer) == {"待审签的年度报告": (1, "warning")}

    actions.sign_off(report, by=signer)
    assert waiting(signer) == {"待审签的年度报告": (0, "warning")}
    assert waiting(head) == {"待发布的年度报告": (1, "info")}


def test_todo_has_nothing_for_other_duties(bureau):
    assert queries.todo(factories.actor(bureau, Duty.SUBMITTER)) == []


def test_reports_of_another_organ_do_not_exist(bureau, clerk):
    actions.open_report(bureau, YEAR, by=clerk)
    stranger = factories.actor(factories.organ("other"), Duty.REPORT_CLERK)

    assert list(queries.reports_of(stranger)) == []


def test_the_public_list_costs_one_query_for_one_report_and_for_three(
    bureau, clerk, signer, django_assert_num_queries
):
    def listed():
        return [f"{one.organ.short_name} {one.year}" for one in queries.public_reports()]

    report_published(bureau, clerk, signer)
    with django_assert_num_queries(1):
        assert listed() == ["市财政局 2025"]
    report_published(bureau, clerk, signer, year=2024)
    report_published(bureau, clerk, signer, year=2023)
    with django_assert_num_queries(1):
        assert listed() == ["市财政局 2025", "市财政局 2024", "市财政局 2023"]


def test_judging_a_report_costs_the_look_at_last_year(bureau, clerk, django_assert_num_queries):
    report_submitted(bureau, clerk)
    report = queries.report_of(clerk, YEAR)

    with django_assert_num_queries(1):
        assert queries.findings(report) == []
