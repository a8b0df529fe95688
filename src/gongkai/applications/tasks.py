"""What runs by itself each night, and what a change of the calendar asks for."""

from functools import partial
from typing import Any

from django.db import transaction
from django_tasks import task

from gongkai.applications import actions
from gongkai.calendars.queries import CalendarVersion, versions
from gongkai.foundation.ledger import Entry, follows


@follows("calendars.propose", "calendars.look_again")
def list_after(entry: Entry, version: CalendarVersion) -> None:
    """What a version would move is listed as soon as it is proposed."""
    transaction.on_commit(partial(list_moved_cases.enqueue, version.pk))


@follows("calendars.apply")
def move_after(entry: Entry, version: CalendarVersion) -> None:
    """What was copied from the clocks follows the calendar."""
    transaction.on_commit(partial(move_cases.enqueue, version.pk))


@task()
def list_moved_cases(version_pk: int) -> int:
    """List the open applications that a proposed version of the calendar would move."""
    return _of(version_pk, actions.list_moved_cases)


@task()
def move_cases(version_pk: int) -> int:
    """Move the due dates of the open applications to a calendar that came into force."""
    return _of(version_pk, actions.move_cases)


@task()
def refresh_due_dates() -> int:
    """Copy the clocks' answers into the lists: a day has passed, and the calendar may have changed."""
    return actions.refresh_due_dates()


@task()
def remind_of_cases() -> int:
    """Remind of what is due soon, overdue or not yet opened; quiet on days off and in the night."""
    return actions.remind_of_cases()


@task()
def forget_attempts() -> int:
    """Drop the counts of attempts at the public door that are over."""
    return actions.forget_attempts()


def _of(version_pk: int, work: Any) -> int:
    version = versions().filter(pk=version_pk).first()
    return work(version) if version else 0
