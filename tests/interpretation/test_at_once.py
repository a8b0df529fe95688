"""The same in the same moment: nobody is reminded twice, and a document and its interpretation block nobody."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import date
from threading import Barrier

import pytest
from django.db import connection, connections, transaction

from gongkai.disclosure import actions as disclosure
from gongkai.disclosure.workflow import State
from gongkai.foundation.ledger import Entry
from gongkai.foundation.moment import acting_at
from gongkai.foundation.workflow import Refused, lock
from gongkai.interpretation import actions
from gongkai.interpretation.actions.reminding import VERB
from tests.disclosure import builders as items
from tests.disclosure.desk import FRIDAY
from tests.interpretation import builders
from tests.interpretation.builders import fresh, morning

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="the test database in memory cannot wait for a lock"
    ),
]


def at_once(*acts):
    """Let all do theirs in the same moment, each with a connection of its own; what each answers or raises."""
    start = Barrier(len(acts))

    def run(do):
        try:
            start.wait()
            return do()
        except Exception as raised:
            return raised
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as threads:
        return [one.result() for one in [threads.submit(copy_context().run, run, do) for do in acts]]


@pytest.fixture
def staff(transactional_db):
    with acting_at(FRIDAY):
        yield items.office()


def test_two_runs_of_the_night_remind_of_a_document_once(staff):
    for n in range(5):
        made = builders.policy(staff, title=f"办法{n}")
        builders.plan(made, staff)
        builders.released(made, staff)

    with acting_at(morning(date(2026, 11, 26))):
        reminded = at_once(*[actions.remind_of_policies] * 3)

    assert sorted(reminded) == [0, 0, 5]
    assert Entry.objects.filter(verb=VERB).count() == 5


def test_by_whichever_clock_both_are_published_and_none_waits_for_the_other_in_a_ring(staff):
    policy = builders.policy(staff)
    tie = builders.interpretation(policy, staff)
    items.clear(policy, staff)
    disclosure.sign_off(policy, by=staff.signer, publish_at=morning(date(2026, 11, 23)))

    with acting_at(morning(date(2026, 11, 24))):
        told = at_once(
            lambda: disclosure.publish_when_due(fresh(policy)),
            lambda: disclosure.publish_when_due(fresh(tie.item)),
        )
        # The clock that yielded comes again.
        disclosure.publish_when_due(fresh(policy))

    assert [one for one in told if "deadlock" in str(one)] == []
    assert [fresh(one).state for one in (policy, tie.item)] == [State.PUBLISHED] * 2
    assert fresh(policy).current_version.at == fresh(tie.item).current_version.at


def test_an_act_on_the_document_yields_to_one_that_holds_its_interpretation(staff):
    policy = builders.policy(staff)
    tie = builders.interpretation(policy, staff)
    held = Barrier(2)

    def rewrite():
        with transaction.atomic():
            lock(fresh(tie.item))
            held.wait()
            # By now the other act has locked the document and waits for nobody.
            held.wait()
            disclosure.edit(fresh(tie.item), by=staff.submitter, body="改写后的正文。")

    def hand_in():
        held.wait()
        try:
            disclosure.submit(fresh(policy), by=staff.submitter)
        finally:
            held.wait()

    edited, refused = at_once(rewrite, hand_in)

    assert (edited, type(refused)) == (None, Refused)
    assert "此刻正在由他人办理，请稍候再试一次" in str(refused)
    assert fresh(tie.item).body == "<p>改写后的正文。</p>"
    assert [fresh(one).state for one in (policy, tie.item)] == [State.DRAFT] * 2
