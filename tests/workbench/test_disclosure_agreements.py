"""Co-makers at their desk: what they are asked, the content and nothing else, and their answer."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from gongkai.disclosure import actions, queries
from gongkai.foundation.moment import acting_at
from tests import factories
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, page, sign_in

INBOX = "/desk/items/agreements/"


@pytest.fixture(autouse=True)
def _friday():
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def staff(db):
    return builders.office()


@pytest.fixture
def partner(db):
    return builders.office("development")


def asked(staff, partner, **fields):
    item = builders.item(staff, **fields)
    partner_organ = factories.organ("development")
    [agreement] = actions.ask_co_makers(item, organs=[partner_organ], by=staff.submitter)
    return agreement


def answer(client, agreement, name, **typed):
    url = reverse("workbench:answer_agreement", args=[agreement.pk, name])
    return client.post(url, {"seen": agreement.revision} | typed, follow=True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_inbox_costs_the_same_with_one_row_and_with_three(
    staff, partner, client, count, django_assert_num_queries
):
    for n in range(count):
        asked(staff, partner, title=f"联合通知第{n}号")
    sign_in(client, partner.signer).get(INBOX)

    with django_assert_num_queries(5):
        response = client.get(INBOX)

    assert len(response.context["rows"]) == count


def test_agree_moves_it_to_the_answered(staff, partner, client):
    agreement = asked(staff, partner)
    sign_in(client, partner.signer)

    answer(client, agreement, "agree", remarks="同意公开")

    assert [len(client.get(INBOX + query).context["rows"]) for query in ("", "?show=answered")] == [0, 1]
    [told] = queries.agreements_on(agreement.item)
    assert (told.state, told.remarks) == ("agreed", "同意公开")


def test_object_to_needs_a_reason(staff, partner, client):
    agreement = asked(staff, partner)
    sign_in(client, partner.head)

    refused = answer(client, agreement, "object_to", remarks="")
    answer(client, agreement, "object_to", remarks="附表数据不一致")

    assert list(refused.context["tried"].errors) == ["remarks"]
    agreement.refresh_from_db()
    assert (agreement.state, agreement.remarks) == ("objected", "附表数据不一致")


def test_only_the_content_is_shown_and_nothing_of_the_looks_of_the_lead(staff, partner, client):
    agreement = asked(staff, partner)
    actions.submit(agreement.item, by=staff.submitter)
    actions.pass_review(agreement.item, by=staff.reviewer, remarks="内部意见不外传")

    shown = page(sign_in(client, partner.signer).get(f"{INBOX}{agreement.pk}/"))

    assert "预算科负责编制部门预算" in shown
    assert "内部意见不外传" not in shown
    assert client.get(reverse("workbench:item", args=[agreement.item_id])).status_code == 404


def test_what_the_lead_is_changing_is_not_shown_nor_answered(staff, partner, client):
    agreement = asked(staff, partner)
    actions.edit(agreement.item, by=staff.submitter, body="还没有写完的内容。")
    sign_in(client, partner.signer)

    shown = page(client.get(f"{INBOX}{agreement.pk}/"))

    assert "牵头机关正在修改内容" in shown
    assert "还没有写完的内容" not in shown
    assert "牵头机关正在修改内容" in page(answer(client, agreement, "agree"))


def test_the_attachments_are_for_the_co_maker_who_was_asked(staff, partner, client):
    agreement = asked(staff, partner, files=[ContentFile(b"a,b", name="附表.csv")])
    file = agreement.item.attachments.get()
    ways = [
        reverse(f"workbench:{name}", args=[agreement.pk, file.pk])
        for name in ("agreement_file", "look_at_agreement_file")
    ]

    mine = [sign_in(client, partner.signer).get(way).status_code for way in ways]
    others = [sign_in(client, builders.office(factories.TOWN).signer).get(way).status_code for way in ways]

    assert (mine, others) == ([200, 200], [404, 404])


def test_a_second_click_is_taken_for_the_first(staff, partner, client):
    agreement = asked(staff, partner)
    sign_in(client, partner.signer)

    for _click in "12":
        told = answer(client, agreement, "agree")

    assert "已答复牵头机关" in page(told)


def test_nobody_else_answers(staff, partner, client):
    agreement = asked(staff, partner)

    assert answer(sign_in(client, staff.signer), agreement, "agree").status_code == 404
    assert sign_in(client, partner.submitter).get(INBOX).status_code == 403
    assert answer(sign_in(client, partner.signer), agreement, "ask_again").status_code == 404
