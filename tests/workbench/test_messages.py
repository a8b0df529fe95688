"""The list of what could not be sent: who sees which, that nothing personal stands on it, and sending again."""

import pytest
from django.db import transaction

from gongkai.accounts.queries import Duty
from gongkai.applications import queries
from gongkai.foundation.ledger import Entry
from gongkai.foundation.messaging import Message, send
from tests import factories
from tests.applications import builders

pytestmark = pytest.mark.django_db
PAGE = "/desk/messages/"
PHONE, TEXT = "13800138000", "您的申请已经登记。"


@pytest.fixture(autouse=True)
def _channel(settings):
    settings.GONGKAI_CHANNELS = {"sms": "console", "email": ""}


@pytest.fixture
def one(organ):
    """An application whose message was given up."""
    application = builders.submitted(organ)
    failed(organ, about=queries.about(application))
    return application


def failed(organ, **told):
    with transaction.atomic():
        message = send("sms", PHONE, "", TEXT, organ_id=organ.pk, **told)
    told = {"state": "given_up", "tries": 7, "fault": "refused", "fault_detail": "HTTP 502"}
    Message.objects.filter(pk=message.pk).update(**told)
    return message


def desk(client, organ, duty):
    client.force_login(factories.staff(organ, duty).user)
    return client


def text(response):
    return response.content.decode()


def test_the_head_sees_what_failed_with_the_number_masked_and_the_text_nowhere(client, organ, one):
    page = text(desk(client, organ, Duty.OFFICE_HEAD).get(PAGE))

    assert "138****8000" in page
    assert f'href="/desk/applications/{one.number}/"' in page
    assert "发送服务没有接受" in page
    assert "没有设置：电子邮件" in page
    for hidden in (PHONE, TEXT, "HTTP 502"):
        assert hidden not in page


def test_the_system_administrator_sees_the_fault_of_all_organs_and_no_application(client, one):
    page = text(desk(client, factories.organ(factories.CITY), Duty.SYSTEM_ADMIN).get(PAGE))

    assert "HTTP 502" in page
    assert one.number not in page


def test_another_organs_head_sees_nothing_and_can_send_nothing_again(client, one):
    client = desk(client, factories.organ(factories.TOWN), Duty.OFFICE_HEAD)

    assert client.get(PAGE).context["rows"] == []
    assert client.post(f"{PAGE}{Message.objects.get().pk}/send-again/").status_code == 404


@pytest.mark.parametrize("duty", [Duty.APPLICATION_HANDLER, Duty.SECURITY_ADMIN])
def test_the_page_is_for_heads_and_the_system_administrator(duty, client, organ, one):
    assert desk(client, organ, duty).get(PAGE).status_code == 403


def test_sending_again_is_an_act(client, organ, one, django_capture_on_commit_callbacks, capsys):
    with django_capture_on_commit_callbacks(execute=True):
        response = desk(client, organ, Duty.OFFICE_HEAD).post(
            f"{PAGE}{Message.objects.get().pk}/send-again/", follow=True
        )

    assert response.redirect_chain == [(PAGE, 302)]
    assert (Message.objects.get().state, TEXT in capsys.readouterr().out) == ("sent", True)
    assert Entry.objects.filter(verb="foundation.send_again", organ_id=organ.pk).count() == 1
    again = client.post(f"{PAGE}{Message.objects.get().pk}/send-again/")
    assert "已经发出或者正在发送" in text(again)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_much_failed(count, client, organ, one, django_assert_num_queries):
    for _n in range(count):
        failed(organ, about=queries.about(one))
    client = desk(client, organ, Duty.OFFICE_HEAD)
    client.get(PAGE)

    with django_assert_num_queries(5):
        client.get(PAGE)


def test_the_first_page_tells_of_what_failed(client, organ, one):
    assert "未能发出的消息" in text(desk(client, organ, Duty.OFFICE_HEAD).get("/desk/"))
