"""What settles what is owed: publishing, a declaration with a reason, leave of the competent office."""

from datetime import date

import pytest

from gongkai.disclosure.actions import withdraw
from gongkai.foundation.ledger import history_of
from gongkai.foundation.workflow import Refused, Stale
from gongkai.obligations import actions
from gongkai.obligations.models import Cycle, DueRule, Settlement
from tests import factories
from tests.disclosure import builders as items
from tests.obligations import builders
from tests.obligations.builders import budgets, obligation, owing


@pytest.fixture
def owed(watch):
    return owing(obligation(watch))


def again(one):
    one.refresh_from_db()
    return one


def test_publishing_in_the_column_settles_it(watch, owed):
    item = watch.publishes(owed.organ, budgets())

    settled = again(owed)
    assert (settled.settlement, settled.item_id, settled.settled_on) == (
        "published",
        item.pk,
        date(2026, 3, 2),
    )
    assert history_of(owed).last().verb == "obligations.fulfil"


def test_publishing_below_the_column_settles_it_too(watch):
    above = items.column("20.7", "财政预算、决算")
    below = items.column("20.7.9", "部门预算", parent=above)
    owed = owing(obligation(watch, above))

    watch.publishes(owed.organ, below)

    assert again(owed).settlement == Settlement.PUBLISHED


@pytest.mark.parametrize(
    ("organ", "column"), [(factories.TOWN, "20.7.1"), (factories.BUREAU, "20.8")], ids=["organ", "column"]
)
def test_another_organ_or_another_column_settles_nothing(watch, owed, organ, column):
    watch.publishes(factories.organ(organ), items.column(column, "栏目"))

    assert again(owed).settlement == ""


def test_withdrawing_the_item_opens_it_again(watch, owed):
    item = watch.publishes(owed.organ, budgets())

    withdraw(item, by=watch.of(owed.organ).signer, reason="inaccurate", explanation="数据有误，已撤回。")

    assert (again(owed).settlement, owed.item, owed.settled_on) == ("", None, None)


def test_withdrawing_one_of_two_items_leaves_the_other_to_settle_it(watch, owed):
    first = watch.publishes(owed.organ, budgets())
    second = watch.publishes(owed.organ, budgets())

    withdraw(first, by=watch.of(owed.organ).signer, reason="duplicate", explanation="重复发布，已撤回。")

    assert again(owed).item_id == second.pk


def test_a_notice_whose_time_is_over_has_done_its_duty(watch, owed):
    item = watch.publishes(owed.organ, budgets())

    withdraw(item, by=watch.of(owed.organ).signer, reason="notice_over", explanation="公示期已满。")

    assert again(owed).item_id == item.pk


def months_settled(organ):
    found = organ.pk and builders.Owing.objects.filter(organ=organ, settlement="published")
    return sorted(one.cycle_from.month for one in found)


def test_a_publication_belongs_to_the_running_month_then_to_the_oldest_gap(watch):
    obligation(watch, **builders.MONTHLY)
    bureau, told = factories.organ(), []
    for _publication in range(3):
        watch.publishes(bureau, budgets())
        told.append(months_settled(bureau))

    # In March the figures of February are published; those of March are not due to appear yet.
    assert told == [[2], [1, 2], [1, 2]]


@pytest.mark.parametrize(("counts", "settled"), [(True, "published"), (False, "")])
def test_a_correction_settles_the_next_cycle_only_where_corrections_count(watch, counts, settled):
    made = obligation(watch, corrections_count=counts)
    bureau = factories.organ()
    item = watch.publishes(bureau, budgets())

    with builders.at("2027-02-01"):
        actions.open_owings()
        items.corrected(item, watch.of(bureau), body="更正后的正文。")

    assert owing(made, year=2027).settlement == settled
    assert owing(made, year=2026).item_id == item.pk


def test_no_change_with_a_reason_settles_it(watch, owed):
    by = watch.of(owed.organ).submitter

    actions.declare_no_change(owed, by=by, reason="本年度机构未调整，内容无变化。")

    settled = again(owed)
    assert (settled.settlement, settled.settled_on, settled.settled_by) == (
        "no_change",
        date(2026, 3, 2),
        by.name,
    )
    assert settled.reason == "本年度机构未调整，内容无变化。"


