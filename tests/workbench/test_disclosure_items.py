"""Information items at the desk: lists, what is not yours."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.disclosure import actions
from gongkai.foundation.moment import acting_at
from tests import factories
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, page, sign_in

ITEMS = "/desk/items/"


@pytest.fixture(autouse=True)
def _friday():
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def staff(db):
    return builders.office()


@pytest.fixture
def at_desk(client):
    """The client signed in as this person, who holds one duty."""
    return lambda actor: sign_in(client, actor)


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_with_one_row_and_with_thirty(
    count, staff, at_desk, django_assert_num_queries
):
    for n in range(count):
        builders.item(staff, title=f"预算公开说明第{n}号")
    client = at_desk(staff.submitter)
    client.get(ITEMS)

    with django_assert_num_queries(6):
        response = client.get(ITEMS)

    assert len(response.context["rows"]) == min(count, 20)


@pytest.mark.parametrize("count", [1, 3])
def test_an_item_costs_the_same_with_one_review_and_with_three(
    count, staff, at_desk, django_assert_num_queries
):
    item = builders.item(staff)
    for _look in range(count):
        actions.submit(item, by=staff.submitter)
        actions.send_back(item, by=staff.reviewer, remarks="请补充附件")
    client = at_desk(staff.submitter)
    client.get(f"{ITEMS}{item.pk}/")

    with django_assert_num_queries(19):
        response = client.get(f"{ITEMS}{item.pk}/")

    assert len(response.context["reviews"]) == count


def test_the_list_can_be_narrowed_by_state_and_words(staff, at_desk):
    draft = builders.item(staff, title="预算公开说明", document_number="青财发〔2026〕8号")
    builders.published(staff, title="决算公开说明")
    client = at_desk(staff.reviewer)

    found = {
        query: [row.item.pk for row in client.get(f"{ITEMS}?{query}").context["rows"]]
        for query in (
            "state=draft",
            "q=预算",
            "q=〔2026〕8号",
            "q=预算 说明",
            "state=draft&q=决算",
            "state=nonsense",
        )
    }

    assert {query: pks == [draft.pk] for query, pks in found.items()} == {
        "state=draft": True,
        "q=预算": True,
        "q=〔2026〕8号": True,
        "q=预算 说明": True,
        "state=draft&q=决算": False,
        "state=nonsense": False,
    }
    assert len(found["state=nonsense"]) == 2


def test_an_empty_list_says_so(staff, at_desk):
    assert "这里还没有信息" in page(at_desk(staff.submitter).get(ITEMS))


def test_items_of_another_organ_do_not_exist(staff, at_desk):
    item = builders.published(staff)
    client = at_desk(builders.office(factories.TOWN).signer)
    urls = [
        reverse("workbench:item", args=[item.pk]),
        reverse("workbench:item_versions", args=[item.pk]),
    ]

    answers = [client.get(url).status_code for url in urls]
    answers.append(client.post(reverse("workbench:move_item", args=[item.pk, "withdraw"])).status_code)

    assert answers == [404, 404, 404]
    assert list(client.get(ITEMS).context["rows"]) == []


@pytest.mark.parametrize("duty", ["application_handler", "report_clerk", "audit_admin"])
def test_the_pages_are_for_those_who_publish(duty, staff, at_desk):
    client = at_desk(factories.actor(duty=factories.Duty(duty)))

    assert client.get(ITEMS).status_code == 403


def test_pressing_items_lists_what_is_late_first(staff, at_desk):
    soon = builders.item(staff, formed_on=date(2026, 10, 26))
    late = builders.item(staff, formed_on=date(2026, 9, 1))
    builders.item(staff, formed_on=date(2026, 11, 19))
    client = at_desk(staff.submitter)

    response = client.get(reverse("workbench:pressing_items"))

    assert [row.item.pk for row in response.context["rows"]] == [late.pk, soon.pk]
    assert "已超过" in page(response)


def test_an_attachment_is_served_to_its_own_desk_only(staff, at_desk):
    item = builders.item(staff, files=[SimpleUploadedFile("附表.txt", b"a,b")])
    url = reverse("workbench:item_file", args=[item.pk, item.attachments.get().pk])

    mine = at_desk(staff.reviewer).get(url)
    assert (b"".join(mine.streaming_content), mine["Content-Disposition"][:10]) == (b"a,b", "attachment")
    assert at_desk(builders.office(factories.TOWN).reviewer).get(url).status_code == 404
