"""A local entry is added, changed, retired and taken into use again; a national one is only linked to a column."""

import pytest
from django.core.exceptions import ValidationError

from gongkai.accounts.models import Duty
from gongkai.catalogue import actions
from gongkai.catalogue.documents import standard_catalogue
from gongkai.catalogue.models import Column, Origin, StandardEntry
from gongkai.catalogue.queries import (
    columns_for_entries,
    field_counts,
    grassroots_fields,
    read_standard_book,
    standard_entries,
)
from gongkai.foundation.ledger import history_of
from gongkai.foundation.workflow import Refused, Stale
from tests import factories

SAID = {
    "first_level": "校外培训",
    "second_level": "机构名单",
    "content": "白名单、黑名单",
    "basis": "《校外培训行政处罚暂行办法》",
    "time_limit": "自信息形成之日起7个工作日内",
    "subject": "教育局",
    "channels": ["website", "热线"],
    "for_all": True,
    "for_group": False,
    "group": "",
    "method": "proactive",
    "county": True,
    "township": False,
}
SCHOOLS = grassroots_fields()["compulsory_education"]


@pytest.fixture
def keeper(catalogue):
    """The head of the government's disclosure office."""
    return factories.actor(factories.organ(factories.CITY), Duty.OFFICE_HEAD)


@pytest.fixture
def entry(keeper):
    return actions.add_entry(SCHOOLS, by=keeper, **SAID)


@pytest.fixture
def national(catalogue):
    return standard_entries("compulsory_education", origin=Origin.NATIONAL).first()


def acts(entry):
    return [one.verb for one in history_of(entry)]


def test_an_entry_is_added_beside_the_national_ones_with_its_limit_counted(entry):
    assert (entry.origin, entry.time_amount, entry.time_unit, entry.nth) == ("local", 7, "working_day", 1)
    assert list(standard_entries("compulsory_education"))[-1] == entry
    assert acts(entry) == ["catalogue.add_entry"]


def test_a_second_row_of_the_same_matter_is_its_second_part(keeper, entry):
    part = actions.add_entry(SCHOOLS, by=keeper, **(SAID | {"content": "收费标准"}))

    assert part.nth == 2


def test_what_an_entry_says_is_changed_and_the_ledger_keeps_what_it_said(keeper, entry):
    actions.change_entry(entry, by=keeper, seen=0, **(SAID | {"time_limit": "及时", "second_level": "名单"}))

    entry.refresh_from_db()
    assert (entry.second_level, entry.time_unit, entry.time_amount) == ("名单", "promptly", None)
    told = history_of(entry).last()
    assert (told.before["second_level"], told.after["second_level"]) == ("机构名单", "名单")


def test_the_second_saver_is_told(keeper, entry):
    actions.change_entry(entry, by=keeper, seen=0, **(SAID | {"subject": "市教育局"}))

    with pytest.raises(Stale):
        actions.change_entry(StandardEntry.objects.get(pk=entry.pk), by=keeper, seen=0, **SAID)


UNFIT = {
    "for nobody": ({"for_all": False}, "公开对象请至少选一项"),
    "a group without a name": ({"for_group": True}, "请写明是哪个特定群体"),
    "at no level": ({"county": False}, "公开层级请至少选一项"),
}


@pytest.mark.parametrize(("changed", "why"), UNFIT.values(), ids=UNFIT.keys())
def test_what_does_not_fit_together_is_refused(keeper, changed, why):
    with pytest.raises(Refused, match=why):
        actions.add_entry(SCHOOLS, by=keeper, **(SAID | changed))

    assert not standard_entries(origin=Origin.LOCAL).exists()


@pytest.mark.parametrize(
    "changed", [{"first_level": ""}, {"content": ""}, {"second_level": "长" * 101}, {"method": "other"}]
)
def test_what_the_sheet_would_not_take_the_page_does_not_take_either(keeper, changed):
    with pytest.raises(ValidationError):
        actions.add_entry(SCHOOLS, by=keeper, **(SAID | changed))


