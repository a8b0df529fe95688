"""National entries stay as they are, local ones stand beside them; what is exported can be read in again."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.accounts.models import Duty
from gongkai.catalogue import actions
from gongkai.catalogue.actions import adopt_standard_catalogue
from gongkai.catalogue.documents import standard_catalogue
from gongkai.catalogue.models import Column, Method, Origin, StandardEntry
from gongkai.catalogue.queries import (
    field_counts,
    grassroots_fields,
    read_standard_book,
    standard_entries,
)
from gongkai.catalogue.queries.entries import COMPARED
from gongkai.catalogue.queries.layout import CHANNELS
from gongkai.foundation.ledger import SYSTEM, Entry
from gongkai.foundation.workflow import Refused
from tests import factories
from tests.catalogue.sheets import row, workbook

SAID = ("field", "first_level", "second_level", *COMPARED)


@pytest.fixture
def keeper(catalogue):
    """The head of the government's disclosure office."""
    return factories.actor(factories.organ(factories.CITY), Duty.OFFICE_HEAD)


def sound(*rows):
    return read_standard_book("目录.xlsx", workbook(*rows)).sound


def local():
    return [(one.second_level, one.content) for one in standard_entries(origin=Origin.LOCAL)]


def test_there_are_26_fields_and_each_has_national_entries(catalogue):
    counts = field_counts()

    assert len(counts) == 26
    assert [one.field.code for one in counts if one.national < 3] == []
    assert len([one for one in counts if one.national >= 8]) >= 8
    assert {one.unchecked == one.national for one in counts} == {True}


def test_every_field_names_a_standard_column_that_may_have_columns_below(catalogue):
    parents = {field.column for field in grassroots_fields().values()}

    assert Column.objects.filter(code__in=parents, block="statutory", parent=None).count() == len(parents)


def test_adopt_brings_national_entries_back_and_leaves_local_ones(keeper):
    actions.import_entries(sound(row(second_level="本地事项")), by=keeper)
    StandardEntry.objects.filter(origin=Origin.NATIONAL, field="planning").update(subject="改过")
    StandardEntry.objects.filter(origin=Origin.NATIONAL, field="finance").first().delete()
    total = StandardEntry.objects.count()

    adopt_standard_catalogue(by=SYSTEM)

    assert StandardEntry.objects.count() == total + 1
    assert not StandardEntry.objects.filter(subject="改过").exists()
    assert local() == [("本地事项", "招生方案、招生范围")]


def test_import_adds_then_changes_then_finds_the_same(keeper):
    first = actions.import_entries(sound(row()), by=keeper)
    second = actions.import_entries(sound(row(subject="市教育局"), row(content="招生结果")), by=keeper)
    third = actions.import_entries(sound(row(subject="市教育局"), row(content="招生结果")), by=keeper)

    assert [(one.added, one.changed, one.same) for one in (first, second, third)] == [
        (1, 0, 0),
        (1, 1, 0),
        (0, 0, 2),
    ]
    assert local() == [("学校招生工作", "招生方案、招生范围"), ("学校招生工作", "招生结果")]
    assert Entry.objects.filter(verb="catalogue.import_entries").count() == 2


def test_import_never_touches_a_national_entry(keeper):
    national = StandardEntry.objects.get(field="compulsory_education", second_level="学校招生工作")
    before = StandardEntry.objects.filter(pk=national.pk).values().get()

    same = actions.import_entries(sound(row(content=national.content, subject="别的主体")), by=keeper)
    beside = actions.import_entries(sound(row(content="本地的内容")), by=keeper)

    assert (same.same, beside.added) == (1, 1)
    assert StandardEntry.objects.filter(pk=national.pk).values().get() == before


def test_import_with_errors_is_all_or_nothing_unless_they_are_skipped(keeper):
    rows = sound(row())

    with pytest.raises(Refused, match="2处错误"):
        actions.import_entries(rows, by=keeper, left_out=2)
    assert local() == []

    assert actions.import_entries(rows, by=keeper, left_out=2, skip_errors=True).added == 1


