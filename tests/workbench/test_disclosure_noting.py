"""What the check finds stands marked in the text itself, with the way to what is to be done about it."""

import pytest
from django.urls import reverse

from gongkai.disclosure import actions
from gongkai.disclosure.queries.guarding import guarded
from gongkai.foundation.moment import acting_at
from gongkai.workbench.disclosure.noting import notes_of
from gongkai.workbench.disclosure.passages import Note, marked
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, page, sign_in

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


def note(start, end):
    return Note(start, end, "warn", "错字", "#word-1")


@pytest.mark.parametrize(
    ("story", "body", "places", "shown"),
    [
        (
            "a word in a paragraph",
            "<p>甲乙丙</p>",
            (1, 2),
            '<p>甲<mark class="noted noted--warn"><a href="#word-1" title="错字">乙</a></mark>丙</p>',
        ),
        (
            "a word broken by a tag: one way to it",
            "<p>甲<strong>乙</strong>丙</p>",
            (1, 3),
            '<p>甲<strong><mark class="noted noted--warn"><a href="#word-1" title="错字">乙</a></mark></strong>'
            '<mark class="noted noted--warn" title="错字">丙</mark></p>',
        ),
        (
            "a word within a link gets no link of its own",
            '<p><a href="/x">甲</a></p>',
            (0, 1),
            '<p><a href="/x"><mark class="noted noted--warn" title="错字">甲</mark></a></p>',
        ),
        (
            "in the second line, after signs that are written otherwise",
            "<p>甲 &amp;</p><p>乙</p>",
            (4, 5),
            '<p>甲 &amp;</p><p><mark class="noted noted--warn"><a href="#word-1" title="错字">乙</a></mark></p>',
        ),
    ],
)
def test_a_note_is_marked_where_it_stands(story, body, places, shown):
    assert marked(body, {}, [note(*places)]) == shown


def test_what_a_remark_is_about_stays_the_remark_s():
    assert (
        marked("<p>甲乙</p>", {7: "甲乙"}, [note(0, 1)])
        == '<p><mark class="passage" id="passage-7">甲乙</mark></p>'
    )


def test_no_note_can_smuggle_markup_in():
    sly = Note(0, 1, "warn", '"><script>', "#word-1")

    assert "<script>" not in marked("<p>甲</p>", {}, [sly])


@pytest.mark.parametrize(("name", "before"), [("item", ""), ("decide", "/findings/")])
def test_a_wrong_word_and_a_number_are_marked_in_the_text_under_review(staff, client, name, before):
    item = builders.item(staff, body=f"依据《{WRONG}》公开。\n经办人身份证号{NUMBER}。", summary="无")
    found = [one.fingerprint for one in item.findings().blocking()]
    first = guarded(item)
    assert [(one.tone, one.address) for one in notes_of(item, first)] == [
        ("warn", "#word-1"),
        ("block", "#finding-1"),
    ]

    actions.set_aside(item, by=staff.submitter, fingerprints=found, reason="试一试")
    actions.submit(item, by=staff.submitter)
    shown = page(sign_in(client, staff.reviewer).get(reverse(f"workbench:{name}", args=[item.pk])))

    assert '#word-1" title="' in shown
    assert f">{WRONG}</a></mark>" in shown
    assert f"建议改为“{RIGHT}”" in shown
    assert (f'href="/desk/items/{item.pk}/findings/#word-1"' in shown) == bool(before)


def test_a_word_that_was_kept_with_a_reason_is_not_marked_any_more(staff):
    item = builders.item(staff, body=f"依据《{WRONG}》公开。", summary="无")
    [word] = guarded(item).words
    actions.set_aside(item, by=staff.submitter, fingerprints=[word.word.fingerprint], reason="引用原文")

    assert notes_of(item, guarded(item)) == []
