"""What programs read: feeds, the site map, robots.txt, the search description; whole, well-formed, nothing hidden."""

import json

import pytest
from django.urls import reverse
from lxml import etree

from gongkai.catalogue.actions import adopt_standard_catalogue
from gongkai.catalogue.queries import column
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.moment import acting_at
from gongkai.portal.machine import sitemap
from tests import factories
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = f"{{{sitemap.NAMESPACE}}}"


@pytest.fixture
def items(db):
    """Two public items of the bureau, one of the town."""
    with acting_at(FRIDAY):
        adopt_standard_catalogue(by=SYSTEM)
        staff, town = builders.office(), builders.office(factories.TOWN)
        yield [
            builders.published(
                staff, title="补偿<标准>&说明", column_id=column("20.2").pk, document_number="青财〔2026〕7号"
            ),
            builders.published(staff, title="机构职责", column_id=column("20.3").pk),
            builders.published(town, title="镇村规划", column_id=column("20.3").pk),
        ]


def titles(client, *args, name="feed"):
    """The titles in all three writings of a feed; they must agree."""
    rss, atom = (
        etree.fromstring(client.get(reverse(f"portal:{name}", args=[*args, kind])).content)
        for kind in ("rss.xml", "atom.xml")
    )
    told = json.loads(client.get(reverse(f"portal:{name}", args=[*args, "feed.json"])).content)
    written = [one["title"] for one in told["items"]]
    assert [one.text for one in rss.findall("channel/item/title")] == written
    assert [one.text for one in atom.findall(f"{ATOM}entry/{ATOM}title")] == written
    return written


def test_a_feed_tells_the_newest_of_the_site_a_column_and_an_organ(client, items):
    assert titles(client) == ["镇村规划", "机构职责", "补偿<标准>&说明"]
    assert titles(client, factories.TOWN) == ["镇村规划"]
    assert titles(client, "20.3", name="column_feed") == ["镇村规划", "机构职责"]
    assert titles(client, factories.BUREAU, "20.3", name="column_feed") == ["机构职责"]


def test_an_entry_leads_to_its_page_with_number_day_and_organ(client, items):
    told = json.loads(client.get(reverse("portal:feed", args=["feed.json"])).content)

    assert told["items"][-1] == {
        "id": f"http://testserver{reverse('portal:item', args=[items[0].index_number])}",
        "url": f"http://testserver{reverse('portal:item', args=[items[0].index_number])}",
        "title": "补偿<标准>&说明",
        "summary": "青财〔2026〕7号",
        "date_published": told["items"][-1]["date_published"],
        "authors": [{"name": "青禾市财政局"}],
    }


def test_a_feed_says_the_same_however_often_it_is_made(client, db):
    adopt_standard_catalogue(by=SYSTEM)
    for kind in ("rss.xml", "atom.xml", "feed.json"):
        way = reverse("portal:feed", args=[kind])
        assert client.get(way).content == client.get(way).content


@pytest.mark.parametrize(
    "way",
    ["/disclosure/feeds/feed.txt", "/disclosure/99/feeds/rss.xml", "/organs/no/disclosure/feeds/rss.xml"],
)
def test_what_is_no_feed_is_not_found(client, items, way):
    assert client.get(way).status_code == 404


def test_a_column_for_inside_has_no_feed_and_stands_in_none(client, items):
    hidden = builders.column("secret", "内部专栏", statutory_item="", origin="local", audience="inside")
    with acting_at(FRIDAY):
        builders.published(builders.office(), title="内部通报", column_id=hidden.pk)

    assert client.get(reverse("portal:column_feed", args=["secret", "rss.xml"])).status_code == 404
    assert "内部通报" not in titles(client)


def test_the_site_map_names_every_public_page_once(client, items):
    index = etree.fromstring(client.get("/sitemap.xml").content)
    ways = []
    for part in index.iter(f"{MAP}loc"):
        whole = etree.fromstring(client.get(part.text.removeprefix("http://testserver")).content)
        ways += [one.text.removeprefix("http://testserver") for one in whole.iter(f"{MAP}loc")]

    assert len(ways) == len(set(ways))
    assert {reverse("portal:item", args=[one.index_number]) for one in items} <= set(ways)
    assert {
        reverse("portal:board", args=[factories.TOWN]),
        reverse("portal:column", args=["20.2"]),
        "/",
    } <= set(ways)
    assert [way for way in ways if client.get(way).status_code != 200] == []


def test_a_new_item_changes_the_last_part_only(client, items, monkeypatch):
    monkeypatch.setattr(sitemap, "IN_A_PART", items[1].pk)
    first = client.get(reverse("portal:sitemap_part", args=[1])).content
    with acting_at(FRIDAY):
        builders.published(builders.office(), title="后来的")

    assert client.get(reverse("portal:sitemap_part", args=[1])).content == first
    assert client.get(reverse("portal:sitemap_part", args=[99])).status_code == 404


def test_robots_are_told_what_to_leave_alone_and_where_the_map_is(client, db):
    told = client.get("/robots.txt").content.decode()

    assert "Disallow: /desk/\n" in told
    assert "Sitemap: http://testserver/sitemap.xml\n" in told


def test_a_browser_learns_to_search_the_site(client, items):
    told = etree.fromstring(client.get("/opensearch.xml").content)

    [page, proposals] = told.findall("{*}Url")
    assert page.get("template") == "http://testserver/search/?q={searchTerms}"
    assert proposals.get("template").startswith("http://testserver/search/suggest/")


@pytest.mark.parametrize("kind", ["rss.xml", "atom.xml", "feed.json"])
def test_a_feed_asks_one_question_once_columns_and_organs_are_known(
    client, items, settings, kind, django_assert_max_num_queries
):
    settings.GONGKAI_REMEMBER_SECONDS = 600
    way = reverse("portal:column_feed", args=["20.3", kind])
    client.get(way)

    with django_assert_max_num_queries(1):
        client.get(way)
