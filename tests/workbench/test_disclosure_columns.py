"""The catalogue at the desk."""

import pytest
from django.urls import reverse

from gongkai.catalogue.actions import adopt_standard_catalogue
from gongkai.catalogue.models import Column
from gongkai.catalogue.queries import column
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.moment import acting_at
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
        one.code: (public, at_work)
        for _label, rows in response.context["blocks"]
        for one, _is_lower, public, at_work in rows
        if public or at_work
    }


@pytest.mark.parametrize("each", [1, 3])
def test_columns_count_what_is_public_and_what_is_on_its_way(each, staff, client, django_assert_num_queries):
    budget = column("20.7.1")
    for _n in range(each):
        builders.published(staff)
        builders.item(staff, column_id=budget.pk)
    sign_in(client, staff.submitter)
    client.get(reverse("workbench:columns"))

    with django_assert_num_queries(6):
        response = client.get(reverse("workbench:columns"))

    assert counts(response) == {"20.2": (each, 0), "20.7.1": (0, each)}


def test_add_column_is_for_the_head_of_the_office(staff, client):
    url = reverse("workbench:add_column")
    sent = {"parent_code": "20.11", "name": "惠民惠农补贴"}

    assert sign_in(client, staff.submitter).post(url, sent).status_code == 403
    assert sign_in(client, staff.head).post(url, sent).status_code == 302
    assert Column.objects.get(name="惠民惠农补贴").organ_id == staff.head.organ_id


def test_add_column_says_that_the_name_is_taken(staff, client):
    url = reverse("workbench:add_column")
    sent = {"parent_code": "20.11", "name": "惠民惠农补贴"}
    sign_in(client, staff.head).post(url, sent)

    assert "已有名为“惠民惠农补贴”的栏目" in page(client.post(url, sent))
