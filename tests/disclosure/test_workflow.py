"""The table of what may be done, enumerated: duty × state × act."""

import pytest

from gongkai.accounts.models import Duty
from gongkai.disclosure.workflow import AGREEMENTS, ON_ITS_WAY, WORKFLOW, State
from gongkai.foundation.ledger import Actor, history_of
from gongkai.foundation.workflow import Refused
from tests import factories
from tests.disclosure import builders
from tests.disclosure.acts import ACTS

S, R, C, G, H = (
    Duty.SUBMITTER,
    Duty.REVIEWER,
    Duty.CONFIDENTIALITY_REVIEWER,
    Duty.SIGNER,
    Duty.OFFICE_HEAD,
)

# What each duty may do with a proactive item that other people brought so far (arts. 12, 17, 19).
OPEN = {
    State.DRAFT: {
        S: {"edit", "submit", "ask_co_makers"},
        G: {"publish_at_once"},
        H: {"publish_at_once", "ask_co_makers"},
    },
    State.IN_ATTRIBUTE_CHECK: {
        S: {"ask_co_makers"},
        H: {"pass_attribute_check", "send_back", "ask_co_makers"},
    },
    State.IN_REVIEW: {R: {"pass_review", "send_back"}}
    | (
        AT_A_LOOK := {
            S: {"ask_co_makers"},
            G: {"publish_at_once"},
            H: {"publish_at_once", "ask_co_makers"},
        }
    ),
    State.IN_SECOND_REVIEW: {R: {"pass_review", "send_back"}} | AT_A_LOOK,
    State.IN_CONFIDENTIALITY_REVIEW: {
        C: {"pass_confidentiality_review", "refer_confidentiality_question", "send_back"}
    }
    | AT_A_LOOK,
    State.AWAITING_SIGNATURE: AT_A_LOOK | {G: {"sign_off", "send_back", "publish_at_once"}},
    State.SIGNED: {
        S: {"ask_co_makers"},
        G: {"publish", "schedule_publication", "send_back"},
        H: {"ask_co_makers"},
    },
    State.PUBLISHED: {S: {"start_correction"}, C: {"withdraw"}, G: {"withdraw"}, H: {"withdraw"}},
    State.RETAINED: {
        C: {"keep_retained", "open_retained"},
        H: {"keep_retained", "open_retained"},
    },
    State.WITHDRAWN: {S: {"reopen"}},
}


@pytest.mark.parametrize("state", State)
def test_each_duty_is_offered_just_the_acts_of_the_table(state, staff):
    item = builders.at(state, staff)

    offered = {
        duty: {row.name for row in WORKFLOW.open_to(item, factories.actor(item.organ, duty))} for duty in Duty
    }

    at_the_guard = {duty for duty, acts in offered.items() if "set_aside" in acts}
    others = {duty: acts - {"set_aside"} for duty, acts in offered.items()}
    assert {duty: acts for duty, acts in others.items() if acts} == OPEN[state]
    assert at_the_guard == ({S, R, C, G, H} if state in ON_ITS_WAY else set())


@pytest.mark.parametrize("state", State)
def test_people_of_another_organ_are_offered_nothing(state, staff):
    item = builders.at(state, staff)
    town = factories.organ(factories.TOWN)

    assert [row for duty in Duty for row in WORKFLOW.open_to(item, factories.actor(town, duty))] == []


def test_a_published_normative_document_also_takes_a_validity(staff):
    item = builders.published(staff, kind="normative")

    assert "record_validity" in {row.name for row in WORKFLOW.open_to(item, staff.reviewer)}


def test_every_row_of_the_table_has_its_act():
    assert {name for name in ACTS if name not in AGREEMENTS.transitions} == set(WORKFLOW.transitions)


@pytest.mark.parametrize("state", State)
def test_an_act_that_the_table_does_not_give_is_refused_and_changes_nothing(state, staff):
    item = builders.at(state, staff)
    before = (item.state, item.revision, item.title, history_of(item).count())
    people = {duty: factories.actor(item.organ, duty) for duty in Duty}
    not_given = [(a, d) for a in WORKFLOW.transitions for d in Duty if a not in OPEN[state].get(d, ())]

    for name, duty in not_given:
        with pytest.raises(Refused):
            ACTS[name](item, people[duty])

    item.refresh_from_db()
    assert (item.state, item.revision, item.title, history_of(item).count()) == before


def test_the_applicant_and_the_system_can_do_nothing(staff):
    item = builders.at(State.IN_REVIEW, staff)

    for actor in (Actor("系统", "system"), Actor("张三", "applicant", organ_id=item.organ_id)):
        assert WORKFLOW.open_to(item, actor) == []
