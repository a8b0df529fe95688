"""The five disclosures (五公开) as a second way through what is public."""

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


@pytest.fixture
def staff(db):
    return builders.office()


def way(kind, *organ):
    return reverse("portal:five_disclosure", args=[*organ, kind])


def publish(staff, count=1, **fields):
    made = builders.column("20.3", "规划信息", **({"five_disclosure": "decision"} | fields))
    for n in range(count):
        builders.published(staff, title=f"发展规划第{n}号", column_id=made.pk)


def test_items_are_listed_by_their_column_s_class_and_each_class_is_counted(client, staff):
    publish(staff)
    builders.published(staff)
    town = builders.office(factories.TOWN)
    builders.published(town, title="镇村规划", column_id=builders.column("20.3").pk)

    of_all, of_town = (page(client.get(way("decision", *one))) for one in ((), (factories.TOWN,)))

    assert ("发展规划第0号" in of_all, "镇村规划" in of_all, "市财政局内设机构职责" in of_all) == (
        True,
        True,
        False,
    )
    assert ("决策公开 2</a>" in of_all, "结果公开 0</a>" in of_all) == (True, True)
    assert ("发展规划第0号" in of_town, "镇村规划" in of_town) == (False, True)


def test_a_column_for_inside_is_not_among_them(client, staff):
    publish(staff, audience="inside", origin="local", organ=factories.organ())

    shown = page(client.get(way("decision")))

    assert ("发展规划第0号" in shown, "决策公开 0</a>" in shown) == (False, True)


def test_the_board_leads_to_them_and_keeps_the_organ(client, staff):
    shown = page(client.get(reverse("portal:board", args=[factories.BUREAU])))

    assert reverse("portal:five_disclosure", args=[factories.BUREAU, "result"]) in shown


def test_a_class_that_is_none_is_not_found(client, db):
    assert client.get(way("colour")).status_code == 404


@pytest.mark.parametrize("rows", [1, 3, 21])
def test_a_page_of_them_asks_the_same_few_questions(client, staff, rows, django_assert_num_queries):
    publish(staff, rows)
    client.get(way("decision"))

    with django_assert_num_queries(6):
        assert client.get(way("decision")).status_code == 200
