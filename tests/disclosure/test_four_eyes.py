"""Nobody passes what they wrote, nor passes one version at two steps."""

import pytest
from django.contrib.auth.models import User

from gongkai.accounts.models import Duty
from gongkai.disclosure import actions
from gongkai.disclosure.workflow import WORKFLOW, Result, State
from gongkai.foundation.workflow import Refused
from tests import factories
from tests.disclosure import builders


def same_person(actor, item, duty):
    """The one who acted before, now in another duty of the same organ."""
    user = User.objects.get(pk=actor.user_id)
    return factories.staff(item.organ, duty, user=user).actor()


def pass_confidentiality(item, by):
    actions.pass_confidentiality_review(item, by=by, result=Result.OPEN, basis="条例第十四条")


STEPS = [
    (State.IN_REVIEW, Duty.REVIEWER, lambda item, by: actions.pass_review(item, by=by)),
    (State.IN_CONFIDENTIALITY_REVIEW, Duty.CONFIDENTIALITY_REVIEWER, pass_confidentiality),
    (State.AWAITING_SIGNATURE, Duty.SIGNER, lambda item, by: actions.sign_off(item, by=by)),
]


@pytest.mark.parametrize(("state", "duty", "act"), STEPS, ids=[duty for _state, duty, _act in STEPS])
def test_who_drafted_an_item_passes_it_at_no_step(state, duty, act, staff):
    item = builders.at(state, staff)
    drafter = same_person(staff.submitter, item, duty)

    with pytest.raises(Refused, match="由您起草或者修改"):
        act(item, drafter)

    assert item.state == state


def test_who_only_changed_a_draft_passes_it_no_more_than_who_began_it(staff):
    item = builders.item(staff)
    second = factories.actor(item.organ, Duty.SUBMITTER)
    actions.edit(item, by=second, title="由第二人修改过的名称")
    actions.submit(item, by=staff.submitter)

    with pytest.raises(Refused, match="由您起草或者修改"):
        actions.pass_review(item, by=same_person(second, item, Duty.REVIEWER))


@pytest.mark.parametrize(
    ("state", "before", "duty", "act"),
    [
        (State.IN_CONFIDENTIALITY_REVIEW, "reviewer", Duty.CONFIDENTIALITY_REVIEWER, pass_confidentiality),
        (State.AWAITING_SIGNATURE, "reviewer", Duty.SIGNER, STEPS[2][2]),
        (State.AWAITING_SIGNATURE, "confidentiality", Duty.SIGNER, STEPS[2][2]),
    ],
)
def test_who_passed_one_step_passes_no_other_of_the_same_version(state, before, duty, act, staff):
    item = builders.at(state, staff)
    again = same_person(getattr(staff, before), item, duty)

    with pytest.raises(Refused, match="环节审查过这一稿"):
        act(item, again)

    assert item.state == state


def test_who_passed_a_step_may_pass_it_again_after_the_draft_came_back(staff):
    item = builders.reviewed(staff)
    actions.send_back(item, by=staff.confidentiality, remarks="请删去联系人手机号码")
    actions.submit(item, by=staff.submitter)

    actions.pass_review(item, by=staff.reviewer)

    assert item.state == State.IN_CONFIDENTIALITY_REVIEW


def test_a_correction_is_a_version_of_its_own_that_others_may_pass(staff):
    item = builders.published(staff)
    corrector = same_person(staff.reviewer, item, Duty.SUBMITTER)
    actions.start_correction(item, by=corrector, reason="电话有误")
    actions.submit(item, by=corrector)

    reasons = {
        name: WORKFLOW.reasons_against(item, "pass_review", by)
        for name, by in (
            ("reviewer of version 1 who corrects it", staff.reviewer),
            ("drafter of version 1", same_person(staff.submitter, item, Duty.REVIEWER)),
        )
    }

    assert reasons == {
        "reviewer of version 1 who corrects it": ["这一稿由您起草或者修改，须由其他人员审查。"],
        "drafter of version 1": [],
    }


def test_an_item_is_sent_back_only_by_the_one_whose_turn_it_is(staff):
    item = builders.at(State.IN_REVIEW, staff)

    with pytest.raises(Refused, match="由审核员办理"):
        actions.send_back(item, by=staff.signer, remarks="标题不规范")
