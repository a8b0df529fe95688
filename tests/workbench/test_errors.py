"""When something is wrong the page stays calm, says what to do, and never shows the inside of the house."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from gongkai.accounts.queries import Duty
from gongkai.portal.disclosure import views
from tests import factories
from tests.disclosure.desk import page, sign_in


@pytest.mark.parametrize("path", ["/nowhere/", "/info/none/2026-1/", "/organs/none/", "/desk/nowhere/"])
def test_a_page_that_is_not_there(client, db, path):
    response = client.get(path)

    assert response.status_code == 404
    assert "没有找到这个页面" in page(response)


def test_a_page_of_another_duty_names_the_duty_that_opens_it(client, db):
    sign_in(client, factories.actor(duty=Duty.SUBMITTER))

    response = client.get(reverse("workbench:ledger"))

    assert response.status_code == 403
    assert "请切换岗位" in page(response)
    assert reverse("workbench:duties") in page(response)


def test_a_form_without_its_token_is_explained():
    response = Client(enforce_csrf_checks=True).post(reverse("workbench:sign_in"), {"username": "a"})

    assert response.status_code == 403
    assert "页面已过期" in page(response)


def test_a_fault_of_ours_shows_no_trace_of_it(db, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(views.disclosure, "public_items", broken)
    response = Client(raise_request_exception=False).get("/")

    assert response.status_code == 500
    assert "系统出了问题" in page(response)
    assert "secret detail" not in page(response)


def test_the_page_for_a_broken_request_needs_nothing():
    assert "无法处理这个请求" in render_to_string("400.html")
