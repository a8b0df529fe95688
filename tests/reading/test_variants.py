"""The labels of older tables: further printings, and a user's own table of them."""

import pytest

from gongkai.law.reports import form
from gongkai.law.reports.documents import row_ids
from gongkai.reading.reader import read
from gongkai.reading.variants import OWN_LABELS, BadVariants, indicators

REPORT = (
    "清河县人民政府2016年政府信息公开工作年度报告\n一、概述\n主动公开。\n统计指标 | 单位 | 统计数 |\n"
    "（一）{received} | 件 | 5 |\n1.当面申请数 | 件 | 1 |\n2.传真申请数 | 件 | 0 |\n"
    "3.网络申请数 | 件 | 3 |\n4.信函申请数 | 件 | 0 |\n"
)


@pytest.fixture
def own(tmp_path, monkeypatch):
    def write(words):
        path = tmp_path / f"labels-{len(words)}.yaml"
        path.write_text(words, "utf-8")
        monkeypatch.setenv(OWN_LABELS, str(path))

    return write


def sums(label):
    return [(r.left, r.right) for r in read(REPORT.format(received=label)).findings if r.severity == "error"]


@pytest.mark.parametrize("name", ["2014", "fujian", "fujian-2008"])
def test_a_further_printing_never_takes_the_label_of_another_indicator(name):
    known = row_ids(form(name))

    assert {label: indicators(name)[label] for label in known} == known


def test_a_further_printing_is_judged_by_the_rules_of_its_indicator():
    assert sums("收到申请总数") == [(4, 5)]


def test_a_user_adds_labels_of_their_own(own):
    assert sums("收到的各类申请") == []

    own('"2014": {收到申请数: [收到的各类申请]}')

    assert sums("收到的各类申请") == [(4, 5)]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ('"1999": {收到申请数: [甲]}', "没有名为“1999”的表格"),
        ('"2014": {收到申请: [甲, 乙]}', "没有指标“收到申请”"),
        ('"2014": {收到申请数: 甲}', "应当是名称的列表"),
        ("一行字", "应当是"),
        ("a: [", "打不开"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_with_the_reason(own, words, message):
    own(words)

    with pytest.raises(BadVariants, match=message):
        indicators("2014")
