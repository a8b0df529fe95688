"""Remarks pinned to passages: several at once, and the words are marked where they stand."""

import pytest
from django.urls import reverse

from gongkai.disclosure import actions
from gongkai.disclosure.queries import open_remarks
from gongkai.disclosure.workflow import State
from gongkai.foundation.moment import acting_at
from gongkai.workbench.disclosure.passages import marked
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, page, sign_in


@pytest.fixture(autouse=True)
def _friday():
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def staff(db):
    return builders.office()


@pytest.fixture
def send_back(client, staff):
    def send(item, **typed):
        url = reverse("workbench:move_item", args=[item.pk, "send_back"])
        return sign_in(client, staff.reviewer).post(url, {"seen": item.revision} | typed, follow=True)

    return send


def row(n, field, quote, text):
    return {f"pin_{n}_field": field, f"pin_{n}_quote": quote, f"pin_{n}_text": text}


@pytest.mark.parametrize(
    ("body", "quotes", "shown"),
    [
        ("<p>甲乙丙</p>", {7: "乙"}, '<p>甲<mark class="passage" id="passage-7">乙</mark>丙</p>'),
        (
            "<p>甲<strong>乙</strong>丙</p>",
            {7: "乙丙"},
            '<p>甲<strong><mark class="passage" id="passage-7">乙</mark></strong>'
            '<mark class="passage">丙</mark></p>',
        ),
        (
            "<p>a &lt;b&gt; c</p>",
            {1: "<b>"},
            '<p>a <mark class="passage" id="passage-1">&lt;b&gt;</mark> c</p>',
        ),
        ("<p>甲 乙</p>", {1: "甲乙"}, '<p><mark class="passage" id="passage-1">甲 乙</mark></p>'),
        (
            "<p>甲乙丙</p>",
            {1: "甲乙", 2: "乙丙"},
            '<p><mark class="passage" id="passage-1">甲乙</mark><mark class="passage" id="passage-2">丙</mark></p>',
        ),
        ("<p>甲</p>", {1: "丁", 2: " "}, "<p>甲</p>"),
    ],
)
def test_the_words_of_a_remark_are_marked_however_tags_break_them(body, quotes, shown):
    assert marked(body, quotes) == shown


def test_several_remarks_are_pinned_at_once_and_greet_the_drafter(staff, send_back, client):
    item = builders.at(State.IN_REVIEW, staff)

    send_back(
        item,
        **row(0, "body", "编制部门预算", "改为“编制全市预算”"),
        **row(1, "title", "", "补写文号"),
        **row(2, "", "", ""),
    )

    response = sign_in(client, staff.submitter).get(reverse("workbench:item", args=[item.pk]))
    [first, second] = [one.remark for one, _place in response.context["pinned"]]
    assert (first.text, second.text) == ("改为“编制全市预算”", "补写文号")
    assert f'<mark class="passage" id="passage-{first.pk}">编制部门预算</mark>' in page(response)
    assert f'href="#passage-{first.pk}"' in page(response)


def test_a_remark_is_answered_when_its_words_are_gone(staff, send_back, client):
    item = builders.at(State.IN_REVIEW, staff)
    send_back(item, **row(0, "body", "编制部门预算", "改为“编制全市预算”"))
    item.refresh_from_db()
    actions.edit(item, by=staff.submitter, body="预算科负责编制全市预算。")

    shown = page(sign_in(client, staff.submitter).get(reverse("workbench:item", args=[item.pk])))

    assert "已修改" in shown
    assert '<mark class="passage"' not in shown


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, ["remarks"]),
        (row(0, "", "预算科", "改"), ["pin_0_field"]),
        (row(2, "body", "预算科", ""), ["pin_2_text"]),
        (row(0, "body", "没有的话", "改"), ["__all__"]),
        (row(1, "secret", "", "改"), ["pin_1_field"]),
    ],
)
def test_a_remark_that_lacks_something_is_said_and_nothing_is_sent(staff, send_back, typed, wrong):
    item = builders.at(State.IN_REVIEW, staff)

    response = send_back(item, **typed)

    assert sorted(response.context["tried"].errors) == sorted(wrong)
    item.refresh_from_db()
    assert (item.state, open_remarks(item)) == (State.IN_REVIEW, [])


def test_more_rows_than_three_are_taken(staff, send_back):
    item = builders.at(State.IN_REVIEW, staff)

    send_back(item, **{key: value for n in range(5) for key, value in row(n, "body", "", f"第{n}处").items()})

    item.refresh_from_db()
    assert len(open_remarks(item)) == 5