@pytest.mark.parametrize("blank", ["", "   ", "\n\t", "　", "——", "。", "-"])
def test_a_blank_declaration_does_not_count(watch, owed, blank):
    before = history_of(owed).count()

    with pytest.raises(Refused, match="请写明本期没有变化的理由"):
        actions.declare_no_change(owed, by=watch.of(owed.organ).submitter, reason=blank)

    assert (again(owed).settlement, history_of(owed).count()) == ("", before)


def test_what_is_settled_cannot_be_settled_again(watch, owed):
    watch.publishes(owed.organ, budgets())

    with pytest.raises(Refused, match="已经办结（已公开）"):
        actions.declare_no_change(owed, by=watch.of(owed.organ).submitter, reason="没有变化")


@pytest.mark.parametrize(
    "fields",
    [
        {"cycle": Cycle.ONCE, "law": "proactive_publication"},
        {
            "answer": "annual_report",
            "due_rule": DueRule.LAW_DATE,
            "law": "report_dates.department",
            "since": date(2025, 6, 1),
        },
    ],
    ids=["once", "report"],
)
def test_what_is_owed_once_and_the_annual_report_are_published(watch, fields):
    one = obligation(watch, **fields).owings.order_by("-cycle_from").first()

    with pytest.raises(Refused, match="应当公开，不能声明"):
        actions.declare_no_change(one, by=watch.of(one.organ).submitter, reason="没有变化")


def test_what_an_event_brought_about_has_changed(watch):
    made = obligation(watch, cycle=Cycle.ON_EVENT, law="proactive_publication", event_name="变更日期")
    by = watch.of(factories.organ()).submitter
    owed = actions.report_event(made, factories.organ(), date(2026, 3, 1), by=by)

    with pytest.raises(Refused, match="应当公开，不能声明"):
        actions.declare_no_change(owed, by=by, reason="没有变化")


def test_the_competent_office_lets_an_organ_off_and_opens_it_again(watch, owed):
    actions.waive(owed, by=watch.head, reason="涉密单位，依法不公开。")
    waived = again(owed).settlement

    actions.reopen(owed, by=watch.head, reason="已解密。")

    assert (waived, again(owed).settlement, owed.reason) == ("waived", "", "")


def test_a_declaration_that_does_not_hold_is_opened_again(watch, owed):
    actions.declare_no_change(owed, by=watch.of(owed.organ).submitter, reason="没有变化")

    actions.reopen(owed, by=watch.head, reason="预算已经批复，应当公开。")

    assert again(owed).settlement == ""


def test_what_was_published_is_not_opened_by_hand(watch, owed):
    watch.publishes(owed.organ, budgets())

    with pytest.raises(Refused, match="只有声明"):
        actions.reopen(owed, by=watch.head, reason="再办一次")


def test_an_organ_names_the_item_that_settles_an_old_gap(watch):
    made = obligation(watch, **builders.MONTHLY)
    bureau = factories.organ()
    items_published = [watch.publishes(bureau, budgets()) for _month in range(3)]
    gap = owing(made, cycle_from=date(2026, 3, 1))

    actions.name_item(gap, by=watch.of(bureau).submitter, item_id=items_published[2].pk)

    assert again(gap).item_id == items_published[2].pk


def test_an_item_of_another_organ_cannot_be_named(watch, owed):
    town = factories.organ(factories.TOWN)
    item = watch.publishes(town, budgets())

    with pytest.raises(Refused, match="须选择市财政局在“财政预算”栏目已经公开、信息类别相符的信息"):
        actions.name_item(owed, by=watch.of(owed.organ).submitter, item_id=item.pk)


def test_the_second_of_two_people_sees_that_it_was_changed(watch, owed):
    seen = owed.revision
    actions.record_event(owed, date(2026, 2, 27), by=watch.of(owed.organ).submitter)

    with pytest.raises(Stale):
        actions.declare_no_change(owed, by=watch.of(owed.organ).submitter, reason="没有变化", seen=seen)
