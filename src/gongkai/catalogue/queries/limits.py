"""What a time limit written as free text comes to (G-06)."""

from __future__ import annotations

import re

from gongkai.catalogue.models import TimeUnit

_COUNTED = re.compile(r"([0-9]+|[一二三四五六七八九十]{1,3})\s*(个工作日|工作日|个月|日历日|自然日|日|天|年)")
_UNITS = {
    "个工作日": TimeUnit.WORKING_DAY,
    "工作日": TimeUnit.WORKING_DAY,
    "日历日": TimeUnit.CALENDAR_DAY,
    "自然日": TimeUnit.CALENDAR_DAY,
    "日": TimeUnit.CALENDAR_DAY,
    "天": TimeUnit.CALENDAR_DAY,
    "个月": TimeUnit.MONTH,
    "年": TimeUnit.YEAR,
}
_UNCOUNTED = {
    TimeUnit.AT_ONCE: ("实时", "即时", "立即", "当日", "当天"),
    TimeUnit.PROMPTLY: ("及时",),
    TimeUnit.LASTING: ("长期", "永久"),
}
_DIGITS = {char: n for n, char in enumerate("一二三四五六七八九", start=1)}
# Dates, numbers of papers and days of the month are no lengths of time.
_NOT_LENGTHS = re.compile(
    r"《[^》]*》|〔[^〕]*〕[0-9]+号|[0-9]{4}年|[0-9一二三四五六七八九十]+月[0-9一二三四五六七八九十]+日"
)
LONGEST = 1000


def parsed_limit(text: str) -> tuple[int | None, str]:
    """Amount and unit that the text comes to; (None, "") when it says none or several different ones."""
    plain = _NOT_LENGTHS.sub("", text)
    lengths = {(_number(amount), _UNITS[unit]) for amount, unit in _COUNTED.findall(plain)}
    if len(lengths) == 1:
        amount, unit = lengths.pop()
        return (amount, unit) if 0 < amount <= LONGEST else (None, "")
    if lengths:
        return None, ""
    said = [unit for unit, words in _UNCOUNTED.items() if any(word in plain for word in words)]
    return (None, said[0]) if len(said) == 1 else (None, "")


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS.get(text, 0)
    return (_DIGITS.get(tens, 1) if tens else 1) * 10 + _DIGITS.get(ones, 0)
