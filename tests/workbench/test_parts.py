"""The lists at the desk: a whole page for a browser, for htmx the same list alone, as it stands in the page."""

import re
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from gongkai.accounts.queries import Duty
from gongkai.foundation.moment import acting_at
from tests import factories
from tests.applications import builders as applications
from tests.disclosure import builders as disclosure
from tests.disclosure.desk import FRIDAY, page, sign_in

HTMX = {"HX-Request": "true"}
LISTS = {"items": {"state": "draft", "q": "预算"}, "applications": {"show": "all", "q": "2026"}}
TOLD = re.compile(r'<span hx-swap-oob="innerHTML:#list-told">(.*?)</span> ')


@pytest.fixture(autouse=True)
def _friday():
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def bureau(db):
    return factories.organ()


@pytest.fixture
def desk(bureau, client):
    """A desk for each list, with as many things on it as are asked for."""

    def sit_down(name, count=1):
        if name == "items":
            staff = disclosure.office()
            for n in range(count):
                disclosure.item(staff, title=f"预算公开说明第{n + 1}号")
            return sign_in(client, staff.submitter)
        handler = factories.actor(bureau, Duty.APPLICATION_HANDLER)
        for _n in range(count):
            applications.handling(bureau, handler)
        return sign_in(client, handler)

    return sit_down


@pytest.mark.parametrize(("name", "asked"), LISTS.items(), ids=LISTS)
def test_htmx_is_given_the_list_as_it_stands_in_the_page(desk, name, asked):
    client = desk(name, 3)
    way = reverse(f"workbench:{name}")

    whole, part = client.get(way, asked), client.get(way, asked, headers=HTMX)

    assert "<html" not in page(part)
    assert TOLD.findall(page(part)) == ["本页 3 条"]
    assert TOLD.sub("", page(part)).strip() in page(whole)
    assert TOLD.findall(page(whole)) == []


@pytest.mark.parametrize(("name", "asked"), LISTS.items(), ids=LISTS)
def test_the_other_pages_of_a_list_keep_what_was_asked_for(desk, name, asked):
    client = desk(name, 21)
    way = reverse(f"workbench:{name}")

    [after] = re.findall(r'href="(\?[^"]+)" rel="next"', page(client.get(way, asked, headers=HTMX)))
    part = client.get(way + after.replace("&amp;", "&"), headers=HTMX)

    assert after.startswith("?" + urlencode(asked).replace("&", "&amp;") + "&amp;after=")
    assert len(part.context["rows"]) == 1
    assert 'rel="prev"' in page(part)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_without_hits_says_so_both_ways(desk, name):
    client = desk(name)
    way = reverse(f"workbench:{name}")
    answers = [page(client.get(way, {"q": "潮汐"}, headers=headers)) for headers in ({}, HTMX)]

    assert ["没有找到" in answer for answer in answers] == [True, True]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("items", 6), ("applications", 10)])
def test_the_part_costs_no_more_than_the_page(desk, name, queries, count, django_assert_num_queries):
    client = desk(name, count)
    way = reverse(f"workbench:{name}")
    client.get(way)

    with django_assert_num_queries(queries):
        response = client.get(way, headers=HTMX)

    assert len(response.context["rows"]) == count


def test_who_is_signed_out_meanwhile_is_not_given_the_page_for_signing_in_as_a_part(client, db):
    way = reverse("workbench:items")

    assert client.get(way).url == f"{reverse('workbench:sign_in')}?next={way}"
    assert client.get(way, headers=HTMX).status_code == 401


def test_the_desk_keeps_no_copy_of_a_page_and_runs_no_code_of_a_page(desk):
    shown = page(desk("items").get(reverse("workbench:items")))
    [config] = re.findall(r"name=\"htmx-config\" content='([^']+)'", shown)

    assert '"allowEval":false' in config
    assert '"includeIndicatorStyles":false' in config
    assert '"historyCacheSize":0' in config
    assert shown.count("htmx.min.js") == 1
