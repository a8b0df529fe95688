"""The lists of the desk: counted and shown alike, paged by key, the most pressing first."""

from datetime import date

import pytest

from gongkai.applications import actions, queries
from gongkai.applications.queries import FILTERS
from tests.applications import builders
from tests.applications.builders import at

DAYS = (date(2025, 2, 24), date(2025, 3, 3), date(2025, 3, 10), date(2025, 3, 17), date(2025, 3, 20))
TODAY = date(2025, 3, 28)


@pytest.fixture
def many(organ, handler):
    """Cases in every state, received one after the other."""
    found = [builders.handling(organ, handler, on=day) for day in DAYS for _n in range(2)]
    with at(date(2025, 3, 24)):
        actions.propose_extension(found[2], by=handler, days=5, reason="材料较多")
        actions.request_supplement(found[-1], by=handler, defects="请写明年度")
        actions.withdraw_application(found[4], by=handler, note="来电")
        actions.withdraw_application(found[5], by=handler, note="来电")
        actions.archive(found[5], by=handler)
        builders.submitted(organ)
    with at(TODAY):
        builders.submitted(organ)
        yield found


def shown(actor, name, size=3):
    """All pages of a list, one after the other, as the ways on lead."""
    rows, asked = [], {}
    while True:
        page = queries.page_of(actor, name, asked, size=size)
        rows += [row.pk for row in page]
        if not page.after:
            return rows
        asked = {"after": page.after}


@pytest.mark.parametrize("name", [name for name, _label in FILTERS])
def test_each_list_shows_as_many_as_is_counted_each_once(name, many, handler):
    rows = shown(handler, name)

    assert len(rows) == len(set(rows)) == queries.counts(handler)[name]


def test_the_lists_hold_what_they_say(many, handler):
    assert queries.counts(handler) == {
        "open": 10,
        "register": 2,
        "unopened": 1,
        "overdue": 2,
        "due7": 2,
        "due3": 2,
        "due1": 2,
        "waiting": 1,
        "extension": 1,
        **dict.fromkeys(["counsel", "signing", "issue", "returned", "serve"], 0),
        "closed": 1,
        "archived": 1,
        "all": 12,
    }


def test_what_is_open_comes_with_the_most_pressing_first_and_what_has_no_day_last(many, handler):
    rows = queries.Application.objects.in_bulk(shown(handler, "open"))
    days = [rows[pk].due_on for pk in shown(handler, "open")]

    assert days == sorted(day for day in days if day) + [None] * 3


def test_all_come_with_the_newest_first(many, handler):
    rows = shown(handler, "all")
    sent = queries.Application.objects.in_bulk(rows)

    assert [sent[pk].submitted_at for pk in rows] == sorted(
        (one.submitted_at for one in sent.values()), reverse=True
    )


def test_another_organ_sees_and_counts_nothing_of_it(many, stranger):
    assert set(queries.counts(stranger).values()) == {0}
    assert shown(stranger, "all") == []
