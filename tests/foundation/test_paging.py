"""Lists paged by key: every row once, forwards and backwards, also while rows are added."""

from datetime import datetime, timedelta

import pytest
from django.utils.timezone import make_aware
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gongkai.foundation.ledger import Entry
from gongkai.foundation.paging import page_by_key

KEYS = ("-at", "-number")
START = make_aware(datetime(2026, 11, 22, 9))


def entries(*offsets):
    """Ledger rows at these minutes: many may share a moment, so that the second key decides."""
    last = Entry.objects.count()
    for number, offset in enumerate(offsets, start=last + 1):
        Entry.objects.create(
            number=number, at=START + timedelta(microseconds=offset), verb="test", digest="-"
        )
    return list(Entry.objects.order_by(*KEYS))


def walked(size, way="after"):
    """All numbers met on the way from the first page to the last."""
    met, asked = [], {}
    while True:
        page = page_by_key(Entry.objects.all(), asked, keys=KEYS, size=size)
        met.append([row.number for row in page])
        if not page.after:
            return met
        asked = {"after": page.after}


class EveryRowOnce(TestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.integers(0, 4), max_size=12), st.integers(1, 5))
    def test_the_pages_together_are_the_list(self, offsets, size):
        whole = entries(*offsets)

        pages = walked(size)

        assert [number for page in pages for number in page] == [row.number for row in whole]
        assert all(len(page) == size for page in pages[:-1])


def test_the_way_back_meets_the_same_pages(db):
    entries(*range(7))
    second = page_by_key(
        Entry.objects.all(),
        {"after": page_by_key(Entry.objects.all(), {}, keys=KEYS, size=3).after},
        keys=KEYS,
        size=3,
    )
    back = page_by_key(Entry.objects.all(), {"before": second.before}, keys=KEYS, size=3)

    assert [row.number for row in second] == [4, 3, 2]
    assert [row.number for row in back] == [7, 6, 5]
    assert (back.before, bool(back.after)) == ("", True)


def test_a_row_added_on_top_moves_nothing_on_the_next_page(db):
    entries(*range(4))
    first = page_by_key(Entry.objects.all(), {}, keys=KEYS, size=2)
    entries(99)

    following = page_by_key(Entry.objects.all(), {"after": first.after}, keys=KEYS, size=2)

    assert [row.number for row in following] == [2, 1]


@pytest.mark.parametrize(
    "key", ["", "x", "W10", "WzFd", "bnVsbA", "WyJub3QgYSBkYXkiLDFd", "WzEsMixbXV0", "é", "/" * 500]
)
@pytest.mark.parametrize("way", ["after", "before"])
def test_a_key_that_cannot_be_read_leads_to_the_first_page(db, way, key):
    entries(*range(3))

    page = page_by_key(Entry.objects.all(), {way: key}, keys=KEYS, size=2)

    assert [row.number for row in page] == [3, 2]


def test_a_page_costs_one_query(db, django_assert_num_queries):
    entries(*range(5))

    with django_assert_num_queries(1):
        page_by_key(Entry.objects.all(), {}, keys=KEYS, size=2)
