"""What the web did to a text is undone, and nothing else."""

import pytest

from gongkai.reading.normalise import compact, normalise


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("１２３条（二）", "123条(二)", id="full-width digits"),
        pytest.param(
            "洲上鄉(xiāng)人民政府根據(jù)條例規(guī)定數(shù)據",
            "洲上乡人民政府根据条例规定数据",
            id="pinyin noise",
        ),
        pytest.param("微信(wechat)公众号", "微信(wechat)公众号", id="a foreign word in brackets stays"),
        pytest.param("规章 |\n0 |\n|||\n|", "规章\n0", id="pipes at line ends"),
        pytest.param("| 规章 | 0 |  | 3 |\n|---|---|---|---|", "规章\x1f0\x1f\x1f3", id="pipe table"),
        pytest.param("甲\n- 3 -\n乙\n第 4 页 共 9 页\n丙", "甲\n乙\n丙", id="page numbers"),
        pytest.param(
            "本年增/减\n-35\n1180", "本年增/减\n-35\n1180", id="a negative figure is no page number"
        ),
        pytest.param("甲\u200b\ufeff乙\xa0丙", "甲乙 丙", id="invisible characters"),
        pytest.param("\u2f00、\u2f2f作", "一、工作", id="radicals that a PDF has for characters"),
    ],
)
def test_noise_is_undone(raw, expected):
    assert normalise(raw).body == expected


def test_notes_say_what_was_done():
    assert normalise("開關報務動數據 | 1 |\n數(shù)").notes == ("pinyin", "traditional", "pipes")


def test_a_position_has_a_line():
    text = normalise("甲\n乙丙\n丁")

    assert [text.line_of(text.body.index(char)) for char in "甲乙丙丁"] == [1, 2, 2, 3]


def test_compact_text_has_no_white_space_at_all():
    assert compact(" 甲\n乙\t丙\x1f1 ") == "甲乙丙1"
