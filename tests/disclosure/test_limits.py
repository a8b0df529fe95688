"""By when what was formed or altered is to be public (arts. 26; A-25, A-26), and the lists of late and soon."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.calendars.queries import one_reading
from gongkai.catalogue.queries import PERIODS, ItemKind
from gongkai.disclosure import actions, queries
from gongkai.disclosure.models import InformationItem
from gongkai.disclosure.workflow import State
from gongkai.foundation.moment import acting_at
from tests import factories
from tests.disclosure import builders


def on(day):
    return acting_at(datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Asia/Shanghai")))


KINDS = [
    ("regulation-2019:26", "general", date(2026, 9, 1), date(2026, 9, 29)),
    ("enforcement-publicity-2018", "penalty", date(2026, 11, 2), date(2026, 11, 11)),
    ("enforcement-publicity-2018", "enforcement", date(2026, 11, 2), date(2026, 11, 30)),
    ("budget-law-2014:14", "department_budget", date(2026, 3, 2), date(2026, 3, 23)),
    ("budget-rules-2020:6", "unit_budget", date(2026, 3, 2), date(2026, 3, 23)),
    ("land-rules-2021:31", "land_notice", date(2026, 11, 2), date(2026, 11, 23)),
    ("procurement-rules-2015:43", "award", date(2026, 11, 2), date(2026, 11, 4)),
    ("procurement-rules-2015:50", "contract", date(2026, 11, 2), date(2026, 11, 4)),
]


@pytest.mark.parametrize(("cite", "kind", "formed", "ends"), KINDS, ids=[f"{c} {k}" for c, k, *_ in KINDS])
def test_each_kind_has_the_limit_of_its_law(cite, kind, formed, ends, staff):
    limit = queries.deadline(builders.item(staff, kind=kind, formed_on=formed))

    assert (limit.ends, limit.cite) == (ends, cite)


def test_a_column_may_name_a_limit_of_its_own(staff):
    column = builders.column("20.9", "政府集中采购", time_limit="procurement_award")
    item = builders.item(staff, column_id=column.pk, formed_on=date(2026, 11, 2))

    assert queries.deadline(item).cite == "procurement-rules-2015:43"
    assert list(queries.late_items(item.organ_id)) == [item]


def test_art_26_what_was_altered_is_due_anew_from_the_day_of_the_change(staff):
    with on(date(2026, 11, 17)):
        item = builders.published(staff)
    first = queries.deadline(item)
    with on(date(2027, 3, 1)):
        actions.start_correction(item, by=staff.submitter, reason="机构调整")
        actions.edit(item, by=staff.submitter, altered_on=date(2027, 1, 4))
        owed = queries.deadline(item)
        assert list(queries.late_items(item.organ_id)) == [item]
        builders.clear(item, staff)
        actions.sign_off(item, by=staff.signer, release=True)
        kept = queries.deadline_of_version(item.current_version)
        assert list(queries.late_items(item.organ_id)) == []

    assert (first.done_on, first.late) == (date(2026, 11, 17), False)
    assert (owed.done_on, owed.late) == (None, True)
    assert (kept.done_on, kept.ends) == (date(2027, 3, 1), owed.ends)


def test_art_26_a_slip_of_the_pen_put_right_does_not_count_anew(staff):
    with on(date(2026, 11, 17)):
        item = builders.published(staff)
    with on(date(2027, 3, 1)):
        builders.corrected(item, staff, title="更正错字")

    limit = queries.deadline_of_version(item.current_version)
    assert (limit.late, limit.done_on) == (False, date(2026, 11, 17))


def test_a_later_slip_does_not_make_an_alteration_late(staff):
    item = builders.published(staff)
    with on(date(2026, 12, 1)):
        builders.corrected(item, staff, altered_on=date(2026, 11, 30))
    with on(date(2027, 6, 1)):
        builders.corrected(item, staff, title="更正错字")

    limits = [queries.deadline_of_version(item.current_version), queries.deadline(item)]
    assert [(one.late, one.done_on) for one in limits] == [(False, date(2026, 12, 1))] * 2


def test_late_and_soon_are_told_for_many_organs_at_once(staff):
    town = builders.office(factories.TOWN)
    builders.item(staff, formed_on=date(2026, 9, 1))
    builders.item(staff, formed_on=date(2026, 10, 26))
    builders.item(town, formed_on=date(2026, 10, 26))
    organs = [factories.organ(code).pk for code in (factories.BUREAU, factories.TOWN, factories.CITY)]

    assert queries.late_and_soon(organs) == dict(zip(organs, [(1, 1), (0, 1), (0, 0)], strict=True))


@pytest.mark.parametrize("count", [1, 30])
def test_what_is_pressing_costs_the_same_for_one_item_and_for_thirty(count, staff, django_assert_num_queries):
    for _n in range(count):
        builders.item(staff, formed_on=date(2026, 9, 1))

    with one_reading(), django_assert_num_queries(4):
        assert len(queries.pressing(staff.head.organ_id)) == count


def test_pressing_shows_no_more_than_it_is_asked_for(staff):
    oldest = builders.item(staff, formed_on=date(2026, 8, 3))
    for _n in range(3):
        builders.item(staff, formed_on=date(2026, 9, 1))

    assert [item for item, _limit in queries.pressing(oldest.organ_id, most=1)] == [oldest]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    day=st.dates(date(2026, 1, 1), date(2026, 12, 20)),
    formed=st.lists(
        st.tuples(st.integers(0, 60), st.sampled_from([ItemKind.GENERAL, *PERIODS])), min_size=1, max_size=5
    ),
)
def test_art_26_the_lists_hold_just_the_items_whose_own_limit_says_so(day, formed, staff):
    """What the database counts and what each item says of itself never differ."""
    organ, column = factories.organ(), builders.column()
    InformationItem.objects.all().delete()
    for n, (ago, kind) in enumerate(formed):
        InformationItem.objects.create(
            organ=organ,
            column=column,
            title=str(n),
            index_number=str(n),
            kind=kind,
            formed_on=day - timedelta(days=ago),
            state=State.DRAFT,
        )
    with on(day):
        told = {item.pk: queries.deadline(item) for item in InformationItem.objects.all()}
        late = {item.pk for item in queries.late_items(organ.pk)}
        soon = {item.pk for item in queries.items_due_soon(organ.pk)}

    assert late == {pk for pk, limit in told.items() if limit.late}
    assert soon == {pk for pk, limit in told.items() if limit.soon}
