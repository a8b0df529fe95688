"""Into which class what was disclosed is put, and where the classes of earlier years go."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from gongkai.catalogue.actions import adopt_standard_catalogue
from gongkai.catalogue.models import Column
from gongkai.disclosure.actions.counting import note_opening_balance
from gongkai.disclosure.documents import counted_as_text
from gongkai.disclosure.queries.counting import Asked, counted, counted_items, scheme_of
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.moment import acting_at
from gongkai.foundation.workflow import Refused
from tests import factories
from tests.disclosure import builders

DAY = datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def _today():
    with acting_at(DAY):
        yield


@pytest.fixture
def bureau(db):
    return builders.office()


@pytest.fixture
def standard(db):
    adopt_standard_catalogue(by=SYSTEM)


def codes_in(scheme, category):
    codes = dict(Column.objects.values_list("pk", "code"))
    return sorted(codes[pk] for pk, one in scheme_of(scheme).category_of.items() if one == category)


def test_what_reports_have_no_class_for_is_all_that_is_left_to_other(standard):
    assert codes_in("work", "other") == [
        "20.15",
        "20.15.3",
        "20.15.4",
        "20.6",
        "20.6.1",
        "20.6.2",
        "20.8",
        "21.B.1",
        "reports",
    ]
    assert codes_in("township", "other") == ["reports"]


@pytest.mark.parametrize(
    ("code", "category"),
    [
        ("20.11.6", "welfare"),
        ("20.11.7", "science"),
        ("20.11.8", "science"),
        ("20.13.6", "science"),
        ("20.14", "welfare"),
        ("20.15.1", "land"),
        ("20.15.7", "policies"),
    ],
)
def test_a_column_below_may_belong_elsewhere_than_the_one_above_it(standard, code, category):
    assert scheme_of("work").category_of[Column.objects.get(code=code).pk] == category


def test_what_counties_and_townships_owe_under_one_name_is_one_class(standard):
    names = list(scheme_of("statutory").names.values())

    assert len(names) == len(set(names))
    assert codes_in("statutory", "21.A.5") == ["21.A.5", "21.A.5.1", "21.B.6"]


def lines(bureau, scheme):
    table = counted(Asked(factories.organ(), 2026), "category", scheme)
    return {line.label: line.cumulative for line in table.lines if line.cumulative}


def test_the_classes_of_earlier_years_go_where_all_their_columns_go(bureau, standard):
    told = {"by": bureau.head, "year": 2018, "basis": "2018年度报告"}
    note_opening_balance(category="work:functions", count=506, **told)
    note_opening_balance(category="work:licensing", count=51, **told)
    note_opening_balance(category="work:other", count=54, **told)

    assert lines(bureau, "work") == {"机构职能": 506, "行政许可": 51, "其他": 54}
    # Of the class of functions a part stands in other blocks of the board: nobody knows how much.
    assert lines(bureau, "statutory") == {"行政许可和对外管理服务": 51, "其他": 560}
    assert lines(bureau, "township") == {"机构概况": 506, "业务工作": 51, "其他": 54}


def test_a_year_is_told_by_one_division_only(bureau, standard):
    told = {"by": bureau.head, "year": 2018, "basis": "2018年度报告"}
    note_opening_balance(count=2589, **told)

    with pytest.raises(Refused, match="已按另一种分法填写"):
        note_opening_balance(category="20.2", count=506, **told)
    note_opening_balance(count=0, **told)
    note_opening_balance(category="20.2", count=506, **told)
    with pytest.raises(Refused, match="已按另一种分法填写"):
        note_opening_balance(category="work:policies", count=322, **told)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"category": "work:colours"}, "没有这个类别"),
        ({"category": "20.2", "channel": "gazette"}, "不分类别"),
    ],
)
def test_a_class_that_is_none_is_refused(bureau, standard, given, refusal):
    with pytest.raises(Refused, match=refusal):
        note_opening_balance(by=bureau.head, year=2018, count=5, basis="2018年度报告", **given)


def test_the_five_disclosures_are_a_second_axis(bureau):
    made = builders.column("20.3", "规划信息", five_disclosure="decision")
    builders.published(bureau)
    builders.published(bureau, title="发展规划", column_id=made.pk)

    table = counted(Asked(factories.organ(), 2026), "five")

    assert [(line.code, line.label, line.count) for line in table.lines] == [
        ("decision", "决策公开", 1),
        ("execution", "执行公开", 0),
        ("management", "管理公开", 0),
        ("service", "服务公开", 0),
        ("result", "结果公开", 0),
        ("none", "未归类信息", 1),
    ]
    assert counted_as_text(table).endswith("按“五公开”：决策公开类信息1条，占比50%；未归类信息1条，占比50%。")
    lengths = {one.code: counted_items(table.asked, way="five", code=one.code).count() for one in table.lines}
    assert lengths == {one.code: one.count for one in table.lines}


def test_a_class_that_is_called_information_is_not_called_so_twice(bureau):
    made = builders.column("20.3", "规划信息")
    builders.published(bureau, column_id=made.pk)

    text = counted_as_text(counted(Asked(factories.organ(), 2026), "category"))

    assert text.endswith("按法定主动公开内容：规划信息1条，占比100%。")
