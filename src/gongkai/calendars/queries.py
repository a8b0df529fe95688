"""The working-day calendar as it is in force here, and what a version makes of it. Nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db.models import QuerySet
from django.dispatch import receiver
from django.utils import timezone

from gongkai.calendars.models import CalendarVersion, latest_number
from gongkai.calendars.workflow import KEEPERS, WORKFLOW, State, Work
from gongkai.foundation.ledger import Actor
from gongkai.foundation.remembered import remembered
from gongkai.law.notices import Announced, Notice
from gongkai.law.workdays import LAST_PUBLISHED_YEAR, WorkCalendar
from gongkai.organs.queries import organ, superior_of

__all__ = [
    "KEEPERS",
    "WORKFLOW",
    "CalendarVersion",
    "State",
    "Work",
    "latest_number",
]

_DAY = timedelta(days=1)
# One request asks the calendar of many rows: it is read once. Outside of requests it is read each time.
_of_request: ContextVar[list[Announced] | None] = ContextVar("announced", default=None)


@receiver(request_started, dispatch_uid="calendars.begin")
def _begin(**_sent: Any) -> None:
    _of_request.set([])


@receiver(request_finished, dispatch_uid="calendars.end")
def _end(**_sent: Any) -> None:
    _of_request.set(None)


@contextmanager
def one_reading() -> Iterator[None]:
    """Read the calendar once for all that is asked within, as a request does: for tasks that go through many rows."""
    token = _of_request.set([])
    try:
        yield
    finally:
        _of_request.reset(token)


def forget_read() -> None:
    """Have the calendar read afresh in this request: it has just been changed."""
    if _of_request.get() is not None:
        _of_request.set([])


def work_calendar(region: str | None = None) -> WorkCalendar:
    """The working days of ``region`` (else of where this installation is) by all notices in force here."""
    return work_calendar_by(announced(), region)


def work_calendar_by(notices: Announced, region: str | None = None) -> WorkCalendar:
    """The same by these notices, for whoever asks of many regions or of another version."""
    return WorkCalendar(region=region or settings.GONGKAI_REGION, announced=notices)


def announced() -> Announced:
    """The notices in force here over the law's own data."""
    kept = _of_request.get()
    if kept is None:
        return _in_process()
    if not kept:
        kept.append(_in_process())
    return kept[0]


@remembered("calendars.")
def _in_process() -> Announced:
    return _as_law(in_force())


def in_force() -> QuerySet[CalendarVersion]:
    """The versions in force, in their order, those taken back and the takings back included."""
    return CalendarVersion.objects.filter(state=State.IN_FORCE).order_by("number")


def versions() -> QuerySet[CalendarVersion]:
    """Every version, the newest first."""
    return CalendarVersion.objects.select_related("organ", "takes_back").order_by("-pk")


def version(pk: int) -> CalendarVersion:
    """One of them. Raises CalendarVersion.DoesNotExist."""
    return versions().get(pk=pk)


def before_and_after(one: CalendarVersion) -> tuple[Announced, Announced]:
    """The notices without this version and with it: of the calendar it changes, or did change."""
    others = in_force() if one.number is None else in_force().filter(number__lt=one.number)
    rows = list(others)
    return _as_law(rows), _as_law([*rows, one])


def may_keep(by: Actor | None) -> bool:
    """Whether ``by`` heads the disclosure office at the top of the tree, which keeps the calendar for all."""
    if by is None or by.duty not in KEEPERS or by.organ_id is None:
        return False
    return superior_of(organ(by.organ_id)) is None


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """A day that is worked in one calendar and off in the other."""

    day: date
    works: bool


def changed_days(one: CalendarVersion) -> list[ChangedDay]:
    """The days that this version makes different, in order, in the region it is about."""
    before, after = before_and_after(one)
    region = one.region or None
    old, new = WorkCalendar(region=region, announced=before), WorkCalendar(region=region, announced=after)
    return [
        ChangedDay(day, new.is_workday(day))
        for day in _touched(one)
        if old.is_workday(day) != new.is_workday(day)
    ]


def last_known_year() -> int:
    """The last year whose days off are published as a whole: what lies after it is provisional (J-10)."""
    years = [one.year for one in announced().notices if one.year is not None]
    return max([LAST_PUBLISHED_YEAR, *years])


def first_waking_moment(at: datetime) -> datetime:
    """The first moment, ``at`` or later, at which staff may be disturbed: a working day, outside of quiet hours."""
    wakes, rests = settings.GONGKAI_WAKING_HOURS
    local = timezone.localtime(at)
    day, calendar = local.date(), work_calendar()
    if calendar.is_workday(day) and local.time() < rests:
        return at if local.time() >= wakes else _moment(day, wakes)
    return _moment(next(calendar.after(day)), wakes)


def _moment(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


def _touched(one: CalendarVersion) -> Iterable[date]:
    """The days of the notice, and the whole year where it publishes one."""
    told = one.takes_back or one
    days = set(told.notice().days)
    if told.year is not None:
        first, last = date(told.year, 1, 1), date(told.year, 12, 31)
        days |= {first + offset * _DAY for offset in range((last - first).days + 1)}
    return sorted(days)


def _as_law(rows: Iterable[CalendarVersion]) -> Announced:
    rows = list(rows)
    gone = {one.takes_back_id for one in rows if one.takes_back_id is not None}
    told = (one for one in rows if one.takes_back_id is None and one.pk not in gone)
    return _announced(
        tuple((one.issued_on, tuple(sorted(one.days.items())), one.region, one.year) for one in told)
    )


@lru_cache(maxsize=64)
def _announced(told: tuple[tuple[date, tuple[tuple[str, str], ...], str, int | None], ...]) -> Announced:
    """One object for one content: the years that the law works out are kept by it."""
    return Announced(
        tuple(
            Notice(issued, {date.fromisoformat(day): said == "work" for day, said in days}, region, year)
            for issued, days, region, year in told
        )
    )
