"""「我的工作」, the navigation of each duty, and the gallery."""

import pytest
from django.urls import reverse

from gongkai.accounts.queries import Duty
from gongkai.foundation.moment import acting_at
from gongkai.workbench.navigation import DESK_NAV
from tests import factories
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, page, sign_in

HOME = reverse("workbench:home")


@pytest.fixture(autouse=True)
def _day():
    with acting_at(FRIDAY):
        yield


def test_what_waits_is_counted_and_linked(client, db):
    staff = builders.office()
    builders.reviewed(staff)
    sign_in(client, staff.confidentiality)

    [group, *_others] = client.get(HOME).context["groups"]

    assert next((str(todo.label), todo.count) for todo in group.todos) == ("待保密审查的信息", 1)


def test_where_nothing_waits_the_page_says_so(client, db):
    sign_in(client, factories.actor(duty=Duty.AUDIT_ADMIN))

    assert "目前没有待办事项" in page(client.get(HOME))


@pytest.mark.parametrize("duty", Duty)
def test_each_duty_may_open_every_page_of_its_navigation(client, db, duty):
    sign_in(client, factories.actor(duty=duty))

    opened = {
        place.page: client.get(reverse(place.page)).status_code for place in DESK_NAV if duty in place.duties
    }

    assert set(opened.values()) == {200}


@pytest.mark.parametrize("duty", Duty)
def test_what_waits_for_a_duty_lies_in_its_navigation_and_opens(client, db, duty):
    sign_in(client, factories.actor(duty=duty))
    own = tuple(
        reverse(place.page) for place in DESK_NAV if duty in place.duties and place.page != "workbench:home"
    )

    groups = client.get(HOME).context["groups"]
    addresses = {f"{reverse(todo.url_name)}?{todo.query}" for group in groups for todo in group.todos}

    assert {address for address in addresses if not address.startswith(own)} == set()
    assert {client.get(address).status_code for address in addresses} <= {200}


@pytest.mark.parametrize(
    ("duty", "rooms"),
    [
        (Duty.SIGNER, ["政府信息", "依申请公开", "年度报告"]),
        (Duty.LEGAL_COUNSEL, ["依申请公开"]),
        (Duty.APPLICATION_HANDLER, ["依申请公开", "行政复议、行政诉讼"]),
        (Duty.OFFICE_HEAD, ["政府信息", "公开任务", "依申请公开", "行政复议、行政诉讼", "年度报告"]),
        (Duty.REPORT_CLERK, ["年度报告"]),
    ],
)
def test_the_first_page_collects_the_work_of_all_rooms(client, db, duty, rooms):
    sign_in(client, factories.actor(duty=duty))

    assert [str(group.title) for group in client.get(HOME).context["groups"]] == rooms


def test_the_room_one_is_in_is_marked(client, db):
    sign_in(client, factories.actor(duty=Duty.OFFICE_HEAD))

    shown = page(client.get(reverse("workbench:describe_office", args=[factories.BUREAU])))

    assert f'<a href="{reverse("workbench:organs")}" aria-current="page">' in shown
    assert shown.count("aria-current") == 1


def test_the_gallery_is_for_staff_or_the_example(client, db, settings):
    gallery = reverse("workbench:gallery")
    assert client.get(gallery).status_code == 302

    settings.EXAMPLE_MODE = True
    assert client.get(gallery).status_code == 200

    settings.EXAMPLE_MODE = False
    sign_in(client, factories.actor())
    assert client.get(gallery).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_first_page_asks_the_same_few_questions(client, db, rows, django_assert_num_queries):
    staff = builders.office()
    for _number in range(rows):
        builders.item(staff)
    sign_in(client, staff.head)

    with django_assert_num_queries(30):
        client.get(HOME)
