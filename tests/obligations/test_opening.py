"""Opening what is owed: each night, twice without harm, for the organs that are there."""

from datetime import date

import pytest

from gongkai.foundation.ledger import SYSTEM, Entry
from gongkai.obligations import actions, tasks
from gongkai.obligations.models import Cycle, DueRule, Owing, Reach
from gongkai.organs.actions import merge_organ
from gongkai.organs.models import Kind
from tests import factories
from tests.disclosure import builders as items
from tests.obligations import builders

SUBTREE = {"reach": Reach.SUBTREE, "kinds": [Kind.DEPARTMENT]}


def months(organ=None):
    found = Owing.objects.filter(organ=organ or factories.organ()).order_by("cycle_from")
    return [one.cycle_from.month for one in found]


def test_the_running_cycle_and_those_missed_since_the_beginning_are_opened(watch):
    builders.obligation(watch, **builders.MONTHLY | {"law": "", "event_name": ""})

    assert months() == [1, 2, 3]


def test_a_second_run_of_the_night_changes_nothing(watch):
    builders.obligation(watch, **builders.MONTHLY)
    entries = Entry.objects.count()

    assert (tasks.open_owings.call(), Entry.objects.count()) == (0, entries)


def test_each_new_month_is_opened_once(watch):
    builders.obligation(watch, **builders.MONTHLY)

    with builders.at("2026-05-06"):
        opened = [actions.open_owings(), actions.open_owings()]

    assert (opened, months()) == ([2, 0], [1, 2, 3, 4, 5])


def test_an_organ_owes_only_what_its_reach_covers(watch):
    town, bureau = factories.organ(factories.TOWN), factories.organ()
    made = builders.obligation(watch, **SUBTREE)

    owing = set(Owing.objects.filter(obligation=made).values_list("organ__code", flat=True))

    assert owing == {bureau.code}
    assert town.code not in owing


def test_an_organ_founded_in_the_cycle_owes_it_unless_it_was_due_before(watch):
    fields = {"cycle": Cycle.YEAR, "due_rule": DueRule.DAY, "due_month": 3, "due_day": 31, "law": ""}
    made = builders.obligation(watch, **SUBTREE | fields)
    early = factories.organ("early", existed_from=date(2026, 3, 10))
    late = factories.organ("late", existed_from=date(2026, 4, 10))

    with builders.at("2026-04-20"):
        actions.open_owings()

    owing = set(Owing.objects.filter(obligation=made).values_list("organ_id", flat=True))
    assert owing == {factories.organ().pk, early.pk}
    assert late.pk not in owing


def test_what_is_owed_once_is_owed_once_and_counts_from_the_founding(watch):
    fields = {"cycle": Cycle.ONCE, "law": "proactive_publication"}
    made = builders.obligation(watch, **SUBTREE | fields)
    founded = date(2026, 6, 1)
    factories.organ("new", existed_from=founded)

    for day in ("2026-06-02", "2027-01-04"):
        with builders.at(day):
            actions.open_owings()

    new = builders.owing(made, factories.organ("new"))
    assert (Owing.objects.count(), new.cycle_from, new.due_on) == (2, founded, date(2026, 6, 30))


def test_what_was_published_before_it_was_opened_settles_it(watch):
    with builders.at("2026-02-10"):
        item = watch.publishes(factories.organ(), builders.budgets())

    owing = builders.owing(builders.obligation(watch))

    assert (owing.item_id, owing.settled_on) == (item.pk, date(2026, 2, 10))


def test_one_item_settles_one_month_its_own(watch):
    with builders.at("2026-02-10"):
        item = watch.publishes(factories.organ(), builders.budgets())

    builders.obligation(watch, **builders.MONTHLY)

    settled = Owing.objects.exclude(settlement="")
    assert [(one.cycle_from.month, one.item_id) for one in settled] == [(1, item.pk)]


@pytest.fixture
def two_units(watch):
    units = [factories.organ("one"), factories.organ("two")]
    return units, builders.obligation(watch, listed=units)


def merge(ending, into):
    with builders.at("2026-03-10"):
        merge_organ(ending, into=into, on=date(2026, 3, 10), by=SYSTEM)


def test_a_successor_takes_over_what_was_owed_and_owes_it_from_then_on(watch):
    one, bureau = factories.organ("one"), factories.organ()
    made = builders.obligation(watch, listed=[one])

    merge(one, bureau)

    assert builders.owing(made, bureau).settlement == ""
    assert list(made.listed.all()) == [bureau]
    assert not Owing.objects.filter(organ=one).exists()


def test_what_both_owe_the_successor_owes_once(two_units):
    (one, two), made = two_units

    merge(one, two)

    assert builders.owing(made, one).taken_over_by == builders.owing(made, two)


def test_what_the_merged_organ_had_settled_stays_with_it(watch, two_units):
    (one, two), made = two_units
    item = watch.publishes(one, builders.budgets())

    merge(one, two)

    kept = builders.owing(made, one)
    assert (kept.item_id, kept.taken_over_by, builders.owing(made, two).settlement) == (item.pk, None, "")


def test_owners_of_the_column_are_the_only_ones_who_owe_it_by_reach(watch):
    owner, other = factories.organ("owner"), factories.organ("other")
    column = items.column("20.9.9", "归口栏目")
    column.owners.add(owner)

    made = builders.obligation(watch, column, **SUBTREE)

    assert list(made.owings.values_list("organ_id", flat=True)) == [owner.pk]
    assert other.pk != owner.pk