def test_the_same_is_not_added_twice_nor_beside_the_national_row(keeper, entry, national):
    said = {name: getattr(national, name) for name in ("first_level", "second_level", "content")}

    with pytest.raises(Refused, match="本地增设"):
        actions.add_entry(SCHOOLS, by=keeper, **SAID)
    with pytest.raises(Refused, match="国家规定"):
        actions.add_entry(SCHOOLS, by=keeper, **(SAID | said))


def test_a_retired_entry_is_neither_listed_nor_counted_nor_exported_and_comes_back(keeper, entry):
    before = len(
        read_standard_book("目录.xlsx", standard_catalogue(standard_entries("compulsory_education"))).sound
    )

    actions.retire_entry(entry, by=keeper)

    [counted] = [one for one in field_counts() if one.field == SCHOOLS]
    after = read_standard_book(
        "目录.xlsx", standard_catalogue(standard_entries("compulsory_education"))
    ).sound
    assert (counted.local, len(after)) == (0, before - 1)
    assert list(standard_entries("compulsory_education", retired=True)) == [entry]
    actions.restore_entry(entry, by=keeper)
    assert list(standard_entries("compulsory_education", retired=True)) == []
    assert acts(entry) == ["catalogue.add_entry", "catalogue.retire_entry", "catalogue.restore_entry"]


def test_an_entry_that_was_replaced_meanwhile_does_not_come_back(keeper, entry):
    actions.retire_entry(entry, by=keeper)
    actions.add_entry(SCHOOLS, by=keeper, **SAID)

    with pytest.raises(Refused, match="已有内容相同的事项"):
        actions.restore_entry(entry, by=keeper)


ON_NATIONAL = {
    "change_entry": lambda entry, by: actions.change_entry(entry, by=by, subject="别的主体"),
    "retire_entry": lambda entry, by: actions.retire_entry(entry, by=by),
    "restore_entry": lambda entry, by: actions.restore_entry(entry, by=by),
}


@pytest.mark.parametrize("act", ON_NATIONAL.values(), ids=ON_NATIONAL.keys())
def test_a_national_entry_stays_as_it_is(keeper, national, act):
    before = StandardEntry.objects.filter(pk=national.pk).values().get()

    with pytest.raises(Refused, match="国家标准目录的事项，不能修改或者停用"):
        act(national, keeper)

    assert StandardEntry.objects.filter(pk=national.pk).values().get() == before


@pytest.mark.parametrize("duty", [Duty.SUBMITTER, Duty.OFFICE_HEAD])
def test_entries_are_kept_by_the_governments_office_alone(duty, entry):
    other = factories.actor(factories.organ(), duty)

    for act in (
        lambda: actions.add_entry(SCHOOLS, by=other, **(SAID | {"content": "别的"})),
        lambda: actions.change_entry(entry, by=other, subject="别的"),
        lambda: actions.retire_entry(entry, by=other),
        lambda: actions.link_entry(entry, by=other, column=None),
    ):
        with pytest.raises(Refused):
            act()


def test_an_entry_of_either_origin_is_linked_to_a_column_and_taken_off_again(keeper, entry, national):
    column = Column.objects.get(code="20.11.8")

    for one in (entry, national):
        actions.link_entry(one, by=keeper, column=column)
        actions.link_entry(one, by=keeper, column=column)
        assert StandardEntry.objects.get(pk=one.pk).column == column
    actions.link_entry(national, by=keeper, column=None)

    assert StandardEntry.objects.get(pk=national.pk).column is None
    assert acts(national) == ["catalogue.link_entry"] * 2
    assert acts(entry)[1:] == ["catalogue.link_entry"]


def test_a_column_that_one_organ_has_for_itself_or_that_takes_nothing_is_no_place_for_an_entry(keeper, entry):
    upper = Column.objects.get(code="20.11")
    own = Column.objects.get(code="20.11.8")
    own.organ = factories.organ()

    offered = [pk for _label, columns in columns_for_entries(SCHOOLS) for pk, _name in columns]

    assert upper.pk not in offered
    for column in (upper, own):
        with pytest.raises(Refused, match="请另选"):
            actions.link_entry(entry, by=keeper, column=column)
