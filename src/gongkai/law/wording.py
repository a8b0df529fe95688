"""How the law speaks: dates, spans and lists in plain Chinese, and what a clock says in English too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def chinese_date(day: date) -> str:
    """2024年9月2日."""
    return f"{day.year}年{day.month}月{day.day}日"


def short_date(day: date, said: date | None = None) -> str:
    """The day without its year when ``said`` has just named the same year."""
    if said is not None and said.year == day.year:
        return f"{day.month}月{day.day}日"
    return chinese_date(day)


def spans(runs: Sequence[tuple[date, date]], said: date | None = None) -> str:
    """9月15日至17日、10月1日至7日; a year is named when it changes."""
    parts = []
    for first, last in runs:
        text = short_date(first, said)
        if last != first:
            same_month = (first.year, first.month) == (last.year, last.month)
            text += f"至{last.day}日" if same_month else f"至{short_date(last, first)}"
        parts.append(text)
        said = last
    return "、".join(parts)


def days(dates: Iterable[date], said: date | None = None) -> str:
    """9月14日、9月29日."""
    return spans([(day, day) for day in dates], said)


def english_date(day: date) -> str:
    """2 September 2024."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def english_spans(runs: Sequence[tuple[date, date]]) -> str:
    """15 to 17 September 2024, 1 October 2024."""
    return ", ".join(_english_span(first, last) for first, last in runs)


def english_days(dates: Iterable[date]) -> str:
    """14 September 2024, 29 September 2024."""
    return english_spans([(day, day) for day in dates])


def working_days(number: int) -> str:
    """1 working day, 20 working days."""
    return f"{number} working day" if number == 1 else f"{number} working days"


def _english_span(first: date, last: date) -> str:
    if first == last:
        return english_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {english_date(last)}"
    return f"{english_date(first)} to {english_date(last)}"
