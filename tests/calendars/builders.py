"""Notices that come out while cases are open, and those who keep the calendar."""

from datetime import date, timedelta

from gongkai.accounts.queries import Duty
from gongkai.applications import actions as cases
from gongkai.calendars import actions, queries
from tests import factories


def off(first: date, count: int = 1) -> dict[date, bool]:
    """So many days off from the first on."""
    return {first + timedelta(days=offset): False for offset in range(count)}


def keeper():
    """The head of the disclosure office at the top of the tree."""
    return factories.actor(factories.organ("city"), Duty.OFFICE_HEAD)


def proposed(by, days, **told):
    """A notice as it was proposed; nothing has been listed yet."""
    given = {"title": "关于临时放假的通知", "issued_on": date(2025, 3, 3)}
    return actions.propose(by=by, days=days, **(given | told))


def listed(by, days, **told):
    """A proposed notice whose cases have been listed, as the task does."""
    version = proposed(by, days, **told)
    cases.list_moved_cases(version)
    return queries.version(version.pk)


def applied(by, days, **told):
    """A notice in force; what was copied before has not been moved yet."""
    version = listed(by, days, **told)
    actions.apply(version, by=by)
    return queries.version(version.pk)
