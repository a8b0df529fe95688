"""Budget Law, art. 14: a government's budget is published by its finance department, a township's by itself."""

from datetime import date

import pytest

from gongkai.disclosure.actions import withdraw
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.workflow import Refused
from gongkai.obligations import actions
from gongkai.obligations.models import Owing, Publishing, Reach, Reminder
from gongkai.obligations.queries import items_for, open_owings_of, standard_obligations, todo, with_status
from gongkai.organs.actions import found_organ, merge_organ
from gongkai.organs.models import Kind
from tests import factories
from tests.disclosure import builders as items
from tests.obligations import builders
from tests.obligations.builders import budgets, obligation, owing

GOVERNMENTS = {
    "reach": Reach.SUBTREE,
    "kinds": [Kind.GOVERNMENT],
    "publishing": Publishing.FINANCE,
    "item_kinds": ["budget"],
}
DEPARTMENTS = {"title": "部门预算", "item_kinds": ["department_budget"]}


@pytest.fixture
def finance(db):
    """青禾市财政局, right under its government."""
    return factories.organ(factories.BUREAU)


@pytest.fixture
def made(watch, finance):
    return obligation(watch, **GOVERNMENTS)


@pytest.fixture
def owed(watch, made):
    return owing(made, watch.city)


def again(one):
    one.refresh_from_db()
    return one


def publishes(watch, organ, kind="budget", approved=date(2026, 1, 20)):
    return watch.publishes(organ, budgets(), kind=kind, limit_from=approved)


def test_the_finance_department_publishes_for_its_government(finance, owed):
    assert (owed.organ.code, owed.publisher) == (factories.CITY, finance)


def test_a_township_publishes_itself(watch, finance):
    town = factories.organ(factories.TOWN)

    assert owing(obligation(watch, **GOVERNMENTS), town).publisher == town


@pytest.mark.parametrize("name", ["青禾市会计局", "青禾市第二财政局"], ids=["none", "two"])
def test_where_no_single_department_bears_the_word_the_government_publishes(watch, finance, name):
    if name == "青禾市会计局":
        type(finance).objects.filter(pk=finance.pk).update(name=name)
    else:
        factories.organ("second", name=name)

    assert owing(obligation(watch, **GOVERNMENTS), watch.city).publisher == watch.city


def test_what_the_finance_department_publishes_settles_it_and_its_withdrawal_opens_it(watch, finance, owed):
    item = publishes(watch, finance)
    settled = again(owed).item_id

    withdraw(item, by=watch.of(finance).signer, reason="inaccurate", explanation="数据有误，已撤回。")

    assert (settled, again(owed).item) == (item.pk, None)


def test_what_the_government_s_own_office_publishes_does_not(watch, owed):
    publishes(watch, watch.city)

    assert again(owed).settlement == ""


def test_the_bureau_s_own_budget_and_that_of_the_government_are_told_apart_by_kind(watch, finance, owed):
    own = owing(obligation(watch, **DEPARTMENTS))
    department = publishes(watch, finance, "department_budget")
    between = (again(own).item_id, again(owed).settlement)

    government = publishes(watch, finance)

    assert between == (department.pk, "")
    assert (again(own).item_id, again(owed).item_id) == (department.pk, government.pk)


@pytest.mark.parametrize(
    ("approved", "due", "status"),
    [(date(2026, 2, 20), date(2026, 3, 12), "done"), (date(2026, 1, 20), date(2026, 2, 9), "done_late")],
)
def test_the_day_of_approval_that_the_item_tells_is_taken_over(watch, finance, owed, approved, due, status):
    publishes(watch, finance, approved=approved)

    found = with_status(Owing.objects.filter(pk=owed.pk)).get()
    assert (found.event_on, found.due_on, found.status) == (approved, due, status)


def test_an_approval_of_another_year_says_nothing_of_this_one(watch, finance, owed):
    publishes(watch, finance, approved=date(2025, 12, 30))

    assert (again(owed).settlement, owed.event_on) == ("published", None)


def test_only_items_of_the_right_kind_can_be_named(watch, finance, owed):
    department = publishes(watch, finance, "department_budget")

    assert items_for(owed) == []
    with pytest.raises(Refused, match="信息类别相符"):
        actions.name_item(owed, by=watch.of(finance).submitter, item_id=department.pk)


def test_what_was_public_before_settles_it_by_kind_as_well(watch, finance):
    with builders.at("2026-02-10"):
        publishes(watch, finance, "department_budget")
        government = publishes(watch, finance)

    assert owing(obligation(watch, **GOVERNMENTS), watch.city).item_id == government.pk


def test_the_publisher_sees_records_and_is_reminded(watch, finance, owed):
    clerk = watch.of(finance).submitter
    actions.record_event(owed, date(2026, 2, 13), by=clerk)
    with builders.at("2026-03-06"):
        actions.remind()
        waits = {str(line.label): line.count for line in todo(clerk)}

    assert Reminder.objects.get().organ == finance
    assert list(open_owings_of(finance.pk)) == [owed]
    assert waits["逾期未完成的公开任务"] == 1


def test_the_office_names_another_publisher_for_this_cycle_and_the_next(watch, made, owed):
    other = factories.organ("treasury", name="青禾市国库中心")
    item = publishes(watch, other)

    actions.name_publisher(owed, other, by=watch.head)
    with builders.at("2027-01-05"):
        actions.open_owings()

    assert (owed.publisher, owed.item_id) == (other, item.pk)
    assert owing(made, watch.city, year=2027).publisher == other


def test_a_publisher_from_elsewhere_is_refused(watch, owed):
    facts = {"code": "x", "name": "外地财政局", "short_name": "外地", "kind": "department", "level": "city"}
    elsewhere = found_organ(by=SYSTEM, **facts)

    with pytest.raises(Refused, match="须是主管机关或者其下级"):
        actions.name_publisher(owed, elsewhere, by=watch.head)


def test_who_takes_over_from_the_publisher_publishes(watch, finance, owed):
    heir = factories.organ("heir", name="青禾市金融局")

    merge_organ(finance, into=heir, on=date(2026, 3, 2), by=SYSTEM)

    assert again(owed).publisher == heir


@pytest.mark.parametrize(
    ("whose", "kind"),
    [("government", "budget"), ("department", "department_budget"), ("unit", "unit_budget")],
)
@pytest.mark.parametrize("what", ["budget", "accounts"])
def test_the_standard_obligations_tell_the_budgets_apart(db, whose, kind, what):
    items.column("20.7.1" if what == "budget" else "20.7.2")

    fields = dict(standard_obligations())[f"{whose}-{what}"]

    publishing = "finance" if whose == "government" else "organ"
    told = (fields["publishing"], fields["item_kinds"], fields["confirms_no_change"])
    assert told == (publishing, [kind], True)
