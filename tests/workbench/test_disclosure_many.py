"""Many at once: each item stands or falls by itself, and the page says what became of each."""

import pytest
from django.urls import reverse

from gongkai.disclosure import actions
from gongkai.disclosure.workflow import State
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
    return builders.office()


def way(name):
    return reverse("workbench:pass_many", args=[name])


def chosen(*items):
    return [f"{one.pk}-{one.revision}" for one in items]


def waiting(staff, count, state=State.IN_REVIEW):
    return [builders.at(state, staff) for _n in range(count)]


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_with_one_row_and_with_thirty(
    count, staff, client, django_assert_num_queries
):
    waiting(staff, count)
    sign_in(client, staff.reviewer).get(way("pass_review"))

    with django_assert_num_queries(11):
        response = client.get(way("pass_review"))

    assert len(response.context["rows"]) == count


def test_what_others_changed_meanwhile_is_told_and_the_rest_is_done(staff, client):
    first, second, third = waiting(staff, 3)
    told = chosen(first, second, third)
    actions.send_back(second, by=factories.actor(second.organ, factories.Duty.REVIEWER), remarks="改")

    response = sign_in(client, staff.reviewer).post(way("pass_review"), {"chosen": told}, follow=True)

    assert [one["pk"] for one in response.context["done"]] == [first.pk, third.pk]
    [refused] = response.context["refused"]
    assert (refused["pk"], "已对这条记录作了处理" in refused["reasons"][0]) == (second.pk, True)
    states = [type(first).objects.get(pk=one.pk).state for one in (first, second, third)]
    assert states == [State.IN_CONFIDENTIALITY_REVIEW, State.DRAFT, State.IN_CONFIDENTIALITY_REVIEW]


def test_a_second_click_finds_that_it_is_done(staff, client):
    [item] = waiting(staff, 1)
    told = chosen(item)
    sign_in(client, staff.reviewer)

    answers = [client.post(way("pass_review"), {"chosen": told}, follow=True) for _click in "12"]

    assert [len(one.context["done"]) for one in answers] == [1, 1]
    assert item.reviews.count() == 1


def test_nothing_ticked_is_said(staff, client):
    waiting(staff, 1)

    assert "请勾选要办理的信息" in page(sign_in(client, staff.reviewer).post(way("pass_review"), {}))


def test_the_confidentiality_review_has_one_result_and_basis_for_all(staff, client):
    items = waiting(staff, 2, State.IN_CONFIDENTIALITY_REVIEW)
    sign_in(client, staff.confidentiality)
    asked = {"chosen": chosen(*items), "result": "open"}

    missing = client.post(way("pass_confidentiality_review"), asked)
    done = client.post(way("pass_confidentiality_review"), asked | {"basis": "条例第十四条"}, follow=True)

    assert list(missing.context["form"].errors) == ["basis"]
    assert len(done.context["done"]) == 2


def test_a_signer_publishes_what_is_to_be_public_and_registers_the_rest(staff, client):
    public, kept = builders.signed(staff), builders.signed(staff, **builders.WITHHELD)
    sign_in(client, staff.signer)

    listed = {
        name: [one[0].row.item.pk for one in client.get(way(name)).context["rows"]]
        for name in ("publish", "retain")
    }

    assert listed == {"publish": [public.pk], "retain": [kept.pk]}
    assert len(client.post(way("retain"), {"chosen": chosen(kept)}, follow=True).context["done"]) == 1


def test_items_of_another_organ_are_not_touched(staff, client):
    other = builders.office(factories.TOWN)
    item = builders.at(State.IN_REVIEW, other)

    response = sign_in(client, staff.reviewer).post(way("pass_review"), {"chosen": chosen(item)}, follow=True)

    assert (response.context["done"], response.context["refused"]) == ([], [])
    item.refresh_from_db()
    assert item.state == State.IN_REVIEW


@pytest.mark.parametrize(
    ("who", "name", "answer"), [("reviewer", "sign_off", 404), ("submitter", "pass_review", 403)]
)
def test_each_duty_has_its_own_batches(staff, client, who, name, answer):
    assert sign_in(client, getattr(staff, who)).get(way(name)).status_code == answer


def test_the_list_of_what_waits_leads_there(staff, client):
    waiting(staff, 1)

    shown = page(sign_in(client, staff.reviewer).get(reverse("workbench:items"), {"list": "mine"}))

    assert f'href="{way("pass_review")}"' in shown
    assert f'href="{reverse("workbench:decide_next")}"' in shown
