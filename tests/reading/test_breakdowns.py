"""Lists in prose are read with their total, and compared with it."""

from decimal import Decimal

import pytest

from gongkai.reading.breakdowns import read_breakdowns, read_shares
from gongkai.reading.findings import of_breakdowns, of_outcomes, of_single_shares
from gongkai.reading.prose import Paragraph


def lists(words):
    return read_breakdowns([Paragraph(words, 1)])


@pytest.mark.parametrize(
    ("words", "total", "parts"),
    [
        ("公开信息73条,其中:统计数据12条,工作动态21条,其他信息40条。", 73, [12, 21, 40]),
        ("主动公开政府信息45条。其中,政策类32条;规划计划类13条。", 45, [32, 13]),
        (
            "在网站主动公开的425条政府信息中,机构职能信息148条,占34.8%;政策类信息277条,占65.2%。",
            425,
            [148, 277],
        ),
        ("发布信息132条,涉及新闻78条,政策宣传13条、惠民措施8条。", 132, [78, 13, 8]),
        ("受理申请749件,其中自然人申请741件,法人申请8件;共办理718件,结转31件。", 749, [741, 8]),
        ("刊发稿件1592篇,其中市级以上772篇;微信公众号发布稿件605篇。", None, []),
        ("公开信息66条,其中:年报1条、公告18条、处罚1,回复9", None, []),
        ("收到申请31件,较上年增加42件,其中信函39件,网上2件。", None, [39, 2]),
        ("共发布信息1万余条,其中网站1180条,微信1894条。", None, [1180, 1894]),
    ],
)
def test_a_list_is_read_with_what_it_parts(words, total, parts):
    found = lists(words)

    assert [item.value for breakdown in found for item in breakdown.items] == parts
    assert [breakdown.total for breakdown in found] == ([total] if parts else [])


def test_a_list_of_yearly_figures_in_brackets_is_a_list_of_its_own():
    year, all_years = lists(
        "累计公开信息10条(2025年新增3条),其中公告类累计6条(2025年新增2条),其他4条(2025年新增1条)。"
    )

    assert (year.total, year.parts) == (3, 3)
    assert (all_years.total, all_years.parts) == (10, 10)


@pytest.mark.parametrize(
    ("words", "severity", "left", "right"),
    [
        ("公开信息73条,其中:数据33条,其他40条。", "note", 73, 73),
        ("公开信息73条,其中:数据34条,其他40条。", "warning", 74, 73),
        ("公开信息73条,其中:数据3条,预算4条。", "note", 7, 73),
    ],
)
def test_a_list_that_does_not_add_up_is_told(words, severity, left, right):
    (remark,) = of_breakdowns(lists(words), None)

    assert (remark.severity, remark.left, remark.right) == (severity, left, right)


def test_a_share_that_does_not_fit_its_figure_is_told():
    words = "主动公开政府信息1913条。其中,行政许可类信息145条,占8.05%;其他信息1768条,占92.42%。"

    told = [
        (r.severity, r.left, r.right) for r in of_breakdowns(lists(words), None) if r.rule == "B-09-shares"
    ]

    assert ("warning", Decimal("8.05"), Decimal("7.58")) in told


def test_a_share_of_the_outcomes_is_compared_with_the_applications_concluded():
    shares = read_shares([Paragraph("予以公开及部分公开258件,占33.9%;不予公开35件,占4.34%;", 1)])

    remarks = list(of_single_shares(shares, {"applications.results_total": 805}))

    assert [(r.left, r.right) for r in remarks] == [
        (Decimal("33.9"), Decimal("32.0")),
        (Decimal("4.34"), Decimal("4.35")),
    ]


def test_outcomes_told_must_add_up_to_those_concluded():
    told = {
        "applications.results.granted+partial": 258,
        "applications.results.denied": 35,
        "applications.results.unable": 265,
        "applications.results.not_processed": 158,
        "applications.results_total": 805,
    }

    (remark,) = of_outcomes(told)

    assert (remark.severity, remark.left, remark.right) == ("warning", 716, 805)
