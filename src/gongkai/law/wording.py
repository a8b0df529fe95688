"""How the law speaks: dates, spans and lists in plain Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date


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
