"""Below the description: what is public already and may save the wait."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.foundation import search
from gongkai.foundation.search import Doc
from tests.disclosure.desk import page

HTMX = {"HX-Request": "true"}
ASK, FORM = reverse("portal:already_public"), reverse("portal:application_form")
TITLES = [
    "书院路老旧片区房屋征收补偿方案公告",
    "青禾市公安局关于加强城区犬只管理的通告",
    "青禾市2025年财政决算",
    "青禾市教育局2025年财政决算",
    "青禾市民政局2025年财政决算",
    "柳塘镇2025年财政决算",
]


@pytest.fixture
def _public(db):
    search.index(
        Doc(id=f"item:{n}", kind="item", title=title, url=f"/info/{n}/") for n, title in enumerate(TITLES)
    )


def offered(response) -> list[str]:
    assert response.status_code == 200
    return re.findall(r'<a href="/info/\d/" target="_blank">([^<]+)</a>', page(response))


@pytest.mark.usefixtures("_public")
@pytest.mark.parametrize(
    ("described", "count", "first"),
    [
        ("犬只管理", 1, TITLES[1]),
        ("您好，请公开书院路房屋征收补偿方案的相关材料", 1, TITLES[0]),
        ("我的房子被拆了，想要书院路片区房屋征收补偿方案，谢谢。", 1, TITLES[0]),
        ("评审专家的意见以及城区犬只管理通告", 1, TITLES[1]),
        ("2025年财政决算", 3, TITLES[2]),
    ],
    ids=["words", "polite", "third clause", "second thing", "many"],
)
def test_what_is_described_is_offered_when_it_is_public(client, described, count, first):
    found = offered(client.post(ASK, {"description": described}, headers=HTMX))

    assert (len(found), first in found) == (count, True)


@pytest.mark.usefixtures("_public")
@pytest.mark.parametrize("described", ["", "  ", "您好，", "请公开", "的", "潮汐发电", "，。；", "潮" * 6000])
def test_where_nothing_fits_nothing_is_said(client, described):
    part = page(client.post(ASK, {"description": described}, headers=HTMX))

    assert part.strip() == '<span hx-swap-oob="innerHTML:#offers-told"></span>'


@pytest.mark.usefixtures("_public")
def test_how_many_are_offered_is_read_out(client):
    part = page(client.post(ASK, {"description": "2025年财政决算"}, headers=HTMX))

    assert "这些信息已经公开，可以直接查看（在新窗口打开）。" in part
    assert '<span hx-swap-oob="innerHTML:#offers-told">有3条已经公开的信息可以直接查看</span>' in part
    assert "<html" not in part


def test_when_the_search_is_down_the_application_goes_on(client, db, monkeypatch):
    def down(*args, **kwargs):
        raise search.SearchUnavailable

    monkeypatch.setattr(search, "find", down)

    assert offered(client.post(ASK, {"description": "犬只管理"}, headers=HTMX)) == []


def test_the_description_is_in_no_address(client, db):
    assert client.get(ASK, {"description": "犬只"}, headers=HTMX).status_code == 405
    assert client.post(ASK, {"description": "犬只"}).url == reverse("portal:search")
    assert client.post(ASK, {}, headers=HTMX)["Cache-Control"] == "private, no-store"
    assert Client(enforce_csrf_checks=True).post(ASK, {}, headers=HTMX).status_code == 403


def test_only_the_description_is_asked_about_and_only_this_page_loads_htmx(client, db):
    shown = page(client.get(FORM))

    assert f'hx-post="{ASK}"' in shown
    assert 'hx-params="csrfmiddlewaretoken,description"' in shown
    assert shown.count("htmx.min.js") == 1
    assert [
        way for way in ("home", "apply", "search") if "htmx" in page(client.get(reverse(f"portal:{way}")))
    ] == []


@pytest.mark.usefixtures("_public")
def test_an_offer_asks_the_database_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.post(ASK, {"description": "2025年财政决算"}, headers=HTMX)
