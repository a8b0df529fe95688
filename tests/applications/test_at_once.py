"""Two requests in the same moment: the database decides, and nothing is made twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from gongkai.applications import actions
from gongkai.applications.models import Application
from tests import factories
from tests.applications.builders import particulars, token


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="the test database in memory cannot wait for a lock"
)
def test_the_same_form_sent_twice_at_once_makes_one_application():
    organ, secret = factories.organ(), token()

    def send(_n: int) -> actions.Taken:
        try:
            return actions.submit(organ, particulars(), token=secret)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        taken = list(threads.map(send, range(4)))

    assert Application.objects.count() == 1
    assert len({one.code for one in taken}) == 1
    assert [one.is_new for one in taken].count(True) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="the test database in memory cannot wait for a lock"
)
def test_many_applications_at_once_get_numbers_without_gaps_or_twins():
    organ = factories.organ()

    def send(n: int) -> str:
        try:
            return actions.submit(
                organ, particulars(description=f"第{n}件"), token=token()
            ).application.number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        numbers = sorted(threads.map(send, range(8)))

    assert [int(number[-4:]) for number in numbers] == list(range(1, 9))
