"""Routes, the register and the limits at the desk."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from gongkai.disclosure import queries
from gongkai.disclosure.workflow import State, Step
from gongkai.foundation.moment import acting_at
from tests import factories
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, filled_in, page, sign_in

ROUTES, REGISTER = "/desk/items/routes/", "/desk/items/register/"


@pytest.fixture(autouse=True)
def _friday():
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def staff(db):
    return builders.office()


def typed(client, way, **over):
    return {
        name: value for name, value in filled_in(client.get(way).context["form"], **over).items() if value
    }


def test_set_route_keeps_steps_days_and_people_and_the_page_tells_them(staff, client):
    way = f"{ROUTES}normative/"
    sign_in(client, staff.head)
    more = factories.actor(factories.organ(), factories.Duty.REVIEWER)

    asked = typed(client, way, second_review_taken="on", review_owner=staff.reviewer.user_id, review_days=3)
    told = client.post(way, asked | {"second_review_owner": more.user_id}, follow=True)

    [route] = queries.routes_of(factories.organ())
    assert [(one.step, one.limit_days) for one in route.steps.all()] == [
        (Step.REVIEW, 3),
        (Step.SECOND_REVIEW, 2),
        (Step.CONFIDENTIALITY, 2),
        (Step.SIGN_OFF, 2),
    ]
    assert staff.reviewer.name in page(told)
    assert "本机关为此类别设定" in page(told)


def test_a_route_that_nobody_could_pass_is_refused_with_what_it_lacks(staff, client):
    way = f"{ROUTES}every/"
    sign_in(client, staff.head)

    response = client.post(way, typed(client, way, review_days=0, second_review_taken="on"))

    assert "review_days" in response.context["form"].errors
    assert "人员不够" in page(client.post(way, typed(client, way, second_review_taken="on")))
    assert list(queries.routes_of(factories.organ())) == []


def test_drop_route_goes_back_to_the_general_steps(staff, client):
    builders.route(factories.organ(), *Step)
    sign_in(client, staff.head)

    client.post(f"{ROUTES}every/drop/")

    assert list(queries.routes_of(factories.organ())) == []


def test_routes_are_for_the_head_of_the_office(staff, client):
    assert sign_in(client, staff.signer).get(ROUTES).status_code == 403
    assert sign_in(client, staff.head).get(f"{ROUTES}every/", {"for": "all"}).status_code == 404
    assert client.get(f"{ROUTES}nonsense/").status_code == 404


def test_the_head_of_the_highest_organ_sets_a_route_for_all(staff, client):
    head = factories.actor(factories.organ(factories.CITY), factories.Duty.OFFICE_HEAD)
    way = f"{ROUTES}every/?for=all"
    sign_in(client, head)

    client.post(way, typed(client, way, second_review_taken="on"))

    [route] = queries.routes_of(None)
    assert route.steps.count() == 4


def test_the_way_of_an_item_says_who_takes_each_step_and_how_late_it_is(staff, client):
    item = builders.at(State.IN_REVIEW, staff)

    with acting_at(FRIDAY + timedelta(days=10)):
        response = sign_in(client, staff.submitter).get(reverse("workbench:item", args=[item.pk]))

    steps = response.context["steps"]
    assert [step.state for step in steps] == ["done", "current", "ahead", "ahead", "ahead"]
    assert (steps[1].late, "已超过6天" in steps[1].note) == (True, True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_register_costs_the_same_with_one_row_and_with_three(
    staff, client, count, django_assert_num_queries
):
    for _n in range(count):
        builders.at(State.RETAINED, staff)
    sign_in(client, staff.head).get(REGISTER)

    with django_assert_num_queries(7):
        response = client.get(REGISTER)

    assert len(response.context["rows"]) == count
    assert "内部工作流程" in page(response)


def test_the_register_lists_what_is_to_be_looked_at_anew(staff, client):
    builders.at(State.RETAINED, staff)
    sign_in(client, staff.head)
    told = []
    for days in (0, 345, 400):
        with acting_at(FRIDAY + timedelta(days=days)):
            counts = [
                len(sign_in(client, staff.head).get(REGISTER, {"show": name}).context["rows"])
                for name in ("due", "late")
            ]
            told.append(counts)

    assert told == [[0, 0], [1, 0], [1, 1]]


def test_each_limit_has_its_tile_and_its_list(staff, client):
    late = builders.item(staff, formed_on=date(2026, 9, 1))
    soon = builders.item(staff, formed_on=date(2026, 10, 26))
    sign_in(client, staff.signer)

    tiles = {way: count for _label, count, way in client.get("/desk/items/pressing/").context["tiles"]}
    lists = {
        name: [row.item.pk for row in client.get("/desk/items/", {"list": name}).context["rows"]]
        for name in ("late", "soon")
    }

    assert tiles == {"/desk/items/?list=late": 1, "/desk/items/?list=soon": 1}
    assert lists == {"late": [late.pk], "soon": [soon.pk]}


@pytest.mark.parametrize("name", ["mine", *queries.DESK_LISTS])
def test_every_list_that_the_first_page_names_is_there(staff, client, name):
    response = sign_in(client, staff.signer).get("/desk/items/", {"list": name})

    assert (response.status_code, bool(response.context["list_label"])) == (200, True)


@pytest.mark.parametrize("extension", ["docx", "pdf"])
def test_an_item_is_taken_away_as_the_paper_it_is(staff, client, extension):
    item = builders.item(staff)
    way = reverse("workbench:item_paper", args=[item.pk, extension])

    assert sign_in(client, staff.submitter).get(way).content[:2] == {"docx": b"PK", "pdf": b"%P"}[extension]
    assert sign_in(client, builders.office(factories.TOWN).signer).get(way).status_code == 404
