"""What the text claims against the tables and against itself."""

import pytest

from gongkai.reading.claims import of_claims
from gongkai.reading.figure import Figure
from gongkai.reading.prose import Paragraph


def remarks(words, **cells):
    figures = {address.replace("__", "."): Figure(value, "", 1) for address, value in cells.items()}
    return [(r.severity, r.left, r.right) for r in of_claims([Paragraph(words, 1)], figures)]


@pytest.mark.parametrize(
    ("words", "left", "right"),
    [
        ("全年受理审批事项117件,办结171件,办结率100%。", 171, 117),
        ("通过网站公开政府信息754条。其中,微信公众号300条、门户网站1014条。", 754, 1014),
        ("通过政务新媒体公开信息280条,其中微信205条、微博100条。", 305, 280),
    ],
)
def test_a_text_that_contradicts_itself_is_told(words, left, right):
    assert remarks(words) == [("warning", left, right)]


@pytest.mark.parametrize(
    "words",
    [
        "全年受理审批事项117件,办结117件。",
        "受理申请20件,办结21件,含上年结转1件。",
        "通过网站公开政府信息754条,其中通知公告30条。",
        "通过政务新媒体公开信息280条,其中微信205条、微博75条。",
    ],
)
def test_a_text_at_one_with_itself_is_left_in_peace(words):
    assert remarks(words) == []


def test_cases_said_to_be_all_maintained_are_held_against_table_4():
    cells = {
        "remedies__reconsideration__maintain": 5,
        "remedies__litigation_direct__maintain": 8,
        "remedies__litigation_after__maintain": 0,
    }

    assert remarks("行政复议7件,诉讼9件,均获维持。", **cells) == [("warning", 16, 13)]


def test_documents_told_are_held_against_table_2():
    cells = {"proactive__行政规范性文件__本年制发件数": 5}

    assert remarks("全年制发行政规范性文件6件。", **cells) == [("warning", 6, 5)]
    assert remarks("全年制发行政规范性文件5件。", **cells) == [("note", 5, 5)]
    assert remarks("全年制发行政规范性文件。", **cells) == []
