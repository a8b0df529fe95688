"""The looks before publication, each kept as a row (art. 17)."""

import pytest

from gongkai.disclosure import actions
from gongkai.disclosure.queries import last_remarks
from gongkai.disclosure.workflow import Result, State
from gongkai.foundation.ledger import history_of
from gongkai.foundation.workflow import Refused, Stale
from tests.disclosure import builders

CONFIDENTIALITY = State.IN_CONFIDENTIALITY_REVIEW


def rows(item):
    return [(one.step, one.result, one.basis, one.remarks, one.by_user_id) for one in item.reviews.all()]


def test_each_look_leaves_a_row_with_its_digest(staff):
    item = builders.item(staff)
    actions.submit(item, by=staff.submitter)
    actions.pass_review(item, by=staff.reviewer, remarks="内容属实")
    actions.pass_confidentiality_review(
        item, by=staff.confidentiality, result=Result.OPEN_AFTER_SEVERANCE, basis="条例第三十七条"
    )
    actions.sign_off(item, by=staff.signer)

    assert rows(item) == [
        ("review", "passed", "", "内容属实", staff.reviewer.user_id),
        ("confidentiality", "open_after_severance", "条例第三十七条", "", staff.confidentiality.user_id),
        ("sign_off", "passed", "", "", staff.signer.user_id),
    ]
    assert {one.digest for one in item.reviews.all()} == {item.content_digest()}
    assert item.state == State.SIGNED


def test_pass_confidentiality_review_needs_a_basis(staff):
    item = builders.at(CONFIDENTIALITY, staff)

    with pytest.raises(Refused, match="保密审查的依据"):
        actions.pass_confidentiality_review(item, by=staff.confidentiality, result=Result.OPEN, basis=" ")

    assert (item.state, rows(item)[1:]) == (CONFIDENTIALITY, [])


@pytest.mark.parametrize(
    ("content", "result", "state"),
    [
        ({}, Result.OPEN, State.AWAITING_SIGNATURE),
        ({}, Result.OPEN_AFTER_SEVERANCE, State.AWAITING_SIGNATURE),
        ({}, Result.NOT_OPEN, CONFIDENTIALITY),
        ({}, Result.UNDETERMINED, CONFIDENTIALITY),
        ({}, Result.PASSED, CONFIDENTIALITY),
        (builders.WITHHELD, Result.NOT_OPEN, State.AWAITING_SIGNATURE),
        (builders.WITHHELD, Result.OPEN, CONFIDENTIALITY),
        (builders.WITHHELD | {"attribute": "upon_application"}, Result.OPEN, State.AWAITING_SIGNATURE),
        (builders.WITHHELD | {"attribute": "upon_application"}, Result.NOT_OPEN, State.AWAITING_SIGNATURE),
    ],
)
def test_pass_confidentiality_review_takes_only_a_result_that_fits_the_attribute(
    content, result, state, staff
):
    item = builders.reviewed(staff, **content)

    try:
        actions.pass_confidentiality_review(
            item, by=staff.confidentiality, result=result, basis="条例第十四条"
        )
    except Refused:
        item.refresh_from_db()

    assert item.state == state


def test_refer_confidentiality_question_art_17_keeps_the_item_where_it_is(staff):
    item = builders.at(CONFIDENTIALITY, staff)

    actions.refer_confidentiality_question(item, by=staff.confidentiality, asked="市国家保密局")

    assert (item.state, rows(item)[-1][:3]) == (
        CONFIDENTIALITY,
        ("confidentiality", "undetermined", "市国家保密局"),
    )


def test_after_the_answer_the_one_who_asked_may_decide(staff):
    item = builders.at(CONFIDENTIALITY, staff)
    actions.refer_confidentiality_question(item, by=staff.confidentiality, asked="市国家保密局")

    actions.pass_confidentiality_review(
        item, by=staff.confidentiality, result=Result.OPEN, basis="市国家保密局答复不属于国家秘密"
    )

    assert item.state == State.AWAITING_SIGNATURE


@pytest.mark.parametrize(
    ("state", "who", "step"),
    [
        (State.IN_REVIEW, "reviewer", "review"),
        (CONFIDENTIALITY, "confidentiality", "confidentiality"),
        (State.AWAITING_SIGNATURE, "signer", "sign_off"),
        (State.SIGNED, "signer", "sign_off"),
    ],
)
def test_send_back_returns_the_item_to_its_draft_with_remarks(state, who, step, staff):
    item = builders.at(state, staff)

    actions.send_back(item, by=getattr(staff, who), remarks="请补充附件")

    remarks = last_remarks(item)
    assert item.state == State.DRAFT
    assert (remarks.step, remarks.result, remarks.remarks) == (step, "returned", "请补充附件")


def test_send_back_without_remarks_is_refused(staff):
    item = builders.at(State.IN_REVIEW, staff)

    with pytest.raises(Refused, match="退回的原因"):
        actions.send_back(item, by=staff.reviewer, remarks="")


def test_the_remarks_are_answered_by_a_new_submission(staff):
    item = builders.at(State.IN_REVIEW, staff)
    actions.send_back(item, by=staff.reviewer, remarks="请补充附件")
    actions.submit(item, by=staff.submitter)

    assert last_remarks(item) is None


def test_what_was_passed_before_a_change_must_be_passed_again(staff):
    item = builders.signed(staff)
    actions.send_back(item, by=staff.signer, remarks="数字有误")
    actions.edit(item, by=staff.submitter, body="更正后的数字")
    builders.clear(item, staff)

    with pytest.raises(Refused, match="“待签发”状态下不能发布"):
        actions.publish(item, by=staff.signer)

    assert {step: review.digest for step, review in item.passed_reviews().items()} == {
        "review": item.content_digest(),
        "confidentiality": item.content_digest(),
    }


@pytest.mark.parametrize(
    ("content", "state"),
    [({}, State.PUBLISHED), (builders.WITHHELD, State.RETAINED)],
    ids=["public", "kept back"],
)
def test_sign_off_with_release_publishes_or_registers_in_one_go(content, state, staff):
    item = builders.clear(builders.item(staff, **content), staff)

    actions.sign_off(item, by=staff.signer, release=True)

    assert (item.state, item.current_version is not None) == (state, state == State.PUBLISHED)


def test_a_second_click_passes_nothing_twice(staff):
    item = builders.at(State.IN_REVIEW, staff)
    seen = item.revision
    actions.pass_review(item, by=staff.reviewer, seen=seen)

    with pytest.raises(Stale):
        actions.pass_review(item, by=staff.reviewer, seen=seen)

    assert len(rows(item)) == 1
    assert [entry.verb for entry in history_of(item)].count("disclosure.pass_review") == 1
