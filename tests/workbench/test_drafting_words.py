"""While a draft is written the page is told what the check finds in it, where, and what could stand instead."""

import pytest
from django.urls import reverse

from gongkai.disclosure import actions
from gongkai.disclosure.models import InformationItem
from gongkai.disclosure.queries.guarding import guarded
from gongkai.foundation.ledger import history_of
from gongkai.foundation.moment import acting_at
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, sign_in

WRONG = "政府信息公开暂行条例"
RIGHT = "政府信息公开条例"
NUMBER = "11010519491231002X"


@pytest.fixture(autouse=True)
def _friday():
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def staff(db):
    return builders.office()


def check(client, item=None, **typed):
    way = reverse("workbench:check_item_words", args=[item.pk]) if item else reverse("workbench:check_words")
    return client.post(way, typed).json()


def test_each_find_has_its_place_in_the_signs_that_are_seen_and_what_could_stand_instead(staff, client):
    body = f"<p>各 单位：</p><p>依据<strong>{WRONG}</strong>。证号{NUMBER}。</p>"
    told = check(sign_in(client, staff.submitter), title=f"转发{WRONG}", body=body)

    places = [
        (one["id"], one["field"], one["start"], one["text"], one["instead"], one["tone"])
        for one in told["marks"]
    ]
    assert places == [
        (1, "title", 2, WRONG, RIGHT, "warn"),
        (2, "body", 6, WRONG, RIGHT, "warn"),
        (3, "body", 19, NUMBER, "11*************02X", "block"),
    ]
    assert told["marks"][0]["told"].endswith("没有这部条例。")
    assert NUMBER not in told["list"]
    assert InformationItem.objects.count() == 0


def test_nothing_found_is_an_empty_list(staff, client):
    told = check(sign_in(client, staff.submitter), title="通知", body="正文")

    assert (told["marks"], told["list"].strip()) == ([], "")


def test_a_word_is_kept_by_name_with_a_reason_and_not_told_again(staff, client):
    item = builders.item(staff, body=f"原文写作{WRONG}。", summary="无")
    [one] = guarded(item).words
    way = reverse("workbench:keep_word", args=[item.pk])
    sign_in(client, staff.submitter)
    told = {"fingerprint": one.word.fingerprint, "seen": item.revision}

    refused = client.post(way, told)
    unknown = client.post(way, told | {"fingerprint": "x", "reason": "引用原文"})
    kept = client.post(way, told | {"reason": "引用原文"})

    assert (refused.status_code, refused.json()) == (422, {"errors": ["请写明保留的理由，例如“引用原文”。"]})
    assert unknown.status_code == 422
    assert (kept.status_code, kept.json()) == (200, {"revision": item.revision + 1})
    assert [said.reason for said in item.set_asides.all()] == ["引用原文"]
    assert history_of(item).last().verb == "disclosure.set_aside"
    assert check(client, item, body=item.body)["marks"] == []


def test_what_is_not_a_draft_any_more_keeps_nothing_and_others_have_no_such_page(staff, client):
    item = builders.item(staff)
    actions.submit(item, by=staff.submitter)

    assert client.post(reverse("workbench:check_words"), {}).status_code == 302
    assert sign_in(client, staff.reviewer).post(reverse("workbench:check_words"), {}).status_code == 403
