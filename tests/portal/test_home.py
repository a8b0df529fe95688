"""The home page and the pages around it."""

import pytest
from django.urls import reverse

from gongkai.foundation.moment import acting_at
from tests import factories
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, page


@pytest.fixture(autouse=True)
def _day():
    with acting_at(FRIDAY):
        yield


def test_the_home_page_lists_the_newest_items(client, db):
    staff = builders.office()
    for number in range(1, 11):
        builders.published(staff, title=f"第{number}件")

    shown = page(client.get("/"))

    assert [title for title in range(1, 11) if f">第{title}件<" in shown] == list(range(3, 11))


def test_the_home_page_tells_the_periods_of_the_law_in_plain_words(client, db):
    shown = page(client.get("/"))

    assert "<strong>20个工作日</strong>内答复" in shown
    assert "<strong>7个工作日</strong>内一次告知您补正什么" in shown
    assert "第三十三条" in shown


def test_an_empty_house_has_a_home_page(client, db):
    assert "这里还没有公开的信息" in page(client.get("/"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_home_page_asks_the_same_few_questions_for_any_number_of_items(
    client, db, rows, django_assert_num_queries
):
    staff = builders.office()
    for _number in range(rows):
        builders.published(staff)

    with django_assert_num_queries(6):
        client.get("/")


def test_a_public_page_sets_no_cookie(client, db):
    assert client.get("/").cookies == {}


def test_the_language_is_kept_and_the_reader_comes_back(client, db):
    response = client.post(reverse("portal:language"), {"language": "en", "next": "/organs/?q=1"})

    assert response.url == "/organs/?q=1"
    assert client.get("/")["Content-Language"] == "en"


@pytest.mark.parametrize("next_page", ["https://elsewhere.example/", "//elsewhere.example", "javascript:1"])
def test_the_language_switch_leads_to_no_other_site(client, db, next_page):
    assert client.post(reverse("portal:language"), {"language": "en", "next": next_page}).url == "/"


def test_a_language_that_is_not_offered_is_not_kept(client, db):
    client.post(reverse("portal:language"), {"language": "xx"})

    assert client.get("/")["Content-Language"] == "zh-hans"


def test_the_example_says_that_it_is_one(client, db, settings):
    assert "虚构地区" not in page(client.get("/"))

    settings.EXAMPLE_MODE = True

    assert "虚构地区" in page(client.get("/"))


def test_the_foot_names_whose_site_it_is(client, db):
    factories.organ(factories.CITY, office_name="政务公开办公室", office_phone="0000-3600001")

    shown = page(client.get(reverse("portal:accessibility")))

    assert "主办单位：青禾市人民政府" in shown
    assert "电话：0000-3600001" in shown
