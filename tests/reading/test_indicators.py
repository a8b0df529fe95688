"""The tables up to 2018, glued or not: figures that only one reading of the table allows."""

import pytest

from gongkai.reading.indicators import label_of
from gongkai.reading.reader import read

HEAD = "清河县人民政府2012年政府信息公开工作年度报告\n一、概述\n{told}\n指标名称计量单位2012年度历年累计"
ROWS = (
    "主动公开信息数条20263542其中：1.网站公开条179533042.政府公报公开条07受理依申请公开信息总数条2121"
    "其中：1.当面申请数条18182.传真申请数条003.电子邮件申请数条334.网上申请数条005.信函申请数条006.其它形式申请数条00"
    "对申请的答复数条2121其中：1.同意公开答复数条17172.同意部分公开答复数条223.否决公开答复数条22行政复议数条00"
)


def cells(reading):
    return {address.removeprefix("pre2019."): figure.value for address, figure in reading.figures.items()}


def test_glued_pairs_are_parted_by_the_sums_of_the_table():
    read_cells = cells(read(HEAD.format(told="2012年主动公开政府信息2026条。") + ROWS))

    assert (read_cells["当面申请数.year"], read_cells["当面申请数.cumulative"]) == (18, 18)
    assert (read_cells["同意公开答复数.year"], read_cells["同意公开答复数.cumulative"]) == (17, 17)
    assert (read_cells["主动公开信息数.year"], read_cells["主动公开信息数.cumulative"]) == (2026, 3542)
    assert (read_cells["网站公开.year"], read_cells["网站公开.cumulative"]) == (1795, 3304)


def test_a_pair_that_the_text_does_not_settle_stays_unknown():
    reading = read(HEAD.format(told="2012年公开工作有序开展，主动公开。") + ROWS)

    assert "主动公开信息数.year" not in cells(reading)
    assert [doubt.place for doubt in reading.doubts] == ["pre2019.主动公开信息数", "pre2019.网站公开"]


def test_a_row_with_one_cell_of_two_is_unknown():
    table = (
        "指标名称 计量单位 2013年度 历年累计 主动公开信息数 条 72 76 其中：1、网站公开 条 72 76 "
        "2、政府公报公开 条 0 行政复议数 件 0 0"
    )
    reading = read("清河县人民政府2013年政府信息公开工作年度报告\n一、概述\n主动公开。\n" + table)

    assert sorted(cells(reading)) == [
        "主动公开信息数.cumulative",
        "主动公开信息数.year",
        "网站公开.cumulative",
        "网站公开.year",
        "行政复议数.cumulative",
        "行政复议数.year",
    ]


def test_the_national_table_of_2014_is_read_with_one_figure_a_row():
    table = (
        "统计指标 | 单位 | 统计数 |\n一、主动公开情况 | —— | —— |\n"
        "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条） | 条 | 2589 |\n其中：主动公开规范性文件数 | 条 | 12 |\n"
        "三、依申请公开情况 | —— | —— |\n（一）收到申请数 | 件 | 5 |\n1.当面申请数 | 件 | 1 |\n2.传真申请数 | 件 | 0 |\n"
        "3.网络申请数 | 件 | 3 |\n4.信函申请数 | 件 | 0 |\n"
    )
    reading = read("清河县人民政府2016年政府信息公开工作年度报告\n一、概述\n主动公开。\n" + table)

    assert reading.form == "2014"
    assert cells(reading)["主动公开政府信息数.year"] == 2589
    assert [(r.severity, r.left, r.right) for r in reading.findings if r.rule == "B-80-received"] == [
        ("error", 4, 5)
    ]


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("其中:①当面申请数条", "当面申请数"),
        ("(一)主动公开政府信息数(不同渠道和方式公开相同信息计1条)条", "主动公开政府信息数"),
        ("年度历年累计主动公开文件数", "主动公开文件数"),
        ("行政申诉、举报数件", "行政申诉、举报数"),
    ],
)
def test_a_label_loses_its_number_note_and_unit(words, label):
    assert label_of(words) == label
