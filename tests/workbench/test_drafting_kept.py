"""What script sends behind the page on which an item is written: typing kept, files stored, Word and pastes read."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.disclosure import actions
from gongkai.disclosure.models import InformationItem
from gongkai.foundation.ledger import history_of
from tests import factories
from tests.disclosure import builders
from tests.disclosure.desk import filled_in, sign_in
from tests.disclosure.test_word_import import HEAD, word

DRAFT = "/desk/items/draft/"
KEEP = "/desk/items/draft/keep/"


@pytest.fixture
def staff(db):
    return builders.office()


@pytest.fixture
def clerk(client, staff):
    return sign_in(client, staff.submitter)


def typed(client, url=DRAFT, **more):
    return filled_in(client.get(url).context["form"], **more)


def keep_url(item):
    return reverse("workbench:keep_item", args=[item.pk])


def attach_url(item):
    return reverse("workbench:change_attachments", args=[item.pk])


def test_typing_is_kept_as_a_draft_and_then_as_changes_of_it(clerk):
    sent = typed(clerk, title="刚开始写")

    first = clerk.post(KEEP, sent).json()
    item = InformationItem.objects.get()
    again = clerk.post(first["keep"], sent | {"seen": first["revision"], "title": "写到一半"}).json()

    item.refresh_from_db()
    assert (item.title, item.revision) == ("写到一半", 1)
    assert (first["item"], first["revision"], first["attach"]) == (item.pk, 0, attach_url(item))
    assert (again["revision"], again["left"]) == (1, [])
    assert "正文" in again["lacks"]


def test_a_first_sending_whose_answer_was_lost_is_found_again_and_written_on(clerk):
    sent = typed(clerk, title="线断之前")
    clerk.post(KEEP, sent)

    told = clerk.post(KEEP, sent | {"title": "线断之后"}).json()

    assert InformationItem.objects.get().title == "线断之后"
    assert told["revision"] == 1


def test_keeping_what_is_there_already_is_no_act(clerk, staff):
    item = builders.item(staff)
    sent = typed(clerk, reverse("workbench:edit_item", args=[item.pk]))
    before = history_of(item).count()

    assert clerk.post(keep_url(item), sent).json()["revision"] == 0
    assert history_of(item).count() == before


def test_a_field_that_is_wrong_does_not_keep_the_others_from_being_kept(clerk, staff):
    item = builders.item(staff)
    sent = typed(clerk, reverse("workbench:edit_item", args=[item.pk]), title="新名称", formed_on="昨天")

    told = clerk.post(keep_url(item), sent).json()

    item.refresh_from_db()
    assert (item.title, item.formed_on) == ("新名称", builders.FORMED)
    assert told["left"] == ["成文日期"]


def test_the_last_click_saves_all_or_nothing(clerk, staff):
    item = builders.item(staff)
    sent = typed(clerk, reverse("workbench:edit_item", args=[item.pk]), title="新名称")

    refused = clerk.post(keep_url(item), sent | {"formed_on": "昨天", "final": "1"})
    done = clerk.post(keep_url(item), sent | {"final": "1", "do": "submit"}).json()

    item.refresh_from_db()
    assert (refused.status_code, done["next"]) == (422, f"/desk/items/{item.pk}/")
    assert (item.title, item.state) == ("新名称", "in_review")


@pytest.mark.parametrize("begun", [True, False])
def test_what_somebody_else_changed_meanwhile_is_not_kept_over(clerk, staff, begun):
    sent = typed(clerk, title="我的名称")
    clerk.post(KEEP, sent)
    item = InformationItem.objects.get()
    actions.edit(item, by=factories.actor(item.organ), title="同事的名称")
    url, seen = (keep_url(item), "0") if begun else (KEEP, "")

    answer = clerk.post(url, sent | {"seen": seen, "title": "我又改了"})

    item.refresh_from_db()
    assert (answer.status_code, answer.json()["edit"]) == (409, f"/desk/items/{item.pk}/edit/")
    assert item.title == "同事的名称"


@pytest.mark.parametrize("change", [{"title": ""}, {"title": "字" * 201}, {"column_id": "999999"}])
def test_what_cannot_be_stored_is_answered_with_the_reasons(clerk, change):
    sent = typed(clerk, title="名称")
    answer = clerk.post(KEEP, sent | change | {"final": "1"})

    assert answer.status_code == 422
    assert all(answer.json()["errors"])
    assert InformationItem.objects.count() == 0


def test_files_are_stored_and_taken_off_at_once(clerk, staff):
    item = builders.item(staff)

    added = clerk.post(attach_url(item), {"uploads": [SimpleUploadedFile("名单.csv", b"a,b")]}).json()
    [file] = item.attachments.all()
    taken = clerk.post(attach_url(item), {"drop": [str(file.pk)]}).json()

    assert (added["revision"], "名单.csv" in added["list"]) == (1, True)
    assert (taken["revision"], "名单.csv" in taken["list"]) == (2, False)
    assert item.attachments.count() == 0


def test_a_file_that_is_refused_says_why_and_leaves_the_draft_as_it_was(clerk, staff):
    item = builders.item(staff)

    answer = clerk.post(attach_url(item), {"uploads": [SimpleUploadedFile("程序.exe", b"MZ\x90\x00")]})

    item.refresh_from_db()
    assert (answer.status_code, item.revision) == (422, 0)
    assert answer.json()["errors"][0].startswith("“程序.exe”")


def test_a_word_file_is_read_and_nothing_stored(clerk):
    url = reverse("workbench:read_word")
    lines = [*HEAD, "各科室：", "2026年11月16日"]

    told = clerk.post(url, {"word": SimpleUploadedFile("通知.docx", word(*lines))}).json()
    refused = clerk.post(url, {"word": SimpleUploadedFile("坏.docx", b"PK12")})
    missing = clerk.post(url)

    assert (told["title"], told["document_number"], told["formed_on"], told["pictures"]) == (
        "关于印发《办法》的通知",
        "青财发〔2026〕8号",
        "2026-11-16",
        0,
    )
    assert (refused.status_code, missing.status_code) == (422, 422)
    assert InformationItem.objects.count() == 0


def test_a_paste_comes_back_clean(clerk):
    url = reverse("workbench:clean_paste")
    sent = "<p style='text-align:right'>甲<script>x</script></p><img src=x onerror=y>"

    assert clerk.post(url, {"html": sent}).json() == {"html": '<p class="right">甲</p>', "pictures": 1}


def test_who_is_no_longer_signed_in_is_told_so_and_not_led_away(client, staff):
    item = builders.item(staff)
    urls = [
        KEEP,
        keep_url(item),
        attach_url(item),
        reverse("workbench:read_word"),
        reverse("workbench:clean_paste"),
    ]

    assert [client.post(url, headers={"HX-Request": "true"}).status_code for url in urls] == [401] * 5


def test_only_a_submitter_of_the_organ_keeps_its_drafts(client, staff):
    item = builders.item(staff)
    stranger = builders.office(factories.TOWN)

    assert [
        sign_in(client, actor).post(url, {"title": "x"}).status_code
        for actor in (staff.signer, stranger.submitter)
        for url in (keep_url(item), attach_url(item))
    ] == [403, 403, 404, 404]
