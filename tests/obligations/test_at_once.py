"""Two runs of the same night's work in the same moment: each organ is reminded once, and once only is it told."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import Barrier

import pytest
from django.db import connection, connections

from gongkai.foundation.ledger import Entry
from gongkai.foundation.workflow import Refused
from gongkai.obligations import actions
from gongkai.obligations.models import Cycle, DueRule, Obligation, Reminder
from tests import factories
from tests.obligations import builders
from tests.obligations.builders import obligation

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="the test database in memory cannot wait for a lock"
    ),
]
# Due on Friday, 20 March 2026.
BY_THE_TWENTIETH = {"cycle": Cycle.YEAR, "due_rule": DueRule.DAY, "due_month": 3, "due_day": 20, "law": ""}


def at_once(count, do):
    """Let so many do the same in the same moment, each with a connection of its own; what each answers."""
    start = Barrier(count)

    def run():
        try:
            start.wait()
            return do()
        except Refused as refused:
            return str(refused)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as threads:
        return [one.result() for one in [threads.submit(copy_context().run, run) for _n in range(count)]]


@pytest.fixture
def owed():
    with builders.at("2026-03-13"):
        units = [factories.organ(f"unit{n}") for n in range(20)]
        watch = builders.watch()
        made = obligation(watch, listed=units, **BY_THE_TWENTIETH)
        yield watch, made


def test_two_runs_of_the_night_remind_each_organ_once(owed):
    reminded = at_once(3, actions.remind)

    assert sorted(reminded) == [0, 0, 20]
    assert Reminder.objects.count() == 20
    assert [entry.facts["count"] for entry in Entry.objects.filter(verb="obligations.remind")] == [20]


def test_two_clicks_chase_each_organ_once(owed):
    watch, made = owed

    def chase():
        owings = Obligation.objects.get(pk=made.pk).owings.select_related("obligation__keeper")
        return actions.chase(owings, by=watch.head)

    told = at_once(3, chase)

    assert sorted(map(str, told))[0] == "20"
    assert [one for one in told if "每天最多一次" in str(one)] == [one for one in told if one != 20]
    assert len(told) - told.count(20) == 2
    assert Reminder.objects.count() == 20
    assert Entry.objects.filter(verb="obligations.chase").count() == 1
