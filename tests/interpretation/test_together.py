"""同步组织、同步审签、同步部署: a document and its interpretation are handed in, looked at and published as one."""

from datetime import date

import pytest
from django.contrib.auth.models import User

from gongkai.accounts.models import Duty
from gongkai.disclosure import actions as disclosure
from gongkai.disclosure.workflow import Result, State
from gongkai.foundation.ledger import history_of
from gongkai.foundation.moment import acting_at
from gongkai.foundation.workflow import Refused
from gongkai.interpretation import queries
from tests import factories
from tests.disclosure import builders as items
from tests.interpretation import builders
from tests.interpretation.builders import fresh


def states(*made):
    return [fresh(one).state for one in made]


def test_a_normative_document_without_interpretation_or_plan_is_refused_with_the_rule(staff):
    policy = builders.policy(staff)

    with pytest.raises(Refused) as refused:
        disclosure.submit(policy, by=staff.submitter)

    assert "没有解读材料或者解读方案的，可以退文" in str(refused.value)
    assert "国办发〔2016〕80号" in str(refused.value)
    assert refused.value.reasons == queries.reasons_against_submission(fresh(policy))
    assert states(policy) == [State.DRAFT]
    assert [entry.verb for entry in history_of(policy)] == ["disclosure.draft"]


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        ({"column_id": None, "kind": "general"}, State.IN_REVIEW),
        ({"formed_on": date(2016, 11, 9)}, State.IN_REVIEW),
        (items.WITHHELD, State.IN_ATTRIBUTE_CHECK),
    ],
    ids=["F-06 another kind", "formed before the rule", "not to be public"],
)
def test_what_need_not_be_interpreted_is_handed_in_alone(staff, changed, state):
    changed = changed | ({"column_id": items.column().pk} if "column_id" in changed else {})
    policy = builders.policy(staff, **changed)

    disclosure.submit(policy, by=staff.submitter)

    assert states(policy) == [state]


def test_a_plan_with_a_day_lets_a_document_go_alone(staff):
    policy = builders.policy(staff)
    builders.plan(policy, staff)

    builders.released(policy, staff)

    assert states(policy) == [State.PUBLISHED]


def test_a_plan_whose_day_has_passed_is_none(staff):
    policy = builders.policy(staff)
    builders.plan(policy, staff)

    with acting_at(builders.morning(date(2026, 11, 23))), pytest.raises(Refused, match="2026-11-20）已过"):
        disclosure.submit(policy, by=staff.submitter)


def test_an_incomplete_interpretation_is_none_and_says_what_it_lacks(staff):
    policy = builders.policy(staff)
    builders.interpretation(policy, staff, body="")

    with pytest.raises(Refused, match="政策解读》还不完整：还没有填写：内容概述、正文"):
        disclosure.submit(policy, by=staff.submitter)


def test_with_a_plan_an_incomplete_interpretation_stays_behind(staff):
    policy = builders.policy(staff)
    builders.plan(policy, staff)
    tie = builders.interpretation(policy, staff, body="")

    disclosure.submit(policy, by=staff.submitter)

    assert states(policy, tie.item) == [State.IN_REVIEW, State.DRAFT]


def test_both_become_public_at_the_same_moment_and_link_to_each_other(staff):
    policy, tie = builders.both(staff)

    document, explained = policy.current_version, tie.item.current_version
    assert document.at == explained.at
    assert document.first_published_at == explained.first_published_at
    assert [one.item.current_version for one in queries.interpretations_of(document)] == [explained]
    assert queries.policy_of(explained) == document


def test_without_a_clock_that_stands_still_it_is_the_same_moment_too(staff):
    policy = builders.policy(staff)
    tie = builders.interpretation(policy, staff)
    items.clear(policy, staff)
    with acting_at(None):
        disclosure.sign_off(policy, by=staff.signer, release=True)

    assert fresh(policy).current_version.at == fresh(tie.item).current_version.at


