"""Budgets at the desk: the day that is missing, who publishes them, the declaration that waits to be confirmed."""

from datetime import date

import pytest
from django.urls import reverse

from gongkai.accounts.models import Duty
from gongkai.obligations import actions
from gongkai.obligations.models import Owing
from tests import factories
from tests.disclosure.desk import page, sign_in
from tests.obligations import builders
from tests.obligations.builders import obligation, owing

COVERAGE, DECLARATIONS = reverse("workbench:coverage"), reverse("workbench:declarations")
REASON = "本年度预算并入主管部门公开。"


@pytest.fixture(autouse=True)
def _day():
    """It is Monday, 2 March 2026."""
    with builders.at("2026-03-02"):
        yield


@pytest.fixture
def watch(db):
    return builders.watch()


@pytest.fixture
def owed(watch):
    """A budget whose day of approval is to be recorded by the end of March."""
    return owing(obligation(watch, latest_month=3, latest_day=31, confirms_no_change=True))


def here(one):
    return reverse("workbench:owing", args=[one.pk])


def act(client, one, name, **typed):
    one.refresh_from_db()
    there = reverse("workbench:settle_owing", args=[one.pk, name])
    return page(client.post(there, {"seen": one.revision} | typed, follow=True))


def notes(client):
    return [mark.note for _row, cells, _marks in client.get(COVERAGE).context["rows"] for [mark] in cells]


@pytest.mark.parametrize(
    ("day", "mark", "note", "when"),
    [
        ("2026-03-02", "？ 待填写日期", "3月31日前填写预算批复日期", "待填写预算批复日期，最迟2026-03-31"),
        ("2026-03-20", "▲ 即将到期", "3月31日前填写预算批复日期", "待填写预算批复日期，最迟2026-03-31"),
        (
            "2026-04-01",
            "✕ 逾期未完成",
            "未填写预算批复日期",
            "没有填写预算批复日期，已超过最迟日期2026-03-31",
        ),
    ],
)
def test_the_matrix_and_the_page_say_which_day_is_missing(client, watch, owed, day, mark, note, when):
    with builders.at(day):
        sign_in(client, watch.head)
        told = page(client.get(here(owed)))

        assert notes(client) == [note]
    assert (mark in told, when in told) == (True, True)


def test_what_was_published_without_a_day_says_so(client, watch, owed):
    watch.publishes(owed.organ, builders.budgets())
    sign_in(client, watch.head)

    assert notes(client) == ["3月2日，未填写预算批复日期"]


def test_the_reminder_names_the_day(client, watch, owed):
    with builders.at("2026-03-17"):
        actions.remind()
        sign_in(client, watch.of(owed.organ).submitter)

        told = page(client.get(reverse("workbench:obligations")))

    assert "请填写预算批复日期（距填写起算日期的最迟日期还有14天）" in told


def test_the_latest_day_stands_in_the_settings(client, watch, owed):
    sign_in(client, watch.head)

    told = page(client.get(reverse("workbench:kept_obligations")))

    assert "；到当年3月31日没有填写预算批复日期的，算逾期" in told


def test_an_obligation_says_who_publishes_what_and_whether_no_change_is_confirmed(client, watch, of_the_city):
    sign_in(client, watch.head)

    told = page(client.get(reverse("workbench:change_obligation", args=[of_the_city.obligation_id])))

    facts = ["由本级政府财政部门公开", "预算、决算", "写明理由即算完成"]
    assert [one for one in facts if f"<dd>{one}</dd>" not in told] == []


@pytest.fixture
def declared(owed, watch):
    actions.declare_no_change(owed, by=watch.of(owed.organ).submitter, reason=REASON)
    return owed


def test_a_declaration_waits_in_a_list_and_is_confirmed_on_its_page(client, watch, declared):
    sign_in(client, watch.head)
    listed = page(client.get(DECLARATIONS))
    before = notes(client)

    told = act(client, declared, "confirm_no_change")

    assert (REASON in listed, f'href="{here(declared)}#acts"' in listed) == (True, True)
    assert (before, notes(client)) == (["已声明无变化，待确认"], ["3月2日"])
    assert "已办理：确认本期无变化。" in told
    assert "没有待确认的声明" in page(client.get(DECLARATIONS))


def test_a_declaration_is_not_confirmed_with_a_reason(client, watch, declared):
    sign_in(client, watch.head)

    blank = act(client, declared, "reject_no_change", reason="—")
    act(client, declared, "reject_no_change", reason="预算已经批复，应当公开。")

    declared.refresh_from_db()
    assert ("请写明不予确认的理由。" in blank, declared.declared_on) == (True, None)


def test_the_clerk_sees_that_it_waits_and_cannot_confirm(client, watch, declared):
    clerk = sign_in(client, watch.of(declared.organ).submitter)

    told = page(clerk.get(reverse("workbench:obligations")))

    assert "已声明本期无变化，待主管机关确认" in told
    assert clerk.get(DECLARATIONS).status_code == 403
    assert "须由市政府的公开工作机构负责人办理。" in act(clerk, declared, "confirm_no_change")


@pytest.mark.parametrize("more", [1, 12])
def test_the_list_of_declarations_takes_as_many_queries_for_many_as_for_one(
    client, watch, declared, django_assert_num_queries, more
):
    units = [factories.organ(f"more{number}") for number in range(more)]
    made = obligation(watch, title="部门决算", listed=units, confirms_no_change=True)
    waits = {"declared_on": date(2026, 3, 2), "declared_by": "填报员", "declared_reason": REASON}
    Owing.objects.filter(obligation=made).update(**waits)
    sign_in(client, watch.head).get(DECLARATIONS)

    with django_assert_num_queries(4):
        client.get(DECLARATIONS)


@pytest.fixture
def of_the_city(watch):
    """The city's own budget, which its finance bureau publishes."""
    fields = {"publishing": "finance", "item_kinds": ["budget"]}
    return owing(obligation(watch, listed=[watch.city], **fields), watch.city)


def test_the_finance_bureau_finds_the_budget_of_its_government_on_its_desk(client, watch, of_the_city):
    sign_in(client, factories.actor(factories.organ(), Duty.SUBMITTER))

    listed = page(client.get(reverse("workbench:obligations")))
    told = page(client.get(here(of_the_city)))

    assert "市政府的任务，由市财政局公开" in listed
    assert ("<dd>青禾市财政局</dd>" in told, "<dd>预算、决算</dd>" in told, "起草信息" in told) == (True,) * 3


@pytest.mark.parametrize(
    ("typed", "told"),
    [("柳塘镇", "已办理：指定公开机关。"), ("没有这个局", "没有找到“没有这个局”，或者名称不唯一。")],
)
def test_the_office_names_another_publisher_by_name(client, watch, of_the_city, typed, told):
    factories.organ(factories.TOWN)
    sign_in(client, watch.head)

    assert told in act(client, of_the_city, "name_publisher", publisher=typed)


def test_another_organ_s_budget_stays_out_of_sight(client, watch, of_the_city):
    sign_in(client, factories.actor(factories.organ(factories.TOWN), Duty.SUBMITTER))

    assert client.get(here(of_the_city)).status_code == 404
