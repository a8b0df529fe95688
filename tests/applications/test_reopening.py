"""An overturned decision re-opens the application with a new clock; in the reports it stays one application."""

from datetime import date

import pytest

from gongkai.applications import actions, queries
from gongkai.applications.workflow import APPLICANT
from gongkai.foundation.ledger import SYSTEM, history_of
from gongkai.foundation.workflow import Refused
from tests.applications import builders
from tests.applications.builders import at

PAPER, CITE = "青政复决〔2025〕7号", "reconsideration-law-2023:64"


def replied(organ, handler, *, on=date(2025, 3, 3), kind="nonexistent", **fields):
    one = builders.handling(organ, handler, on=on, **fields)
    with at(on):
        builders.answered(one, handler, kind=kind)
    return one


def reopened(one, head, on, **given):
    with at(on):
        actions.reopen(one, by=head, on=on, cite=CITE, paper=PAPER, **given)


def filled(organ, year):
    return {cell: ids for cell, ids in queries.table3_records(organ, year).items() if ids}


def test_a_reopened_application_is_handled_again_with_a_whole_new_period(organ, handler, head):
    one = replied(organ, handler)
    reopened(one, head, date(2025, 6, 9))

    assert (one.state, one.reply_kind, one.outcome, one.closed_on) == ("handling", "", "", None)
    assert one.due_on == one.calendar().add(date(2025, 6, 9), 20)
    assert (one.replies.count(), queries.clock(one).state) == (1, "running")
    entry = history_of(one).last()
    assert (entry.verb, entry.cite, entry.facts) == ("applications.reopen", CITE, {"on": "2025-06-09"})
    assert PAPER not in str([entry.before, entry.after, entry.facts])


def test_the_paper_may_give_the_organ_its_own_time(organ, handler, head):
    one, other = replied(organ, handler), replied(organ, handler)
    reopened(one, head, date(2025, 6, 9), days=5)
    reopened(other, head, date(2025, 6, 9), until=date(2025, 6, 30))

    assert [one.due_on, other.due_on] == [date(2025, 6, 16), date(2025, 6, 30)]


def test_an_archived_application_is_opened_again_and_replied_to_once_more(organ, handler, head):
    one = replied(organ, handler)
    with at(date(2025, 3, 4)):
        actions.archive(one, by=handler)
    reopened(one, head, date(2025, 6, 9))
    with at(date(2025, 6, 10)):
        builders.answered(one, handler, kind="disclosed")

    assert [given.kind for given in one.replies.all()] == ["nonexistent", "disclosed"]
    assert (one.state, one.reply.kind) == ("replied", "disclosed")


def test_overturned_in_its_year_only_the_last_decision_counts(organ, handler, head):
    one = replied(organ, handler)
    reopened(one, head, date(2025, 6, 9))
    assert filled(organ, 2025) == {
        "applications.received.natural": [one.pk],
        "applications.carried_forward.natural": [one.pk],
    }
    with at(date(2025, 6, 10)):
        builders.answered(one, handler, kind="disclosed")

    assert filled(organ, 2025) == {
        "applications.received.natural": [one.pk],
        "applications.results.granted.natural": [one.pk],
    }


def test_overturned_in_a_later_year_it_stays_as_it_was_reported_and_is_not_counted_again(
    organ, handler, head
):
    one = replied(organ, handler)
    before = filled(organ, 2025)
    reopened(one, head, date(2026, 1, 12))
    with at(date(2026, 2, 2)):
        builders.answered(one, handler, kind="disclosed")

    assert (
        filled(organ, 2025)
        == before
        == {
            "applications.received.natural": [one.pk],
            "applications.results.unable.not_held.natural": [one.pk],
        }
    )
    assert filled(organ, 2026) == {}


def test_overturned_in_its_year_and_decided_in_the_next_it_is_carried_over(organ, handler, head):
    one = replied(organ, handler)
    reopened(one, head, date(2025, 12, 22))
    with at(date(2026, 1, 5)):
        builders.answered(one, handler, kind="disclosed")

    assert filled(organ, 2025) == {
        "applications.received.natural": [one.pk],
        "applications.carried_forward.natural": [one.pk],
    }
    assert filled(organ, 2026) == {
        "applications.carried_over.natural": [one.pk],
        "applications.results.granted.natural": [one.pk],
    }


def test_what_was_not_replied_to_is_not_reopened(organ, handler, head):
    one = builders.handling(organ, handler, on=date(2025, 3, 3))
    with pytest.raises(Refused, match="办理中"):
        reopened(one, head, date(2025, 3, 4))
    with at(date(2025, 3, 4)):
        actions.withdraw_application(one, by=APPLICANT)
        actions.archive(one, by=handler)
    with pytest.raises(Refused, match="没有作出答复"):
        reopened(one, head, date(2025, 3, 5))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"on": date(2025, 3, 2)}, "不能早于本件办结"),
        ({"on": date(2025, 6, 10)}, "不能晚于今天"),
        ({"paper": " "}, "请写明"),
        ({"until": date(2025, 6, 9)}, "应晚于"),
    ],
)
def test_a_reopening_that_cannot_be_is_refused_and_changes_nothing(organ, handler, head, given, why):
    one = replied(organ, handler)
    with at(date(2025, 6, 9)), pytest.raises(Refused, match=why):
        actions.reopen(one, by=head, **({"on": date(2025, 6, 9), "cite": CITE, "paper": PAPER} | given))

    one.refresh_from_db()
    assert (one.state, one.closings.get().undone_on) == ("replied", None)


def test_the_handler_does_not_undo_the_organ_s_own_reply(organ, handler):
    one = replied(organ, handler)
    with pytest.raises(Refused, match="负责人"):
        reopened(one, handler, date(2025, 6, 9))
    reopened(one, SYSTEM, date(2025, 6, 9))
    assert one.state == "handling"
