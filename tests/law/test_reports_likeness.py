"""What of a text stands in another."""

import pytest

from gongkai.law.reports import similar

LAST_YEAR = "一是主动公开的时效性有待增强，个别单位更新不及时。2024年共收到申请12件，均按期办结。"


def test_last_years_sentence_with_this_years_figures_is_copied():
    found = similar("今年情况良好。2025年共收到申请1,340件，均按期办结。", LAST_YEAR)

    assert [passage.words for passage in found.passages] == ["2025年共收到申请1,340件，均按期办结"]


def test_a_passage_says_where_it_stands():
    text = "我们认识到，主动公开的时效性有待增强，个别单位更新不及时，今后改进。"

    (passage,) = similar(text, LAST_YEAR).passages

    assert (
        text[passage.start : passage.end] == passage.words == "主动公开的时效性有待增强，个别单位更新不及时"
    )


def test_the_same_text_is_wholly_copied():
    assert similar(LAST_YEAR, LAST_YEAR).share == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "无",
        "无。",
        "依申请公开政府信息方面，本局依法办理。",
        "机构改革后职责调整，档案移交尚未完成，来信渠道不畅。",
    ],
)
def test_set_phrases_and_other_words_are_not_copied(text):
    assert similar(text, "依申请公开政府信息工作平稳。" + LAST_YEAR).passages == ()
