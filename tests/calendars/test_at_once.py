"""Two versions put in force in the same moment: one after the other, and the second is listed anew first."""

from datetime import date

import pytest
from django.db import connection

from gongkai.calendars import actions, queries
from tests.applications.builders import at
from tests.calendars.builders import keeper, listed, off
from tests.obligations.test_at_once import at_once_each

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="the test database in memory cannot wait for a lock"
    ),
]


def test_two_versions_never_take_the_same_place():
    with at(date(2025, 3, 3)):
        head = keeper()
        versions = [listed(head, off(date(2025, 3, day))) for day in (4, 5)]

        told = at_once_each(*(lambda one=one: actions.apply(one, by=head) for one in versions))

    assert [one.number for one in queries.in_force()] == [1]
    assert told.count(None) == 1
    assert "又启用了别的日历" in next(answer for answer in told if answer)
