"""From which day the limit of art. 26 is counted: the forming, an event that the law names, or a change of what is public."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.catalogue.queries import PERIODS, ItemKind
from gongkai.disclosure import actions, queries
from gongkai.disclosure.models import InformationItem, ItemVersion, digest_of
from gongkai.disclosure.workflow import State
from gongkai.foundation.moment import acting_at, now
from gongkai.foundation.workflow import Refused
from gongkai.law.periods import period_rule
from tests import factories
from tests.disclosure import builders


def on(day):
    return acting_at(datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Asia/Shanghai")))


FORMED, APPROVED = date(2026, 10, 8), date(2026, 11, 3)
# kind, the column's own limit, limit_from, altered_on of the draft: counted from, ends
UNPUBLISHED = [
    ("as it was formed", "general", "", None, None, FORMED, date(2026, 11, 4)),
    ("an edit postpones nothing", "general", "", None, date(2026, 11, 16), FORMED, date(2026, 11, 4)),
    ("a day nobody counts from", "general", "", APPROVED, None, FORMED, date(2026, 11, 4)),
    ("a penalty: decided when formed", "penalty", "", APPROVED, None, FORMED, date(2026, 10, 16)),
    ("budget: from approval", "budget", "", APPROVED, None, APPROVED, date(2026, 11, 23)),
    (
        "department budget: from the reply",
        "department_budget",
        "",
        APPROVED,
        None,
        APPROVED,
        date(2026, 11, 23),
    ),
    ("unit budget: from the reply", "unit_budget", "", APPROVED, None, APPROVED, date(2026, 11, 23)),
    ("land: from receipt", "land_notice", "", APPROVED, None, APPROVED, date(2026, 11, 24)),
    ("award: from the choice", "award", "", APPROVED, None, APPROVED, date(2026, 11, 5)),
    ("contract: from signing", "contract", "", APPROVED, None, APPROVED, date(2026, 11, 5)),
    ("the column's own limit", "general", "procurement_award", APPROVED, None, APPROVED, date(2026, 11, 5)),
    ("budget, edited later", "budget", "", APPROVED, date(2026, 11, 16), APPROVED, date(2026, 11, 23)),
    ("budget, day not said yet", "budget", "", None, None, FORMED, date(2026, 10, 28)),
]


@pytest.mark.parametrize(
    ("kind", "named", "limit_from", "altered_on", "start", "ends"),
    [row[1:] for row in UNPUBLISHED],
    ids=[row[0] for row in UNPUBLISHED],
)
def test_art_26_what_was_never_public_is_counted_from_its_first_day(
    kind, named, limit_from, altered_on, start, ends, staff
):
    column = builders.column(f"20.{named or 2}"[:20], time_limit=named)
    days = {"formed_on": FORMED, "limit_from": limit_from, "altered_on": altered_on}
    item = builders.item(staff, kind=kind, column_id=column.pk, **days)

    limit = queries.deadline(item)

    assert (limit.start, limit.ends) == (start, ends)
    assert list(queries.late_items(item.organ_id)) == ([item] if limit.late else [])
    assert list(queries.items_due_soon(item.organ_id)) == ([item] if limit.soon else [])


def test_art_26_an_alteration_told_from_the_first_publication_excuses_no_delay(staff):
    item = builders.published(staff, formed_on=date(2026, 9, 1), altered_on=date(2026, 11, 16))
    limits = [queries.deadline(item), queries.deadline_of_version(item.current_version)]

    assert [(one.start, one.late) for one in limits] == [(date(2026, 9, 1), True)] * 2

    builders.corrected(item, staff, title="更正错字")

    assert queries.deadline_of_version(item.current_version).late


def test_the_version_tells_whether_a_budget_was_public_in_time_after_its_approval(staff):
    days = {"formed_on": date(2026, 9, 1), "limit_from": APPROVED}
    item = builders.published(staff, kind="budget", **days)

    limit = queries.deadline_of_version(item.current_version)

    assert (limit.start, limit.late, limit.event.zh, limit.event_known) == (APPROVED, False, "批准日期", True)


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("budget", "批准日期"),
        ("department_budget", "批复日期"),
        ("unit_budget", "批复日期"),
        ("land_notice", "收到批准文件日期"),
        ("award", "供应商确定日期"),
        ("contract", "合同签订日期"),
    ],
)
def test_the_day_is_asked_for_before_handing_in(kind, asked, staff):
    item = builders.item(staff, kind=kind)
    with pytest.raises(Refused, match=f"还没有填写：{asked}"):
        actions.submit(item, by=staff.submitter)

    actions.edit(item, by=staff.submitter, limit_from=date(2026, 11, 21))
    with pytest.raises(Refused, match=f"{asked}晚于今天"):
        actions.submit(item, by=staff.submitter)

    actions.edit(item, by=staff.submitter, limit_from=date(2026, 11, 20))
    actions.submit(item, by=staff.submitter)
    assert item.state == State.IN_REVIEW


@pytest.mark.parametrize(
    "kind", [one for one in ItemKind if one not in PERIODS or not period_rule(PERIODS[one]).event]
)
def test_no_such_day_is_asked_of_what_the_law_counts_from_its_forming(kind, db):
    assert queries.limit_event(builders.column(), kind) is None


def test_what_is_public_already_is_corrected_without_it(staff):
    item = builders.published(staff, kind="budget", limit_from=APPROVED)
    InformationItem.objects.filter(pk=item.pk).update(limit_from=None)

    builders.corrected(item, staff, title="更正后的预算")

    assert item.state == State.PUBLISHED


DAYS = st.integers(0, 60)
ITEMS = st.tuples(
    DAYS,
    st.sampled_from([ItemKind.GENERAL, *PERIODS]),
    st.sampled_from(["", "procurement_award", "licence_or_penalty_publication"]),
    st.none() | DAYS,
    st.none() | DAYS,
    st.sampled_from(["never", "first", "before the change", "told first", "told since"]),
)


def stored(n, day, organ, row):
    formed, kind, named, since, altered, told = row
    ago = {"formed_on": formed, "limit_from": since, "altered_on": altered}
    days = {name: day - timedelta(days=n) for name, n in ago.items() if n is not None}
    column = builders.column(f"21.{named}"[:20], time_limit=named)
    published = None if told == "never" else now()
    common = {"organ": organ, "column": column, "kind": kind, "title": str(n), **days}
    item = InformationItem.objects.create(
        **common, index_number=str(n), state=State.DRAFT, published_at=published
    )
    if told in ("never", "first"):
        return
    first = {**common, "altered_on": common.get("altered_on") if told == "told first" else None}
    versions = [first] + ([common] if told == "told since" else [])
    for number, one in enumerate(versions, 1):
        version = ItemVersion(
            **one,
            item=item,
            number=number,
            emergency_reason="汛情",
            first_published_at=published,
            at=published,
        )
        version.digest = digest_of(version, ())
        version.save()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=st.dates(date(2026, 1, 1), date(2026, 12, 20)), rows=st.lists(ITEMS, min_size=1, max_size=6))
def test_art_26_the_database_counts_from_the_same_day_as_the_item(day, rows, staff):
    """Whatever is said of an item and however often it was public: the lists hold just what its own limit says."""
    organ = factories.organ()
    with on(day), transaction.atomic():
        for n, row in enumerate(rows):
            stored(n, day, organ, row)
        told = {item.pk: queries.deadline(item) for item in InformationItem.objects.all()}
        late = {item.pk for item in queries.late_items(organ.pk)}
        soon = {item.pk for item in queries.items_due_soon(organ.pk)}
        transaction.set_rollback(True)

    assert late == {pk for pk, limit in told.items() if limit.late and limit.done_on is None}
    assert soon == {pk for pk, limit in told.items() if limit.soon}
