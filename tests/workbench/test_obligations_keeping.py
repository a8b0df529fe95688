"""Setting obligations up at the desk: the organs on which one falls are shown before it is stored."""

import re
from datetime import date

import pytest
from django.urls import reverse

from gongkai.accounts.models import Duty
from gongkai.catalogue.actions import adopt_standard_catalogue
from gongkai.foundation.ledger import SYSTEM
from gongkai.obligations.models import Cycle, DueRule, Obligation, Reach
from gongkai.organs.actions import found_organ
from gongkai.organs.models import Kind, Level
from tests import factories
from tests.disclosure.desk import page, sign_in
from tests.obligations import builders
from tests.obligations.builders import obligation

SET_UP = reverse("workbench:set_up_obligation")
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
    organs = [factories.organ(code, name=f"单位{code}", short_name=f"单位{code}") for code in ("a", "b", "c")]
    obligation(watch, listed=organs, **FEBRUARY)
    return organs


@pytest.fixture
def office(client, watch, units):
    return sign_in(client, watch.head)


def looked_at(client, url, typed):
    """Send the form, look at the organs that it names, and confirm what was shown."""
    shown = page(client.post(url, typed))
    seal = re.search(r'name="shown" value="([^"]+)"', shown)[1]
    return client.post(url, typed | {"shown": seal}, follow=True)


FORM = {
    "title": "每月数据",
    "basis": "青政办〔2026〕1号",
    "group": "regular",
    "reach": "listed",
    "listed": "单位a\n 单位b ",
    "cycle": "month",
    "due_rule": "days",
    "due_days": "15",
    "since": "2026-02-01",
}


def test_an_obligation_is_set_up_from_a_pasted_list(office, units):
    response = looked_at(office, SET_UP, FORM | {"column": builders.budgets().pk})

    assert "任务已设立，本期已经生成。" in page(response)
    made = Obligation.objects.get(title="每月数据")
    assert set(made.listed.all()) == set(units[:2])
    assert made.owings.count() == 4


def test_names_that_are_not_found_are_all_told(office):
    typed = FORM | {"column": builders.budgets().pk, "listed": "单位a\n单位甲\n单位乙"}

    response = office.post(SET_UP, typed)

    assert "没有找到以下机关，或者名称不唯一：单位甲、单位乙。" in page(response)


RANGE = FORM | {"reach": "subtree", "listed": ""}


@pytest.fixture
def county(units):
    """Two towns beside the bureaus."""
    names = {"dongping": "东坪镇", "xiling": "西岭镇"}
    town = {"level": Level.TOWNSHIP}
    return [
        factories.organ(code, name=f"{name}人民政府", short_name=name, **town) for code, name in names.items()
    ]


@pytest.mark.parametrize(
    ("narrowed", "names"),
    [
        (
            {},
            ["青禾市人民政府", "青禾市财政局", "单位a", "单位b", "单位c", "东坪镇人民政府", "西岭镇人民政府"],
        ),
        ({"levels": ["township"]}, ["东坪镇人民政府", "西岭镇人民政府"]),
        ({"kinds": ["department"], "levels": ["county"]}, ["青禾市财政局", "单位a", "单位b", "单位c"]),
    ],
    ids=["the whole county", "all towns", "all bureaus"],
)
def test_a_range_of_organs_is_picked_and_shown_by_name_before_it_is_stored(office, county, narrowed, names):
    typed = RANGE | {"column": builders.budgets().pk} | narrowed

    shown = office.post(SET_UP, typed)

    assert sorted(one.name for one in shown.context["reached"].organs) == sorted(names)
    assert [name for name in names if name not in page(shown)] == []
    assert not Obligation.objects.filter(title="每月数据").exists()
    looked_at(office, SET_UP, typed)
    made = Obligation.objects.get(title="每月数据")
    assert made.reach == Reach.SUBTREE
    assert sorted({one.organ.name for one in made.owings.select_related("organ")}) == sorted(names)


def test_a_subtree_below_another_organ_is_picked(office, units):
    below = found_organ(
        by=SYSTEM,
        parent=units[0],
        code="below",
        name="单位a下属中心",
        short_name="下属中心",
        kind=Kind.INSTITUTION,
        level=Level.COUNTY,
        existed_from=factories.LONG_AGO,
    )
    typed = RANGE | {"column": builders.budgets().pk, "top": units[0].pk}

    looked_at(office, SET_UP, typed)

    made = Obligation.objects.get(title="每月数据")
    assert {one.organ for one in made.owings.select_related("organ")} == {units[0], below}


def test_what_is_confirmed_is_what_was_shown(office, units):
    typed = RANGE | {"column": builders.budgets().pk}
    seal = office.post(SET_UP, typed).context["reached"].seal
    factories.organ("new", name="新设立的机关")

    again = office.post(SET_UP, typed | {"shown": seal})

    assert "责任机关与刚才显示的不同，请再核对一次。" in page(again)
    assert "新设立的机关" in page(again)
    assert not Obligation.objects.filter(title="每月数据").exists()


def test_a_range_becomes_a_list_from_which_some_are_taken_off(office, units):
    typed = RANGE | {"column": builders.budgets().pk, "kinds": ["department"]}

    turned = office.post(SET_UP, typed | {"as_list": "1"}).context

    assert turned["form"]["reach"].value() == "listed"
    assert turned["form"]["listed"].value() == "青禾市财政局\n单位a\n单位b\n单位c"
    assert not Obligation.objects.filter(title="每月数据").exists()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (RANGE | {"levels": ["province"]}, "没有一个机关在这个范围内"),
        (FORM | {"listed": ""}, "请至少指定一个责任机关。"),
    ],
)
def test_nobody_is_no_range_and_no_list(office, typed, why):
    response = office.post(SET_UP, typed | {"column": builders.budgets().pk})

    assert why in page(response)
    assert not Obligation.objects.filter(title="每月数据").exists()


def test_an_obligation_is_changed_and_ended(office, units):
    made = Obligation.objects.get()
    here = reverse("workbench:change_obligation", args=[made.pk])
    shown = office.get(here).context["form"]
    typed = {name: field for name in shown.fields if (field := shown[name].value()) is not None}

    changed = page(looked_at(office, here, typed | {"title": "部门预算"}))
    made.refresh_from_db()
    ended = page(
        office.post(
            reverse("workbench:end_obligation", args=[made.pk]),
            {"seen": made.revision, "reason": "不再需要"},
            follow=True,
        )
    )

    assert (made.title, set(made.listed.all())) == ("部门预算", set(units))
    assert "任务已修改" in changed
    assert "这项任务已于2026-03-02终止。" in ended


def test_one_reply_is_recorded_for_all_units(office, watch, units):
    made = obligation(watch, listed=units)

    office.post(reverse("workbench:record_event_for_all", args=[made.pk]), {"on": "2026-02-27"})

    assert set(made.owings.values_list("event_on", flat=True)) == {date(2026, 2, 27)}


def test_the_standard_obligations_are_adopted_with_a_click(office):
    adopt_standard_catalogue(by=SYSTEM)
    response = office.post(reverse("workbench:adopt_standard_obligations"), follow=True)

    assert "已采用标准任务" in page(response)
    assert "《中华人民共和国预算法》" in page(response)


def test_who_does_not_keep_them_sees_no_form(client, watch, units):
    sign_in(client, factories.actor(watch.city, Duty.SUBMITTER))
    made = Obligation.objects.get()

    shown = client.get(reverse("workbench:change_obligation", args=[made.pk]))

    assert shown.context["form"] is None
    assert client.post(SET_UP).status_code == 403
