"""A lost query code: one answer for all, in the same time, and nothing in the open on its way."""

import re
from datetime import date

import pytest
from django.db import connection

from gongkai.applications import actions, queries
from gongkai.foundation.messaging import Message
from gongkai.portal.applications import code
from tests.applications import builders
from tests.applications.builders import PHONE, at

PAGE = "/apply/status/code/"
MONDAY = date(2025, 3, 3)


@pytest.fixture(autouse=True)
def _monday(settings):
    settings.GONGKAI_CHANNELS = {"sms": "console", "email": ""}
    with at(MONDAY):
        yield


@pytest.fixture
def taken(organ):
    return actions.submit(organ, builders.particulars(), token=builders.token())


def text(response):
    return response.content.decode()


def test_the_status_form_leads_to_a_page_that_sends_a_new_code(client, taken):
    number = taken.application.number
    assert f'href="{PAGE}?number={number}"' in text(client.get("/apply/status/", {"number": number}))
    assert client.get(PAGE, {"number": number}).context["form"]["number"].value() == number

    response = client.post(PAGE, {"number": number, "contact": PHONE}, follow=True)

    assert "新的查询码几分钟内就会发到" in text(response)
    told = Message.objects.get().text
    assert queries.opened_by(number, re.search(r"新查询码是(\S{11})，", told)[1]) == taken.application


@pytest.fixture
def queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def test_whoever_asks_for_whatever_gets_the_same_answer_by_the_same_questions(
    queue, client, taken, django_assert_num_queries
):
    number = taken.application.number
    client.post(PAGE, {"number": number, "contact": PHONE})
    answers = set()
    for told in ((number, PHONE), (number, "13900139000"), ("FINANCE-2025-9999", PHONE)):
        with django_assert_num_queries(6):
            response = client.post(PAGE, dict(zip(("number", "contact"), told, strict=True)))
        answers.add((response.status_code, response["Location"], response.content))

    assert answers == {(302, f"{PAGE}?asked=1", b"")}
    assert not Message.objects.exists()


def test_neither_number_nor_contact_waits_in_the_open(queue, client, taken):
    client.post(PAGE, {"number": taken.application.number, "contact": PHONE})
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM django_tasks_database_dbtaskresult")
        [row] = cursor.fetchall()

    assert "resend_code" in str(row)
    assert PHONE not in str(row)
    assert taken.application.number not in str(row)


def test_asking_is_slowed_down(client, taken, monkeypatch):
    monkeypatch.setattr(code, "FORGETTING", code.FORGETTING.__class__("code", 2, code.FORGETTING.per))
    told = {"number": taken.application.number, "contact": "13900139000"}

    assert [client.post(PAGE, told).status_code for _try in range(3)] == [302, 302, 429]


@pytest.mark.parametrize("told", [{"number": "", "contact": PHONE}, {"number": "A", "contact": ""}])
def test_what_is_left_empty_is_told(told, client, taken):
    assert "error-summary" in text(client.post(PAGE, told))


def test_where_nothing_can_be_sent_the_page_leads_to_the_office(client, taken, settings):
    settings.GONGKAI_CHANNELS = {"sms": "", "email": ""}
    page = text(client.get(PAGE))

    assert 'name="contact"' not in page
    assert "请持有效证件到受理机关的公开工作机构核实" in page
    client.post(PAGE, {"number": taken.application.number, "contact": PHONE})
    assert queries.opened_by(taken.application.number, taken.code) == taken.application


@pytest.mark.parametrize(("channels", "offered"), [({"sms": "console"}, ["", "sms"]), ({}, None)])
def test_the_form_offers_the_ways_that_are_open(channels, offered, client, organ, settings):
    settings.GONGKAI_CHANNELS = channels
    form = client.get("/apply/form/").context["form"]

    field = form.fields.get("notice_way")
    assert (field and [way for way, _label in field.choices]) == offered


def test_a_way_without_its_contact_is_asked_for(client, organ, settings):
    settings.GONGKAI_CHANNELS = {"sms": "console", "email": "console"}
    for way, lacking in (("sms", "phone"), ("email", "email")):
        given = {"notice_way": way, "phone": "0571-87654321", "postal_address": "青禾市人民路1号"}
        assert lacking in client.post("/apply/form/", given).context["form"].errors
