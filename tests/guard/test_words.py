"""Wrong words are found in one pass, with the contexts in which they are right left alone."""

import random
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.guard.findings import Severity
from gongkai.guard.words import Matcher, Word, builtin_matcher, builtin_packs, builtin_words

FEWEST_TYPING_ERRORS = 150
LONGEST = 5.0


def found(text: str, *words: Word, on: date | None = None) -> list[str]:
    return [f.word.wrong for f in Matcher(words).find(text, on=on)]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("关于布署防汛工作的通知", ["部署"]),
        ("按装护栏", ["安装"]),
        ("新开银行帐户", ["账户"]),
        ("截止目前，共受理12件", ["截至目前"]),
        ("报名截至日期：12月1日", ["截止日期"]),
        ("县国土资源局负责", ["自然资源局"]),
        ("中国银保监会批准", ["国家金融监督管理总局"]),
        ("根据《物权法》", ["《民法典》物权编"]),
        ("依据政府信息公开法第十条", ["政府信息公开条例"]),
        ("中国共产党第二十次代表大会", ["中国共产党第二十次全国代表大会"]),
        ("党的十九大四中全会", ["十九届四中全会"]),
        ("来自港澳台等国家的客商", ["港澳台地区"]),
        ("弘杨社会注意核心价值观", ["弘扬", "社会主义核心价值观"]),
        ("布\u200b署", ["部署"]),
        ("", []),
    ],
)
def test_the_packs_of_the_house_find_and_suggest(text, right):
    assert [f.word.right for f in builtin_matcher().find(text)] == right


@pytest.mark.parametrize(
    "text",
    [
        "公布署名文章",
        "按装机容量计算",
        "他自己经过培训",
        "检查院落卫生",
        "农业部门、文化部门、监察部署",
        "原国土资源部、（原农业部）",
        "《劳动合同法》",
        "时任国务院总理李克强",
        "香港等国家和地区",
        "地震兴许可以预测",
        "巡回教学、回教室",
        "部署、安装、账户、截至目前、截止日期、自然资源部、民法典",
        "中国共产党蓬溪县第十四次代表大会",
    ],
)
def test_right_words_are_left_alone(text):
    assert builtin_matcher().find(text) == []


def test_a_word_is_wrong_only_between_its_days():
    word = Word("国土资源部", "自然资源部", "organs", since=date(2018, 3, 17))
    assert found("国土资源部", word, on=date(2018, 3, 16)) == []
    assert found("国土资源部", word, on=date(2018, 3, 17)) == ["国土资源部"]
    assert found("国土资源部", word) == ["国土资源部"]
    ended = Word("暂用名", "正式名", "organs", until=date(2020, 1, 1))
    assert found("暂用名", ended, on=date(2020, 1, 2)) == []


def test_of_words_that_overlap_the_first_is_told_and_of_those_the_longest():
    words = (
        Word("卫计", "", "x"),
        Word("国家卫计委", "", "x"),
        Word("国家卫计", "", "x"),
        Word("委员", "", "x"),
    )
    assert found("国家卫计委员会", *words) == ["国家卫计委"]


def test_a_longer_word_that_is_right_here_does_not_hide_a_shorter_one():
    longer = Word("甲乙丙", "", "x", unless=("甲乙丙丁",))
    assert found("甲乙丙丁", longer, Word("乙丙", "", "x")) == ["乙丙"]


def test_of_two_rows_for_one_word_the_first_that_applies_is_told():
    rows = Word("旧名", "甲", "x", since=date(2030, 1, 1)), Word("旧名", "乙", "x")
    assert [f.word.right for f in Matcher(rows).find("旧名", on=date(2026, 1, 1))] == ["乙"]


def test_a_context_without_the_word_must_stand_near():
    word = Word("李克强总理", "", "x", unless=("时任",))
    assert found("时任的李克强总理", word) == []
    assert found("时任" + "。" * 30 + "李克强总理", word) == ["李克强总理"]


def test_a_word_inside_what_should_replace_it_is_right():
    assert found("法定代表人制度", Word("代表人", "法定代表人", "x")) == []


def test_width_and_case_of_letters_do_not_matter():
    (finding,) = Matcher([Word("Covid", "新冠", "x")]).find("防ＣＯＶＩＤ疫")
    assert (finding.start, finding.end) == (1, 6)


@given(st.lists(st.text(max_size=6), max_size=20), st.text(max_size=200))
def test_places_are_true_and_in_order(wrong, text):
    findings = Matcher(Word(w, "", "x") for w in wrong).find(text + "".join(wrong))
    places = [(f.start, f.end) for f in findings]
    assert all(start < end for start, end in places)
    assert places == sorted(places)


def test_every_pack_has_a_source_and_a_day():
    assert [p.code for p in builtin_packs()] == ["laws", "leaders", "meetings", "organs", "terms", "typing"]
    assert all(
        p.source and p.label_zh and p.label_en and p.checked_on >= date(2026, 1, 1) for p in builtin_packs()
    )


def test_every_word_of_the_packs_says_what_to_write_instead():
    assert [w.wrong for w in builtin_words() if not w.right or w.right == w.wrong] == []
    assert {w.category for w in builtin_words()} == {p.code for p in builtin_packs()}
    assert {w.severity for w in builtin_words()} <= {Severity.WARN, Severity.NOTE}


def test_no_word_of_the_packs_is_itself_suggested():
    suggestions = "\n".join(w.right for w in builtin_words())
    assert builtin_matcher().find(suggestions) == []


def test_every_context_can_apply():
    """A context that does not hold the word is looked for around it; in the packs only 时任 is meant so."""
    odd = {c for w in builtin_words() for c in w.unless if w.wrong not in c}
    assert odd == {"时任"}


def test_there_are_many_typing_errors():
    assert sum(w.category == "typing" for w in builtin_words()) >= FEWEST_TYPING_ERRORS


def test_names_of_old_organs_are_wrong_since_a_day():
    assert [w.wrong for w in builtin_words() if w.category == "organs" and w.since is None] == []


def test_fifty_thousand_words_cost_little():
    signs, chance = [chr(0x4E00 + n) for n in range(3000)], random.Random(1)
    words = [Word("".join(chance.choices(signs, k=5)), "对", "x") for _ in range(50_000)]
    text = "".join(chance.choices(signs, k=100_000))
    begun = time.process_time()
    Matcher(words).find(text)
    assert time.process_time() - begun < LONGEST
