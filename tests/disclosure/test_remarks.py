"""Sending back with remarks pinned to passages, and whether they were heeded."""

import pytest

from gongkai.disclosure import actions, queries
from gongkai.disclosure.workflow import State
from gongkai.foundation.workflow import Refused
from tests.disclosure import builders


def sent_back(staff, *pinned, remarks=""):
    item = builders.at(State.IN_REVIEW, staff)
    actions.send_back(item, by=staff.reviewer, remarks=remarks, pinned=pinned)
    return item


def told(item):
    return [
        (one.label, one.remark.quote, one.remark.text, one.still_there) for one in queries.open_remarks(item)
    ]


def test_a_remark_is_pinned_to_the_words_it_is_about(staff):
    item = sent_back(staff, ("body", "编制部门预算", "应为“编制本级预算”"), ("title", "", "写全称"))

    assert told(item) == [
        ("正文", "编制部门预算", "应为“编制本级预算”", True),
        ("名称", "", "写全称", True),
    ]


def test_a_remark_is_heeded_when_its_words_are_gone(staff):
    item = sent_back(staff, ("body", "编制部门预算", "改为本级预算"), ("title", "", "写全称"))
    actions.edit(item, by=staff.submitter, body="预算科负责编制本级预算。")
    actions.submit(item, by=staff.submitter)

    assert [one.still_there for one in queries.open_remarks(item)] == [False, True]


def test_a_remark_on_a_whole_field_is_heeded_when_the_field_was_edited(staff):
    item = sent_back(staff, ("title", "", "写全称"))
    actions.edit(item, by=staff.submitter, title="青禾市财政局内设机构职责")

    assert [one.still_there for one in queries.open_remarks(item)] == [False]


def test_words_broken_over_paragraphs_are_found(staff):
    item = sent_back(staff, ("body", "日常运转。预算科", "分两条写"))

    assert [one.still_there for one in queries.open_remarks(item)] == [True]


@pytest.mark.parametrize(
    ("pin", "why"),
    [
        (("body", "没有这句话", "改"), "不在现有内容中"),
        (("secret", "", "改"), "位置不存在"),
        (("title", "财政局", " "), "怎么改"),
        (("title", "", "长" * 501), "最多500字|意见最多500字"),
    ],
)
def test_a_pin_that_points_nowhere_is_refused_and_sends_nothing_back(pin, why, staff):
    item = builders.at(State.IN_REVIEW, staff)

    with pytest.raises(Refused, match=why):
        actions.send_back(item, by=staff.reviewer, pinned=[pin])

    item.refresh_from_db()
    assert (item.state, item.reviews.count()) == (State.IN_REVIEW, 0)


def test_remarks_of_a_version_that_is_public_are_no_longer_open(staff):
    item = sent_back(staff, ("title", "财政局", "写全称"))
    builders.clear(item, staff)
    actions.sign_off(item, by=staff.signer, release=True)

    assert queries.open_remarks(item) == []
