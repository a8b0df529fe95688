"""docs/permissions.md for obligations, cell by cell: the bureau keeps one and owes it itself."""

from datetime import date

import pytest

from gongkai.accounts.models import Duty
from gongkai.foundation.ledger import SYSTEM
from gongkai.obligations import actions
from gongkai.obligations.models import Cycle, Owing, Reach
from gongkai.obligations.workflow import BY_ITSELF
from tests import factories, permissions
from tests.obligations import builders
from tests.permissions import Trial, cells, told, tried

REFUSAL = "公开工作机构负责人(办理|阅读)"
DAY = date(2026, 2, 27)
OF_THE_ORGAN = cells(Duty.SUBMITTER, Duty.OFFICE_HEAD)
COMPETENT = cells(Duty.OFFICE_HEAD, at=("own", "superior"))
SYSTEM_TOO = permissions.BY_ITSELF


def sets_up(by, **changed):
    bureau = factories.organ()
    given = builders.BUDGET | {"since": date(2026, 1, 1), "reach": Reach.LISTED} | changed
    return actions.set_up_obligation(bureau, by=by, column=builders.budgets(), listed=[bureau], **given)


def kept(**changed):
    return sets_up(SYSTEM, **changed)


def on_event():
    return kept(cycle=Cycle.ON_EVENT, law="proactive_publication", event_name="变更日期")


def owed() -> Owing:
    return builders.owing(kept())


def declared() -> Owing:
    waits = {"declared_on": date(2026, 3, 2), "declared_by": "填报员", "declared_reason": "没有变化"}
    Owing.objects.filter(pk=(made := owed()).pk).update(**waits)
    return Owing.objects.get(pk=made.pk)


def waived() -> Owing:
    actions.waive(made := owed(), by=SYSTEM, reason="涉密单位")
    return made


def reminded() -> Owing:
    actions.chase([made := owed()], by=SYSTEM)
    return made


def gap():
    """A month that nothing was published for, and an item that could stand for it."""
    made, watch, bureau = kept(**builders.MONTHLY), builders.watch(), factories.organ()
    published = [watch.publishes(bureau, builders.budgets()) for _month in range(3)]
    return builders.owing(made, cycle_from=date(2026, 3, 1)).pk, published[2].pk


def names(pair, by):
    actions.name_item(Owing.objects.get(pk=pair[0]), by=by, item_id=pair[1])


def reports(made, by):
    actions.report_event(made, factories.organ(), date(2026, 3, 1), by=by)


ACTS = {
    "set_up_obligation": Trial(lambda _nothing, by: sets_up(by)),
    "change_obligation": Trial(lambda one, by: actions.change_obligation(one, by=by, title="新名称"), kept),
    "end_obligation": Trial(lambda one, by: actions.end_obligation(one, by=by, reason="不再需要"), kept),
    "adopt_standard_obligations": Trial(
        lambda bureau, by: actions.adopt_standard_obligations(bureau, by=by), factories.organ
    ),
    "waive": Trial(lambda one, by: actions.waive(one, by=by, reason="涉密单位"), owed),
    "reopen": Trial(lambda one, by: actions.reopen(one, by=by, reason="已解密"), waived),
    "chase": Trial(lambda one, by: actions.chase([one], by=by), owed),
    "confirm_no_change": Trial(lambda one, by: actions.confirm_no_change(one, by=by), declared),
    "reject_no_change": Trial(
        lambda one, by: actions.reject_no_change(one, by=by, reason="有变化"), declared
    ),
    "name_publisher": Trial(lambda one, by: actions.name_publisher(one, one.organ, by=by), owed),
    "record_event": Trial(lambda one, by: actions.record_event(one, DAY, by=by), owed),
    "report_event": Trial(reports, on_event),
    "declare_no_change": Trial(
        lambda one, by: actions.declare_no_change(one, by=by, reason="没有变化"), owed
    ),
    "name_item": Trial(names, gap),
    "acknowledge": Trial(lambda one, by: actions.acknowledge(one.reminders.all(), by=by), reminded),
}
GOLDEN = dict.fromkeys(ACTS, COMPETENT | SYSTEM_TOO) | {
    "record_event": OF_THE_ORGAN | COMPETENT | SYSTEM_TOO,
    "report_event": OF_THE_ORGAN | COMPETENT | SYSTEM_TOO,
    "declare_no_change": OF_THE_ORGAN | SYSTEM_TOO,
    "name_item": OF_THE_ORGAN | SYSTEM_TOO,
    "acknowledge": OF_THE_ORGAN,
}


@pytest.fixture
def everybody(db):
    return permissions.people(permissions.places())


def test_every_act_of_the_page_is_tried():
    assert set(ACTS) | set(BY_ITSELF) == set(permissions.page_of("obligations"))


@pytest.mark.parametrize("act", ACTS)
def test_each_cell_is_allowed_or_refused_as_the_page_says(everybody, act):
    found = tried(ACTS[act], everybody, REFUSAL)

    assert found == told("obligations", act, shared=False) == GOLDEN[act]
