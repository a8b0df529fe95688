"""The list of what several applicants asked for, at the desk and on the applicants' pages (art. 44)."""

from datetime import date

import pytest
from django.urls import reverse

from gongkai.accounts.queries import Duty
from gongkai.applications.models import Opening
from tests import factories
from tests.applications import builders
from tests.applications.builders import at
from tests.applications.desk import sign_in
from tests.applications.test_openings import SHEET, first, second

LIST = reverse("workbench:openings")


@pytest.fixture(autouse=True)
def _on_the_day():
    with at(date(2025, 3, 4)):
        yield


@pytest.fixture
def desk(client, handler):
    return sign_in(client, handler)


def text(response):
    return response.content.decode()


def test_the_office_proposes_and_who_drafts_goes_on_to_the_draft(client, organ, handler, desk):
    one = first(organ, handler)
    second(organ, handler)
    opening = Opening.objects.get()
    page = text(desk.get(LIST))
    assert "不同申请人要的相同信息" in page
    assert one.number in page

    wrong = desk.post(reverse("workbench:propose_opening", args=[opening.pk]), {"seen": opening.revision})
    assert list(wrong.context["tried"].errors) == ["title"]
    told = {"seen": opening.revision, "title": "补助资金发放情况"}
    assert desk.post(reverse("workbench:propose_opening", args=[opening.pk]), told).url == LIST

    sign_in(client, factories.actor(organ, Duty.SUBMITTER))
    page = text(client.get(LIST))
    assert "补助资金发放情况" in page
    assert one.number not in page and SHEET not in page
    opening.refresh_from_db()
    begun = client.post(reverse("workbench:draft_opening", args=[opening.pk]), {"seen": opening.revision})
    opening.refresh_from_db()
    assert begun.url == reverse("workbench:edit_item", args=[opening.item_id])


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_with_one_row_and_with_three(
    many, organ, handler, desk, django_assert_num_queries
):
    for _n in range(many):
        one = builders.handling(organ, handler)
        made = Opening.objects.create(organ=organ)
        made.applications.add(one)
    desk.get(LIST)

    with django_assert_num_queries(5):
        response = desk.get(LIST)
    assert len(response.context["rows"]) == many


def test_another_organ_s_does_not_exist(client, organ, handler):
    made = Opening.objects.create(organ=organ)
    sign_in(client, factories.actor(factories.organ(factories.TOWN), Duty.APPLICATION_HANDLER))

    address = reverse("workbench:decline_opening", args=[made.pk])
    assert client.post(address, {"seen": 0, "remark": "略"}).status_code == 404
    assert "没有多人申请的信息" in text(client.get(LIST))


def test_the_case_says_that_others_asked_for_the_same(organ, handler, desk):
    first(organ, handler)
    other = second(organ, handler)

    page = text(desk.get(reverse("workbench:application", args=[other.number])))
    assert "不同申请人申请了相同信息" in page
