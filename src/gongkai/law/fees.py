"""The information processing fee (Fee Measures, arts. 4 and 5): what an applicant may be charged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.law.rulebook import Version, rule

MOST = 1_000_000  # items or pages; nobody asks for more, and the bands are told one by one


class TooMany(ValueError):
    """A number that can only be a slip; the message says so in Chinese."""


@dataclass(frozen=True, slots=True)
class Band:
    """How many of the items or pages fall between ``first`` and ``last``, at what price each, in yuan."""

    first: int
    last: int | None
    price: int
    count: int

    @property
    def amount(self) -> int:
        return self.price * self.count


@dataclass(frozen=True, slots=True)
class Fee:
    amount: int
    bands: tuple[Band, ...]
    rule: str
    cite: str


def fee_by_items(items: int, *, earlier: int = 0, on: date | None = None) -> Fee:
    """The fee for ``items`` items after ``earlier`` ones of the same applicant to the same organ this calendar month.

    One application is charged by items or by pages, never both. ``on`` is the day of the notice; None asks
    for the newest rule.
    """
    return _fee("by_items", items, earlier, on)


def fee_by_pages(pages: int, *, on: date | None = None) -> Fee:
    """The fee for ``pages`` pages of one application; pages of several applications are not added up."""
    return _fee("by_pages", pages, 0, on)


def _fee(name: str, number: int, earlier: int, on: date | None) -> Fee:
    if number < 0 or earlier < 0:
        raise ValueError("件数、页数应为0或者正整数。")
    if number + earlier > MOST:
        raise TooMany(f"件数、页数不能超过{MOST}，请核对。")
    found = rule(f"fees.{name}")
    version = found.on(on) if on else found.latest
    bands = tuple(_charged(version, earlier + 1, earlier + number))
    return Fee(sum(band.amount for band in bands), bands, version.rule_id, version.cite)


def _charged(version: Version, first: int, last: int) -> Iterator[Band]:
    """The bands that the items or pages from ``first`` to ``last`` fall into."""
    for low, high, price in _tariff(version.value):
        if low > last:
            return
        count = min(last, high or last) - max(first, low) + 1
        if count > 0:
            yield Band(low, high, price, count)


def _tariff(value: dict[str, Any]) -> Iterator[tuple[int, int | None, int]]:
    for band in value["bands"]:
        yield band["from"], band["to"], band["price"]
    if "then" not in value:
        return
    low, price = value["then"]["from"], value["then"]["price"]
    while True:
        yield low, low + value["then"]["step"] - 1, price
        low += value["then"]["step"]
        price += value["then"]["rise"]
