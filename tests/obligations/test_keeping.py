"""Setting obligations up, changing and ending them, and adopting those that the law sets."""

from datetime import date

import pytest

from gongkai.catalogue.actions import adopt_standard_catalogue
from gongkai.catalogue.models import Column, Scope
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.workflow import Refused
from gongkai.law.rulebook import citation
from gongkai.obligations import actions
from gongkai.obligations.models import Cycle, DueRule, Obligation, Owing, Reach
from gongkai.obligations.queries import columns_without_owners, standard_obligations
from gongkai.organs.models import Kind
from tests import factories
from tests.disclosure import builders as items
from tests.obligations import builders
from tests.obligations.builders import obligation, owing

YEARLY = {"cycle": Cycle.YEAR, "due_rule": DueRule.DAY, "due_month": 12, "due_day": 31, "law": ""}


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"listed": []}, "至少指定一个责任机关"),
        (YEARLY | {"due_month": 13}, "最多到第12个月"),
        (YEARLY | {"cycle": Cycle.QUARTER, "due_month": 4}, "最多到第3个月"),
        (YEARLY | {"due_day": 32}, "期限须在周期之内"),
        (YEARLY | {"cycle": Cycle.ONCE}, "没有周期内的日期"),
        ({"due_rule": DueRule.DAYS, "due_days": None}, "多少日"),
        ({"law": "no_such_period"}, "请选择法定期限"),
        ({"event_name": ""}, "从哪个日期起算"),
    ],
)
def test_what_does_not_fit_together_is_refused_and_nothing_is_kept(watch, fields, why):
    with pytest.raises(Refused, match=why):
        obligation(watch, **fields)

    assert Obligation.objects.count() == 0


def test_an_organ_that_the_column_is_not_meant_for_cannot_be_named(watch):
    column = items.column("21.B.9", "乡镇栏目", scope=Scope.TOWNSHIP)

    with pytest.raises(Refused, match="栏目不适用于以下机关：青禾市财政局"):
        obligation(watch, column)


def test_a_new_day_moves_what_is_open_and_keeps_the_first_one(watch):
    made = obligation(watch, **YEARLY)

    actions.change_obligation(made, by=watch.head, due_month=6, due_day=30)

    moved = owing(made)
    assert (moved.due_on, moved.original_due_on) == (date(2026, 6, 30), date(2026, 12, 31))


def test_a_changed_list_lets_one_organ_off_and_lets_another_owe(watch):
    old, new = factories.organ("old"), factories.organ("new")
    made = obligation(watch, listed=[old])

    actions.change_obligation(made, by=watch.head, listed=[new])

    left = owing(made, old)
    assert (left.settlement, left.reason) == ("waived", "责任机关已调整，不再承担这项任务。")
    assert owing(made, new).settlement == ""


def test_the_length_of_a_cycle_that_has_begun_stays(watch):
    with pytest.raises(TypeError):
        actions.change_obligation(obligation(watch), by=watch.head, cycle=Cycle.MONTH)


def test_an_ended_obligation_lets_off_what_was_not_due_yet(watch):
    made = obligation(watch, **builders.MONTHLY)

    actions.end_obligation(made, by=watch.head, reason="不再按月公开")

    told = [(one.cycle_from.month, one.settlement) for one in Owing.objects.order_by("cycle_from")]
    assert told == [(1, ""), (2, "waived"), (3, "waived")]
    with builders.at("2026-04-02"):
        assert actions.open_owings() == 0


def test_an_obligation_ends_once_and_with_a_reason(watch):
    made = obligation(watch)
    with pytest.raises(Refused, match="终止的理由"):
        actions.end_obligation(made, by=watch.head, reason=" ")
    actions.end_obligation(made, by=watch.head, reason="不再需要")

    with pytest.raises(Refused, match="已经终止"):
        actions.end_obligation(made, by=watch.head, reason="不再需要")


@pytest.fixture
def standard(watch):
    adopt_standard_catalogue(by=SYSTEM)
    return actions.adopt_standard_obligations(watch.city, by=watch.head)


def test_the_standard_obligations_are_adopted_once(watch, standard):
    before = Owing.objects.count()

    assert actions.adopt_standard_obligations(watch.city, by=watch.head) == 0
    assert (Obligation.objects.count(), Owing.objects.count()) == (standard, before)


def test_a_column_with_an_update_interval_is_owed_by_the_owners_named_for_it(watch, standard):
    water = Column.objects.get(code="20.13.6")
    before = water in columns_without_owners()
    water.owners.add(factories.organ())

    actions.adopt_standard_obligations(watch.city, by=watch.head)

    made = Obligation.objects.get(column=water)
    assert (before, water in columns_without_owners()) == (True, False)
    assert (made.cycle, list(made.owings.values_list("organ__code", flat=True))) == (
        "quarter",
        [factories.BUREAU],
    )


def test_the_guide_and_the_report_are_owed_though_nobody_is_named_for_them(standard):
    told = {one.code for one in columns_without_owners()}

    assert told & {"guide", "reports"} == set()


def test_nothing_is_owed_from_before_the_adoption(standard):
    assert not Owing.objects.filter(due_on__lt=date(2026, 3, 2)).exists()


def test_regulation_12_every_organ_owes_its_guide(watch, standard):
    guide = Obligation.objects.get(code="guide")

    assert set(guide.owings.values_list("organ_id", flat=True)) == {watch.city.pk, factories.organ().pk}


@pytest.mark.parametrize(
    ("code", "kind"),
    [("government-budget", Kind.GOVERNMENT), ("department-budget", Kind.DEPARTMENT)],
)
def test_budget_law_14_each_sort_of_organ_owes_its_own_budget(standard, code, kind):
    made = Obligation.objects.get(code=code)

    assert set(made.owings.values_list("organ__kind", flat=True)) == {kind}


def test_every_standard_obligation_cites_the_law_or_names_a_document(standard):
    for code, fields in standard_obligations():
        basis = fields["basis"]
        assert citation(basis).title if ":" in basis else basis, code


def test_what_the_office_has_changed_stays_when_adopting_again(watch, standard):
    guide = Obligation.objects.get(code="guide-year")
    actions.change_obligation(guide, by=watch.head, title="指南核对", due_month=6, due_day=30)

    actions.adopt_standard_obligations(watch.city, by=watch.head)

    guide.refresh_from_db()
    assert (guide.title, guide.due_month, guide.reach) == ("指南核对", 6, Reach.SUBTREE)
