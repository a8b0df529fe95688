"""The copies of the due dates: refreshed each day, listed and moved when the working-day calendar changes (J-07)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from gongkai.applications.models import Application, ApplicationEvent, DueMove
from gongkai.applications.queries import affected, still_counting
from gongkai.calendars.actions import begin_work, count_work, end_work
from gongkai.calendars.queries import (
    CalendarVersion,
    State,
    Work,
    announced,
    before_and_after,
    latest_number,
    work_calendar_by,
)
from gongkai.calendars.workflow import CITE
from gongkai.foundation.ledger import SYSTEM, record
from gongkai.foundation.moment import now
from gongkai.law.clock import Event, due_date
from gongkai.law.notices import Announced
from gongkai.law.workdays import WorkCalendar

BATCH = 1000
Fact = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """An open application with its copied due date and the one that the law computes."""

    pk: int
    organ_id: int
    old_due: date | None
    new_due: date | None


def refresh_due_dates() -> int:
    """Copy the clock's answer into the lists again, after a day has passed or the calendar has changed.

    No act: nothing but the copy changes, so the ledger keeps silent. Returns how many dates moved.
    """
    keys = list(still_counting().values_list("pk", flat=True))
    return sum(many for _n, many in _in_batches(keys, lambda part: len(_copied(_computed(part, announced)))))


def list_moved_cases(version: CalendarVersion) -> int:
    """List the open applications that a proposed version would move, with progress; how many. Nothing else changes."""
    if version.state != State.DRAFTED:
        return 0
    number = latest_number()
    _before, after = before_and_after(version)
    DueMove.objects.filter(version=version).delete()

    def look(keys: Sequence[int]) -> int:
        found = _computed(keys, lambda: after)
        return len(_noted(version, [one for one in found if one.old_due != one.new_due]))

    return _with_progress(version, look, (Work.LOOKING, Work.LOOKED), number)


def move_cases(version: CalendarVersion) -> int:
    """Move the due dates of the open applications to a version in force, with progress; how many.

    May be broken off and begun anew: what has been moved is found moved. Whoever acted in between has copied the
    new date already. The ledger tells it once, of the version; each application keeps its line.
    """
    if version.state != State.IN_FORCE:
        return 0

    def move(keys: Sequence[int]) -> int:
        return len(_moved(version, _copied(_computed(keys, announced)), keys))

    found = _with_progress(version, move, (Work.MOVING, Work.MOVED), latest_number())
    with transaction.atomic():
        DueMove.objects.filter(version=version, moved_at__isnull=True).delete()
        facts = {"cases": DueMove.objects.filter(version=version).count()}
        record(version, "applications.move_due_dates", by=SYSTEM, cite=CITE, facts=facts)
    return found


def _with_progress(
    version: CalendarVersion, work: Callable[[Sequence[int]], int], steps: tuple[Work, Work], number: int
) -> int:
    doing, over = steps
    keys = list(affected(version).values_list("pk", flat=True))
    begin_work(version, doing, total=len(keys), after=number)
    done = found = 0
    for looked_at, many in _in_batches(keys, work):
        done, found = done + looked_at, found + many
        count_work(version, done=done, found=found)
    end_work(version, over, found=found)
    return found


def _in_batches(keys: Sequence[int], work: Callable[[Sequence[int]], int]) -> Iterator[tuple[int, int]]:
    """Do the work on so many at a time, each time in a transaction of its own; how many, and how many it found."""
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        with transaction.atomic():
            found = work(batch)
        yield len(batch), found


def _computed(keys: Sequence[int], read: Callable[[], Announced]) -> list[Found]:
    """The due dates of these applications, held against other acts until the end of the transaction.

    The notices are read when the rows are held: who puts others in force waits with moving these until then.
    """
    rows = Application.objects.filter(pk__in=keys).order_by("pk").select_for_update(of=("self",))
    told = list(rows.values_list("pk", "organ_id", "organ__region", "due_on"))
    facts, notices = _facts(keys), read()
    calendars: dict[str, WorkCalendar] = {}
    # Most cases have had nothing happen to them but their receipt: those of one day are computed once.
    known: dict[tuple[str, tuple[Fact, ...]], date | None] = {}
    found = []
    for pk, organ_id, region, due_on in told:
        if region not in calendars:
            calendars[region] = work_calendar_by(notices, region)
        life = (region, tuple(facts[pk]))
        if life not in known:
            known[life] = due_date([_event(*fact) for fact in life[1]], calendar=calendars[region])
        found.append(Found(pk, organ_id, due_on, known[life]))
    return found


def _facts(keys: Sequence[int]) -> dict[int, list[Fact]]:
    """What happened to each of these applications, as ``_event`` takes it, in the order in which it happened."""
    fields = ("kind", "on", "consultation_id", "consultation__party", "days", "until", "justified")
    rows = ApplicationEvent.objects.filter(application_id__in=keys).order_by("on", "pk")
    facts: dict[int, list[Fact]] = defaultdict(list)
    for key, *fact in rows.values_list("application_id", *fields):
        facts[key].append(tuple(fact))
    return facts


def _event(
    kind: str, on: date, key: int | None, party: str, days: int | None, until: date | None, justified: bool
) -> Event:
    return Event(kind, on, str(key) if key else None, party, days, until, justified=justified)


def _copied(found: Iterable[Found]) -> list[Found]:
    """Copy the new dates where they differ; which ones."""
    moved = [one for one in found if one.old_due != one.new_due]
    by_day: dict[date | None, list[int]] = defaultdict(list)
    for one in moved:
        by_day[one.new_due].append(one.pk)
    for day, keys in by_day.items():
        Application.objects.filter(pk__in=keys).update(due_on=day)
    return moved


def _noted(version: CalendarVersion, found: Sequence[Found], at: datetime | None = None) -> Sequence[Found]:
    rows: list[Any] = [
        DueMove(
            version=version,
            application_id=one.pk,
            organ_id=one.organ_id,
            old_due=one.old_due,
            new_due=one.new_due,
            moved_at=at,
        )
        for one in found
    ]
    DueMove.objects.bulk_create(rows, batch_size=BATCH)
    return found


def _moved(version: CalendarVersion, moved: Sequence[Found], keys: Sequence[int]) -> Sequence[Found]:
    """Let the lines say what was moved: as it was listed, or otherwise; also by acts since the version came into force."""
    at, listed = now(), DueMove.objects.filter(version=version, application_id__in=keys)
    held = {key: days for key, *days in listed.values_list("application_id", "old_due", "new_due")}
    other = [one for one in moved if held.get(one.pk) != [one.old_due, one.new_due]]
    listed.filter(application_id__in=[one.pk for one in other]).delete()
    _noted(version, other, at)
    # By now what was listed and has its new date was moved, here or by somebody's act.
    came_true = listed.filter(moved_at__isnull=True, new_due=F("application__due_on"))
    DueMove.objects.filter(pk__in=list(came_true.values_list("pk", flat=True))).update(moved_at=at)
    return moved
