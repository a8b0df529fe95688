"""Figures for any period: they balance, each opens its list, and their cost does not grow."""

from datetime import date

import pytest

from gongkai.applications import actions, queries
from gongkai.applications.queries import figures
from gongkai.applications.workflow import APPLICANT
from tests.applications import builders
from tests.applications.builders import at

QUARTER = figures.Period(date(2025, 4, 1), date(2025, 6, 30))
NOTHING = dict.fromkeys(figures.MEASURES, 0)


@pytest.fixture
def three(organ, handler):
    """One carried in and closed late, one received and open, one of after the period."""
    late = builders.handling(organ, handler, on=date(2025, 3, 3))
    with at(date(2025, 5, 6)):
        actions.withdraw_application(late, by=APPLICANT)
    fresh = builders.handling(organ, handler, on=date(2025, 6, 27), applicant_kind="legal")
    builders.handling(organ, handler, on=date(2025, 7, 1))
    return late, fresh


def test_a_period_opens_with_what_was_open_and_balances_B_50(handler, three):
    assert figures.totals(handler, QUARTER) == NOTHING | {"opening": 1, "received": 1, "closed": 1, "open": 1}
    assert figures.figures(handler, QUARTER, "applicant") == [
        ("natural", NOTHING | {"opening": 1, "closed": 1}),
        ("legal", NOTHING | {"received": 1, "open": 1}),
    ]
    assert figures.figures(handler, QUARTER, "outcome") == [
        ("", NOTHING | {"received": 1, "open": 1}),
        ("other.other", NOTHING | {"opening": 1, "closed": 1}),
    ]


def test_each_figure_has_its_list_and_another_organ_has_none(handler, stranger, three):
    late, fresh = three
    assert list(figures.behind(handler, QUARTER, "closed")) == [late]
    assert list(figures.behind(handler, QUARTER, "open", "outcome", "")) == [fresh]
    for by in figures.DIMENSIONS:
        for code, counted in figures.figures(handler, QUARTER, by):
            lists = {name: figures.behind(handler, QUARTER, name, by, code).count() for name in counted}
            assert lists == counted
    assert figures.totals(stranger, QUARTER) == NOTHING


def test_what_was_decided_anew_is_closed_once(organ, handler, head, django_assert_num_queries):
    one = builders.handling(organ, handler, on=date(2025, 4, 1))
    with at(date(2025, 4, 2)):
        builders.answered(one, handler, kind="nonexistent")
    before = figures.totals(handler, QUARTER)
    assert before == NOTHING | {"received": 1, "closed": 1, "timed": 1, "in_time": 1}
    with at(date(2026, 1, 12)):
        actions.reopen(one, by=head, on=date(2026, 1, 12), cite="regulation-2019:51", paper="决定书")

    with django_assert_num_queries(1):
        assert figures.totals(handler, QUARTER) == before
    whole = figures.Period(date(2026, 1, 1), date(2026, 12, 31))
    assert figures.totals(handler, whole) == NOTHING
    assert queries.table3_records(organ, 2026)["applications.carried_over.natural"] == []
