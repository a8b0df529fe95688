"""Tables 2 and 4 come from the documents and the cases of the organ, each with its page."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from gongkai.accounts.queries import Duty
from gongkai.annual_reports import actions, queries
from gongkai.applications.queries import Application
from gongkai.catalogue.queries import ItemKind
from gongkai.remedies.actions import decide_case, open_case
from tests import factories
from tests.annual_reports.builders import YEAR, application
from tests.disclosure import builders as disclosure

MADE = "proactive.行政规范性文件.本年制发件数"
IN_FORCE = "proactive.行政规范性文件.现行有效件数"
UPHELD = "remedies.reconsideration.maintain"
PENDING = "remedies.litigation_direct.pending"


@pytest.fixture
def document(bureau):
    office = disclosure.office()
    return disclosure.published(
        office,
        title="预算绩效管理办法",
        kind=ItemKind.NORMATIVE,
        formed_on=date(2025, 6, 3),
        document_number="青财规〔2025〕1号",
    )


@pytest.fixture
def handler(bureau):
    return factories.actor(bureau, Duty.APPLICATION_HANDLER)


def case(handler, kind, result=""):
    opened = open_case(
        by=handler, kind=kind, case_number="示例1号", heard_by="青禾市人民政府", accepted_on=date(2025, 5, 6)
    )
    if result:
        decide_case(opened, by=handler, result=result, decided_on=date(2025, 7, 8))
    return opened


def test_a_normative_document_counts_as_made_and_in_force(document, bureau, clerk):
    report = actions.open_report(bureau, YEAR, by=clerk)

    assert (report.figures[MADE], report.figures[IN_FORCE]) == (1, 1)
    (record,) = queries.records_behind(report, MADE, clerk)
    assert (record.title, record.on, record.about) == (
        "预算绩效管理办法",
        date(2025, 6, 3),
        "青财规〔2025〕1号",
    )


def test_a_case_counts_by_its_result_and_a_pending_one_as_pending(bureau, clerk, handler):
    case(handler, "reconsideration", "upheld")
    case(handler, "litigation_direct")

    report = actions.open_report(bureau, YEAR, by=clerk)

    counted = {address for address, figure in report.figures.items() if figure}
    assert counted == {UPHELD, PENDING}
    assert queries.evaluation(report).values["remedies.reconsideration.total"] == 1
    (record,) = queries.records_behind(report, UPHELD, clerk)
    assert record.on == date(2025, 5, 6)


def test_the_page_of_every_record_behind_a_figure_opens_for_the_clerk(
    document, bureau, clerk, handler, client
):
    application(bureau, date(2025, 2, 3))
    case(handler, "reconsideration", "upheld")
    report = actions.open_report(bureau, YEAR, by=clerk)
    client.force_login(_user_of(clerk), "django.contrib.auth.backends.ModelBackend")

    for address in (MADE, UPHELD, "applications.received.natural"):
        (record,) = queries.records_behind(report, address, clerk)
        response = client.get(reverse(record.url_name, args=[record.url_argument]))
        assert response.status_code == 200, record


def _user_of(actor):
    return User.objects.get(pk=actor.user_id)


def test_a_record_is_told_without_the_applicant(bureau, clerk):
    one = application(bureau, date(2025, 2, 3))
    report = actions.open_report(bureau, YEAR, by=clerk)

    (record,) = queries.records_behind(report, "applications.received.natural", clerk)

    assert Application.objects.get(pk=one.pk).name not in (record.title + record.about)
