"""How much was disclosed: from the tallies of each day, which always agree with the records."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from python_calamine import CalamineWorkbook

from gongkai.disclosure import actions
from gongkai.disclosure.actions.counting import note_opening_balance, record_release, recount
from gongkai.disclosure.documents import counted_as_text, counted_as_xlsx
from gongkai.disclosure.models import Channel, Tally
from gongkai.disclosure.queries.counting import Asked, counted, counted_items, public_totals
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


def rows():
    kept = Tally.objects.values_list("day", "organ__code", "column__code", "published", "entered", "left")
    return sorted(kept)


def a_life(bureau):
    """Two published, one of them corrected into another column, the other withdrawn."""
    moved = builders.published(bureau)
    gone = builders.published(bureau, title="市财政局办公地址")
    builders.corrected(moved, bureau, column_id=builders.column("20.4", "统计信息").pk)
    actions.withdraw(gone, by=bureau.signer, reason="duplicate", explanation="与另一条重复。")


def test_each_act_that_changes_what_is_public_changes_the_tally(bureau):
    a_life(bureau)

    assert rows() == [
        (DAY.date(), "finance", "20.2", 2, 2, 2),
        (DAY.date(), "finance", "20.4", 0, 1, 0),
    ]
    assert {pk: n for pk, n in public_totals().items() if n} == {builders.column("20.4").pk: 1}


def test_counting_anew_finds_what_was_tallied(bureau):
    a_life(bureau)
    before = rows()

    recount(by=SYSTEM)

    assert rows() == before


def test_a_category_takes_the_columns_below_it_and_says_of_what_it_is_a_share(bureau):
    builders.published(bureau)
    deep = builders.column(
        "20.1.2", "行政规范性文件", parent=builders.column("20.1", "法规、规章和规范性文件")
    )
    builders.published(bureau, title="管理办法", column_id=deep.pk)
    builders.published(bureau, title="实施细则", column_id=deep.pk)

    table = counted(Asked(factories.organ(), 2026), "category", "work")

    shown = {line.label: (line.count, line.share) for line in table.lines if line.count}
    assert shown == {"机构职能": (1, Decimal("33.33")), "政策、规范性文件": (2, Decimal("66.67"))}
    assert (table.total.count, table.total.share) == (3, Decimal("100.00"))
    assert [v.title for v in counted_items(table.asked, way="category", code="policies", scheme="work")] == [
        "实施细则",
        "管理办法",
    ]


@pytest.mark.parametrize("way", ["category", "column", "organ", "month"])
def test_each_figure_is_the_length_of_the_list_behind_it(bureau, way):
    town = builders.office(factories.TOWN)
    a_life(bureau)
    builders.published(town, title="柳塘镇机构职能")
    asked = Asked(factories.organ(factories.CITY), 2026, whole=True)

    table = counted(asked, way)

    lengths = {line.code: counted_items(asked, way=way, code=line.code).count() for line in table.lines}
    assert lengths == {line.code: line.count for line in table.lines}
    assert table.total.count == 3 == counted_items(asked, way=way, code="").count()


def test_the_years_before_the_system_are_in_the_cumulative_figure_only(bureau):
    builders.published(bureau)
    note_opening_balance(by=bureau.head, year=2018, count=46269, basis="2018年度报告")

    table = counted(Asked(factories.organ(), 2026), "organ")

    assert [(line.count, line.cumulative) for line in table.lines] == [(1, 46270)]


def test_a_year_with_records_of_its_own_takes_no_opening_balance(bureau):
    builders.published(bureau)

    with pytest.raises(Refused, match="2026年已有本系统内的公开记录"):
        note_opening_balance(by=bureau.head, year=2026, count=5, basis="估计")


def test_other_channels_count_what_went_out_there(bureau):
    item = builders.published(bureau)
    record_release(by=bureau.submitter, channel=Channel.WECHAT, on=DAY.date(), item=item)
    record_release(by=bureau.submitter, channel=Channel.SMS, on=DAY.date(), topic="防汛提醒", count=80_000)

    table = counted(Asked(factories.organ(), 2026), "channel")

    assert [(line.label, line.count) for line in table.lines] == [
        ("政府网站", 1),
        ("“两微一端”", 1),
        ("其中：政务微信", 1),
        ("短信", 80_000),
    ]
    assert (table.total.count, [line.unit for line in table.lines]) == (1, ["条", "条", "条", "条次"])


def test_a_release_names_what_went_out(bureau):
    with pytest.raises(Refused, match="写明发布了什么"):
        record_release(by=bureau.submitter, channel=Channel.SMS, on=DAY.date(), count=5)
    with pytest.raises(Refused, match="晚于今天"):
        record_release(by=bureau.submitter, channel=Channel.SMS, on=date(2026, 11, 21), topic="通知")


def test_the_paragraph_and_the_workbook_say_the_same(bureau):
    builders.published(bureau)
    table = counted(Asked(factories.organ(), 2026), "category", "work")

    text = counted_as_text(table)
    book = CalamineWorkbook.from_filelike(BytesIO(counted_as_xlsx([table])))

    assert text == (
        "2026年，青禾市财政局主动公开政府信息1条，历年累计公开1条。"
        "按主要类别（十类）：机构职能类信息1条，占比100%。"
    )
    sheet = book.get_sheet_by_index(0).to_python()
    assert sheet[3] == ["机构职能", 1.0, 1.0, 1.0]
    assert sheet[-1] == ["合计", 1.0, 1.0, 1.0]


def test_the_figures_of_a_whole_county_cost_the_same_queries_as_of_one_organ(
    bureau, django_assert_num_queries
):
    town = builders.office(factories.TOWN)
    builders.published(bureau)
    builders.published(town, title="柳塘镇机构职能")
    city = factories.organ(factories.CITY)

    for asked in (Asked(factories.organ(), 2026), Asked(city, 2026, whole=True)):
        with django_assert_num_queries(5 if asked.whole else 4):
            counted(asked, "category")
