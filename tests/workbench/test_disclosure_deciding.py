"""The leader's page: all that is needed to decide, two answers, and on to the next."""

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


def way(item):
    return reverse("workbench:decide", args=[item.pk])


def answer(client, item, answer, **typed):
    url = reverse("workbench:decided", args=[item.pk, answer])
    return client.post(url, {"seen": item.revision} | typed)


def test_a_signer_agrees_and_is_led_to_the_next(staff, client):
    first, second = (builders.at(State.AWAITING_SIGNATURE, staff) for _n in "12")
    sign_in(client, staff.signer)

    start = client.get(reverse("workbench:decide_next"))
    on = answer(client, first, "agree")
    done = answer(client, second, "agree")

    assert (start.url, on.url, done.url) == (way(first), way(second), reverse("workbench:home"))
    first.refresh_from_db()
    assert first.state == State.PUBLISHED


def test_what_was_passed_found_and_changed_is_on_the_page(staff, client):
    item = builders.published(staff)
    actions.start_correction(item, by=staff.submitter, reason="电话有误")
    actions.edit(item, by=staff.submitter, body="预算科手机13800138000，负责编制全市预算。")
    found = [one.fingerprint for one in item.findings().seen]
    actions.set_aside(item, by=staff.submitter, fingerprints=found, reason="值班手机")
    builders.clear(item, staff)

    response = sign_in(client, staff.signer).get(way(item))
    shown = page(response)

    assert ("电话有误" in shown, "<ins>" in shown) == (True, True)
    assert [one.by_name for one in response.context["passed"]] == [
        staff.reviewer.name,
        staff.confidentiality.name,
    ]
    assert "发现1处不得公开的内容" in shown
    assert [(count, tone) for _name, count, tone in response.context["risks"]] == [(1, "danger")]
    assert response.context["agree"] is None


def test_what_was_kept_with_a_reason_is_told_with_who_gave_it(staff, client):
    item = builders.item(staff, body="经办人身份证号11010519491231002X。")
    found = [one.fingerprint for one in item.findings().seen]
    actions.set_aside(item, by=staff.submitter, fingerprints=found, reason="本人同意公开")
    builders.review(item, staff)
    actions.set_aside(item, by=staff.confidentiality, fingerprints=found, reason="已核对本人同意书")
    actions.pass_confidentiality_review(item, by=staff.confidentiality, result="open", basis="条例第十四条")

    response = sign_in(client, staff.signer).get(way(item))

    assert (response.context["risks"], response.context["agree"] is None) == ([], False)
    assert [said.by_name for _seen, said in response.context["answered"]] == [
        staff.submitter.name,
        staff.confidentiality.name,
    ]
    assert "已核对本人同意书" in page(response)


@pytest.mark.parametrize("state", [State.AWAITING_SIGNATURE, State.SIGNED])
def test_a_signer_may_set_the_time_instead_of_publishing_at_once(staff, client, state):
    item = builders.at(state, staff)
    form = sign_in(client, staff.signer).get(way(item)).context["schedule"]

    past = answer(client, item, "schedule", on="2026-11-19", hour="09:00")
    missing = answer(client, item, "schedule", on="", hour="09:00")
    turn = missing.context["turn"]
    told = {"on": "2026-11-23", "hour": "09:00", "turn": turn}
    done = [answer(client, item, "schedule", **told).status_code for _click in "12"]

    assert (str(form["on"].value()), str(form["hour"].value())) == ("2026-11-23", "09:00:00")
    assert "须晚于现在" in page(past)
    assert list(missing.context["tried"].errors) == ["on"]
    assert done == [302, 302]
    item.refresh_from_db()
    assert (item.state, item.publish_at.isoformat()) == (State.SIGNED, "2026-11-23T01:00:00+00:00")


@pytest.mark.parametrize(
    ("who", "state"), [("reviewer", State.IN_REVIEW), ("signer", State.AWAITING_SIGNATURE)]
)
def test_no_time_is_set_where_nothing_is_published(staff, client, who, state):
    item = (
        builders.at(state, staff)
        if who == "reviewer"
        else builders.clear(builders.item(staff, **builders.WITHHELD), staff)
    )

    assert sign_in(client, getattr(staff, who)).get(way(item)).context["schedule"] is None


def test_a_return_needs_its_reason(staff, client):
    item = builders.at(State.IN_REVIEW, staff)
    sign_in(client, staff.reviewer)

    refused = answer(client, item, "return", remarks="")
    done = answer(client, item, "return", remarks="标题不规范")

    assert list(refused.context["tried"].errors) == ["remarks"]
    assert done.status_code == 302
    item.refresh_from_db()
    assert item.state == State.DRAFT


def test_the_confidentiality_reviewer_says_result_and_basis(staff, client):
    item = builders.at(State.IN_CONFIDENTIALITY_REVIEW, staff)
    sign_in(client, staff.confidentiality)

    assert sorted(answer(client, item, "agree").context["tried"].errors) == ["basis", "result"]
    answer(client, item, "agree", result="open", basis="条例第十四条")

    item.refresh_from_db()
    assert item.state == State.AWAITING_SIGNATURE


def test_who_may_not_agree_is_told_why_and_can_still_return(staff, client):
    item = builders.at(State.IN_REVIEW, staff)
    both = factories.staff(item.organ, factories.Duty.REVIEWER)
    actions.send_back(item, by=staff.reviewer, remarks="改")
    submitter = factories.staff(item.organ, factories.Duty.SUBMITTER, user=both.user).actor()
    actions.edit(item, by=submitter, title="本人改过的名称")
    actions.submit(item, by=submitter)
    sign_in(client, both.actor())
    session = client.session
    session["appointment"] = both.pk
    session.save()

    response = client.get(way(item))

    assert (response.context["agree"], response.context["return"] is None) == (None, False)
    assert "须由其他人员审查" in page(response)


def test_a_second_click_goes_on_as_the_first(staff, client):
    item = builders.at(State.IN_REVIEW, staff)
    sign_in(client, staff.reviewer)

    assert [answer(client, item, "agree").status_code for _click in "12"] == [302, 302]
    assert item.reviews.count() == 1


@pytest.mark.parametrize("name", ["agree", "return"])
def test_an_item_of_another_organ_does_not_exist(staff, client, name):
    item = builders.at(State.IN_REVIEW, builders.office(factories.TOWN))
    sign_in(client, staff.reviewer)

    assert (client.get(way(item)).status_code, answer(client, item, name).status_code) == (404, 404)


def test_an_answer_that_is_none_does_not_exist(staff, client):
    item = builders.at(State.IN_REVIEW, staff)

    assert answer(sign_in(client, staff.reviewer), item, "nonsense").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_whatever_else_waits(staff, client, count, django_assert_num_queries):
    items = [builders.at(State.IN_REVIEW, staff) for _n in range(count)]
    sign_in(client, staff.reviewer).get(way(items[0]))

    with django_assert_num_queries(21):
        client.get(way(items[0]))
