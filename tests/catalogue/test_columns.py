"""Local columns are kept by the head of the office they belong to; special ones end by themselves (art. 12)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from gongkai.accounts.models import Duty
from gongkai.catalogue import actions
from gongkai.catalogue.models import Column
from gongkai.catalogue.queries import (
    archived_columns,
    board_columns,
    column,
    column_takes,
    columns_by_five_disclosure,
    columns_for_choice,
    columns_under,
    may_hold,
    owners_of,
    period_name,
    time_limits,
)
from gongkai.foundation.ledger import Entry
from gongkai.foundation.moment import acting_at
from gongkai.foundation.workflow import Refused, Stale
from gongkai.law.periods import period_names
from tests import factories

DAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _friday():
    with acting_at(on(DAY)):
        yield


def on(day):
    return datetime(day.year, day.month, day.day, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


def head(code=factories.BUREAU):
    return factories.actor(factories.organ(code), Duty.OFFICE_HEAD)


def own_column(by, **fields):
    told = {"parent_code": "20.7", "name": "政府债务", **fields}
    return actions.add_column(by=by, organ_id=by.organ_id, **told)


def special(by, **fields):
    told = {"name": "扫黑除恶", "opens_on": DAY, "closes_on": date(2026, 12, 31), **fields}
    return actions.open_special_column(by=by, organ_id=by.organ_id, **told)


def shown(organ=None, day=DAY, **options):
    return {one.code for block in board_columns(organ, on=day, **options) for one in block.walk()}


def test_a_column_of_the_whole_region_is_for_the_governments_office(catalogue):
    told = {"organ_id": None, "parent_code": "20.11", "name": "惠民补贴"}

    with pytest.raises(Refused, match="本级人民政府的公开工作机构负责人"):
        actions.add_column(by=head(), **told)
    added = actions.add_column(by=head(factories.CITY), **told)

    assert added.code in shown() & shown(factories.organ()) & shown(factories.organ(factories.TOWN))


ACTS = {
    "change": lambda one, by: actions.change_column(one, by=by, name="改名"),
    "close": lambda one, by: actions.close_column(one, by=by),
    "reopen": lambda one, by: actions.reopen_column(one, by=by, until=DAY),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_a_national_column_cannot_be_edited(act, catalogue):
    by, before = head(factories.CITY), list(Column.objects.values())

    with pytest.raises(Refused, match="国家规定的栏目"):
        act(column("20.7.1"), by)

    assert list(Column.objects.values()) == before


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
@pytest.mark.parametrize("stranger", [factories.CITY, factories.TOWN])
def test_a_column_of_an_organ_is_kept_by_its_own_head_only(act, stranger, catalogue):
    own, by = own_column(head()), head(stranger)
    entries = Entry.objects.count()

    with pytest.raises(Refused, match="只能为本机关"):
        act(own, by)

    assert Entry.objects.count() == entries


def test_change_column_says_what_was_before_and_what_is_now(catalogue):
    by = head()
    own = own_column(by)

    actions.change_column(own, by=by, seen=0, name="债务限额", update_interval="year", kinds=["budget"])

    entry = Entry.objects.get(verb="catalogue.change_column")
    assert (entry.before["name"], entry.after["name"]) == ("政府债务", "债务限额")
    assert (own.revision, own.kinds) == (1, ["budget"])
    with pytest.raises(Stale):
        actions.change_column(own, by=by, seen=0, name="别的名称")


WRONG = {
    "days the wrong way round": ({"opens_on": DAY, "closes_on": date(2026, 11, 1)}, "截止日期早于开放日期"),
    "a limit that no law knows": ({"time_limit": "tomorrow"}, "不在法律规定的期限之内"),
    "the usual kind not among those allowed": (
        {"item_kind": "rules", "kinds": ["general"]},
        "不在可以发布的类别之内",
    ),
    "a name that is taken": ({"name": "财政预算"}, "已有名为“财政预算”的栏目"),
}


@pytest.mark.parametrize(("fields", "why"), WRONG.values(), ids=WRONG.keys())
def test_change_column_refuses_what_makes_no_sense(fields, why, catalogue):
    by = head()
    own = own_column(by)

    with pytest.raises(Refused, match=why):
        actions.change_column(own, by=by, **fields)

    own.refresh_from_db()
    assert (own.name, own.revision) == ("政府债务", 0)


def test_a_special_column_ends_by_itself_and_stays_readable(catalogue):
    by = head()
    own, organ = special(by), factories.organ()
    last, after = date(2026, 12, 31), date(2027, 1, 1)

    assert [own.code in shown(organ, day) for day in (date(2026, 11, 19), DAY, last, after)] == [
        False,
        True,
        True,
        False,
    ]
    assert [archived_columns(organ, on=day) for day in (last, after)] == [[], [own]]
    assert columns_under(own) == [own.pk]
    assert "2026-12-31截止并归档" in column_takes(own, organ, "general", after)
    with acting_at(on(after)):
        assert own.archived
        assert not may_hold(own.pk, organ)


def test_a_special_column_needs_a_last_day_to_come(catalogue):
    with pytest.raises(Refused, match="已经过去"):
        special(head(), opens_on=date(2026, 1, 1), closes_on=date(2026, 11, 19))
    own = special(head())
    with pytest.raises(Refused, match="专栏须有截止日期"):
        actions.reopen_column(own, by=head())
    with pytest.raises(Refused, match="专栏须有截止日期"):
        actions.change_column(own, by=head(), closes_on=None)


def test_close_column_lets_today_be_the_last_day_and_reopen_takes_it_back(catalogue):
    by, tomorrow = head(), date(2026, 11, 21)
    own = own_column(by)

    actions.close_column(own, by=by)
    assert (own.is_open_on(DAY), own.is_open_on(tomorrow)) == (True, False)
    with acting_at(on(tomorrow)):
        with pytest.raises(Refused, match="已经归档"):
            actions.close_column(own, by=by)
        actions.reopen_column(own, by=by)
    assert own.is_open_on(tomorrow)
    with pytest.raises(Refused, match="一直开放"):
        actions.reopen_column(own, by=by)


TAKES = {
    "a kind that belongs there": ("20.5.2", "licence", None),
    "another kind": ("20.5.2", "general", "只发布以下类别的信息：行政许可决定"),
    "any kind": ("20.2", "normative", None),
    "a column that only groups others": ("20.7", "general", "上级栏目"),
    "a column of townships": ("21.B.1", "general", "不适用于本机关"),
}


@pytest.mark.parametrize(("code", "kind", "why"), TAKES.values(), ids=TAKES.keys())
def test_a_column_takes_what_belongs_there_or_says_why_not(code, kind, why, catalogue):
    told = column_takes(column(code), factories.organ(), kind, DAY)

    assert (told is None) == (why is None)
    assert (why or "") in (told or "")


def test_named_owners_alone_answer_for_a_column(catalogue):
    bureau, town = factories.organ(), factories.organ(factories.TOWN)
    shared = column("20.8")
    everyone = [factories.organ(factories.CITY), bureau, town]
    assert owners_of(shared, everyone) == everyone

    actions.name_owners(shared, by=head(factories.CITY), organ_ids=[bureau.pk])

    assert owners_of(shared, everyone) == [bureau]
    assert may_hold(shared.pk, bureau)
    assert not may_hold(shared.pk, town)
    assert "由市财政局负责发布" not in (column_takes(shared, bureau, "general", DAY) or "")
    assert (
        column_takes(shared, town, "general", DAY)
        == f"“行政事业性收费”由{bureau.short_name}负责发布，请另选栏目。"
    )


def test_only_a_government_that_makes_rules_publishes_them(catalogue):
    city = factories.organ("chengshi", kind="government", level="city")
    general = Column.objects.create(code="90", name="文件", block="statutory")

    told = [column_takes(general, one, "rules", DAY) for one in (city, factories.organ(factories.CITY))]

    assert told == [None, "规章只能由省级和设区的市级人民政府制定，本机关的文件请选择“行政规范性文件”。"]


def test_a_column_for_staff_only_is_offered_at_the_desk_and_not_shown_outside(catalogue):
    by, organ = head(), factories.organ()
    own = own_column(by, audience="inside")

    assert own.code not in shown(organ)
    assert own.code in shown(organ, inside=True)
    assert own.pk in {pk for _label, choices in columns_for_choice(organ) for pk, _name in choices}


def test_a_local_column_under_a_column_leaves_it_open_for_items(catalogue):
    by = head()
    own_column(by, parent_code="20.8", name="收费减免")

    assert may_hold(column("20.8").pk, factories.organ())


LIMITS = {
    "the kind's own limit goes first": ("20.9", "penalty", "licence_or_penalty_publication"),
    "then the column's": ("20.7.3", "general", "department_budget_publication"),
    "then the general one": ("20.9", "general", "proactive_publication"),
}


@pytest.mark.parametrize(("code", "kind", "period"), LIMITS.values(), ids=LIMITS.keys())
def test_the_time_limit_follows_kind_then_column(code, kind, period, catalogue):
    assert period_name(column(code), kind) == period


def test_every_time_limit_is_one_that_the_law_knows(catalogue):
    known = {name for name, _label in time_limits()} | set(
        Column.objects.values_list("time_limit", flat=True)
    )

    assert known - {""} <= set(period_names())


def test_the_five_disclosures_run_through_the_statutory_columns(catalogue):
    statutory = Column.objects.filter(block="statutory")

    assert statutory.filter(five_disclosure="").count() == 0
    assert column("20.1.1").pk in columns_by_five_disclosure()["decision"]
    assert column("20.1.1").pk not in columns_by_five_disclosure()["result"]
