"""Joint documents (arts. 10, 11): the lead publishes, and only what all its makers agree to."""

import pytest

from gongkai.disclosure import actions, queries
from gongkai.disclosure.workflow import AgreementState, State
from gongkai.foundation.ledger import history_of
from gongkai.foundation.workflow import Refused
from tests import factories
from tests.disclosure import builders


@pytest.fixture
def partner(staff):
    """The office of the organ that made it jointly."""
    return builders.office("development")


def joint(staff, partner):
    item = builders.item(staff)
    [agreement] = actions.ask_co_makers(item, organs=[factories.organ("development")], by=staff.submitter)
    return item, agreement


def test_art_11_nothing_is_signed_before_the_co_makers_agree(staff, partner):
    item, agreement = joint(staff, partner)
    builders.clear(item, staff)

    with pytest.raises(Refused, match="尚未同意公开现有内容：示例机关development"):
        actions.sign_off(item, by=staff.signer)
    actions.agree(agreement, by=partner.signer)
    actions.sign_off(item, by=staff.signer, release=True)

    assert item.state == State.PUBLISHED


def test_art_11_an_objection_stops_it_and_says_why(staff, partner):
    item, agreement = joint(staff, partner)
    builders.clear(item, staff)
    actions.object_to(agreement, by=partner.head, remarks="附表数据与我单位不一致")

    with pytest.raises(Refused, match="尚未同意"):
        actions.sign_off(item, by=staff.signer)
    [said] = queries.agreements_on(item)
    assert (said.state, said.remarks, said.answered_by) == (
        AgreementState.OBJECTED,
        "附表数据与我单位不一致",
        partner.head.name,
    )


def test_an_emergency_does_not_go_round_the_co_makers(staff, partner):
    item, _agreement = joint(staff, partner)

    with pytest.raises(Refused, match="尚未同意"):
        actions.publish_at_once(item, reason="汛情", by=staff.signer)


def test_what_was_changed_after_they_agreed_is_asked_again(staff, partner):
    item, agreement = joint(staff, partner)
    actions.agree(agreement, by=partner.signer)
    actions.edit(item, by=staff.submitter, body="改过的正文。")
    actions.submit(item, by=staff.submitter)

    agreement.refresh_from_db()
    assert (agreement.state, agreement.digest) == (AgreementState.ASKED, item.content_digest())
    assert [entry.verb for entry in history_of(agreement)] == [
        "disclosure.ask_co_maker",
        "disclosure.agree",
        "disclosure.ask_again",
    ]


def test_what_was_not_changed_is_not_asked_again(staff, partner):
    item, agreement = joint(staff, partner)
    actions.agree(agreement, by=partner.signer)
    actions.submit(item, by=staff.submitter)

    agreement.refresh_from_db()
    assert agreement.state == AgreementState.AGREED


def test_a_correction_is_agreed_to_anew(staff, partner):
    item, agreement = joint(staff, partner)
    actions.agree(agreement, by=partner.signer)
    builders.clear(item, staff)
    actions.sign_off(item, by=staff.signer, release=True)
    actions.start_correction(item, by=staff.submitter, reason="有误")
    actions.edit(item, by=staff.submitter, title="更正后的名称")
    builders.clear(item, staff)

    with pytest.raises(Refused, match="尚未同意"):
        actions.sign_off(item, by=staff.signer)


def test_a_co_maker_answers_only_what_it_was_shown(staff, partner):
    item, agreement = joint(staff, partner)
    assert queries.content_asked_about(agreement) == item
    actions.edit(item, by=staff.submitter, body="改过的正文。")

    with pytest.raises(Refused, match="牵头机关正在修改内容"):
        actions.agree(agreement, by=partner.signer)
    agreement.refresh_from_db()
    assert (agreement.state, queries.content_asked_about(agreement)) == (AgreementState.ASKED, None)


def test_an_objection_may_be_taken_back(staff, partner):
    _item, agreement = joint(staff, partner)
    actions.object_to(agreement, by=partner.signer, remarks="待核")
    actions.agree(agreement, by=partner.signer)

    assert agreement.state == AgreementState.AGREED


def test_an_objection_needs_a_reason(staff, partner):
    _item, agreement = joint(staff, partner)

    with pytest.raises(Refused, match="不同意公开的理由"):
        actions.object_to(agreement, by=partner.signer, remarks="")


def test_what_is_public_is_asked_about_no_more(staff, partner):
    item, agreement = joint(staff, partner)
    actions.agree(agreement, by=partner.signer)
    builders.clear(item, staff)
    actions.sign_off(item, by=staff.signer, release=True)

    with pytest.raises(Refused, match="不再征求意见"):
        actions.object_to(agreement, by=partner.signer, remarks="反悔")
    assert list(queries.agreements_of(partner.signer)) == []


def test_art_10_only_the_lead_publishes_and_the_co_maker_does_not_see_the_item(staff, partner):
    item, agreement = joint(staff, partner)
    actions.agree(agreement, by=partner.signer)
    builders.clear(item, staff)
    actions.sign_off(item, by=staff.signer)

    with pytest.raises(Refused, match="须由本机关的签发人办理"):
        actions.publish(item, by=partner.signer)
    assert list(queries.items_of(partner.signer)) == []


def test_only_signer_and_head_of_the_co_maker_see_what_is_asked(staff, partner):
    _item, agreement = joint(staff, partner)

    seen = [list(queries.agreements_of(one)) for one in (partner.signer, partner.head, partner.submitter)]
    assert seen == [[agreement], [agreement], []]
    assert list(queries.agreements_of(staff.signer)) == []
    assert ("待答复的共同制作信息", 1) in [(str(one.label), one.count) for one in queries.todo(partner.head)]


def test_an_organ_is_asked_once_and_not_the_own_one(staff, partner):
    item, agreement = joint(staff, partner)
    development = factories.organ("development")

    assert actions.ask_co_makers(item, organs=[development], by=staff.submitter) == [agreement]
    with pytest.raises(Refused, match="不能作为共同制作机关"):
        actions.ask_co_makers(item, organs=[item.organ], by=staff.submitter)
    with pytest.raises(Refused, match="请选择共同制作机关"):
        actions.ask_co_makers(item, organs=[], by=staff.submitter)
