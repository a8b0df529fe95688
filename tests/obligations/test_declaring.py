"""Where the law asks each year, a declared "no change" counts once the competent office has confirmed it."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.foundation.ledger import history_of
from gongkai.foundation.workflow import Refused
from gongkai.obligations import actions
from gongkai.obligations.queries import acts_open_to, declared_under, todo, with_status
from gongkai.obligations.workflow import Status
from tests.obligations import builders
from tests.obligations.builders import Owing, budgets, obligation, owing

REASON = "本年度预算并入主管部门公开。"


@pytest.fixture
def clerk(watch, owed):
    return watch.of(owed.organ).submitter


@pytest.fixture
def owed(watch):
    return owing(obligation(watch, confirms_no_change=True))


@pytest.fixture
def declared(owed, clerk):
    actions.declare_no_change(owed, by=clerk, reason=REASON)
    return owed


def again(one):
    one.refresh_from_db()
    return one


def status(one, day):
    return with_status(Owing.objects.filter(pk=one.pk), day).get().status


def test_until_it_is_confirmed_the_budget_is_owed_as_before(declared, clerk):
    waits = again(declared)

    assert (waits.settlement, waits.declared_on, waits.declared_by) == ("", date(2026, 3, 2), clerk.name)
    assert status(declared, date(2027, 1, 1)) == Status.MISSING


def test_confirmed_it_counts_with_who_declared_it_and_why(watch, declared, clerk):
    with builders.at("2026-03-05"):
        actions.confirm_no_change(declared, by=watch.head)

    done = again(declared)
    assert (done.settlement, done.settled_on, done.settled_by) == ("no_change", date(2026, 3, 5), clerk.name)
    assert (done.reason, done.declared_on) == (REASON, None)
    assert [entry.verb for entry in history_of(declared)] == [
        "obligations.declare_no_change",
        "obligations.confirm_no_change",
    ]


def test_not_confirmed_it_is_owed_and_can_be_declared_anew(watch, declared, clerk):
    with pytest.raises(Refused, match="不予确认的理由"):
        actions.reject_no_change(declared, by=watch.head, reason="。")

    actions.reject_no_change(declared, by=watch.head, reason="预算已经批复，应当公开。")

    assert (again(declared).settlement, declared.declared_on) == ("", None)
    assert history_of(declared).last().facts["reason"] == "预算已经批复，应当公开。"
    actions.declare_no_change(declared, by=clerk, reason=REASON)


def test_nobody_confirms_what_they_declared_themselves(watch, owed, clerk):
    # One person with two duties: head of both offices.
    both = replace(clerk, user_id=watch.head.user_id)
    actions.declare_no_change(owed, by=both, reason=REASON)

    with pytest.raises(Refused, match="须由他人确认"):
        actions.confirm_no_change(owed, by=watch.head)

    assert "confirm_no_change" not in acts_open_to(again(owed), watch.head)


@pytest.mark.parametrize("act", ["confirm_no_change", "reject_no_change"])
def test_without_a_declaration_there_is_nothing_to_confirm(watch, owed, act):
    reason = {} if act == "confirm_no_change" else {"reason": "无声明"}

    with pytest.raises(Refused, match="没有待确认"):
        getattr(actions, act)(owed, by=watch.head, **reason)


def test_a_publication_answers_a_declaration_that_waits(watch, declared):
    item = watch.publishes(declared.organ, budgets())

    assert (again(declared).item_id, declared.declared_on, declared.declared_reason) == (item.pk, None, "")


def test_what_waits_stands_among_the_tasks_of_the_competent_office(watch, declared):
    told = {str(line.label): (line.count, line.url_name) for line in todo(watch.head)}

    assert told["待确认的“本期无变化”声明"] == (1, "workbench:declarations")
    assert list(declared_under(watch.city)) == [declared]


def test_an_ordinary_column_needs_no_confirmation(watch):
    one = owing(obligation(watch))

    actions.declare_no_change(one, by=watch.of(one.organ).submitter, reason=REASON)

    assert again(one).settlement == "no_change"