def test_every_look_at_the_document_is_a_look_at_its_interpretation(staff):
    _policy, tie = builders.both(staff)

    looks = tie.item.reviews.all()

    assert [(one.step, one.result, one.by_user_id) for one in looks] == [
        ("review", Result.PASSED, staff.reviewer.user_id),
        ("confidentiality", Result.OPEN, staff.confidentiality.user_id),
        ("sign_off", Result.PASSED, staff.signer.user_id),
    ]
    assert f"索引号 {tie.policy.index_number}" in looks[1].basis


def test_who_wrote_the_interpretation_does_not_pass_the_document_either(staff):
    policy = builders.policy(staff)
    tie = builders.interpretation(policy, staff)
    writer = factories.actor(policy.organ)
    disclosure.edit(tie.item, by=writer, body="由第二人改写。")
    disclosure.submit(policy, by=staff.submitter)
    user = User.objects.get(pk=writer.user_id)
    as_reviewer = factories.staff(policy.organ, Duty.REVIEWER, user=user).actor()

    with pytest.raises(Refused, match="政策解读》：这一稿由您起草或者修改"):
        disclosure.pass_review(policy, by=as_reviewer)

    assert states(policy, tie.item) == [State.IN_REVIEW, State.IN_REVIEW]
    assert policy.reviews.count() == 0


@pytest.mark.parametrize("step", ["in_review", "in_confidentiality_review", "awaiting_signature", "signed"])
@pytest.mark.parametrize("which", ["policy", "item"])
def test_sending_either_back_brings_both_back(staff, step, which):
    policy = builders.policy(staff)
    tie = builders.interpretation(policy, staff)
    acts = [
        lambda: disclosure.submit(policy, by=staff.submitter),
        lambda: disclosure.pass_review(policy, by=staff.reviewer),
        lambda: disclosure.pass_confidentiality_review(
            policy, by=staff.confidentiality, result=Result.OPEN, basis="条例第十四条"
        ),
        lambda: disclosure.sign_off(policy, by=staff.signer),
    ]
    order = ["in_review", "in_confidentiality_review", "awaiting_signature", "signed"]
    for act in acts[: order.index(step) + 1]:
        act()
    assert states(policy, tie.item) == [step, step]
    turn = {"in_review": staff.reviewer, "in_confidentiality_review": staff.confidentiality}

    sent = fresh(policy) if which == "policy" else fresh(tie).item
    disclosure.send_back(sent, by=turn.get(step, staff.signer), remarks="第二条的标准请核对。")

    assert states(policy, tie.item) == [State.DRAFT, State.DRAFT]
    other = fresh(tie).item if which == "policy" else fresh(policy)
    assert other.reviews.last().result == Result.RETURNED


ALONE = [
    ("draft", lambda item, by: disclosure.submit(item, by=by.submitter)),
    ("in_review", lambda item, by: disclosure.pass_review(item, by=by.reviewer)),
    ("awaiting_signature", lambda item, by: disclosure.sign_off(item, by=by.signer)),
]


@pytest.mark.parametrize(("step", "act"), ALONE, ids=[step for step, _act in ALONE])
def test_beside_its_document_an_interpretation_is_not_passed_alone(staff, step, act):
    policy = builders.policy(staff)
    tie = builders.interpretation(policy, staff)
    if step != "draft":
        disclosure.submit(policy, by=staff.submitter)
    if step == "awaiting_signature":
        disclosure.pass_review(policy, by=staff.reviewer)
        disclosure.pass_confidentiality_review(
            policy, by=staff.confidentiality, result=Result.OPEN, basis="条例第十四条"
        )

    with pytest.raises(Refused, match="请在《市财政局关于印发补贴资金管理办法的通知》的页面一并办理"):
        act(fresh(tie).item, staff)

    assert states(policy, tie.item) == [step, step]


def test_one_that_follows_its_own_way_is_published_with_its_document_once_it_is_signed(staff):
    policy = builders.policy(staff)
    builders.plan(policy, staff)
    items.review(policy, staff)
    tie = builders.interpretation(policy, staff)
    disclosure.submit(tie.item, by=staff.submitter)
    disclosure.pass_review(tie.item, by=staff.reviewer)
    assert states(policy, tie.item) == [State.IN_CONFIDENTIALITY_REVIEW] * 2

    disclosure.pass_confidentiality_review(
        policy, by=staff.confidentiality, result=Result.OPEN, basis="条例第十四条"
    )
    disclosure.sign_off(policy, by=staff.signer, release=True)

    assert states(policy, tie.item) == [State.PUBLISHED, State.PUBLISHED]


