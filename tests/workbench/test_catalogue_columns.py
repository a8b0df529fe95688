"""The catalogue at the desk."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gongkai.accounts.models import Duty
from gongkai.catalogue import actions
from gongkai.catalogue.actions import adopt_standard_catalogue
from gongkai.catalogue.models import Column
from gongkai.catalogue.queries import column, elements_of
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.moment import acting_at
from tests import factories
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, page, sign_in


@pytest.fixture(autouse=True)
def _friday():
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def staff(db):
    adopt_standard_catalogue(by=SYSTEM)
    return builders.office()


def counts(response):
    return {
        row.column.code: (row.public, row.at_work)
        for _label, rows in response.context["blocks"]
        for row in rows
        if row.public or row.at_work
    }


@pytest.mark.parametrize("each", [1, 3])
def test_columns_count_what_is_public_and_what_is_on_its_way(each, staff, client, django_assert_num_queries):
    budget = column("20.7.1")
    for _n in range(each):
        builders.published(staff)
        builders.item(staff, column_id=budget.pk)
    sign_in(client, staff.submitter)
    client.get(reverse("workbench:columns"))

    with django_assert_num_queries(8):
        response = client.get(reverse("workbench:columns"))

    assert counts(response) == {"20.2": (each, 0), "20.7.1": (0, each)}


def test_a_column_for_inside_leads_to_no_public_page(staff, client):
    local = {"origin": "local", "organ": factories.organ(), "audience": "inside"}
    made = builders.column("lc", "内部通报", **local)
    item = builders.published(staff, column_id=made.pk)
    sign_in(client, staff.submitter)

    catalogue = client.get(reverse("workbench:columns"))
    own = page(client.get(reverse("workbench:item", args=[item.pk])))

    assert counts(catalogue) == {"lc": (1, 0)}
    assert reverse("portal:column", args=["lc"]) not in page(catalogue)
    assert reverse("portal:item", args=[item.index_number]) not in own


def test_add_column_is_for_the_head_of_the_office(staff, client):
    url = reverse("workbench:add_column")
    sent = {"parent_code": "20.11", "name": "惠民惠农补贴"}

    assert sign_in(client, staff.submitter).post(url, sent).status_code == 403
    assert sign_in(client, staff.head).post(url, sent).status_code == 302
    assert Column.objects.get(name="惠民惠农补贴").organ_id == staff.head.organ_id


def test_the_governments_office_adds_a_column_of_the_whole_region(staff, client):
    government = factories.staff(factories.organ(factories.CITY), Duty.OFFICE_HEAD)
    sent = {"parent_code": "20.11", "name": "惠民惠农补贴", "whole_region": "on", "kinds": ["general"]}

    assert "全地区各机关共用" not in page(sign_in(client, staff.head).get(reverse("workbench:add_column")))
    sign_in(client, government.actor()).post(reverse("workbench:add_column"), sent)

    added = Column.objects.get(name="惠民惠农补贴")
    assert (added.organ, added.kinds) == (None, ["general"])


def test_a_column_page_tells_basis_and_elements_and_offers_no_change_of_a_national_one(staff, client):
    shown = page(sign_in(client, staff.head).get(reverse("workbench:column", args=["20.11.8"])))

    assert "在园幼儿人数" in shown
    assert "第二十条第（十一）项" in shown
    assert reverse("workbench:change_column", args=["20.11.8"]) not in shown


def test_a_column_of_another_organ_is_not_there(staff, client):
    town = factories.organ(factories.TOWN)
    other = actions.add_column(by=SYSTEM, organ_id=town.pk, parent_code="20.7", name="村级财务")

    assert sign_in(client, staff.head).get(reverse("workbench:column", args=[other.code])).status_code == 404


def test_a_local_column_is_changed_closed_and_opened_again(staff, client):
    own = actions.add_column(by=SYSTEM, organ_id=staff.head.organ_id, parent_code="20.7", name="政府债务")
    sign_in(client, staff.head)

    def send(act, **sent):
        own.refresh_from_db()
        url = reverse(f"workbench:{act}", args=[own.code])
        return client.post(url, {"revision": own.revision, **sent}).status_code

    kept = {"name": "政府债务限额", "item_kind": "general", "update_interval": "quarter"}
    assert send("change_column", **kept) == 302
    assert send("close_column", on=FRIDAY.date()) == 302
    own.refresh_from_db()
    assert (own.name, own.update_interval, own.closes_on) == ("政府债务限额", "quarter", FRIDAY.date())
    assert send("reopen_column") == 302
    own.refresh_from_db()
    assert own.closes_on is None


def test_a_special_column_is_opened_and_later_stands_in_the_archive(staff, client):
    sent = {"name": "扫黑除恶专项斗争", "opens_on": FRIDAY.date(), "closes_on": FRIDAY.date() + timedelta(30)}
    sign_in(client, staff.head)

    assert client.post(reverse("workbench:open_special_column"), sent).status_code == 302
    assert client.get(reverse("workbench:columns")).context["archived"] == []
    with acting_at(FRIDAY + timedelta(31)):
        sign_in(client, staff.head)
        archived = client.get(reverse("workbench:columns")).context["archived"]
    assert [one.name for one in archived] == ["扫黑除恶专项斗争"]


def test_elements_are_added_changed_and_dropped(staff, client):
    own = actions.add_column(by=SYSTEM, organ_id=staff.head.organ_id, parent_code="20.7", name="政府债务")
    sign_in(client, staff.head)

    wrong = client.post(reverse("workbench:add_element", args=[own.code]), {"name": "类别", "kind": "choice"})
    assert "至少要有两个选项" in page(wrong)
    sent = {"name": "类别", "kind": "choice", "choices": "一般债务\n专项债务\n"}
    client.post(reverse("workbench:add_element", args=[own.code]), sent)
    [element] = elements_of(own.pk)
    changed = {"name": "债务类别", "choices": "一般\n专项\n外债", "required": "on", "revision": 0}
    client.post(reverse("workbench:change_element", args=[own.code, element.code]), changed)
    [element] = elements_of(own.pk)
    assert (element.name, element.choices, element.required) == ("债务类别", ["一般", "专项", "外债"], True)
    client.post(reverse("workbench:drop_element", args=[own.code, element.code]))
    assert elements_of(own.pk) == []


def test_owners_are_named_by_the_governments_office(staff, client):
    government = factories.staff(factories.organ(factories.CITY), Duty.OFFICE_HEAD)
    url = reverse("workbench:name_owners", args=["20.11.8"])
    sent = {"organs": [staff.head.organ_id], "revision": 0}

    assert "本级人民政府" in page(sign_in(client, staff.head).post(url, sent))
    assert sign_in(client, government.actor()).post(url, sent).status_code == 302
    assert [one.pk for one in column("20.11.8").owners.all()] == [staff.head.organ_id]


def test_add_column_says_that_the_name_is_taken(staff, client):
    url = reverse("workbench:add_column")
    sent = {"parent_code": "20.11", "name": "惠民惠农补贴"}
    sign_in(client, staff.head).post(url, sent)

    assert "已有名为“惠民惠农补贴”的栏目" in page(client.post(url, sent))
