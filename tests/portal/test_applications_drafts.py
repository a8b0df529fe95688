"""The draft: nothing typed is lost, nobody else reads it, and it is gone when its time is over."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client

from gongkai.applications import actions, queries
from gongkai.applications.models import Application, Draft
from gongkai.applications.tasks import forget_drafts
from gongkai.foundation.ledger import Entry
from gongkai.foundation.moment import acting_at, now
from gongkai.portal.applications import drafts
from tests.applications.builders import APPLICANT_NAME, IDENTITY_NUMBER, PHONE, WANTED, at

FORM, KEEP = "/apply/form/", "/apply/form/draft/"
KEPT, GO_ON, DROP = "/apply/draft/", "/apply/draft/continue/", "/apply/draft/drop/"
HTMX = {"HX-Request": "true"}
MONDAY = date(2025, 3, 3)


@pytest.fixture(autouse=True)
def _monday():
    with at(MONDAY):
        yield


def text(response):
    return response.content.decode()


def typed(organ, **changed):
    given = {
        "organ": organ.pk,
        "token": "a" * 32,
        "name": APPLICANT_NAME,
        "identity_number": IDENTITY_NUMBER,
        "phone": PHONE,
        "description": WANTED,
    }
    return given | changed


def saved(client, organ, **changed):
    """The code under which half a form was kept."""
    client.post(FORM, typed(organ, step="save", **changed))
    return client.cookies[drafts.COOKIE].value


def test_what_was_typed_is_there_again_without_the_number_of_the_paper(client, organ):
    response = client.post(FORM, typed(organ, step="save"), follow=True)
    assert response.redirect_chain == [(KEPT, 302)]
    assert client.cookies[drafts.COOKIE].value in text(response)

    form = client.get(FORM).context["form"]
    assert {name: form[name].value() for name in ("name", "phone", "description", "token")} == {
        "name": APPLICANT_NAME,
        "phone": PHONE,
        "description": WANTED,
        "token": "a" * 32,
    }
    assert str(form["organ"].value()) == str(organ.pk)
    assert form["identity_number"].value() is None
    assert IDENTITY_NUMBER not in Draft.objects.get().told


def test_the_table_holds_no_word_of_it_in_the_open(client, organ):
    code = saved(client, organ)
    with connection.cursor() as cursor:
        cursor.execute("select * from applications_draft")
        row = " ".join(str(value) for value in cursor.fetchone())
    for secret in (APPLICANT_NAME, PHONE, WANTED, code):
        assert secret not in row


def test_it_is_continued_on_another_device_with_its_code_however_typed(client, organ):
    code, client_elsewhere = saved(client, organ), Client()
    response = client_elsewhere.post(GO_ON, {"draft_code": f" {code.lower().replace('-', ' ')} "})

    assert response["Location"] == FORM
    assert client_elsewhere.cookies[drafts.COOKIE].value == code
    assert WANTED in text(client_elsewhere.get(FORM))


def test_the_cookie_ends_with_the_browser_and_no_script_reads_it(client, organ):
    saved(client, organ)
    cookie = client.cookies[drafts.COOKIE]

    assert (cookie["max-age"], cookie["expires"], cookie["httponly"], cookie["samesite"], cookie["path"]) == (
        "",
        "",
        True,
        "Lax",
        "/apply/",
    )


def test_a_code_that_opens_nothing_is_told_and_a_made_up_cookie_is_not_taken_over(client, organ):
    response = client.post(GO_ON, {"draft_code": "AAAA-AAAA-AAAA"})
    assert list(response.context["form"].errors) == ["draft_code"]

    client.cookies[drafts.COOKIE] = "AAAA-AAAA-AAAA"
    assert saved(client, organ) != "AAAA-AAAA-AAAA"


def test_guessing_codes_is_slowed_down(client, db, monkeypatch):
    monkeypatch.setattr(
        drafts, "CONTINUING", drafts.CONTINUING.__class__("draft code", 2, drafts.CONTINUING.per)
    )

    answers = [client.post(GO_ON, {"draft_code": f"AAAA-AAAA-AAA{n}"}).status_code for n in range(3)]
    assert answers == [200, 200, 429]


def test_while_typing_it_is_saved_again_under_the_same_code(client, organ):
    first = client.post(KEEP, typed(organ), headers=HTMX)
    code = client.cookies[drafts.COOKIE].value
    assert code in text(first)
    assert "<html" not in text(first)
    client.post(KEEP, typed(organ, description="第二次"), headers=HTMX)

    assert client.cookies[drafts.COOKIE].value == code
    assert queries.draft_of(code).told["description"] == "第二次"
    assert Draft.objects.count() == 1


def test_one_address_that_begins_too_many_drafts_keeps_its_form_but_no_more_drafts(
    client, organ, monkeypatch
):
    monkeypatch.setattr(drafts, "BEGINNING", drafts.BEGINNING.__class__("draft", 1, drafts.BEGINNING.per))
    saved(client, organ)
    client.cookies.clear()
    response = client.post(FORM, typed(organ, step="save"))

    assert response.status_code == 429
    assert WANTED in text(response)
    assert Draft.objects.count() == 1


def test_what_was_sent_or_thrown_away_leaves_no_draft(client, organ):
    saved(client, organ)
    assert client.post(DROP)["Location"] == FORM
    assert (Draft.objects.count(), client.cookies[drafts.COOKIE].value) == (0, "")

    saved(client, organ)
    rest = {
        "applicant_kind": "natural",
        "identity_kind": "resident_id",
        "supply_form": "electronic",
        "delivery_way": "online",
    }
    assert client.post(FORM, typed(organ, **rest))["Location"] == "/apply/sent/"
    assert Draft.objects.count() == 0
    assert Application.objects.get().description == WANTED


def test_a_form_with_mistakes_goes_into_the_draft_that_is_being_written(client, organ):
    code = saved(client, organ)
    client.post(FORM, typed(organ, description="改过的描述", phone=""))

    assert queries.draft_of(code).told["description"] == "改过的描述"


def test_looking_for_the_organ_loses_nothing(client, organ):
    response = client.post(FORM, typed(organ, step="find") | {"organ": ""})
    assert response.context["words"] == WANTED
    form = client.get(FORM, {"organ": organ.code}).context["form"]

    assert (form["organ"].value(), form["name"].value()) == (organ.pk, APPLICANT_NAME)


def test_after_its_days_it_opens_no_more_and_is_cleared_away_at_night(client, organ):
    code = saved(client, organ)
    with acting_at(now() + queries.DRAFT_LIFE - timedelta(minutes=1)):
        assert queries.draft_of(code) is not None
        assert forget_drafts.call() == 0
    with acting_at(now() + queries.DRAFT_LIFE + timedelta(minutes=1)):
        assert queries.draft_of(code) is None
        assert forget_drafts.call() == 1


def test_saving_writes_nothing_into_the_ledger(client, organ):
    before = Entry.objects.count()
    saved(client, organ)
    actions.drop_draft(client.cookies[drafts.COOKIE].value)

    assert Entry.objects.count() == before
