"""The organs at the desk, and how an office is reached."""

import pytest
from django.urls import reverse

from gongkai.accounts.queries import Duty
from gongkai.organs.actions import describe_office
from gongkai.organs.models import Organ
from tests import factories
from tests.disclosure.desk import filled_in, page, sign_in

OFFICE = {
    "office_name": "市财政局办公室",
    "office_address": "青禾市惠民路6号",
    "office_hours": "工作日 8:30—12:00",
    "office_phone": "0000-3600707",
}


def address(code=factories.BUREAU):
    return reverse("workbench:describe_office", args=[code])


@pytest.fixture
def head(db):
    return factories.actor(duty=Duty.OFFICE_HEAD)


def test_the_head_changes_how_the_own_office_is_reached(client, head):
    sign_in(client, head)
    form = client.get(address()).context["form"]

    response = client.post(address(), filled_in(form, **OFFICE))

    assert response.url == reverse("workbench:organ", args=[factories.BUREAU])
    assert Organ.objects.get(code=factories.BUREAU).office_phone == "0000-3600707"
    assert "联系方式已更新" in page(client.get(response.url))


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(client, head):
    sign_in(client, head)
    form = client.get(address()).context["form"]
    describe_office(factories.organ(), by=factories.actor(duty=Duty.OFFICE_HEAD), office_phone="0000-1")

    response = client.post(address(), filled_in(form, **OFFICE))

    assert "已对这条记录作了处理" in page(response)
    assert 'value="青禾市惠民路6号"' in page(response)
    assert Organ.objects.get(code=factories.BUREAU).office_phone == "0000-1"


def test_a_wrong_postcode_is_told_and_everything_typed_stays(client, head):
    sign_in(client, head)
    form = client.get(address()).context["form"]

    shown = page(client.post(address(), filled_in(form, **OFFICE, office_postcode="12")))

    assert "邮政编码为6位数字。" in shown
    assert 'href="#id_office_postcode"' in shown
    assert 'value="市财政局办公室"' in shown


@pytest.mark.parametrize(
    "duty", [one for one in Duty if one not in (Duty.OFFICE_HEAD, Duty.SYSTEM_ADMIN)], ids=str
)
def test_nobody_else_changes_it(client, db, duty):
    sign_in(client, factories.actor(duty=duty))

    assert client.get(address()).status_code == 403
    assert client.post(address(), OFFICE).status_code == 403


def test_the_head_of_another_organ_does_not_change_it(client, db):
    sign_in(client, factories.actor(factories.organ(factories.TOWN), Duty.OFFICE_HEAD))
    factories.organ()

    assert client.post(address(), OFFICE).status_code == 403


def test_staff_and_history_are_shown_to_the_organ_itself_only(client, head):
    factories.organ(factories.TOWN)
    sign_in(client, head)

    own = page(client.get(reverse("workbench:organ", args=[factories.BUREAU])))
    other = page(client.get(reverse("workbench:organ", args=[factories.TOWN])))

    assert "设立机关" in own
    assert head.name in own
    assert "设立机关" not in other
    assert "工作人员</h2>" not in other


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_organs_asks_the_same_few_questions(client, head, rows, django_assert_num_queries):
    for number in range(rows):
        factories.organ(f"bureau-{number}")
    sign_in(client, head)

    with django_assert_num_queries(4):
        client.get(reverse("workbench:organs"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_an_organ_asks_the_same_few_questions(client, head, rows, django_assert_num_queries):
    for _number in range(rows):
        factories.staff(duty=Duty.REVIEWER)
    sign_in(client, head)

    with django_assert_num_queries(6):
        client.get(reverse("workbench:organ", args=[factories.BUREAU]))
