"""The day of an approval or receipt is asked for where the time limit is counted from it, and nowhere else."""

from datetime import date

import pytest

from gongkai.disclosure.models import InformationItem
from gongkai.foundation.moment import acting_at
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, filled_in, page, sign_in

DRAFT = "/desk/items/draft/"
ELEMENTS = "/desk/items/draft/elements/"
FIELD = 'name="limit_from"'


@pytest.fixture(autouse=True)
def _friday():
    with acting_at(FRIDAY):
        yield


@pytest.fixture
def staff(db):
    return builders.office()


@pytest.fixture
def clerk(client, staff):
    return sign_in(client, staff.submitter)


@pytest.fixture
def budgets(db):
    return builders.column("20.7.2", "部门预算", item_kind="department_budget")


@pytest.fixture
def awards(db):
    return builders.column("20.9.2", "中标公告", time_limit="procurement_award")


def sent(client, url=DRAFT, **typed):
    return client.post(url, filled_in(client.get(url).context["form"], **typed), follow=True)


@pytest.mark.parametrize(
    ("kind", "named", "label"),
    [
        ("general", "", None),
        ("penalty", "", None),
        ("department_budget", "", "批复日期"),
        ("land_notice", "", "收到批准文件日期"),
        ("general", "procurement_award", "供应商确定日期"),
    ],
)
def test_the_column_asks_for_the_day_that_its_limit_is_counted_from(kind, named, label, clerk):
    column = builders.column("20.99", "试设栏目", item_kind=kind, time_limit=named)

    shown = clerk.post(ELEMENTS, {"title": "试拟", "column_id": column.pk}).content.decode()

    assert (FIELD in shown) == (label is not None)
    assert label is None or label in shown


def test_another_kind_asks_anew(clerk):
    typed = {
        "title": "试拟",
        "column_id": builders.column().pk,
        "kind": "contract",
        "limit_from": "2026-11-03",
    }

    shown = clerk.post(ELEMENTS, typed).content.decode()

    assert "合同签订日期" in shown
    assert 'value="2026-11-03"' in shown


def test_the_day_is_saved_and_the_page_says_what_the_limit_is_counted_from(staff, clerk, budgets):
    first = {"title": "2026年部门预算", "column_id": budgets.pk, "body": "收支。", "formed_on": "2026-10-08"}
    shown = sent(clerk, **first)
    item = InformationItem.objects.get()
    assert "还没有填写批复日期，暂自成文日期（2026年10月8日）的次日起算" in shown.content.decode()

    shown = sent(clerk, f"/desk/items/{item.pk}/edit/", limit_from="2026-11-03")

    item.refresh_from_db()
    assert item.limit_from == date(2026, 11, 3)
    assert "自批复日期（2026年11月3日）的次日起算" in shown.content.decode()
    assert "最后一日：2026年11月23日" in shown.content.decode()


def test_the_missing_day_is_named_before_the_last_click(staff, clerk, budgets):
    item = builders.item(staff, column_id=budgets.pk)

    lacks = clerk.get(f"/desk/items/{item.pk}/edit/").context["lacks"]

    assert [(one.label, one.is_met) for one in lacks.needs if one.name == "limit_from"] == [
        ("批复日期", False)
    ]


def test_a_day_that_nothing_is_counted_from_is_not_kept(staff, clerk, awards):
    item = builders.item(staff, column_id=awards.pk, limit_from=date(2026, 11, 3))

    sent(clerk, f"/desk/items/{item.pk}/edit/", column_id=builders.column().pk)

    item.refresh_from_db()
    assert item.limit_from is None


def test_an_ordinary_draft_says_that_it_is_counted_from_its_own_day(staff, clerk):
    item = builders.item(staff)

    assert "自成文日期（2026年11月16日）的次日起算" in page(clerk.get(f"/desk/items/{item.pk}/"))
