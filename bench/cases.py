"""`make bench-cases`: 100,000 open cases under a new calendar, and the desk of the organ that has them all.

usage: python bench/cases.py [number of cases]
The database is a throw-away SQLite file, or the one that DATABASE_URL names.
"""

import os
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event as Bell
from threading import Thread

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["GONGKAI_HOME"] = tempfile.mkdtemp(prefix="gongkai-bench-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - Django must be set up first
from django.db import connections  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import override_settings  # noqa: E402

from bench.open_cases import lay_down  # noqa: E402
from bench.pages import PLAIN_STATIC, Page, _measured  # noqa: E402
from bench.region import LONG_AGO, person_of  # noqa: E402
from bench.timing import seconds  # noqa: E402
from gongkai.accounts.queries import Duty, holders  # noqa: E402
from gongkai.applications import actions, queries  # noqa: E402
from gongkai.calendars import actions as calendars  # noqa: E402
from gongkai.calendars.queries import CalendarVersion, version, work_calendar  # noqa: E402
from gongkai.foundation.ledger import SYSTEM, Actor  # noqa: E402
from gongkai.foundation.moment import today  # noqa: E402
from gongkai.foundation.paging import _key  # noqa: E402
from gongkai.organs.actions import found_organ  # noqa: E402
from gongkai.organs.queries import Kind, Level, Organ  # noqa: E402

CASES = 100_000
LIST = "workbench:applications"


def main() -> None:
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else CASES
    call_command("migrate", verbosity=0)
    with override_settings(STORAGES=PLAIN_STATIC):
        for line in _figures(cases):
            print(line, flush=True)


def _figures(cases: int) -> Iterator[str]:
    organ = found_organ(
        by=SYSTEM,
        code="bench",
        name="示例市人民政府",
        short_name="市政府",
        kind=Kind.GOVERNMENT,
        level=Level.CITY,
        existed_from=LONG_AGO,
    )
    desk = person_of(organ, Duty.OFFICE_HEAD)
    yield f"{lay_down(organ, cases):,} open cases laid down, {connections['default'].vendor}"
    yield f"every copied date afresh, as each night: {seconds(actions.refresh_due_dates):.1f} s"
    yield from _under_a_new_calendar(organ, cases)
    yield f"reminders of one night: {seconds(actions.remind_of_cases):.1f} s"
    yield from _desk(desk, organ)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield f"most memory at any time: {peak:.0f} MB"


def _under_a_new_calendar(organ: Organ, cases: int) -> Iterator[str]:
    """Three days off in the midst of every period: nearly all cases move, the worst that a notice can do."""
    head = holders(Duty.OFFICE_HEAD, organ.pk)[0].actor()
    proposed = _proposed(head)
    for name, work in (("listed", actions.list_moved_cases), ("moved", actions.move_cases)):
        if name == "moved":
            calendars.apply(version(proposed.pk), by=head)
        took, told = _watched(proposed.pk, work)
        found = version(proposed.pk).work_found
        yield f"{name} under the new calendar: {found:,} of {cases:,} in {took:.1f} s; progress seen: {told}"


def _proposed(head: Actor) -> CalendarVersion:
    first = work_calendar().add(today(), 1)
    days = dict.fromkeys([first, *(work_calendar().add(first, n) for n in (1, 2))], False)
    return calendars.propose(by=head, title="关于临时放假的通知", issued_on=today(), days=days)


def _watched(pk: int, work: Callable[[CalendarVersion], int]) -> tuple[float, str]:
    """How long the work takes, and what somebody who looks each second sees of it."""
    seen: list[int] = []
    over = Bell()

    def look() -> None:
        while not over.wait(1):
            seen.append(version(pk).progress)
        connections.close_all()

    watcher = Thread(target=look)
    watcher.start()
    took = seconds(lambda: work(version(pk)))
    over.set()
    watcher.join()
    return took, ", ".join(f"{one} %" for one in seen[:: max(1, len(seen) // 8)])


def _desk(desk: Client, organ: Organ) -> Iterator[str]:
    """The lists of an organ that has all of them: the first page of each, and the way to the last."""
    for name, _label in queries.FILTERS:
        yield _told(f"list “{name}”", desk, Page(LIST, asked=f"?show={name}"))
    yield _told("list “open”, half-way", desk, Page(LIST, asked=f"?show=open&after={_key_half_way(organ)}"))
    yield _told("list “open”, by number", desk, Page(LIST, asked="?show=open&q=BENCH-2026-0777"))
    yield _told("first page of the desk", desk, Page("workbench:home"))
    yield _told("reminders", desk, Page("workbench:case_reminders"))
    latest = CalendarVersion.objects.latest("pk")
    yield _told("what the calendar moved", desk, Page("workbench:calendar", (str(latest.pk),)))


def _told(name: str, desk: Client, page: Page) -> str:
    took, asked = _measured(desk, page)
    return f"{name}: {took * 1000:.0f} ms, {asked} queries"


def _key_half_way(organ: Organ) -> str:
    rows = queries.Application.objects.filter(organ=organ, pressing_on__isnull=False)
    middle = rows.order_by("pressing_on", "pk")[rows.count() // 2]
    return _key(middle, ("pressing_on", "pk"))


if __name__ == "__main__":
    main()
