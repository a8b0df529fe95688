"""Publication, versions, correction, withdrawal, validity."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from gongkai.disclosure import actions
from gongkai.disclosure.models import Withdrawal
from gongkai.disclosure.queries import public_history, public_item, public_items, withdrawn_item
from gongkai.disclosure.workflow import State
from gongkai.foundation.ledger import SYSTEM, history_of
from gongkai.foundation.moment import acting_at, now
from gongkai.foundation.workflow import Refused
from gongkai.organs.actions import merge_organ
from tests import factories
from tests.disclosure import builders

LATER = datetime(2026, 11, 27, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_publish_makes_the_first_version_public(staff):
    item = builders.published(staff)

    public = public_item(item.index_number)

    assert item.state == State.PUBLISHED
    assert (public.number, public.title, public.organ_id, public.first_published_at, public.reason) == (
        1,
        item.title,
        item.organ_id,
        now(),
        "",
    )


def test_publish_keeps_the_attachments_with_the_version(staff, make_file):
    item = builders.item(staff)
    item.attachments.add(make_file("附表.txt"))
    builders.clear(item, staff)
    actions.sign_off(item, by=staff.signer, release=True)

    assert [file.name for file in public_item(item.index_number).attachments.all()] == ["附表.txt"]


def test_retain_is_refused_for_what_must_be_disclosed(staff):
    with pytest.raises(Refused, match="应当发布"):
        actions.retain(builders.signed(staff), by=staff.signer)


def test_a_correction_leaves_the_public_version_until_the_new_one_is_published(staff):
    item = builders.published(staff)
    actions.start_correction(item, by=staff.submitter, reason="电话有误")
    actions.edit(item, by=staff.submitter, title="更正后的名称")

    assert item.under_correction
    assert [public.title for public in public_items()] == ["市财政局内设机构职责"]


def test_a_published_correction_is_the_next_version_with_its_reason(staff):
    item = builders.published(staff)
    with acting_at(LATER):
        builders.corrected(item, staff, title="更正后的名称")

    first, second = reversed(public_history(public_item(item.index_number)))

    assert [(one.number, one.title, one.reason) for one in (first, second)] == [
        (1, "市财政局内设机构职责", ""),
        (2, "更正后的名称", "原文电话号码有误"),
    ]
    assert (second.first_published_at, second.published_at - first.published_at) == (
        first.published_at,
        timedelta(days=6, hours=23),
    )
    assert (item.state, item.correction_reason) == (State.PUBLISHED, "")


def test_start_correction_needs_a_reason(staff):
    with pytest.raises(Refused, match="更正原因"):
        actions.start_correction(builders.published(staff), by=staff.submitter, reason="  ")


def test_drop_correction_restores_the_public_content(staff, make_file):
    item = builders.published(staff)
    digest = item.content_digest()
    actions.start_correction(item, by=staff.submitter, reason="误点")
    actions.edit(item, by=staff.submitter, title="不要的改动", body="不要的正文")
    item.attachments.add(make_file())

    actions.drop_correction(item, by=staff.submitter)

    item.refresh_from_db()
    assert (item.state, item.content_digest(), item.correction_reason) == (State.PUBLISHED, digest, "")


def test_a_correction_cannot_turn_what_is_public_into_what_is_kept_back(staff):
    item = builders.published(staff)
    actions.start_correction(item, by=staff.submitter, reason="不应公开")
    actions.edit(item, by=staff.submitter, **builders.WITHHELD)

    with pytest.raises(Refused, match="办理撤回"):
        actions.submit(item, by=staff.submitter)


WORKING = [
    State.DRAFT,
    State.IN_REVIEW,
    State.IN_CONFIDENTIALITY_REVIEW,
    State.AWAITING_SIGNATURE,
    State.SIGNED,
]


def advance(item, staff, state):
    """Bring a correction to this state."""
    steps = (
        lambda: actions.submit(item, by=staff.submitter),
        lambda: actions.pass_review(item, by=staff.reviewer),
        lambda: actions.pass_confidentiality_review(
            item, by=staff.confidentiality, result="open", basis="条例第十四条"
        ),
        lambda: actions.sign_off(item, by=staff.signer),
    )
    for step in steps[: WORKING.index(state)]:
        step()


@pytest.mark.parametrize("state", WORKING)
def test_withdraw_takes_a_public_item_back_whatever_its_correction_is_at(state, staff):
    item = builders.published(staff)
    actions.start_correction(item, by=staff.submitter, reason="电话有误")
    advance(item, staff, state)

    actions.withdraw(item, by=staff.head, reason="inaccurate", explanation="内容有误，核实后重新公开。")

    assert (item.state, list(public_items())) == (State.WITHDRAWN, [])


def test_withdraw_leaves_a_stub_that_says_what_and_why(staff):
    item = builders.published(staff)
    actions.withdraw(item, by=staff.signer, reason="duplicate", explanation="与另一条重复。")

    stub = withdrawn_item(item.index_number)

    assert (
        stub.title,
        stub.get_reason_display(),
        stub.explanation,
        stub.by_user_id,
        stub.version.number,
    ) == (
        "市财政局内设机构职责",
        "重复发布",
        "与另一条重复。",
        staff.signer.user_id,
        1,
    )


@pytest.mark.parametrize("reason", ["privacy", "secrecy"])
def test_the_stub_hides_a_title_that_may_itself_tell_too_much(reason, staff):
    item = builders.published(staff)
    actions.withdraw(item, by=staff.confidentiality, reason=reason, explanation="依法不应公开。")

    assert withdrawn_item(item.index_number).title == ""


def test_withdraw_of_a_revoked_penalty_cites_the_penalty_law(staff):
    item = builders.published(staff, kind="penalty")
    actions.withdraw(item, by=staff.signer, reason="penalty_revoked", explanation="原处罚决定已被撤销。")

    assert history_of(item).last().cite == "penalty-law-2021:48"


def test_withdraw_without_an_explanation_is_refused_and_leaves_it_public(staff):
    item = builders.published(staff)

    with pytest.raises(Refused, match="向社会的说明"):
        actions.withdraw(item, by=staff.signer, reason="other", explanation=" ")

    assert (Withdrawal.objects.count(), public_items().count()) == (0, 1)


def test_withdraw_of_what_was_never_public_is_refused(staff):
    with pytest.raises(Refused, match="目前没有对外公开"):
        actions.withdraw(builders.item(staff), by=staff.signer, reason="other", explanation="说明")


@pytest.mark.parametrize(
    ("kind", "validity"), [("normative", "in_force"), ("rules", "in_force"), ("general", "")]
)
def test_a_normative_document_is_in_force_once_it_is_public(kind, validity, db):
    factories.organ("chengshi", kind="government", level="city")
    assert builders.published(builders.office("chengshi"), kind=kind).validity == validity


@pytest.mark.parametrize(
    ("validity", "ended_on", "why"),
    [
        ("repealed", None, "须填写日期"),
        ("in_force", date(2026, 11, 20), "其他状态不填"),
        ("expired", date(2026, 11, 15), "早于成文日期"),
    ],
)
def test_record_validity_refuses_an_end_that_does_not_fit(validity, ended_on, why, staff):
    item = builders.published(staff, kind="normative")

    with pytest.raises(Refused, match=why):
        actions.record_validity(item, by=staff.submitter, validity=validity, basis="依据", ended_on=ended_on)


def test_record_validity_says_until_when_and_by_what(staff):
    item = builders.published(staff, kind="normative")

    actions.record_validity(
        item, by=staff.submitter, validity="repealed", basis="青财发〔2026〕30号", ended_on=date(2026, 11, 20)
    )

    item.refresh_from_db()
    assert (item.validity, item.ended_on, item.validity_basis) == (
        "repealed",
        date(2026, 11, 20),
        "青财发〔2026〕30号",
    )


def test_a_merger_gives_the_items_to_the_successor_and_history_stays(staff):
    item = builders.published(staff)
    heir = factories.organ("development")

    merge_organ(item.organ, into=heir, on=date(2026, 11, 20), by=SYSTEM)

    item.refresh_from_db()
    assert (item.organ_id, public_item(item.index_number).organ.code) == (heir.pk, "finance")
