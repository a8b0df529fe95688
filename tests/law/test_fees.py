"""The information processing fee (C-03 to C-10)."""

import pytest

from gongkai.law.fees import fee_by_items, fee_by_pages
from gongkai.law.rulebook import NoRuleInForce
from tests.law.cases import day

BY_ITEMS = [(0, 0), (10, 0), (11, 100), (30, 2000), (31, 2200), (40, 4000), (45, 5500), (60, 11000)]
BY_PAGES = [
    (0, 0),
    (30, 0),
    (31, 10),
    (100, 700),
    (101, 720),
    (150, 1700),
    (200, 2700),
    (201, 2740),
    (250, 4700),
]
PRICES = [(10, 0), (11, 100), (30, 100), (31, 200), (40, 200), (41, 300), (50, 300), (51, 400)]


@pytest.mark.parametrize(("items", "amount"), BY_ITEMS, ids=lambda value: f"art. 4: {value}")
def test_the_fee_by_items(items, amount):
    fee = fee_by_items(items)

    assert (fee.amount, fee.rule, fee.cite) == (amount, "C-03", "fee-measures-2020:4")


@pytest.mark.parametrize(("pages", "amount"), BY_PAGES, ids=lambda value: f"art. 5: {value}")
def test_the_fee_by_pages(pages, amount):
    fee = fee_by_pages(pages)

    assert (fee.amount, fee.rule, fee.cite) == (amount, "C-04", "fee-measures-2020:5")


@pytest.mark.parametrize(("item", "price"), PRICES, ids=lambda value: f"art. 4: {value}")
def test_the_price_of_one_further_item(item, price):
    assert fee_by_items(1, earlier=item - 1).amount == price


def test_l_12_the_bands_explain_the_sum():
    fee = fee_by_items(45)

    assert [(band.first, band.last, band.price, band.count) for band in fee.bands] == [
        (1, 10, 0, 10),
        (11, 30, 100, 20),
        (31, 40, 200, 10),
        (41, 50, 300, 5),
    ]
    assert sum(band.amount for band in fee.bands) == fee.amount


def test_l_12_the_count_begins_anew_each_month():
    assert fee_by_items(10).amount + fee_by_items(10).amount == 0
    assert fee_by_items(10, earlier=10).amount == 1000


def test_l_13_pages_of_two_applications_are_not_added_up():
    assert fee_by_pages(30).amount + fee_by_pages(30).amount == 0


def test_nothing_was_charged_before_the_measures():
    with pytest.raises(NoRuleInForce):
        fee_by_items(45, on=day("2020-12-31"))


def test_a_number_below_zero_is_refused():
    with pytest.raises(ValueError, match="正整数"):
        fee_by_pages(-1)
