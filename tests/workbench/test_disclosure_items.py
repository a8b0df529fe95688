"""Information items at the desk: lists, the draft, what is not yours."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.disclosure import actions
from gongkai.disclosure.models import InformationItem
from gongkai.foundation.moment import acting_at
from tests import factories
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, filled_in, page, sign_in

ITEMS = "/desk/items/"
DRAFT = "/desk/items/draft/"


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


def draft_form(client, url=DRAFT, **typed):
    return filled_in(client.get(url).context["form"], **typed)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_with_one_row_and_with_three(
    count, staff, at_desk, django_assert_num_queries
):
    for _n in range(count):
        builders.published(staff)
    client = at_desk(staff.submitter)
    client.get(ITEMS)

    with django_assert_num_queries(6):
        response = client.get(ITEMS)

    assert len(response.context["rows"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_an_item_costs_the_same_with_one_review_and_with_three(
    count, staff, at_desk, django_assert_num_queries
):
    item = builders.at(["", "in_confidentiality_review", "", "signed"][count], staff)
    client = at_desk(staff.submitter)
    client.get(f"{ITEMS}{item.pk}/")

    with django_assert_num_queries(9):
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


def test_only_the_submitter_drafts(staff, at_desk):
    assert at_desk(staff.signer).get(DRAFT).status_code == 403


def test_draft_item_saves_and_shows_the_item(staff, at_desk):
    client = at_desk(staff.submitter)
    typed = {
        "title": "青禾市财政局2026年度部门预算",
        "column_id": builders.column().pk,
        "body": "一、收支总体情况\n二、三公经费",
        "formed_on": "2026-11-16",
        "document_number": "青财发[2026]8号",
        "uploads": [SimpleUploadedFile("附表.txt", b"a,b"), SimpleUploadedFile("说明.txt", b"c,d")],
    }

    response = client.post(DRAFT, draft_form(client, **typed), follow=True)

    item = InformationItem.objects.get()
    assert response.redirect_chain == [(f"{ITEMS}{item.pk}/", 302)]
    assert (item.body, item.summary) == (
        "<p>一、收支总体情况</p>\n<p>二、三公经费</p>",
        "一、收支总体情况 二、三公经费",
    )
    assert sorted(file.name for file in item.attachments.all()) == ["说明.txt", "附表.txt"]
    assert "青财发〔2026〕8号" in page(response)


def test_the_same_draft_form_sent_twice_makes_one_item(staff, at_desk):
    client = at_desk(staff.submitter)
    sent = draft_form(client, title="同一张表单")

    first, second = client.post(DRAFT, sent), client.post(DRAFT, sent)

    assert first.url == second.url
    assert InformationItem.objects.count() == 1


def test_a_draft_that_is_refused_keeps_what_was_typed(staff, at_desk):
    client = at_desk(staff.submitter)
    sent = draft_form(
        client,
        title="",
        body="写了很久的正文",
        uploads=[SimpleUploadedFile("程序.exe", b"MZ\x90\x00")],
        formed_on="昨天",
    )

    response = client.post(DRAFT, sent)

    text = page(response)
    assert response.status_code == 200
    assert "写了很久的正文" in text
    assert set(response.context["form"].errors) == {"title", "formed_on"}
    assert InformationItem.objects.count() == 0


def test_an_upload_that_is_refused_is_said_on_the_form(staff, at_desk):
    client = at_desk(staff.submitter)
    sent = draft_form(client, title="带程序的附件", uploads=[SimpleUploadedFile("程序.exe", b"MZ\x90\x00")])

    response = client.post(DRAFT, sent)

    assert "程序.exe" in str(response.context["form"].non_field_errors())
    assert InformationItem.objects.count() == 0


def test_edit_item_changes_the_draft_and_takes_attachments_off(staff, at_desk):
    item = builders.item(staff, files=[SimpleUploadedFile("旧.txt", b"old")])
    url = reverse("workbench:edit_item", args=[item.pk])
    client = at_desk(staff.submitter)
    sent = draft_form(client, url, title="改过的名称", drop=[str(item.attachments.get().pk)])

    client.post(url, sent)

    item.refresh_from_db()
    assert (item.title, item.attachments.count()) == ("改过的名称", 0)


def test_edit_item_tells_the_second_saver_who_was_first(staff, at_desk):
    item = builders.item(staff)
    url = reverse("workbench:edit_item", args=[item.pk])
    client = at_desk(staff.submitter)
    sent = draft_form(client, url, title="第二人改的名称")
    colleague = factories.actor(item.organ)
    actions.edit(item, by=colleague, title="第一人改的名称")

    response = client.post(url, sent)

    item.refresh_from_db()
    assert item.title == "第一人改的名称"
    assert colleague.name in page(response)
    assert "第二人改的名称" in page(response)

    client.post(url, filled_in(response.context["form"]))
    item.refresh_from_db()
    assert item.title == "第二人改的名称"


def test_saving_an_unchanged_draft_is_no_act(staff, at_desk):
    item = builders.item(staff)
    url = reverse("workbench:edit_item", args=[item.pk])
    client = at_desk(staff.submitter)
    sent = draft_form(client, url)

    client.post(url, sent)
    assert client.post(url, sent).status_code == 302

    item.refresh_from_db()
    assert item.revision == 0


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
