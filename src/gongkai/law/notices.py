"""Notices about working days that came out after this version of the law's data: a new year, a revision, a region.

Pure data: where they are kept is not the law's business. ``chinesecalendar`` and ``calendars/`` know the notices up
to the release of this program; :class:`Announced` holds those that an administrator entered since (J-07, J-09).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from unicodedata import normalize

EARLIEST, LATEST = 2004, 2199
LONGEST_SPAN = 60
_BETWEEN = re.compile(r"[\s,;、。]+")
_TO = re.compile(r"至|到|~|—+|–")


class UnreadableNotice(ValueError):
    """The file or the days cannot be read; the message says in Chinese where and what is expected."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What one notice says of single days: True for a day worked, False for a day off.

    ``region`` is the code of the division it holds for, empty for the whole country. ``year`` is the year whose
    days off it publishes as a whole, so that the year is no longer provisional; it may touch days of other years.
    """

    issued: date
    days: Mapping[date, bool]
    region: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Announced:
    """The notices entered here, in the order of issue. Two of them are the same only if they are one object."""

    notices: tuple[Notice, ...] = ()

    def publishes(self, year: int, as_of: date | None) -> bool:
        """Whether one of them fixes the days off of ``year``, as known on ``as_of``."""
        return any(one.year == year and not one.region for one in self.known(as_of))

    def known(self, as_of: date | None) -> Iterator[Notice]:
        return (one for one in self.notices if as_of is None or one.issued <= as_of)


NOTHING_ANNOUNCED = Announced()


@dataclass(frozen=True, slots=True)
class YearFile:
    """A year's file of the public data set holiday-cn: its days, and where the notices can be read."""

    year: int
    days: Mapping[date, bool]
    papers: tuple[str, ...]


def read_holiday_cn(content: bytes) -> YearFile:
    """A JSON file of the data set NateScarlet/holiday-cn. Raises UnreadableNotice."""
    try:
        given = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UnreadableNotice("文件不是UTF-8编码的文本，请上传holiday-cn的JSON文件。") from None
    except json.JSONDecodeError as wrong:
        raise UnreadableNotice(f"文件不是有效的JSON：第{wrong.lineno}行第{wrong.colno}列有误。") from None
    if not isinstance(given, dict) or not isinstance(given.get("days"), list):
        raise UnreadableNotice("文件中应有“year”和“days”两项，请上传holiday-cn的年度文件，例如2027.json。")
    year = given.get("year")
    if not isinstance(year, int) or not EARLIEST <= year <= LATEST:
        raise UnreadableNotice(f"文件中的“year”应为{EARLIEST}至{LATEST}之间的年份。")
    days = dict(_listed_day(row, place) for place, row in enumerate(given["days"], 1))
    if stray := [day for day in days if abs(day.year - year) > 1]:
        raise UnreadableNotice(f"文件是{year}年的安排，其中却有{stray[0]}，请核对。")
    papers = tuple(str(one) for one in given.get("papers") or [])
    return YearFile(year, days, papers)


def _listed_day(row: Any, place: int) -> tuple[date, bool]:
    if not isinstance(row, dict) or not isinstance(row.get("isOffDay"), bool):
        raise UnreadableNotice(f"“days”的第{place}项应有“date”和“isOffDay”。")
    try:
        return date.fromisoformat(row["date"]), not row["isOffDay"]
    except (KeyError, TypeError, ValueError):
        raise UnreadableNotice(f"“days”的第{place}项的日期应写作2027-01-01。") from None


def read_days(text: str) -> list[date]:
    """Days as somebody types them from a notice: 2027-02-05, or 2027-02-05至2027-02-11, by lines or commas.

    Raises UnreadableNotice, which names what could not be read.
    """
    return [day for part in _BETWEEN.split(normalize("NFKC", text)) if part for day in _span(part)]


def _span(part: str) -> list[date]:
    try:
        ends = [date.fromisoformat(day) for day in _TO.split(part)]
    except ValueError:
        told = f"“{part}”不是日期，请写作2027-02-05，连续的几天写作2027-02-05至2027-02-11。"
        raise UnreadableNotice(told) from None
    first, last = ends[0], ends[-1]
    if len(ends) > 2 or not 0 <= (last - first).days < LONGEST_SPAN:
        raise UnreadableNotice(f"“{part}”应从早到晚写，一次不超过{LONGEST_SPAN}天。")
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
