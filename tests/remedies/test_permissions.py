"""docs/permissions.md for remedies, cell by cell: duty × place of work × act."""

from datetime import date

import pytest

from gongkai.accounts.models import Duty
from gongkai.foundation.workflow import Refused
from gongkai.remedies import actions
from gongkai.remedies.workflow import WORKFLOW
from tests import factories, permissions
from tests.applications import builders
from tests.permissions import Trial, cells, page_of, table, told, tried

DAY = date(2025, 3, 10)
REFUSAL = "须由本机关的.*办理|由依申请公开承办人或者公开工作机构负责人|由本机关公开工作机构负责人"
KEEPERS = cells(Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD)
BEFORE = {"kind": "reconsideration", "case_number": "青政复〔2025〕3号", "heard_by": "青禾市人民政府"}


@pytest.fixture(autouse=True)
def _on_the_day():
    with builders.at(DAY):
        yield


@pytest.fixture
def everybody(db):
    return permissions.people(permissions.places())


def trials(organ, handler):
    def disputed():
        one = builders.answered(builders.handling(organ, handler), handler, kind="nonexistent")
        return actions.open_case(by=handler, accepted_on=DAY, application=one, **BEFORE)

    def notified():
        actions.record_notice(case := disputed(), by=handler, on=DAY)
        return case

    def lost():
        actions.decide_case(case := disputed(), by=handler, result="revoked", decided_on=DAY)
        return case

    town = factories.organ(factories.TOWN) if organ else None  # without an organ only the names are asked for
    return {
        "decide_case": Trial(
            lambda case, by: actions.decide_case(case, by=by, result="upheld", decided_on=DAY), disputed
        ),
        "record_notice": Trial(lambda case, by: actions.record_notice(case, by=by, on=DAY), disputed),
        "record_answer": Trial(lambda case, by: actions.record_answer(case, by=by, on=DAY), notified),
        "record_stage": Trial(
            lambda case, by: actions.record_stage(case, by=by, kind="hearing", on=DAY), disputed
        ),
        "add_evidence": Trial(
            lambda case, by: actions.add_evidence(case, by=by, name="检索记录", proves="尽到检索义务"),
            disputed,
        ),
        "reopen_application": Trial(lambda case, by: actions.reopen_application(case, by=by, on=DAY), lost),
        "export_defence_file": Trial(lambda case, by: actions.export_defence_file(case, by=by), disputed),
        "move_to_successor": Trial(lambda case, by: actions.move_to_successor(case, town, by=by), disputed),
    }


GOLDEN = dict.fromkeys(trials(None, None), KEEPERS) | {"move_to_successor": permissions.BY_ITSELF}


def test_every_act_of_the_table_is_tried():
    assert set(GOLDEN) == set(WORKFLOW.transitions) == set(table("remedies"))


@pytest.mark.parametrize("act", GOLDEN)
def test_each_cell_is_allowed_or_refused_as_the_page_says(act, organ, handler, everybody):
    found = tried(trials(organ, handler)[act], everybody, REFUSAL)

    assert found == table("remedies")[act] == GOLDEN[act]


def opened(organ, by):
    """Whoever enters a case enters it for the organ they work for."""
    if actions.open_case(by=by, accepted_on=DAY, **BEFORE).organ_id != organ.pk:
        raise Refused("由本机关公开工作机构负责人")


OUTSIDE = {
    "open_case": (opened, KEEPERS),
    "map_result": (
        lambda organ, by: actions.map_result(
            organ, by=by, kind="reconsideration", result="settled", outcome="correct"
        ),
        cells(Duty.OFFICE_HEAD),
    ),
}


def test_every_act_outside_the_table_is_tried():
    assert set(page_of("remedies")) == set(OUTSIDE)


@pytest.mark.parametrize("act", OUTSIDE)
def test_outside_the_table_too_the_page_says_who_may(act, organ, everybody):
    do, golden = OUTSIDE[act]

    assert (
        tried(Trial(do, lambda: organ), everybody, REFUSAL) == told("remedies", act, shared=False) == golden
    )
