"""Who chose it is told of each step by message, and a lost query code is replaced without telling strangers anything."""

from datetime import date

import pytest

from gongkai.applications import actions, queries
from gongkai.applications.models import Application
from gongkai.applications.workflow import WORKFLOW
from gongkai.foundation.ledger import Entry
from gongkai.foundation.messaging import Message
from gongkai.foundation.workflow import Refused
from tests.applications import builders
from tests.applications.builders import APPLICANT_NAME, IDENTITY_NUMBER, PHONE, WANTED, at

MONDAY = date(2025, 3, 3)
EMAIL = "Xiaoming@Example.cn"
SITE = "https://gongkai.qinghe.example"


@pytest.fixture(autouse=True)
def _monday(settings):
    settings.GONGKAI_CHANNELS = {"sms": "console", "email": "console"}
    settings.SITE_URL = SITE
    with at(MONDAY):
        yield


def texts():
    return [one.text for one in Message.objects.order_by("pk")]


def told_of(run, organ, handler, **chosen):
    """What the applicant is told when this is done to a new application."""
    one = builders.handling(organ, handler, email=EMAIL, **chosen)
    Message.objects.all().delete()
    run(one)
    return texts()


STEPS = [
    (
        lambda one, handler, head: actions.request_supplement(one, by=handler, defects="请写明文号"),
        "需要您补正",
    ),
    (lambda one, handler, head: extended(one, handler, head), "答复期限已经延长"),
    (
        lambda one, handler, head: actions.serve_fee_notice(one, by=handler, method="pages", quantity=100),
        "需要您缴纳信息处理费",
    ),
    (
        lambda one, handler, head: WORKFLOW.move(
            one, "reply", by=handler, changes={"outcome": "granted", "closed_on": MONDAY}
        ),
        "已经答复",
    ),
    (lambda one, handler, head: actions.withdraw_application(one, by=handler, note="来电撤回"), "已经撤回"),
]


def extended(one, handler, head):
    actions.propose_extension(one, by=handler, days=10, reason="需要汇总")
    actions.extend_reply(one, by=head)


@pytest.mark.parametrize(("step", "news"), STEPS)
def test_each_step_is_told_once_with_number_and_address_and_nothing_personal(
    step, news, organ, handler, head
):
    [text] = told_of(lambda one: step(one, handler, head), organ, handler, notice_way="sms")

    number = Application.objects.get().number
    assert news in text
    assert f"{SITE}/apply/status/?number={number}" in text
    for personal in (APPLICANT_NAME, IDENTITY_NUMBER, PHONE, EMAIL, WANTED, "请写明文号"):
        assert personal not in text


@pytest.mark.parametrize(("way", "to"), [("sms", PHONE), ("email", EMAIL)])
def test_the_message_takes_the_way_that_was_chosen(way, to, organ, handler):
    one = builders.handling(organ, handler, email=EMAIL, notice_way=way)
    message = Message.objects.get()

    assert (message.channel, message.to, message.organ_id) == (way, to, organ.pk)
    assert "已经登记" in message.text
    assert message.about == queries.about(one) == f"applications.application:{one.pk}"


@pytest.mark.parametrize(
    "chosen", [{}, {"notice_way": "email", "email": ""}, {"notice_way": "sms", "phone": "", "email": EMAIL}]
)
def test_who_did_not_choose_it_or_gave_no_contact_is_told_nothing(chosen, organ, handler):
    builders.handling(organ, handler, **chosen)

    assert texts() == []


def test_an_act_that_fails_tells_nothing(organ, handler):
    def fail(one):
        with pytest.raises(Refused):
            actions.withdraw_application(one, by=handler)

    assert told_of(fail, organ, handler, notice_way="sms") == []


def test_without_a_site_address_the_message_names_the_place_in_words(organ, handler, settings):
    settings.SITE_URL = ""
    builders.handling(organ, handler, notice_way="sms")

    assert texts()[0].endswith("请凭申请编号和查询码在本网站“依申请公开”中查询。")


# --- the code sent again ----------------------------------------------------------------------------------


@pytest.fixture
def taken(organ):
    return actions.submit(organ, builders.particulars(email=EMAIL), token=builders.token())


def code_in(text):
    return text.partition("新查询码是")[2][:11]


@pytest.mark.parametrize(
    ("contact", "channel"),
    [
        (PHONE, "sms"),
        ("138-0013 8000", "sms"),
        ("+86 13800138000", "sms"),
        ("１３８００１３８０００", "sms"),
        (EMAIL.lower(), "email"),
    ],
)
def test_the_contact_gets_a_new_code_and_the_old_one_dies(contact, channel, taken):
    one = taken.application
    actions.resend_code(one.number.lower(), contact)
    message = Message.objects.get()

    assert message.channel == channel
    assert queries.opened_by(one.number, taken.code) is None
    assert queries.opened_by(one.number, code_in(message.text)) == one
    entry = Entry.objects.get(verb="applications.resend_code")
    assert (entry.facts, entry.actor_duty) == ({"channel": channel}, "applicant")


@pytest.mark.parametrize("contact", ["13900139000", "someone@example.cn", "", "@", "欧阳小明"])
def test_another_contact_changes_nothing(contact, taken):
    actions.resend_code(taken.application.number, contact)

    assert queries.opened_by(taken.application.number, taken.code) == taken.application
    assert (texts(), Entry.objects.filter(verb="applications.resend_code").count()) == ([], 0)


def test_an_unknown_number_changes_nothing(taken):
    actions.resend_code("FINANCE-2025-9999", PHONE)

    assert texts() == []


@pytest.mark.parametrize("given", [{"phone": "0571-87654321"}, {"phone": "", "postal_address": "青禾市"}])
def test_a_landline_and_no_number_at_all_get_no_code(given, organ):
    taken = actions.submit(organ, builders.particulars(**given), token=builders.token())
    actions.resend_code(taken.application.number, given["phone"])

    assert queries.opened_by(taken.application.number, taken.code) is not None


def test_where_nothing_can_be_sent_the_code_stays(taken, settings):
    settings.GONGKAI_CHANNELS = {"sms": "", "email": ""}
    actions.resend_code(taken.application.number, PHONE)

    assert queries.opened_by(taken.application.number, taken.code) == taken.application


def test_codes_cannot_be_made_to_die_all_day(taken):
    for _n in range(5):
        actions.resend_code(taken.application.number, PHONE)
    assert len(texts()) == 3
    assert queries.opened_by(taken.application.number, code_in(texts()[-1])) is not None

    with at(date(2025, 3, 5)):
        actions.resend_code(taken.application.number, PHONE)
    assert len(texts()) == 4
