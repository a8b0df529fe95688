"""Writing an item at the desk without script: the form that is sent, what it keeps, what it refuses."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.disclosure import actions
from gongkai.disclosure.models import InformationItem
from gongkai.foundation.moment import acting_at
from tests import factories
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, filled_in, page, sign_in
from tests.disclosure.test_word_import import HEAD, word

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


def complete_draft(client, **typed):
    whole = {
        "title": "关于供暖的通知",
        "column_id": builders.column().pk,
        "body": "供暖自11月15日开始。",
        "formed_on": "2026-11-16",
    }
    return draft_form(client, **whole | typed)


def test_a_complete_draft_is_saved_and_handed_in_with_one_button(staff, at_desk):
    client = at_desk(staff.submitter)

    response = client.post(DRAFT, complete_draft(client) | {"do": "submit"}, follow=True)

    item = InformationItem.objects.get()
    assert item.state == "in_review"
    assert response.redirect_chain == [(f"{ITEMS}{item.pk}/", 302)]
    assert "已报送审核" in page(response)


def test_what_cannot_be_handed_in_yet_is_saved_and_the_reason_said(staff, at_desk):
    client = at_desk(staff.submitter)

    response = client.post(DRAFT, complete_draft(client, formed_on="") | {"do": "submit"}, follow=True)

    item = InformationItem.objects.get()
    assert item.state == "draft"
    assert response.redirect_chain == [(f"{ITEMS}{item.pk}/edit/", 302)]
    assert "草稿已保存，还没有报送。还没有填写：成文日期。" in page(response)


def test_the_page_says_what_is_missing_before_anything_is_sent(staff, at_desk):
    item = builders.item(staff, formed_on=None, attribute="upon_application")
    client = at_desk(staff.submitter)

    begun = client.get(DRAFT).context["lacks"]
    written = client.get(reverse("workbench:edit_item", args=[item.pk])).context["lacks"]

    assert {need.name: need.is_met for need in begun.needs} == {
        "title": False,
        "body": False,
        "column_id": False,
        "formed_on": False,
    }
    assert {need.name: need.is_met for need in written.needs} == {
        "title": True,
        "body": True,
        "column_id": True,
        "formed_on": False,
    }
    assert [reason[:10] for reason in written.reasons] == ["公开属性为“依申请公"]


def test_the_page_leads_to_where_what_was_found_is_answered(staff, at_desk):
    item = builders.item(staff, body="王某某，居民身份证11010519491231002X。")

    lacks = at_desk(staff.submitter).get(reverse("workbench:edit_item", args=[item.pk])).context["lacks"]

    assert [way.address for way in lacks.ways] == [reverse("workbench:item_findings", args=[item.pk])]


def test_a_summary_that_follows_the_text_is_not_shown_as_written(staff, at_desk):
    item = builders.item(staff, body="原来的正文。")
    url = reverse("workbench:edit_item", args=[item.pk])
    client = at_desk(staff.submitter)
    sent = draft_form(client, url, body="新的正文。")

    client.post(url, sent)

    item.refresh_from_db()
    assert (sent["summary"], item.summary) == ("", "新的正文。")


def test_the_second_saver_is_shown_both_wordings(staff, at_desk):
    item = builders.item(staff, body="供暖自11月15日开始。")
    url = reverse("workbench:edit_item", args=[item.pk])
    client = at_desk(staff.submitter)
    sent = draft_form(client, url, body="供暖自11月17日开始。", title="改过的名称")
    colleague = factories.actor(item.organ)
    actions.edit(item, by=colleague, body="供暖自11月16日开始。")

    response = client.post(url, sent)

    rival = response.context["rival"]
    assert [entry.actor_name for entry in rival.entries] == [colleague.name]
    assert {
        change.label: [(part.kind, part.text) for part in change.segments if part.kind != "same"]
        for change in rival.changes
    } == {
        "名称": [("removed", "市财政局内设机构职责"), ("added", "改过的名称")],
        "正文": [("removed", "6"), ("added", "7")],
    }
    item.refresh_from_db()
    assert item.body == "<p>供暖自11月16日开始。</p>"


def test_nobody_changes_what_a_colleague_has_handed_in_and_what_was_typed_stays(staff, at_desk):
    item = builders.item(staff)
    url = reverse("workbench:edit_item", args=[item.pk])
    client = at_desk(staff.submitter)
    sent = draft_form(client, url, title="来晚了的名称")
    actions.submit(item, by=factories.actor(item.organ))

    first = client.post(url, sent)
    second = client.post(url, filled_in(first.context["form"]))

    assert "来晚了的名称" in page(first)
    assert "来晚了的名称" in page(second)
    assert "不能修改草稿" in str(second.context["form"].non_field_errors())


def docx(*lines):
    return SimpleUploadedFile("通知.docx", word(*lines))


def test_without_script_a_word_file_fills_what_is_empty_and_follows_what_is_written(staff, at_desk):
    client = at_desk(staff.submitter)
    sent = draft_form(client, title="自己写的名称", body="已有的正文。")

    response = client.post(DRAFT, sent | {"do": "read_word", "word": docx(*HEAD, "现印发给你们。")})

    form = response.context["form"]
    assert (form["title"].value(), form["document_number"].value()) == ("自己写的名称", "青财发〔2026〕8号")
    assert form["body"].value() == (
        '<p>已有的正文。</p>\n<p class="center">青财发[2026]8号</p>'
        '<p class="center">关于印发《办法》的通知</p><p>现印发给你们。</p>'
    )
    assert form["key"].value() == str(sent["key"])
    assert InformationItem.objects.count() == 0


def test_without_script_a_word_file_that_cannot_be_read_costs_nothing_that_was_typed(staff, at_desk):
    client = at_desk(staff.submitter)
    sent = draft_form(client, body="写了很久的正文")

    response = client.post(DRAFT, sent | {"do": "read_word", "word": SimpleUploadedFile("坏.docx", b"PK12")})

    assert response.context["form"]["body"].value() == "写了很久的正文"
    assert "“坏.docx”：文件已损坏" in page(response)
