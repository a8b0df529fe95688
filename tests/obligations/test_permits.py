"""Who may do what: each duty, in the organ that owes, in the competent office, elsewhere."""

from datetime import date

import pytest

from gongkai.accounts.models import Duty
from gongkai.foundation.ledger import Entry
from gongkai.foundation.workflow import Refused
from gongkai.obligations import actions
from gongkai.obligations.models import Owing
from gongkai.organs.models import Organ
from tests import factories
from tests.obligations import builders
from tests.obligations.builders import obligation, owing

OWN, ABOVE, BESIDE = factories.BUREAU, factories.CITY, factories.TOWN
ORGANS = (OWN, ABOVE, BESIDE)
OF_THE_ORGAN = {(OWN, Duty.SUBMITTER), (OWN, Duty.OFFICE_HEAD)}
COMPETENT = {(ABOVE, Duty.OFFICE_HEAD)}


def declared(one):
    """The same with a declaration that waits."""
    waits = {"declared_on": date(2026, 3, 2), "declared_by": "填报员", "declared_reason": "没有变化"}
    Owing.objects.filter(pk=one.pk).update(**waits)
    return one


ACTS = {
    "declare_no_change": (
        OF_THE_ORGAN,
        lambda one, by: actions.declare_no_change(one, by=by, reason="没有变化"),
    ),
    "confirm_no_change": (COMPETENT, lambda one, by: actions.confirm_no_change(declared(one), by=by)),
    "reject_no_change": (
        COMPETENT,
        lambda one, by: actions.reject_no_change(declared(one), by=by, reason="预算已经批复"),
    ),
    "name_publisher": (COMPETENT, lambda one, by: actions.name_publisher(one, one.organ, by=by)),
    "record_event": (
        OF_THE_ORGAN | COMPETENT,
        lambda one, by: actions.record_event(one, date(2026, 2, 27), by=by),
    ),
    "waive": (COMPETENT, lambda one, by: actions.waive(one, by=by, reason="涉密单位")),
    "chase": (COMPETENT, lambda one, by: actions.chase([one], by=by)),
    "change_obligation": (
        COMPETENT,
        lambda one, by: actions.change_obligation(one.obligation, by=by, title="新名称"),
    ),
    "end_obligation": (
        COMPETENT,
        lambda one, by: actions.end_obligation(one.obligation, by=by, reason="不再需要"),
    ),
    "set_up_obligation": (
        COMPETENT,
        lambda one, by: actions.set_up_obligation(
            factories.organ(ABOVE),
            by=by,
            column=builders.budgets(),
            listed=[one.organ],
            **builders.BUDGET | {"reach": "listed"},
        ),
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_every_cell_of_the_table_is_allowed_or_refused(watch, act):
    allowed, do = ACTS[act]
    done = set()
    for place in ORGANS:
        for duty in Duty:
            Owing.objects.all().delete()
            owed = owing(obligation(watch))
            entries = Entry.objects.count()
            try:
                do(owed, factories.actor(factories.organ(place), duty))
            except Refused:
                kept = Entry.objects.filter(verb__startswith="obligations.", number__gt=entries)
                assert not kept.exists(), (place, duty)
            else:
                done.add((place, duty))

    assert done == allowed


def test_a_reminder_is_read_by_the_organ_that_it_is_for(watch):
    owed = owing(obligation(watch))
    actions.chase([owed], by=watch.head)
    allowed = set()
    for place in ORGANS:
        for duty in Duty:
            try:
                actions.acknowledge(owed.reminders.all(), by=factories.actor(factories.organ(place), duty))
            except Refused:
                assert owed.reminders.get().read_at is None
            else:
                allowed.add((place, duty))
                owed.reminders.update(read_at=None)

    assert allowed == OF_THE_ORGAN


def test_the_office_above_the_keeper_may_do_what_the_keeper_may(watch):
    bureau = factories.organ()
    unit = factories.organ("unit")
    Organ.objects.move(unit, bureau, "last-child")
    head = factories.actor(bureau, Duty.OFFICE_HEAD)
    made = actions.set_up_obligation(
        bureau, by=head, column=builders.budgets(), **builders.BUDGET | {"since": date(2026, 1, 1)}
    )

    actions.waive(owing(made), by=watch.head, reason="涉密单位")

    assert owing(made).settlement == "waived"
