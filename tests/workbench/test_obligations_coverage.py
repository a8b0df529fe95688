"""The coverage matrix at the desk of the office that watches over other organs."""

import pytest
from django.urls import reverse

from gongkai.accounts.models import Duty
from gongkai.obligations import actions
from gongkai.obligations.models import Cycle, DueRule, Reminder
from tests import factories
from tests.disclosure.desk import page, sign_in
from tests.obligations import builders
from tests.obligations.builders import obligation, owing

COVERAGE = reverse("workbench:coverage")
FEBRUARY = {"cycle": Cycle.YEAR, "due_rule": DueRule.DAY, "due_month": 2, "due_day": 20, "law": ""}


@pytest.fixture(autouse=True)
def _day():
    """It is Monday, 2 March 2026."""
    with builders.at("2026-03-02"):
        yield


@pytest.fixture
def watch(db):
    return builders.watch()


@pytest.fixture
def units(watch):
    """Three units owe their budgets since 20 February: one has published late, one let off, one not at all."""
    organs = [factories.organ(code, name=f"单位{code}", short_name=f"单位{code}") for code in ("a", "b", "c")]
    made = obligation(watch, listed=organs, **FEBRUARY)
    watch.publishes(organs[0], builders.budgets())
    actions.waive(owing(made, organs[1]), by=watch.head, reason="涉密单位，依法不公开。")
    return organs


@pytest.fixture
def office(client, watch, units):
    return sign_in(client, watch.head)


def rows(response):
    return [row.organ.short_name for row, _cells, _marks in response.context["rows"]]


def test_each_cell_says_by_sign_and_word_where_the_unit_stands(office):
    cells = [cells for _row, cells, _marks in office.get(COVERAGE).context["rows"]]

    told = [(mark.text, mark.note) for [[mark]] in cells]
    assert told == [("◐ 逾期完成", "3月2日"), ("－ 免予办理", "3月2日"), ("✕ 逾期未完成", "2月20日前")]


def test_a_published_cell_leads_to_the_item_and_a_waived_one_to_its_reason(office, units):
    cells = [cells for _row, cells, _marks in office.get(COVERAGE).context["rows"]]

    published, waived = (office.get(cells[number][0][0].href) for number in (0, 1))

    assert "市财政局内设机构职责" in page(published)
    assert "涉密单位，依法不公开。" in page(waived)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["单位a", "单位b", "单位c"]),
        ("status=missing", ["单位c"]),
        ("status=done_late", ["单位a"]),
        ("within=7", []),
        ("q=单位b", ["单位b"]),
        ("group=budget", ["单位a", "单位b", "单位c"]),
        ("group=report", []),
        ("year=1999&status=nonsense&within=x&obligation=y", ["单位a", "单位b", "单位c"]),
    ],
)
def test_the_filters_choose_the_organs(office, query, shown):
    assert rows(office.get(f"{COVERAGE}?{query}")) == shown


def test_one_click_chases_all_that_are_late(office, units):
    response = office.post(
        reverse("workbench:chase"), {"whom": "missing", "note": "请尽快公开。"}, follow=True
    )

    reminder = Reminder.objects.get()
    assert (reminder.organ, reminder.note) == (units[2], "请尽快公开。")
    assert "已催办1项，对方可以在工作台看到。" in page(response)


def test_a_second_click_on_the_same_day_says_why_not(office):
    office.post(reverse("workbench:chase"), {"whom": "missing"})

    response = office.post(reverse("workbench:chase"), {"whom": "missing"})

    assert "每天最多一次" in page(response)
    assert Reminder.objects.count() == 1


@pytest.mark.parametrize(
    ("chosen", "why"), [([], "请先勾选要催办的机关。"), ([0], "没有可以催办的任务"), (["x"], "请先勾选")]
)
def test_the_chosen_ones_are_those_that_are_late(office, units, chosen, why):
    organs = [units[0].pk if one == 0 else one for one in chosen]

    response = office.post(reverse("workbench:chase"), {"whom": "chosen", "organs": organs})

    assert why in page(response)
    assert not Reminder.objects.exists()


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("csv", "text/csv; charset=utf-8"),
    ],
)
def test_the_matrix_is_exported_with_its_filters(office, kind, content_type):
    response = office.get(reverse("workbench:coverage_file", args=[kind]) + "?status=missing")

    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"].startswith("attachment;")


def test_a_file_of_another_kind_does_not_exist(office):
    assert office.get(reverse("workbench:coverage_file", args=["exe"])).status_code == 404


def test_the_clerk_of_a_unit_sees_no_other_unit_and_chases_nobody(client, watch, units):
    sign_in(client, watch.of(units[0]).submitter)
    sign_in(client, factories.actor(units[0], Duty.SUBMITTER))

    shown, chased = client.get(COVERAGE), client.post(reverse("workbench:chase"), {"whom": "missing"})

    assert (rows(shown), chased.status_code) == (["单位a"], 403)


def test_the_office_reads_the_page_of_a_unit(office, units):
    told = page(office.get(reverse("workbench:organ_owings", args=["c"])))

    assert "单位c的公开任务" in told
    assert "2026-02-20到期，已逾期10天" in told


@pytest.mark.parametrize("more", [0, 9])
def test_the_page_takes_as_many_queries_for_three_units_as_for_twelve(
    client, watch, units, django_assert_num_queries, more
):
    organs = [factories.organ(f"more{number}") for number in range(more)]
    if organs:
        obligation(watch, listed=organs, **FEBRUARY)
    sign_in(client, watch.head).get(COVERAGE)

    with django_assert_num_queries(10):
        client.get(COVERAGE)
