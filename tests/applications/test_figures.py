"""Table 3 of the annual report out of the records: each application in its rows, once (B-20 to B-58)."""

from datetime import date

import pytest

from gongkai.accounts.queries import Duty
from gongkai.applications import actions, queries
from gongkai.applications.workflow import APPLICANT
from gongkai.law.reports import evaluate, form
from tests import factories
from tests.applications import builders
from tests.applications.builders import at


def filled(records):
    return {cell: ids for cell, ids in records.items() if ids}


def test_an_application_open_at_the_end_of_the_year_is_carried_forward_and_then_over(organ, handler):
    one = builders.handling(organ, handler, on=date(2025, 12, 29))

    assert filled(queries.table3_records(organ, 2025)) == {
        "applications.received.natural": [one.pk],
        "applications.carried_forward.natural": [one.pk],
    }
    assert filled(queries.table3_records(organ, 2026)) == {
        "applications.carried_over.natural": [one.pk],
        "applications.carried_forward.natural": [one.pk],
    }


def test_a_withdrawn_application_counts_as_otherwise_handled_B_58(organ, handler):
    one = builders.handling(organ, handler, on=date(2025, 12, 29), applicant_kind="research")
    with at(date(2026, 1, 5)):
        actions.withdraw_application(one, by=APPLICANT)

    assert filled(queries.table3_records(organ, 2026)) == {
        "applications.carried_over.research": [one.pk],
        "applications.results.other.other.research": [one.pk],
    }


def test_one_withdrawn_before_it_was_received_in_law_is_not_counted(organ):
    one = builders.submitted(organ)
    actions.withdraw_application(one, by=APPLICANT)

    assert filled(queries.table3_records(organ, one.year)) == {}


def test_the_form_of_2019_has_one_row_for_all_otherwise_handled_B_70(organ, handler):
    one = builders.handling(organ, handler, on=date(2020, 6, 1))
    with at(date(2020, 6, 2)):
        actions.withdraw_application(one, by=APPLICANT)

    assert queries.table3_records(organ, 2020)["applications.results.other.natural"] == [one.pk]


def test_every_entered_cell_is_there_and_the_form_balances(organ, handler):
    for day, kind in (
        (date(2025, 3, 3), "natural"),
        (date(2024, 12, 30), "legal"),
        (date(2025, 12, 30), "other"),
    ):
        one = builders.handling(organ, handler, on=day, applicant_kind=kind)
        if day.month != 12 or day.year != 2025:
            with at(date(2025, 4, 1)):
                actions.withdraw_application(one, by=APPLICANT)

    records = queries.table3_records(organ, 2025)
    entered = {cell for cell in form("2021").entered if cell.startswith("applications.")}
    assert set(records) == entered
    values = {cell: len(ids) for cell, ids in records.items()}
    broken = [
        finding.rule for finding in evaluate(form("2021"), values).findings if "B-5" in str(finding.rule)
    ]
    assert broken == []


def test_another_organ_s_applications_are_not_counted(organ, handler):
    builders.handling(organ, handler, on=date(2025, 3, 3))

    assert filled(queries.table3_records(factories.organ("liutang"), 2025)) == {}


def test_fees_count_in_the_year_of_the_notice_and_of_the_payment_B_05(organ, handler):
    other = factories.organ(factories.TOWN)
    town = factories.actor(other, Duty.APPLICATION_HANDLER)
    for place, who, pages in ((organ, handler, 250), (organ, handler, 31), (other, town, 31)):
        one = builders.handling(place, who, on=date(2025, 12, 29))
        with at(date(2025, 12, 30)):
            actions.serve_fee_notice(one, by=who, method="pages", quantity=pages)
        if pages == 250:
            with at(date(2026, 1, 5)):
                actions.record_fee_payment(one, by=handler)

    big, small = (queries.fee_by_pages(pages, on=date(2025, 12, 30)).amount for pages in (250, 31))
    assert [queries.fee_figures(organ, year) for year in (2024, 2025, 2026)] == [
        queries.FeeFigures(0, 0, 0),
        queries.FeeFigures(2, big + small, 0),
        queries.FeeFigures(0, 0, big),
    ]


@pytest.mark.parametrize("year", [2007, 2016])
def test_years_without_table_3_have_no_records(organ, year):
    assert queries.table3_records(organ, year) == {}


def test_the_figures_take_one_query_however_many_applications(organ, handler, django_assert_num_queries):
    for _ in range(3):
        builders.handling(organ, handler, on=date(2025, 3, 3))

    with django_assert_num_queries(1):
        queries.table3_records(organ, 2025)
