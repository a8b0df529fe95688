"""Two runs of the same night's work in the same moment: each organ is reminded once, and once only is it told."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import date
from threading import Barrier

import pytest
from django.db import connection, connections, transaction

from gongkai.disclosure import actions as disclosure
from gongkai.disclosure.models import InformationItem
from gongkai.foundation.ledger import Entry
from gongkai.foundation.workflow import Refused, lock
from gongkai.obligations import actions
from gongkai.obligations.models import Cycle, DueRule, Obligation, Owing, Reminder
from tests import factories
from tests.disclosure import builders as items
from tests.obligations import builders
from tests.obligations.builders import obligation, owing

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
    return at_once_each(*[do] * count)


def at_once_each(*acts):
    """Let all do theirs in the same moment."""
    start = Barrier(len(acts))

    def run(do):
        try:
            start.wait()
            return do()
        except Refused as refused:
            return str(refused)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as threads:
        return [one.result() for one in [threads.submit(copy_context().run, run, do) for do in acts]]


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


def test_publishing_and_declaring_do_not_wait_for_each_other_in_a_ring():
    """Who publishes holds the ledger and wants what is owed; who declares holds that and wants the ledger."""
    with builders.at("2026-03-13"):
        watch = builders.watch()
        owed = owing(obligation(watch, **BY_THE_TWENTIETH))
        office, reason = watch.of(owed.organ), "没有变化"
        item = items.signed(office, column_id=builders.budgets().pk, formed_on=date(2026, 3, 2))
        held = Barrier(2)

        def declare():
            with transaction.atomic():
                lock(owed)
                held.wait()
                held.wait()
                actions.declare_no_change(owed, by=office.submitter, reason=reason)

        def publish():
            held.wait()
            try:
                return disclosure.publish(item, by=office.signer)
            finally:
                held.wait()

        told = at_once_each(declare, publish)
        disclosure.publish(InformationItem.objects.get(pk=item.pk), by=office.signer)

    owed.refresh_from_db()
    assert told == [None, "公开任务“公开部门预算”此刻正在由他人办理，请稍候再试一次。"]
    assert owed.settlement == "no_change"


def test_naming_an_item_yields_to_who_is_passing_it_on():
    with builders.at("2026-03-13"):
        watch = builders.watch()
        item = watch.publishes(factories.organ(), builders.budgets())
        owed = owing(obligation(watch, since=date(2026, 3, 1), **BY_THE_TWENTIETH), settlement="published")
        Owing.objects.filter(pk=owed.pk).update(settlement="", settled_on=None, item=None)
        office, held = watch.of(owed.organ), Barrier(2)

        def hold():
            with transaction.atomic():
                lock(InformationItem.objects.get(pk=item.pk))
                held.wait()
                held.wait()

        def name():
            held.wait()
            try:
                actions.name_item(owed, by=office.submitter, item_id=item.pk)
            finally:
                held.wait()

        told = at_once_each(hold, name)

    assert told == [None, "这条信息此刻正在由他人办理，请稍候再试一次。"]
