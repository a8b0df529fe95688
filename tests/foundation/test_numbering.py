"""Running numbers have no gaps and no twins."""

import threading

import pytest
from django.db import IntegrityError, connection, connections, transaction

from gongkai.foundation.numbering import NumberSeries, next_number


class GaveUp(Exception):
    pass


@transaction.atomic
def take_one_and_give_up():
    next_number("申请", 2024)
    raise GaveUp


@pytest.mark.django_db
def test_numbers_run_from_one_in_each_series_and_year():
    taken = [
        next_number("申请", 2024),
        next_number("申请", 2024),
        next_number("申请", 2025),
        next_number("答复", 2024),
    ]

    assert taken == [1, 2, 1, 1]


@pytest.mark.django_db(transaction=True)
def test_a_number_taken_by_an_act_that_failed_is_given_out_again():
    with transaction.atomic():
        next_number("申请", 2024)
    with pytest.raises(GaveUp):
        take_one_and_give_up()
    with transaction.atomic():
        assert next_number("申请", 2024) == 2


@pytest.mark.django_db(transaction=True)
def test_a_number_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError, match="inside the transaction"):
        next_number("申请", 2024)


@pytest.mark.django_db
def test_the_database_refuses_a_second_row_for_one_series_and_year():
    NumberSeries.objects.create(name="申请", year=2024)

    with pytest.raises(IntegrityError), transaction.atomic():
        NumberSeries.objects.create(name="申请", year=2024)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_each_number_once():
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("an in-memory SQLite is one shared connection and cannot be raced")
    taken = []

    def take():
        try:
            for _ in range(5):
                with transaction.atomic():
                    taken.append(next_number("申请", 2024))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=take) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(taken) == list(range(1, 31))