def test_no_interpretation_is_public_before_its_document(staff):
    policy = builders.policy(staff)
    builders.plan(policy, staff)
    builders.released(policy, staff)
    tie = builders.interpretation(policy, staff)
    items.clear(tie.item, staff)
    disclosure.withdraw(policy, by=staff.signer, reason="inaccurate", explanation="内容有误，已撤回。")

    with pytest.raises(Refused, match="还没有公开，解读不能先于文件公开"):
        disclosure.sign_off(tie.item, by=staff.signer, release=True)

    assert states(tie.item) == [State.AWAITING_SIGNATURE]


def test_a_correction_asks_for_nothing_new_and_leaves_the_interpretation_as_it_is(staff):
    policy, tie = builders.both(staff)

    items.corrected(policy, staff, body="更正后的正文。")

    assert fresh(policy).version_count == 2
    assert fresh(tie.item).version_count == 1
    assert states(tie.item) == [State.PUBLISHED]


def test_once_its_document_is_public_an_interpretation_goes_alone(staff):
    policy = builders.policy(staff)
    builders.plan(policy, staff)
    builders.released(policy, staff)
    tie = builders.interpretation(policy, staff, form="questions")

    builders.released(tie.item, staff)

    assert states(tie.item) == [State.PUBLISHED]


def test_a_schedule_holds_for_both_and_both_are_published_by_it_at_one_moment(staff):
    policy, tie = scheduled(staff)
    assert fresh(tie.item).publish_at == fresh(policy).publish_at

    with acting_at(builders.morning(date(2026, 11, 24))):
        disclosure.publish_when_due(fresh(policy))

    assert states(policy, tie.item) == [State.PUBLISHED, State.PUBLISHED]
    assert fresh(policy).current_version.at == fresh(tie.item).current_version.at


def test_it_makes_no_difference_to_which_of_them_the_clock_comes_first(staff):
    policy, tie = scheduled(staff)

    with acting_at(builders.morning(date(2026, 11, 24))):
        disclosure.publish_when_due(fresh(tie.item))

    assert states(policy, tie.item) == [State.PUBLISHED, State.PUBLISHED]
    assert fresh(policy).current_version.at == fresh(tie.item).current_version.at


def test_a_schedule_is_cancelled_for_both_and_not_for_the_interpretation_alone(staff):
    policy, tie = scheduled(staff)
    with pytest.raises(Refused, match="页面一并办理"):
        disclosure.cancel_schedule(fresh(tie.item), by=staff.signer)

    disclosure.cancel_schedule(fresh(policy), by=staff.signer)

    assert [fresh(policy).publish_at, fresh(tie.item).publish_at] == [None, None]


def test_in_an_emergency_a_document_goes_at_once_and_its_interpretation_follows(staff):
    policy = builders.policy(staff)
    tie = builders.interpretation(policy, staff)
    with pytest.raises(Refused, match="不能先于文件公开"):
        disclosure.publish_at_once(tie.item, by=staff.signer, reason="汛情紧急")

    disclosure.publish_at_once(policy, by=staff.signer, reason="汛情紧急")

    assert states(policy, tie.item) == [State.PUBLISHED, State.DRAFT]
    assert [version.item_id for version in queries.awaiting(policy.organ_id)] == [policy.pk]
    builders.released(fresh(tie).item, staff)
    assert states(tie.item) == [State.PUBLISHED]


def scheduled(staff):
    """A document and its interpretation, signed and to be published on Monday at nine."""
    policy = builders.policy(staff)
    tie = builders.interpretation(policy, staff)
    items.clear(policy, staff)
    at = builders.morning(date(2026, 11, 23))
    disclosure.sign_off(policy, by=staff.signer, publish_at=at)
    return policy, tie
