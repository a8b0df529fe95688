"""The records begin where a historical report ends, once a person has confirmed it."""

from datetime import date

import pytest

from gongkai.accounts.queries import Duty
from gongkai.annual_reports import actions, queries
from gongkai.disclosure.actions.counting import note_opening_balance
from gongkai.disclosure.queries import counting
from gongkai.foundation.ledger import SYSTEM, history_of
from gongkai.foundation.workflow import Refused
from tests import factories
from tests.annual_reports.builders import CLASSES, YEAR, application
from tests.annual_reports.seed_002 import READING

FORWARD = dict(zip(CLASSES, (5, 0, 0, 1, 0, 0), strict=True))
NATURAL = "applications.carried_over.natural"


@pytest.fixture
def head(bureau):
    return factories.actor(bureau, Duty.OFFICE_HEAD)


def historical(bureau, forward=FORWARD, **told):
    reading = {
        "is_annual_report": True,
        "organ": bureau.name,
        "year": YEAR - 1,
        "form": "2021",
        "applications": {"carried_forward": dict(forward)},
        "narrative": {"published_total": 812},
    }
    return actions.import_reading(bureau, YEAR - 1, reading | told, by=SYSTEM)


def test_what_is_carried_forward_becomes_next_years_carried_over(bureau, clerk, head):
    before = historical(bureau)
    report = actions.open_report(bureau, YEAR, by=clerk)
    assert report.figures[NATURAL] == 0

    actions.take_opening(before, by=head, carried=True)
    actions.fill_from_records(report, by=clerk)

    carried = {name: report.figures[f"applications.carried_over.{name}"] for name in CLASSES}
    assert carried == FORWARD
    assert queries.is_explained(report, NATURAL)
    assert not queries.is_explained(report, "applications.carried_over.research")
    for address in (NATURAL, "applications.carried_over.total"):
        assert len(queries.records_behind(report, address, clerk)) == 1
    behind = queries.records_behind(report, NATURAL, clerk)
    assert [(one.title, one.url_argument) for one in behind] == [(before.title, str(before.pk))]
    assert history_of(before).last().facts == {
        "carried_over": {f"applications.carried_over.{name}": count for name, count in FORWARD.items()}
    }
    assert (before.opening_taken_by, queries.opening(before).against["carried"]) == (
        head.name,
        "已经取用过了。",
    )


def test_what_the_records_know_of_it_is_not_counted_twice(bureau, clerk, head):
    actions.take_opening(historical(bureau), by=head, carried=True)
    application(bureau, date(2024, 12, 20), date(2025, 1, 10), "granted")

    report = actions.open_report(bureau, YEAR, by=clerk)

    assert report.figures[NATURAL] == FORWARD["natural"]
    assert len(queries.records_behind(report, NATURAL, clerk)) == 2


def test_the_items_of_its_year_count_in_the_cumulative_figures(bureau, head):
    before = historical(bureau)

    actions.take_opening(before, by=head, disclosed=True)

    balance = counting.balances_of(bureau).get()
    assert (balance.year, balance.count, balance.basis) == (YEAR - 1, 812, before.title)
    assert before.opening_taken_at is None
    assert queries.opening(before).against["disclosed"] == "2024年的期初数已经填写，不再取用。"


def test_the_cumulative_column_tells_the_years_before(bureau, head):
    before = actions.import_reading(bureau, 2018, READING, by=SYSTEM)

    actions.take_opening(before, by=head, disclosed=True, earlier=True)

    told = counting.balances_of(bureau).values_list("year", "count")
    assert list(told) == [(2018, 2589), (2017, 46269 - 2589)]


@pytest.mark.parametrize(
    ("forward", "why"),
    [
        ({}, "这份报告没有写明各类申请人的结转下年度数量。"),
        ({"natural": 3}, "这份报告没有写明各类申请人的结转下年度数量。"),
        ({"total": 3}, "这份报告没有写明各类申请人的结转下年度数量。"),
    ],
)
def test_a_part_is_no_opening(bureau, head, forward, why):
    before = historical(bureau, forward)

    with pytest.raises(Refused) as refused:
        actions.take_opening(before, by=head, carried=True)

    assert refused.value.reasons == [why]


def test_what_is_there_already_is_shown_and_not_replaced(bureau, head):
    before = historical(bureau)
    application(bureau, date(2024, 12, 20), date(2025, 1, 10), "granted")
    note_opening_balance(by=head, year=YEAR - 1, count=800, basis="2024年度报告")

    found = queries.opening(before)

    assert found.there[NATURAL] == 1
    assert found.against == {
        "carried": "本系统的记录中已有2025年度的上年结转，不再取用。",
        "disclosed": "2024年的期初数已经填写，不再取用。",
        "earlier": "这份报告没有写明历年累计。",
    }
    assert not found.is_open
    with pytest.raises(Refused, match="不再取用"):
        actions.take_opening(before, by=head, disclosed=True)
    assert counting.balances_of(bureau).get().count == 800


def test_nothing_ticked_nothing_taken(bureau, head):
    with pytest.raises(Refused, match="请勾选"):
        actions.take_opening(historical(bureau), by=head)
