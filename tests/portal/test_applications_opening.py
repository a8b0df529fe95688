"""Who was given something may suggest that everybody gets it, and sees when everybody has (art. 44)."""

from datetime import date

import pytest

from gongkai.applications import actions
from gongkai.applications.models import Opening
from tests.applications import builders
from tests.applications.builders import at

STATUS = "/apply/status/"
MONDAY = date(2025, 3, 3)


@pytest.fixture(autouse=True)
def _monday():
    with at(MONDAY):
        yield


@pytest.fixture
def one(client, organ, handler):
    taken = actions.submit(organ, builders.particulars(), token=builders.token())
    actions.register(taken.application, by=handler, confirmed_on=MONDAY)
    client.post(STATUS, {"number": taken.application.number, "code": taken.code})
    return taken.application


def page(client, one):
    return client.get(f"{STATUS}{one.number}/").content.decode()


def test_what_was_given_may_be_suggested_once_with_a_reason(client, one, handler):
    assert "建议把这些信息主动公开" not in page(client, one)
    builders.answered(one, handler, kind="disclosed")
    assert "建议把这些信息主动公开" in page(client, one)

    address = f"{STATUS}{one.number}/opening/"
    assert "为什么需要让公众知道" in client.post(address, {"reason": " "}).content.decode()
    assert not Opening.objects.exists()
    for _click in range(2):
        client.post(address, {"reason": "关系全村人的补助。"})
    assert Opening.objects.get().reason == "关系全村人的补助。"
    assert "建议把这些信息主动公开" not in page(client, one)


def test_who_has_not_opened_the_application_suggests_nothing(client, one, handler):
    builders.answered(one, handler, kind="disclosed")
    client.session.flush()
    client.cookies.clear()

    response = client.post(f"{STATUS}{one.number}/opening/", {"reason": "应当公开。"})
    assert response.url == f"{STATUS}?number={one.number}"
    assert not Opening.objects.exists()
