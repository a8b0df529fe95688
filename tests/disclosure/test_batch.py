"""One act on many items: each stands or falls by itself."""

from gongkai.accounts.models import Duty
from gongkai.disclosure import actions
from gongkai.disclosure.workflow import State
from tests.disclosure import builders
from tests.disclosure.test_four_eyes import same_person


def test_one_that_is_refused_stops_no_other(staff):
    first, wrong, last = (builders.at(state, staff) for state in ("in_review", "draft", "in_review"))

    told = actions.pass_many([first, wrong, last], "pass_review", by=staff.reviewer)

    assert [(item, bool(reasons)) for item, reasons in told] == [(first, False), (wrong, True), (last, False)]
    assert told[1][1] == ["“起草中”状态下不能审核通过。"]
    assert [item.state for item in (first, wrong, last)] == [
        State.IN_CONFIDENTIALITY_REVIEW,
        State.DRAFT,
        State.IN_CONFIDENTIALITY_REVIEW,
    ]


def test_what_a_refused_item_went_through_is_taken_back_whole(staff):
    joint = builders.at(State.AWAITING_SIGNATURE, staff)
    plain = builders.at(State.AWAITING_SIGNATURE, staff)
    author = same_person(staff.submitter, joint, Duty.SIGNER)

    told = actions.pass_many([joint, plain], "sign_off", by=author, release=True)

    assert [reasons is None for _item, reasons in told] == [False, False]
    assert [(item.state, item.reviews.filter(step="sign_off").count()) for item in (joint, plain)] == [
        (State.AWAITING_SIGNATURE, 0)
    ] * 2


def test_what_somebody_changed_since_the_list_was_shown_is_left_alone(staff):
    shown, changed = builders.at(State.IN_REVIEW, staff), builders.at(State.IN_REVIEW, staff)
    seen = {shown.pk: shown.revision, changed.pk: changed.revision}
    actions.send_back(changed, by=staff.reviewer, remarks="请补充")
    actions.submit(changed, by=staff.submitter)

    told = actions.pass_many([shown, changed], "pass_review", by=staff.reviewer, seen=seen)

    assert [reasons is None for _item, reasons in told] == [True, False]
    assert changed.state == State.IN_REVIEW


def test_many_are_decided_on_one_basis(staff):
    items = [builders.at(State.IN_CONFIDENTIALITY_REVIEW, staff) for _n in range(3)]

    told = actions.pass_many(
        items, "pass_confidentiality_review", by=staff.confidentiality, result="open", basis="条例第十四条"
    )

    assert [reasons for _item, reasons in told] == [None] * 3
    assert {item.state for item in items} == {State.AWAITING_SIGNATURE}
