"""Chinese numerals in running text."""

import pytest

from gongkai.reading.numerals import numeral, with_arabic_counts


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("〇", 0),
        ("两", 2),
        ("十", 10),
        ("二十三", 23),
        ("一百零五", 105),
        ("一万二千三百", 12300),
        ("二〇二〇", 2020),
        ("三百二", None),
        ("百千", None),
        ("万", None),
        ("几十", None),
        ("", None),
    ],
)
def test_a_numeral_is_its_number_or_nothing(words, value):
    assert numeral(words) == value


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("收到申请二十三件。", "收到申请23件。"),
        ("行政复议两件,行政诉讼零件。", "行政复议2件,行政诉讼0件。"),
        ("依据条例第二十条第一项公开信息十二条。", "依据条例第二十条第一项公开信息12条。"),
        ("收到几十件申请,每一件都答复。", "收到几十件申请,每一件都答复。"),
        ("为群众办十件实事。", "为群众办十件实事。"),
    ],
)
def test_counts_of_a_report_become_figures_and_other_words_stay(sentence, read):
    assert with_arabic_counts(sentence) == read
