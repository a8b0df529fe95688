"""The table of what may be done, enumerated: duty × state × act."""

import pytest

from gongkai.accounts.models import Duty
from gongkai.disclosure import actions
from gongkai.disclosure.workflow import WORKFLOW, Result, State
from gongkai.foundation.ledger import Actor, history_of
from gongkai.foundation.workflow import Refused
from tests import factories
from tests.disclosure import builders

S, R, C, G, H = (
    Duty.SUBMITTER,
    Duty.REVIEWER,
    Duty.CONFIDENTIALITY_REVIEWER,
    Duty.SIGNER,
    Duty.OFFICE_HEAD,
)

# What each duty may do with a proactive item that other people brought so far (arts. 12, 17, 19).
OPEN = {
    State.DRAFT: {S: {"edit", "submit"}},
    State.IN_REVIEW: {R: {"pass_review", "send_back"}},
    State.IN_SECOND_REVIEW: {R: {"pass_review", "send_back"}},
    State.IN_CONFIDENTIALITY_REVIEW: {
        C: {"pass_confidentiality_review", "refer_confidentiality_question", "send_back"}
    },
    State.AWAITING_SIGNATURE: {G: {"sign_off", "send_back"}},
    State.SIGNED: {G: {"publish", "send_back"}},
    State.PUBLISHED: {S: {"start_correction"}, C: {"withdraw"}, G: {"withdraw"}, H: {"withdraw"}},
    State.RETAINED: {},
    State.WITHDRAWN: {},
}


@pytest.mark.parametrize("state", State)
def test_each_duty_is_offered_just_the_acts_of_the_table(state, staff):
    item = builders.at(state, staff)

    offered = {
        duty: {row.name for row in WORKFLOW.open_to(item, factories.actor(item.organ, duty))} for duty in Duty
    }

    assert {duty: acts for duty, acts in offered.items() if acts} == OPEN[state]


@pytest.mark.parametrize("state", State)
def test_people_of_another_organ_are_offered_nothing(state, staff):
    item = builders.at(state, staff)
    town = factories.organ(factories.TOWN)

    assert [row for duty in Duty for row in WORKFLOW.open_to(item, factories.actor(town, duty))] == []


def test_a_published_normative_document_also_takes_a_validity(staff):
    item = builders.published(staff, kind="normative")

    assert "record_validity" in {row.name for row in WORKFLOW.open_to(item, staff.reviewer)}


ACTS = {
    "edit": lambda item, by: actions.edit(item, by=by, title="新名称"),
    "submit": lambda item, by: actions.submit(item, by=by),
    "pass_review": lambda item, by: actions.pass_review(item, by=by),
    "pass_confidentiality_review": lambda item, by: actions.pass_confidentiality_review(
        item, by=by, result=Result.OPEN, basis="条例第十四条"
    ),
    "refer_confidentiality_question": lambda item, by: actions.refer_confidentiality_question(
        item, by=by, asked="市保密局"
    ),
    "send_back": lambda item, by: actions.send_back(item, by=by, remarks="请补充"),
    "sign_off": lambda item, by: actions.sign_off(item, by=by),
    "publish": lambda item, by: actions.publish(item, by=by),
    "retain": lambda item, by: actions.retain(item, by=by),
    "start_correction": lambda item, by: actions.start_correction(item, by=by, reason="有误"),
    "drop_correction": lambda item, by: actions.drop_correction(item, by=by),
    "record_validity": lambda item, by: actions.record_validity(
        item, by=by, validity="amended", basis="依据"
    ),
    "withdraw": lambda item, by: actions.withdraw(item, by=by, reason="other", explanation="说明"),
}


def test_every_row_of_the_table_has_its_act():
    assert set(ACTS) == set(WORKFLOW.transitions)


@pytest.mark.parametrize("state", State)
def test_an_act_that_the_table_does_not_give_is_refused_and_changes_nothing(state, staff):
    item = builders.at(state, staff)
    before = (item.state, item.revision, item.title, history_of(item).count())
    people = {duty: factories.actor(item.organ, duty) for duty in Duty}
    not_given = [(a, d) for a in ACTS for d in Duty if a not in OPEN[state].get(d, ())]

    for name, duty in not_given:
        with pytest.raises(Refused):
            ACTS[name](item, people[duty])

    item.refresh_from_db()
    assert (item.state, item.revision, item.title, history_of(item).count()) == before


def test_the_applicant_and_the_system_can_do_nothing(staff):
    item = builders.at(State.IN_REVIEW, staff)

    for actor in (Actor("系统", "system"), Actor("张三", "applicant", organ_id=item.organ_id)):
        assert WORKFLOW.open_to(item, actor) == []
