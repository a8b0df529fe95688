"""What the applicant is told while an application is handled, and when it lapses (arts. 30, 33, 35; Fee Measures, 6)."""

from datetime import date

import pytest

from gongkai.applications import actions, queries
from gongkai.foundation.messaging import Message
from gongkai.foundation.workflow import Refused
from tests.applications import builders
from tests.applications.builders import at

DAY = date(2025, 3, 4)


def kinds(application):
    return [letter.kind for letter in application.letters.all()]


@pytest.fixture
def one(organ, handler):
    return builders.handling(organ, handler, on=DAY)


def test_reasons_are_asked_for_once_and_the_reply_period_goes_on_A_40(one, handler):
    due = one.due_on
    with at(DAY):
        actions.ask_for_reasons(one, by=handler, finding="本月已申请46件。", until=date(2025, 3, 20))
        with pytest.raises(Refused, match="已经要求"):
            actions.ask_for_reasons(one, by=handler, finding="本月已申请47件。", until=date(2025, 3, 20))

    assert kinds(one) == ["receipt", "reasons"]
    assert one.letters.last().is_for_applicant
    assert (one.due_on, queries.clock(one).state) == (due, "running")


@pytest.mark.parametrize(
    ("finding", "until", "why"), [(" ", date(2025, 3, 20), "请写明数量"), ("46件。", DAY, "应晚于今天")]
)
def test_reasons_are_asked_for_with_a_finding_and_a_day(one, handler, finding, until, why):
    with at(DAY), pytest.raises(Refused, match=why):
        actions.ask_for_reasons(one, by=handler, finding=finding, until=until)

    assert kinds(one) == ["receipt"]


def test_the_applicant_is_told_once_that_others_are_asked_side_by_side_A_39(one, handler):
    with at(DAY):
        for party in ("third_party", "co_maker"):
            actions.serve_consultation(one, by=handler, party=party, name="某公司", question="是否同意公开")

    assert kinds(one) == ["receipt", "consulted", "consultation", "co_maker"]
    assert [letter.kind for letter in one.letters.all() if letter.is_for_applicant] == [
        "receipt",
        "consulted",
    ]


def test_who_lets_the_supplement_pass_is_told_that_it_is_not_handled_A_34(one, handler):
    with at(DAY):
        actions.request_supplement(one, by=handler, defects="请写明年度。", days=5)
    with at(date(2025, 3, 12)):
        actions.lapse_supplement(one, by=handler)

    assert kinds(one) == ["receipt", "supplement", "reply"]
    assert queries.unserved_letters(one) == []
    assert one.reply is None


def test_who_does_not_pay_is_told_so_and_the_letter_by_post_is_served_before_the_file_closes_C_06(
    organ, handler
):
    with at(DAY):
        one = builders.handling(organ, handler, delivery_way="post", postal_address="青禾市人民路1号")
        actions.serve_fee_notice(one, by=handler, method="pages", quantity=300)
    with at(date(2025, 4, 3)):
        actions.lapse_fee(one, by=handler)
        with pytest.raises(Refused, match="还没有登记送达"):
            actions.archive(one, by=handler)
        [letter] = queries.unserved_letters(one)
        actions.record_service(
            one, letter, by=handler, way="in_person", received_by="本人", served_on=date(2025, 4, 3)
        )
        actions.archive(one, by=handler)

    assert one.state == "archived"


def test_a_petition_gets_its_own_letter_and_it_decides_A_44(one, handler):
    with at(DAY):
        contents = {"reason": "反映的是物业收费。", "channel": "拨打12345热线。"}
        builders.replied(one, by=handler, kind="complaint", contents=contents)

    assert kinds(one) == ["receipt", "not_an_application"]
    assert (one.outcome, one.reply.letter.kind) == ("not_processed.complaint", "not_an_application")


def test_what_was_done_is_told_to_who_chose_to_be_told(organ, handler, settings):
    settings.GONGKAI_CHANNELS = {"sms": "console"}
    with at(DAY):
        one = builders.handling(organ, handler, notice_way="sms")
        actions.serve_consultation(one, by=handler, party="third_party", name="某公司", question="可否")
        actions.ask_for_reasons(one, by=handler, finding="46件。", until=date(2025, 3, 20))
    said = [message.text for message in Message.objects.order_by("pk")]

    assert ["不计入答复期限" in text for text in said] == [False, True, False]
    assert ["说明理由" in text for text in said] == [False, False, True]
