"""The totals that every public page shows are always those of a full count, and nothing for inside is in them."""

from collections import Counter

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.accounts.models import Duty
from gongkai.catalogue.actions import change_column
from gongkai.catalogue.models import Audience, Origin
from gongkai.disclosure import actions
from gongkai.disclosure.actions.counting import recount
from gongkai.disclosure.models import InformationItem, ItemVersion, MonthTally
from gongkai.disclosure.queries import public_items, public_totals
from gongkai.disclosure.queries.counting import WAYS, Asked, counted, counted_items
from gongkai.disclosure.workflow import State
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.workflow import Refused
from tests import factories
from tests.disclosure import builders

COLUMNS = {"20.2": Origin.NATIONAL, "20.4": Origin.NATIONAL, "local": Origin.LOCAL}
moves = st.lists(
    st.tuples(st.sampled_from(["publish", "withdraw", "move", "turn"]), st.integers(0, 9), st.integers(0, 2)),
    min_size=3,
    max_size=8,
)


def columns():
    """The last one is local, so that its readers can be changed."""
    return [builders.column(code, f"栏目{code}", origin=origin) for code, origin in COLUMNS.items()]


def turn(column):
    """To the other readers; refused where what stands there was looked at for inside only."""
    column.refresh_from_db()
    other = Audience.INSIDE if column.audience == Audience.PUBLIC else Audience.PUBLIC
    try:
        with transaction.atomic():
            change_column(
                column, by=factories.actor(factories.organ(factories.CITY), Duty.OFFICE_HEAD), audience=other
            )
    except Refused:
        column.refresh_from_db()


def do(what, which, where, staff):
    """One act on one of the items or columns there are; without any, something is published first."""
    public = list(InformationItem.objects.filter(state=State.PUBLISHED).order_by("pk"))
    column = columns()[where]
    if what == "turn":
        turn(columns()[-1])
    elif what == "publish" or not public:
        builders.published(staff[which % 2], title=f"信息{which}", column_id=column.pk)
    else:
        item = public[which % len(public)]
        by = next(one for one in staff if one.signer.organ_id == item.organ_id)
        if what == "move":
            builders.corrected(item, by, column_id=column.pk)
        else:
            actions.withdraw(item, by=by.signer, reason="duplicate", explanation="重复。")


def month_tallies():
    return set(MonthTally.objects.values_list("organ", "whole", "month", "column", "published"))


def full_count(organ=None):
    return dict(Counter(public_items(organ=organ).order_by().values_list("column_id", flat=True)))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=moves)
def test_whatever_is_published_withdrawn_moved_or_turned_the_totals_are_those_of_a_full_count(path, db):
    with transaction.atomic():
        staff = [builders.office(), builders.office(factories.TOWN)]
        organs = [None, factories.organ(), factories.organ(factories.TOWN)]
        for step in path:
            do(*step, staff)

        kept, months = [public_totals(organ) for organ in organs], month_tallies()
        recount(by=SYSTEM)

        assert months == month_tallies()
        assert kept == [full_count(organ) for organ in organs] == [public_totals(organ) for organ in organs]
        transaction.set_rollback(True)


def test_what_stands_in_a_column_for_inside_is_in_no_total_and_comes_out_when_the_column_is_closed(staff):
    shown, hidden = columns()[0], columns()[-1]
    builders.published(staff, column_id=shown.pk)
    builders.published(staff, title="内部通知", column_id=hidden.pk)
    organ = factories.organ()

    assert public_totals() == public_totals(organ) == {shown.pk: 1, hidden.pk: 1}
    turn(hidden)

    assert public_totals() == public_totals(organ) == {shown.pk: 1}
    assert public_totals(organ, inside=True) == {shown.pk: 1, hidden.pk: 1}


@pytest.mark.parametrize("way", [way for way in WAYS if way != "release"])
def test_no_figure_counts_what_is_for_inside_only(way, staff):
    builders.published(staff)
    builders.published(staff, title="内部通知", column_id=columns()[-1].pk)
    turn(columns()[-1])
    asked = Asked(factories.organ(), 2026)

    assert ItemVersion.objects.count() == 2
    assert counted(asked, way).total.count == 1 == counted_items(asked, way=way, code="").count()
