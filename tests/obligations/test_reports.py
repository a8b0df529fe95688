"""The annual report is published in its own room and owed here."""

from datetime import date

import pytest

from gongkai.accounts.models import Duty
from gongkai.obligations import actions
from gongkai.obligations.models import DueRule, Owing
from tests import factories
from tests.annual_reports.builders import report_published
from tests.disclosure import builders as items
from tests.obligations import builders
from tests.obligations.builders import obligation, owing

REPORT = {
    "title": "公布部门年度报告",
    "basis": "regulation-2019:49",
    "due_rule": DueRule.LAW_DATE,
    "law": "report_dates.department",
    "answer": "annual_report",
}


@pytest.fixture
def publish():
    def do(day):
        bureau = factories.organ()
        with builders.at(day):
            clerk, signer = (factories.actor(bureau, duty) for duty in (Duty.REPORT_CLERK, Duty.SIGNER))
            return report_published(bureau, clerk, signer, 2025)

    return do


def owe(watch):
    with builders.at("2026-01-05"):
        return obligation(watch, items.column("reports", "年报"), **REPORT)


@pytest.mark.parametrize(
    ("day", "late"), [("2026-01-20", False), ("2026-02-20", True)], ids=["in time", "late"]
)
def test_regulation_49_the_report_on_last_year_settles_what_is_owed_this_year(watch, publish, day, late):
    made = owe(watch)

    publish(day)

    settled = owing(made)
    assert (settled.settled_on, settled.settled_on > settled.due_on) == (date.fromisoformat(day), late)


def test_a_report_published_before_it_was_owed_here_counts(watch, publish):
    publish("2026-01-04")

    assert owing(owe(watch)).settled_on == date(2026, 1, 4)


def test_the_report_on_another_year_settles_nothing(watch, publish):
    with builders.at("2025-01-05"):
        made = obligation(watch, items.column("reports", "年报"), **REPORT | {"since": date(2025, 1, 1)})
    with builders.at("2026-01-05"):
        actions.open_owings()

    publish("2026-01-20")

    told = Owing.objects.filter(obligation=made).order_by("year").values_list("year", "settlement")
    assert list(told) == [(2025, ""), (2026, "published")]