@pytest.mark.parametrize("duty", [Duty.SUBMITTER, Duty.OFFICE_HEAD])
def test_import_is_for_the_governments_office_only(duty, catalogue):
    with pytest.raises(Refused):
        actions.import_entries(sound(row()), by=factories.actor(factories.organ(), duty))

    assert local() == []


def test_an_import_takes_a_retired_entry_into_use_again(keeper):
    actions.import_entries(sound(row()), by=keeper)
    actions.retire_entry(standard_entries(origin=Origin.LOCAL).get(), by=keeper)
    assert local() == []

    again = actions.import_entries(sound(row()), by=keeper)

    assert (again.added, again.changed) == (0, 1)
    assert local() == [("学校招生工作", "招生方案、招生范围")]


def test_a_column_is_added_from_an_entry_and_stands_under_the_column_of_its_field(keeper):
    entry = standard_entries("compulsory_education").get(second_level="校园安全管理和应急处置")

    added = actions.add_column_for_entry(entry, grassroots_fields()[entry.field], by=keeper)

    entry.refresh_from_db()
    assert (added.name, added.parent.code, added.organ, added.origin) == (
        "校园安全管理和应急处置",
        "20.11",
        None,
        Origin.LOCAL,
    )
    assert entry.column == added
    with pytest.raises(Refused, match="已经对应"):
        actions.add_column_for_entry(entry, grassroots_fields()[entry.field], by=keeper)


def test_a_column_is_added_for_a_field_and_takes_the_entries_without_one(keeper):
    added = actions.add_column_for_field(grassroots_fields()["elderly_care"], by=keeper)

    assert {one.column for one in standard_entries("elderly_care")} == {added}


def test_entries_are_asked_for_by_field_level_and_audience(catalogue):
    for group in standard_entries("land_compensation", audience="group"):
        assert group.group == "被征地的农村集体经济组织及其成员"
    townships = standard_entries("social_assistance", level="township")
    assert townships.count() == standard_entries("social_assistance").count()
    assert standard_entries("work_safety", level="township").count() == 0


def written(entries):
    return [tuple(getattr(one, name) for name in SAID) for one in entries]


def read_back(entries):
    book = read_standard_book("目录.xlsx", standard_catalogue(entries))
    assert book.errors == 0
    return [tuple(values[name] for name in SAID) for values in book.sound]


def test_the_national_catalogues_are_exported_and_read_in_again(catalogue):
    entries = list(standard_entries())

    assert sorted(map(str, read_back(entries))) == sorted(map(str, written(entries)))


# Words that a sheet takes for something else (ticks, 同上, notes at the foot) stand in no generated text.
words = st.text(alphabet="公开教育招生工作内容依据ABC123《》（）/=+@", min_size=1, max_size=20).map(
    lambda text: f"事{text}"
)
extra = words.map(lambda text: text.replace("（", "").replace("）", ""))


@st.composite
def entry(draw):
    channels = draw(st.lists(st.sampled_from([one for one in CHANNELS if one != "other"]), unique=True))
    for_all = draw(st.booleans())
    for_group = draw(st.booleans()) or not for_all
    county = draw(st.booleans())
    return StandardEntry(
        field=draw(st.sampled_from(["finance", "planning"])),
        first_level=draw(words),
        second_level=draw(words | st.just("")),
        content=draw(words),
        basis=draw(words | st.just("")),
        time_limit=draw(words | st.just("")),
        subject=draw(words | st.just("")),
        channels=[one for one in CHANNELS if one in channels]
        + draw(st.sampled_from([[], ["other"], ["热线"]])),
        for_all=for_all,
        for_group=for_group,
        group=draw(extra | st.just("")) if for_group else "",
        method=draw(st.sampled_from(Method.values)),
        county=county,
        township=draw(st.booleans()) or not county,
    )


@given(
    st.lists(
        entry(),
        min_size=1,
        max_size=6,
        unique_by=lambda one: (one.first_level, one.second_level, one.content),
    )
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_exported_is_read_in_again(entries):
    entries.sort(key=lambda one: one.field)

    assert read_back(entries) == written(entries)
