"""The clock with its explanation, beside a bare loop over the same kept calendar that only finds the day."""

from collections.abc import Iterator
from datetime import date, timedelta

import chinese_calendar

from bench.timing import beside
from gongkai.law.clock import Event, run_clock

DAYS = [date(2024, 1, 2) + timedelta(days=offset) for offset in range(500)]


def ours() -> None:
    for day in DAYS:
        run_clock([Event("received", day)], today=day)


def bare_loop() -> None:
    for day in DAYS:
        left = 20
        while left:
            day += timedelta(days=1)
            left -= chinese_calendar.is_workday(day)


def run() -> Iterator[str]:
    """Applications a second, ours and the bare loop's."""
    mine, peer = beside(ours, bare_loop)
    count = len(DAYS)
    yield f"{count / mine:,.0f} clocks/s with explanation; bare loop {count / peer:,.0f}/s; {peer / mine:.1f} times"
