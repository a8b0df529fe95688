"""A wrong address: moved before registration, handed over after the reply, seen by both organs (art. 36(5))."""

from datetime import date

import pytest

from gongkai.accounts.queries import Duty
from gongkai.applications import actions, queries
from gongkai.applications.models import Application, Transfer
from gongkai.foundation.ledger import Entry, history_of
from gongkai.foundation.workflow import Refused, Stale
from tests import factories
from tests.applications import builders
from tests.applications.builders import WANTED, at, particulars, token

MONDAY = date(2025, 3, 3)
WHY = "属于柳塘镇人民政府制作的信息"
OTHER_ORGAN = {"reason": "由柳塘镇制作", "responsible_organ": "柳塘镇人民政府"}


@pytest.fixture(autouse=True)
def _monday():
    with at(MONDAY):
        yield


@pytest.fixture
def town(db):
    return factories.organ("liutang")


@pytest.fixture
def sent(organ):
    return actions.submit(organ, particulars(), token=token())


@pytest.fixture
def refused(organ, handler):
    one = builders.handling(organ, handler)
    builders.replied(one, by=handler, kind="other_organ", contents=OTHER_ORGAN)
    return one


def test_an_unregistered_application_moves_with_its_number_and_its_code(sent, town, handler, stranger):
    one = sent.application
    actions.transfer(one, town, by=handler, reason=WHY)

    one.refresh_from_db()
    assert (one.organ, one.state, one.number) == (town, "submitted", "FINANCE-2025-0001")
    assert one.label == "FINANCE-2025-0001"
    assert queries.opened_by(one.number, sent.code) == one
    assert not queries.visible_to(handler).exists()
    assert queries.case(stranger, one.number) == one
    actions.register(one, by=stranger, confirmed_on=MONDAY)
    assert one.received_on == MONDAY


def test_both_organs_see_the_transfer_and_no_third(sent, town, handler, stranger, head):
    row = actions.transfer(sent.application, town, by=handler, reason=WHY)
    assert (row.letter.kind, row.letter.number) == ("transfer", "市财政局公开〔2025〕1号")
    third = factories.actor(factories.organ("third"), Duty.APPLICATION_HANDLER)

    for one in (handler, head, stranger):
        assert list(queries.transfers_seen_by(one)) == [row]
    assert not queries.transfers_seen_by(third).exists()
    assert not queries.transfers_seen_by(factories.actor(town, Duty.REPORT_CLERK)).exists()
    assert (row.from_organ.code, row.to_organ, row.reason) == ("finance", town, WHY)
    assert [entry.verb for entry in history_of(sent.application)] == [
        "applications.submit",
        "applications.transfer",
    ]


def test_who_is_reminded_of_it_works_where_it_is_now(sent, town, handler, stranger):
    with at(date(2025, 3, 7)):
        actions.remind_of_cases()
        assert queries.unread_reminders(handler).count() == 1
        actions.transfer(sent.application, town, by=handler, reason=WHY)

        assert not queries.reminders_of(handler).exists()
        assert queries.unread_reminders(stranger).count() == 1


def test_it_is_moved_once_and_not_to_and_fro(sent, organ, town, handler, stranger):
    actions.transfer(sent.application, town, by=handler, reason=WHY)
    with pytest.raises(Refused, match="已经转送过一次"):
        actions.transfer(sent.application, organ, by=stranger, reason="不是我镇的")

    assert Transfer.objects.count() == 1


def test_the_same_form_sent_again_after_a_transfer_is_still_the_same_application(organ, town, handler):
    secret = token()
    first = actions.submit(organ, particulars(), token=secret)
    actions.transfer(first.application, town, by=handler, reason=WHY)
    again = actions.submit(organ, particulars(), token=secret)

    assert (again.application, again.is_new) == (first.application, False)


def test_a_registered_application_is_answered_and_not_moved(organ, handler, town):
    with pytest.raises(Refused, match="状态下不能"):
        actions.transfer(builders.handling(organ, handler), town, by=handler, reason=WHY)


def test_a_paper_stays_where_it_was_handed_in(organ, handler, town):
    one = actions.take_in(
        organ, particulars(), by=handler, channel="ordinary_post", arrived_on=MONDAY
    ).application
    with pytest.raises(Refused, match="只有网上提交的申请"):
        actions.transfer(one, town, by=handler, reason=WHY)


@pytest.mark.parametrize(
    ("reason", "why"),
    [("", "请写明理由"), ("长" * 201, "不超过200字"), ("电话13800138000的申请人", "不要写身份证号码")],
)
def test_a_transfer_has_a_reason_without_personal_numbers(sent, town, handler, reason, why):
    with pytest.raises(Refused, match=why):
        actions.transfer(sent.application, town, by=handler, reason=reason)


def test_it_goes_only_to_a_living_organ_of_the_same_region(sent, organ, handler):
    elsewhere = factories.organ("elsewhere", region="330100")
    gone = factories.organ("gone", existed_to=date(2020, 1, 1))
    for wrong in (elsewhere, gone, organ):
        with pytest.raises(Refused, match="请选择本地区"):
            actions.transfer(sent.application, wrong, by=handler, reason=WHY)


def test_only_the_own_handler_moves_or_hands_over(sent, refused, town, head, stranger):
    for other in (head, stranger):
        with pytest.raises(Refused, match="依申请公开承办人"):
            actions.transfer(sent.application, town, by=other, reason=WHY)
        with pytest.raises(Refused, match="依申请公开承办人"):
            actions.hand_over(refused, town, by=other, consent="电话同意")


def test_what_was_answered_as_another_organ_s_is_handed_over_with_consent(refused, town, handler, stranger):
    with at(date(2025, 3, 5)):
        taken = actions.hand_over(refused, town, by=handler, consent="申请人3月5日电话同意")
    made = taken.application

    assert (made.organ, made.number, made.state) == (town, "LIUTANG-2025-0001", "submitted")
    assert (made.channel, made.office_received_on) == ("online", date(2025, 3, 5))
    assert made.description == WANTED
    assert queries.opened_by(made.number, taken.code) == made
    assert refused.state == "replied"
    [row] = queries.transfers_of(refused)
    assert queries.transfers_of(made) == [row]
    assert row.successor == made
    entry = Entry.objects.get(verb="applications.hand_over")
    told = {"from": "青禾市财政局", "to": "柳塘镇人民政府", "number": made.number}
    assert entry.facts == told | {"letter": row.letter.number}
    assert row.letter.application == refused
    assert row.letter.is_for_applicant
    assert queries.case(stranger, made.number) == made
    assert not queries.visible_to(handler).filter(pk=made.pk).exists()


def test_a_second_click_hands_over_nothing(refused, town, handler):
    seen = refused.revision
    actions.hand_over(refused, town, by=handler, consent="电话同意", seen=seen)
    with pytest.raises(Stale):
        actions.hand_over(refused, town, by=handler, consent="电话同意", seen=seen)

    assert Application.objects.count() == 2


def test_an_application_answered_otherwise_is_not_handed_over(organ, handler, town):
    one = builders.handling(organ, handler)
    builders.replied(
        one, by=handler, kind="nonexistent", contents={"search": "档案室", "nonexistence": "没有"}
    )
    with pytest.raises(Refused, match="只有答复“不属于本机关负责公开”"):
        actions.hand_over(one, town, by=handler, consent="电话同意")
