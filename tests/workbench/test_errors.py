"""When something is wrong the page stays calm, says what to do, and never shows the inside of the house."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from lxml.html import fragment_fromstring

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


HERE = {"HTTP_ORIGIN": "http://testserver"}
TYPED = {
    "title": "写了很久的名称",
    "body": "<p>正文 & 其他</p>",
    "keywords": ["甲", "乙"],
    "csrfmiddlewaretoken": "old",
}


def expired(way="workbench:draft_item", typed=TYPED, by=None, **headers):
    client = Client(enforce_csrf_checks=True)
    if by:
        sign_in(client, by)
    return client, client.post(reverse(way), typed, **headers)


def sent_again(response):
    """What a browser would send from the page, read out of its fields."""
    form = fragment_fromstring(response.content.decode(), create_parent="div").xpath("//form")[0]
    return form.action, [(one.name, one.value) for one in form.xpath(".//input")]


def test_what_was_typed_is_offered_once_more_with_a_fresh_token_and_is_taken_then(db):
    clerk = factories.actor(duty=Duty.SUBMITTER)
    file = SimpleUploadedFile("名单.txt", b"x")
    client, response = expired(by=clerk, typed=TYPED | {"uploads": file}, **HERE)
    action, fields = sent_again(response)

    assert response.status_code == 403
    assert [one for one in fields if one[0] != "csrfmiddlewaretoken"] == [
        ("title", "写了很久的名称"),
        ("body", "<p>正文 & 其他</p>"),
        ("keywords", "甲"),
        ("keywords", "乙"),
    ]
    assert "附件不能代为保留，重新提交后请再次上传：名单.txt" in page(response)
    assert "先在新窗口登录" not in page(response)
    assert response["Cache-Control"].startswith("max-age=0, no-cache, no-store")

    again = client.post(action, dict(fields) | {"keywords": "甲"}, **HERE)
    assert again.status_code in (200, 302)


def test_who_is_signed_out_is_shown_the_way_in_first(db):
    _client, response = expired(**HERE)

    assert f'href="{reverse("workbench:sign_in")}" target="_blank"' in page(response)
    assert sent_again(response)[0] == reverse("workbench:draft_item")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"HTTP_ORIGIN": "https://elsewhere.cn"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_REFERER": "http://elsewhere.cn/testserver"},
    ],
)
def test_a_form_that_another_site_made_up_is_not_offered_again(db, headers):
    _client, response = expired(by=factories.actor(duty=Duty.SUBMITTER), **headers)

    assert "重新提交" not in page(response)
    assert "写了很久的名称" not in page(response)


def test_a_password_is_never_written_into_a_page(db):
    typed = {"username": "clerk", "password": "correct horse"}
    _client, response = expired("workbench:sign_in", typed, **HERE)

    assert ("correct horse" in page(response), "重新提交" in page(response)) == (False, False)


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
