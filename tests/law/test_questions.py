"""The guided questions: every path ends in one kind of reply, and every kind that is given can be reached."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.questions import (
    STAGES,
    Question,
    UnknownAnswer,
    a_path_to,
    follow,
    leads_to,
    question,
    questions,
    reached_by,
    walked,
)
from gongkai.law.replies import ReplyKind, all_reply_kinds

# What follows from silence or withdrawal is no reply that somebody decides on.
BY_THEMSELVES = {"overdue_correction", "overdue_fee", "withdrawn"}
GIVEN = [kind.code for kind in all_reply_kinds() if kind.code not in BY_THEMSELVES]


@st.composite
def paths(draw):
    """Any answers, one after the other, until nothing is asked any more."""
    path = []
    while isinstance(here := follow(path), Question):
        path.append(draw(st.sampled_from(here.answers)).code)
    return path


@given(paths())
def test_every_path_ends_in_a_kind_of_reply_that_is_given(path):
    end = follow(path)

    assert isinstance(end, ReplyKind)
    assert end.code in GIVEN
    assert [choice.code for _question, choice in walked(path)] == path


@given(paths())
def test_the_steps_of_practice_are_asked_in_their_order(path):
    order = list(STAGES)
    stages = [order.index(asked.stage) for asked, _choice in walked(path)]

    assert stages == sorted(stages)


def test_exactly_the_kinds_that_are_given_can_be_reached():
    assert leads_to(questions()[0]) == set(GIVEN)


@pytest.mark.parametrize("code", GIVEN)
def test_there_is_a_path_to_every_kind(code):
    end = follow(a_path_to(code))

    assert isinstance(end, ReplyKind)
    assert end.code == code


def test_every_question_is_asked_on_some_way():
    asked = {one.code for code in GIVEN for one, _choice in walked(a_path_to(code))}
    third_parties = {one.to for one in question("ground").answers if one.to}

    assert asked | third_parties == {one.code for one in questions()}


def test_an_answer_tells_what_it_leaves_open():
    assert reached_by(question("responsible").answer("other")) == {"other_organ"}
    assert reached_by(question("trade_secret_opinion").answer("give")) == {"disclosed"}


@pytest.mark.parametrize("path", [["perhaps"], ["yes", "complaint", "yes"], ["yes", "information", "maybe"]])
def test_an_answer_that_was_not_asked_is_refused(path):
    with pytest.raises(UnknownAnswer):
        follow(path)
    with pytest.raises(UnknownAnswer):
        walked(path)


def test_a_question_or_kind_that_does_not_exist_is_refused():
    with pytest.raises(UnknownAnswer):
        question("why")
    with pytest.raises(UnknownAnswer):
        a_path_to("withdrawn")
