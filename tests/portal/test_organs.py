"""Finding an organ, and the page of one."""

from datetime import date

import pytest
from django.urls import reverse

from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.moment import acting_at
from gongkai.organs.actions import found_organ, merge_organ
from tests import factories
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, page

ORGANS = reverse("portal:organs")


@pytest.fixture(autouse=True)
def _day():
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def town(db):
    factories.organ(factories.BUREAU)
    return factories.organ(factories.TOWN)


def test_organs_stand_under_government_departments_and_towns(client, town):
    groups = client.get(ORGANS).context["groups"]

    assert [(str(heading), [organ.short_name for organ in organs]) for heading, organs in groups] == [
        ("本级政府", ["市政府"]),
        ("政府部门", ["市财政局"]),
        ("乡镇、街道", ["柳塘镇"]),
    ]


def test_an_organ_is_found_by_part_of_its_name(client, town):
    groups = client.get(ORGANS, {"q": "财政"}).context["groups"]

    assert [organ.name for _heading, organs in groups for organ in organs] == ["青禾市财政局"]


def test_words_that_no_organ_holds_are_met_with_advice(client, town):
    assert "没有找到这个机关" in page(client.get(ORGANS, {"q": "海事"}))


def test_the_page_of_an_organ_shows_its_office_and_its_newest_items(client, town):
    builders.published(builders.office(factories.TOWN), title="柳塘镇机构职责")

    shown = page(client.get(reverse("portal:organ", args=[factories.TOWN])))

    assert "柳塘镇机构职责" in shown
    assert "全部 1 条" in shown


def test_an_organ_that_ended_names_its_successor_and_leaves_the_list(client, town):
    heir = factories.organ("xinhe", name="新河镇人民政府")
    merge_organ(town, into=heir, on=date(2026, 6, 30), by=SYSTEM)

    shown = page(client.get(reverse("portal:organ", args=[factories.TOWN])))

    assert "该机关已于2026年6月30日撤销" in shown
    assert "新河镇人民政府" in shown
    assert "柳塘镇人民政府" not in page(client.get(ORGANS))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_an_organ_asks_the_same_few_questions(client, town, rows, django_assert_num_queries):
    staff = builders.office(factories.TOWN)
    for _number in range(rows):
        builders.published(staff)

    with django_assert_num_queries(6):
        client.get(reverse("portal:organ", args=[factories.TOWN]))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_organs_asks_the_same_few_questions(client, db, rows, django_assert_num_queries):
    for number in range(rows):
        factories.organ(f"bureau-{number}")

    with django_assert_num_queries(4):
        client.get(ORGANS)


def test_organs_of_another_place_are_not_listed(client, town):
    found_organ(
        by=SYSTEM,
        code="elsewhere",
        name="别处市人民政府",
        short_name="别处市",
        kind="government",
        level="county",
    )

    assert "别处市" not in page(client.get(ORGANS))
    assert client.get(reverse("portal:organ", args=["elsewhere"])).status_code == 200
