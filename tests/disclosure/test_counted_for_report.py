"""The tables and sentences that yearly reports print come out whole: of a county's office and of a township."""

from datetime import date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from python_calamine import CalamineWorkbook

from gongkai.disclosure.actions.counting import note_opening_balance, record_release
from gongkai.disclosure.documents import counted_as_xlsx, report_as_text
from gongkai.disclosure.models import Channel
from gongkai.disclosure.queries.counting import Asked, counted, counted_for_report, scheme_of
from gongkai.foundation.moment import acting_at
from tests import factories
from tests.disclosure import builders

DAY = datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
COUNTY_CLASSES = [
    "机构职能",
    "政策、规范性文件",
    "规划计划",
    "行政许可",
    "重大建设项目",
    "为民办实事",
    "民政扶贫救灾社会保障就业",
    "国土资源城乡建设环保能源",
    "科教文体卫生",
    "安全生产应急管理",
    "其他",
]
TOWNSHIP_CLASSES = ["机构概况", "政策法规", "规划计划", "业务工作", "人事信息", "公示公告", "其他"]
RELEASES = [
    (Channel.WECHAT, "今日建瓯", "新闻", 78),
    (Channel.WECHAT, "今日建瓯", "政策宣传", 13),
    (Channel.APP, "", "动态", 9),
    (Channel.BROADCAST, "《柏垭新闻》", "", 96),
    (Channel.ARCHIVES, "", "", 2000),
    (Channel.LIBRARY, "", "", 227),
    (Channel.SCREEN, "一楼大厅", "", 18),
    (Channel.NOTICE_BOARD, "", "", 4003),
    (Channel.SMS, "", "防汛提醒", 80000),
    (Channel.GAZETTE, "", "", 3),
]


@pytest.fixture(autouse=True)
def _today():
    with acting_at(DAY):
        yield


@pytest.fixture
def asked(db):
    """A year in which one item was published and went out in every way, after years that were told by hand."""
    staff = builders.office()
    builders.published(staff)
    for channel, place, topic, count in RELEASES:
        told = {"place": place, "topic": topic or str(channel.label), "count": count, "carrier": "paper"}
        record_release(by=staff.submitter, channel=channel, on=DAY.date(), **told)
    note_opening_balance(by=staff.head, year=2018, count=46_268, basis="2018年度报告")
    return Asked(factories.organ(), 2026)


def sheet(asked, name):
    book = CalamineWorkbook.from_filelike(BytesIO(counted_as_xlsx(counted_for_report(asked))))
    return book.get_sheet_by_name(name).to_python()[2:]


@pytest.mark.parametrize(("scheme", "names"), [("work", COUNTY_CLASSES), ("township", TOWNSHIP_CLASSES)])
def test_the_classes_are_called_and_ordered_as_in_print(scheme, names, db):
    assert list(scheme_of(scheme).names.values()) == names


def test_the_annex_has_the_headings_and_rows_of_print(asked):
    assert sheet(asked, "附表") == [
        ["指标名称", "单位", "2026年度", "历年累计"],
        ["主动公开文件数", "条", 1.0, 46_269.0],
        ["其中：1.政府网站公开数", "条", 1.0, 46_269.0],
        ["2.政府公报公开数", "条", 3.0, 3.0],
    ]


def test_the_channels_are_told_together_as_in_print(asked):
    assert [row[:3] for row in sheet(asked, "渠道")] == [
        ["渠道", "单位", "2026年度"],
        ["政府网站", "条", 1.0],
        ["政府公报", "条", 3.0],
        ["“两微一端”", "条", 100.0],
        ["其中：政务微信", "条", 91.0],
        ["其中：政务客户端", "条", 9.0],
        ["广播电视", "条", 96.0],
        ["“两馆”", "份", 2227.0],
        ["其中：国家档案馆", "份", 2000.0],
        ["其中：公共图书馆", "份", 227.0],
        ["短信", "条次", 80_000.0],
        ["其他途径", "条", 4021.0],
        ["其中：电子信息屏", "条", 18.0],
        ["其中：信息公告栏", "条", 4003.0],
    ]


def test_each_account_and_programme_is_told_with_its_content(asked):
    told = {row[0]: row[2] for row in sheet(asked, "渠道明细")[1:]}

    assert told["政务微信：今日建瓯 新闻"] == 78
    assert told["政务微信：今日建瓯 政策宣传"] == 13


def test_the_words_hold_every_table(asked):
    text = report_as_text(counted_for_report(asked))

    assert text.startswith("2026年，青禾市财政局主动公开政府信息1条，历年累计公开46269条。\n")
    assert "按主要类别（十类）：机构职能类信息1条，占比100%。" in text
    assert "“两微一端”100条；其中：政务微信91条；其中：政务客户端9条" in text
    assert "按月份：11月1条，占比100%。" in text
    assert "指标名称\t单位\t2026年度\t历年累计\n主动公开文件数\t条\t1\t46269" in text


def test_no_name_becomes_a_formula(asked):
    factories.organ().__class__.objects.filter(pk=asked.organ.pk).update(name="=1+1", short_name="=1+1")
    organ = factories.organ()
    record_release(
        by=builders.office().submitter,
        channel=Channel.OTHER,
        on=date(2026, 11, 20),
        topic='=HYPERLINK("http://example.com")',
    )
    book = CalamineWorkbook.from_filelike(
        BytesIO(counted_as_xlsx([counted(Asked(organ, 2026), way) for way in ("organ", "release")]))
    )

    first, second = (book.get_sheet_by_index(number).to_python() for number in (0, 1))
    assert (first[0][0], first[3][0]) == ("=1+1 2026 机关", "=1+1")
    assert any('=HYPERLINK("http://example.com")' in str(row[0]) for row in second)
