"""Where an element of the column says from which day the limit runs, that day is taken and asked for once only."""

from datetime import date

import pytest
from django.core.files.base import ContentFile

from gongkai.catalogue.models import Element
from gongkai.disclosure import actions, queries
from gongkai.disclosure.actions.sheets import fill_table
from gongkai.disclosure.workflow import State
from gongkai.foundation.moment import acting_at
from gongkai.foundation.workflow import Refused
from gongkai.workbench.disclosure.drafting_forms import ItemForm
from gongkai.workbench.disclosure.lacks import lacks_of
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY

LAND = {"item_kind": "land_notice", "shape": "record", "time_limit": "land_taking_announcement"}
AWARDS = {"item_kind": "award", "shape": "table", "time_limit": "procurement_award"}


@pytest.fixture(autouse=True)
def _friday():
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def land(db):
    return with_day(
        builders.column("21.A.4.3", "征收土地公告", **LAND), "approval_received_on", "收到批准文件日期"
    )


@pytest.fixture
def awards(db):
    return with_day(builders.column("20.9.1", "中标、成交结果", **AWARDS), "chosen_on", "确定日期")


def with_day(column, code, name):
    Element.objects.create(column=column, code=code, name=name, kind="day", required=True)
    return column


def notice(staff, land, **changed):
    return builders.item(
        staff, column_id=land.pk, kind="land_notice", body="", summary="征收公告。", **changed
    )


@pytest.mark.parametrize(
    ("typed", "since"),
    [("2026-11-03", date(2026, 11, 3)), ("2026年11月3日", date(2026, 11, 3)), ("上月初", None), ("", None)],
)
def test_land_rules_31_the_limit_runs_from_the_receipt_that_the_notice_tells(typed, since, staff, land):
    item = notice(staff, land, elements={"approval_received_on": typed})

    limit = queries.deadline(item)

    assert (item.limit_from, limit.start) == (since, since or builders.FORMED)
    assert list(queries.late_items(item.organ_id)) == ([item] if limit.late else [])


def test_it_follows_the_element_when_that_is_changed(staff, land):
    item = notice(staff, land, elements={"approval_received_on": "2026-10-08"})
    actions.edit(item, by=staff.submitter, elements={"approval_received_on": "2026-11-03"})
    assert (item.limit_from, queries.deadline(item).ends) == (date(2026, 11, 3), date(2026, 11, 24))

    actions.edit(item, by=staff.submitter, title="改了名称")
    assert item.limit_from == date(2026, 11, 3)


def test_it_is_the_element_that_is_missed_and_nothing_beside_it(staff, land):
    item = notice(staff, land)

    form = ItemForm(organ=item.organ, item=item, initial={"column_id": land.pk, "kind": "land_notice"})
    needs = [one.name for one in lacks_of(item, staff.submitter, {}).needs]
    with pytest.raises(Refused) as refused:
        actions.submit(item, by=staff.submitter)

    assert ("limit_from" in form.fields, "limit_from" in needs) == (False, False)
    assert str(refused.value).count("收到批准文件日期") == 1


def test_a_day_that_is_still_to_come_is_refused(staff, land):
    item = notice(staff, land, elements={"approval_received_on": "2026-11-21"})

    with pytest.raises(Refused, match="收到批准文件日期晚于今天"):
        actions.submit(item, by=staff.submitter)


def test_procurement_rules_43_a_table_of_awards_is_counted_from_the_first_choice_in_it(staff, awards):
    item = builders.item(staff, column_id=awards.pk, kind="award", body="")
    rows = "确定日期\n2026-11-19\n2026-11-17\n2026-11-18\n".encode()
    fill_table(item, by=staff.submitter, upload=ContentFile(rows, name="结果.csv"))

    assert (item.limit_from, queries.deadline(item).ends) == (date(2026, 11, 17), date(2026, 11, 19))
    actions.submit(item, by=staff.submitter)
    assert item.state == State.IN_REVIEW


def test_a_column_without_the_element_goes_on_asking(staff):
    plain = builders.column("21.A.4.9", "征收土地公告（文件）", item_kind="land_notice")
    item = builders.item(staff, column_id=plain.pk, kind="land_notice", limit_from=date(2026, 11, 3))

    assert (item.limit_element, item.limit_from) == ("", date(2026, 11, 3))
