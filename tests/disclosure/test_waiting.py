"""What waits for whom: each line opens the list it counts, at a price that does not grow."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from gongkai.calendars.queries import one_reading
from gongkai.disclosure import actions, queries
from gongkai.disclosure.workflow import State
from gongkai.foundation.moment import acting_at
from tests import factories
from tests.disclosure import builders

LATER = datetime(2026, 12, 1, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def lines(actor):
    return {str(line.label): (line.count, line.query) for line in queries.todo(actor)}


@pytest.fixture
def busy(staff):
    """One of each that asks for something."""
    actions.publish_at_once(builders.item(staff, title="汛情"), reason="汛情", by=staff.signer)
    revoked = builders.published(staff, kind="penalty")
    actions.report_revocation(revoked, on=builders.FORMED, by=staff.submitter)
    builders.at(State.IN_REVIEW, staff)
    scheduled = builders.signed(staff)
    actions.schedule_publication(scheduled, at=LATER, by=staff.signer)
    return staff


def test_each_duty_finds_what_it_answers_for(busy):
    with acting_at(LATER):
        told = {duty: lines(getattr(busy, duty)) for duty in ("submitter", "reviewer", "signer", "head")}

    limits = {"已超过公开期限": (0, ""), "公开期限将至": (0, "")}
    owed = {
        "应急发布后逾期未补审的信息": (1, "list=late_debts"),
        "应急发布后待补审的信息": (1, "list=debts"),
        "超过环节办理期限的信息": (1, "list=late_steps"),
    }
    revoked = {"原决定已变更或者撤销、应当撤回的处罚信息": (1, "list=revoked")}
    assert {name: rows.keys() - limits.keys() for name, rows in told.items()} == {
        "submitter": {"待完成和报送的草稿"},
        "reviewer": {"待审核的信息", "待复审的信息"} | owed.keys(),
        "signer": {"待签发的信息", "已签发、待发布的信息", "等待定时发布的信息"}
        | owed.keys()
        | revoked.keys(),
        "head": owed.keys() | revoked.keys(),
    }
    assert {label: row for label, row in told["head"].items() if label not in limits} == owed | revoked


def test_every_line_opens_just_what_it_counts(busy):
    with acting_at(LATER):
        for name in ("reviewer", "confidentiality", "signer", "head"):
            actor = getattr(busy, name)
            for line in queries.todo(actor):
                asked = dict(pair.split("=") for pair in line.query.split("&") if pair)
                if asked.get("list", "mine") != "mine":
                    assert queries.desk_list(actor, asked["list"]).count() == line.count
                elif asked:
                    assert queries.mine(actor, asked["state"]).count() == line.count


def test_people_of_another_organ_and_duties_without_items_find_nothing(busy):
    town = builders.office(factories.TOWN)

    for name in (*queries.DESK_LISTS, "mine"):
        assert list(queries.desk_list(town.head, name)) == []
        assert list(queries.desk_list(factories.actor(duty=factories.Duty.AUDIT_ADMIN), name)) == []


@pytest.mark.parametrize("count", [1, 3])
def test_what_waits_costs_the_same_for_one_item_and_for_three(count, staff, django_assert_num_queries):
    for _n in range(count):
        builders.at(State.AWAITING_SIGNATURE, staff)

    with one_reading(), django_assert_num_queries(9):
        queries.todo(staff.signer)
