"""An account without a password: opened by digits sent to a contact, needed by nobody, deleted at will."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection

from gongkai.applications import actions
from gongkai.applications.models import ApplicantAccount, Application, SignInCode
from gongkai.applications.tasks import forget_accounts
from gongkai.foundation.messaging import Message
from gongkai.foundation.moment import acting_at, now
from gongkai.portal.applications import accounts
from tests.applications import builders
from tests.applications.builders import APPLICANT_NAME, IDENTITY_NUMBER, PHONE, WANTED, at
from tests.portal.test_applications import filled

ACCOUNT, SIGN_IN, DIGITS = "/apply/account/", "/apply/account/sign-in/", "/apply/account/sign-in/code/"
FORM, STATUS = "/apply/form/", "/apply/status/"
MONDAY = date(2025, 3, 3)
TOO_LATE = timedelta(minutes=11)
MAIL = "Zhou@Example.cn"


@pytest.fixture(autouse=True)
def _monday(settings):
    settings.GONGKAI_CHANNELS = {"sms": "tests.foundation.post.take", "email": "tests.foundation.post.take"}
    with at(MONDAY):
        yield


def text(response):
    return response.content.decode()


def last_digits():
    return re.search(r"\d{6}", Message.objects.latest("pk").text)[0]


def signs_in(client, contact=PHONE):
    client.post(SIGN_IN, {"contact": contact})
    return client.post(DIGITS, {"digits": last_digits()})


@pytest.mark.parametrize(
    ("contact", "way", "kept"),
    [
        (PHONE, "sms", PHONE),
        ("+86 138-0013-8000", "sms", PHONE),
        ("１３８００１３８０００", "sms", PHONE),
        (MAIL, "email", "zhou@example.cn"),
    ],
)
def test_a_contact_that_is_confirmed_opens_an_account(contact, way, kept, client, db):
    assert signs_in(client, contact)["Location"] == ACCOUNT
    account = ApplicantAccount.objects.get()

    assert (account.channel, account.contact) == (way, kept)
    assert SignInCode.objects.count() == 0
    assert (Message.objects.get().to, client.get(ACCOUNT).status_code) == (kept, 200)


def test_the_second_time_it_is_the_same_account(client, db):
    signs_in(client)
    client.post(f"{ACCOUNT}sign-out/")
    assert client.get(ACCOUNT)["Location"] == SIGN_IN
    signs_in(client, f"+86{PHONE}")

    assert ApplicantAccount.objects.count() == 1


@pytest.mark.parametrize("contact", ["", "12345", "0571-88001234", "没有@", "a b"])
def test_what_is_no_mobile_number_and_no_address_is_told(contact, client, db):
    assert list(client.post(SIGN_IN, {"contact": contact}).context["form"].errors) == ["contact"]
    assert Message.objects.count() == 0


def test_wrong_old_and_used_digits_open_nothing(client, db):
    client.post(SIGN_IN, {"contact": PHONE})
    digits = last_digits()
    with acting_at(now() + TOO_LATE):
        assert list(client.post(DIGITS, {"digits": digits}).context["form"].errors) == ["digits"]
    client.post(SIGN_IN, {"contact": PHONE})
    digits = last_digits()
    assert actions.sign_in("13900139000", digits) is None
    assert actions.sign_in(PHONE, digits) is not None
    assert actions.sign_in(PHONE, digits) is None


def test_after_five_wrong_tries_the_right_digits_are_wrong_too(client, db):
    client.post(SIGN_IN, {"contact": PHONE})
    digits = last_digits()
    wrong = f"{(int(digits) + 1) % 1_000_000:06d}"
    assert [actions.sign_in(PHONE, wrong) for _try in range(5)] == [None] * 5

    assert actions.sign_in(PHONE, digits) is None


def test_a_contact_gets_three_codes_an_hour_whoever_asks(client, db):
    for _n in range(5):
        assert client.post(SIGN_IN, {"contact": PHONE})["Location"] == DIGITS

    assert Message.objects.count() == 3


def test_digits_cannot_be_tried_without_having_asked(client, db):
    assert client.get(DIGITS)["Location"] == SIGN_IN
    assert client.post(DIGITS, {"digits": "123456"})["Location"] == SIGN_IN


def test_what_is_sent_while_signed_in_is_listed_and_opened_without_its_code(client, organ):
    signs_in(client)
    client.post(FORM, filled(organ, client))
    one = Application.objects.get()
    client.cookies.pop("gongkai_draft", None)

    assert WANTED in text(client.get(ACCOUNT))
    assert client.get(f"{STATUS}{one.number}/").status_code == 200
    client.post(f"{ACCOUNT}sign-out/")
    assert client.get(f"{STATUS}{one.number}/").status_code == 302


def test_an_earlier_application_is_added_with_its_code_and_not_without(client, organ):
    taken = actions.submit(organ, builders.particulars(), token=builders.token())
    signs_in(client)
    wrong = client.post(ACCOUNT, {"number": taken.application.number, "code": "AAAAA-AAAAA"})
    assert "申请编号或者查询码不正确" in text(wrong)
    assert client.post(ACCOUNT, {"number": taken.application.number, "code": taken.code}).status_code == 302

    assert WANTED in text(client.get(ACCOUNT))


def test_the_next_form_is_filled_in_but_for_the_number_of_the_paper(client, organ):
    signs_in(client)
    client.post(FORM, filled(organ, client))
    form = client.get(FORM).context["form"]

    assert (form["name"].value(), form["phone"].value()) == (APPLICANT_NAME, PHONE)
    assert (form["identity_number"].value(), form["description"].value()) == (None, None)
    assert IDENTITY_NUMBER not in ApplicantAccount.objects.get().told


def test_the_table_holds_the_contact_sealed_and_a_digest_of_its_own(client, organ):
    taken = actions.submit(organ, builders.particulars(), token=builders.token())
    signs_in(client)
    with connection.cursor() as cursor:
        cursor.execute("select * from applications_applicantaccount")
        row = " ".join(str(value) for value in cursor.fetchone())

    assert PHONE not in row
    assert taken.application.phone_digest not in row


def test_deleting_takes_the_account_and_leaves_the_application(client, organ):
    signs_in(client)
    client.post(FORM, filled(organ, client))
    assert client.post(f"{ACCOUNT}delete/").status_code == 302
    assert ApplicantAccount.objects.count() == 1
    client.post(f"{ACCOUNT}delete/", {"sure": "on"})

    assert (ApplicantAccount.objects.count(), Application.objects.count()) == (0, 1)
    assert client.get(ACCOUNT)["Location"] == SIGN_IN


def test_an_account_that_was_deleted_elsewhere_is_signed_out_here(client, db):
    signs_in(client)
    actions.delete_account(ApplicantAccount.objects.get())

    assert client.get(ACCOUNT)["Location"] == SIGN_IN


def test_accounts_nobody_opens_any_more_are_cleared_away(client, db):
    signs_in(client)
    with acting_at(now() + timedelta(days=729)):
        assert forget_accounts.call() == 0
    with acting_at(now() + timedelta(days=731)):
        assert forget_accounts.call() == 1


def test_where_nothing_can_be_sent_the_page_says_so_and_applying_goes_on(client, db, settings):
    settings.GONGKAI_CHANNELS = {"sms": "", "email": ""}

    assert "暂时不能登录" in text(client.get(SIGN_IN))
    assert Message.objects.count() == 0
    assert client.get(FORM).status_code == 200


def test_asking_for_many_codes_from_one_address_is_slowed_down(client, db, monkeypatch):
    kept = accounts.SIGNING_IN_CODES
    monkeypatch.setattr(accounts, "SIGNING_IN_CODES", kept.__class__(kept.purpose, 1, kept.per))
    codes = [client.post(SIGN_IN, {"contact": f"1380013800{n}"}).status_code for n in range(2)]

    assert codes == [302, 429]
