"""What letters say: the ground with its article, what the law wants, the remedies by ground and day, nobody's name else."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.applications.documents import (
    consultation_letter,
    reply_letter,
)
from gongkai.applications.models import Answer
from gongkai.law.replies import reply_kind, review_comes_first
from gongkai.law.rulebook import citation
from tests import factories
from tests.applications import letters
from tests.applications.builders import APPLICANT_NAME, at
from tests.applications.letters import AFTER, BEFORE, COMPANY, answer, text

KINDS = letters.kinds()
TO_OTHERS = ("third_party", "co_maker", "other_organ", "disclosure_notice")
EITHER = (
    "如对本答复不服，可以自收到本答复之日起60日内向青禾市人民政府申请行政复议，"
    "或者自收到本答复之日起6个月内向有管辖权的人民法院提起行政诉讼。"
)
AND_THEN = (
    "应当先自收到本答复之日起60日内向青禾市人民政府申请行政复议；对行政复议决定不服的，"
    "可以自收到行政复议决定书之日起15日内向有管辖权的人民法院提起行政诉讼。"
)
FIRST = f"如对本答复不服，{AND_THEN}"
REST = (
    "对其余部分不服的，可以自收到本答复之日起60日内向青禾市人民政府申请行政复议，"
    "或者自收到本答复之日起6个月内向有管辖权的人民法院提起行政诉讼。"
)
PART = f"如对本答复中不予公开的部分不服，{AND_THEN}{REST}"
# The grounds of arts. 14 to 16: what K-02 and K-03 send to review before court, since 2024.
REFUSALS = {
    "state_secret",
    "law_forbidden",
    "safety_stability",
    "trade_secret",
    "privacy",
    "internal_affairs",
    "process_info",
    "enforcement_file",
}


def reply(organ, answers, *, day=AFTER, natural=True, released=()):
    with at(day):
        return reply_letter(letters.application(organ, natural=natural, day=day), answers, released=released)


def remedies(code, day):
    if day < date(2024, 1, 1):
        return EITHER
    return FIRST if code in REFUSALS else PART if code == "partly_disclosed" else EITHER


@pytest.mark.parametrize("day", [BEFORE, AFTER])
@pytest.mark.parametrize("natural", [True, False])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_reply_tells_ground_parts_and_remedies_and_nothing_it_must_not(organ, kind, natural, day):
    paper = reply(organ, [answer(kind.code)], day=day, natural=natural)
    said = text(paper)
    [verdict, *parts] = [block.text for block in paper.body]

    ground = "" if kind.cite.startswith("report-format") else citation(kind.cite).label
    assert ground in verdict
    assert ("根据" in verdict) is bool(ground)
    for need, part in zip(kind.must_contain, parts, strict=False):
        assert part.endswith(letters.CONTENTS[need.field])
    told = remedies(kind.code, day)
    paper_s_name = "本答复" if kind.letter == "reply" else "本告知"
    expected = [] if kind.code == "correction_passed_on" else [told.replace("本答复", paper_s_name)]
    assert [block.text for block in paper.remedies] == expected
    assert paper.addressee == (APPLICANT_NAME if natural else COMPANY)
    assert (paper.signature.organ, paper.signature.date) == (
        organ.name,
        f"{day.year}年{day.month}月{day.day}日",
    )
    assert not any(word in said for word in letters.PURPOSE_WORDS)
    assert ("你单位" in said) is not natural
    assert re.search("你(?!单位)", said) is None or natural
    assert re.search(r"[{}]|None|，，|。。|：。|；。", said) is None


def test_each_ground_has_a_sentence_of_its_own(organ):
    verdicts = [reply(organ, [answer(kind.code)]).body[0].text for kind in KINDS]

    assert len(set(verdicts)) == len(KINDS)


def test_a_refusal_of_2023_leaves_the_choice_and_one_of_2024_does_not_L_26(organ):
    code = "internal_affairs"
    told = {
        day: reply(organ, [answer(code)], day=day).remedies[0].text for day in (date(2023, 12, 31), AFTER)
    }

    assert list(told.values()) == [EITHER, FIRST]
    assert reply(organ, [answer("nonexistent")], day=date(2025, 7, 1)).remedies[0].text == EITHER


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("none_first", EITHER),
        ("all_first", FIRST),
        ("some_first", f"如对本答复第二项、第三项不服，{AND_THEN}{REST}"),
        ("whole_and_part", f"如对本答复第一项和第二项中不予公开的部分不服，{AND_THEN}{REST}"),
        ("parts_only", f"如对本答复第一项中不予公开的部分不服，{AND_THEN}{REST}"),
        ("part_by_register", EITHER),
    ],
)
def test_several_answers_say_which_of_them_go_to_review_first_K_02(organ, name, told):
    assert [block.text for block in reply(organ, letters.combined()[name]).remedies] == [told]


@pytest.mark.parametrize("name", list(letters.combined()))
def test_before_2024_several_answers_leave_the_choice(organ, name):
    assert [block.text for block in reply(organ, letters.combined()[name], day=BEFORE).remedies] == [EITHER]


def test_several_answers_stand_under_headings_with_all_that_each_needs(organ):
    answers = letters.combined()["whole_and_part"]
    paper = reply(organ, answers)
    said = letters.paragraphs(paper)

    assert [one for one in said if one.startswith(("一、", "二、", "三、"))] == [
        "一、关于“会议记录”",
        "二、关于“施工合同”",
        "三、关于“规划许可证”",
    ]
    for one in answers:
        assert sum(citation(one.kind.cite).label in block.text for block in paper.body) >= 1
    assert said[:5] == [said[0], "1.会议记录；", "2.施工合同；", "3.规划许可证。", "现分别答复如下："]


def test_what_is_withheld_of_a_part_stands_with_each_article(organ):
    paper = reply(organ, [answer("partly_disclosed", withheld=["trade_secret", "process_info"])])

    assert paper.body[-1].text == (
        "不予公开的部分属于以下情形：涉及商业秘密（《中华人民共和国政府信息公开条例》第十五条）；"
        "属于过程性信息（《中华人民共和国政府信息公开条例》第十六条第二款）。"
    )


def test_what_is_given_is_attached_by_its_name_without_the_kind_of_file(organ):
    paper = reply(organ, [answer("disclosed")], released=["合同（遮盖后）.pdf", "预算.XLSX", "2025.12"])

    assert list(paper.attachments) == ["合同（遮盖后）", "预算", "2025.12"]


@pytest.mark.parametrize("name", TO_OTHERS)
@pytest.mark.parametrize("natural", [True, False])
def test_letters_to_others_never_tell_who_applied(organ, name, natural):
    paper = letters.other_forms(letters.application(organ, natural=natural))[name]
    said = f"{paper.addressee}{text(paper)}{dict(paper.fields)}"

    assert APPLICANT_NAME not in said and COMPANY not in said
    assert "〔2024〕第0012号" in said
    assert set(paper.fields) == {"申请编号"}


def test_silence_means_what_the_law_says_to_each_who_is_asked(organ):
    with at(date(2026, 3, 2)):
        one = letters.application(organ)
        said = {
            party: text(consultation_letter(one, party, "某某", "是否公开"))
            for party in ("third_party", "co_maker", "other_organ")
        }

    assert "15个工作日内提出意见；逾期未提出的，由行政机关决定是否公开" in said["third_party"]
    assert "15个工作日内提出意见；逾期未提出的，视为同意公开" in said["co_maker"]
    assert "逾期" not in said["other_organ"] and "第三十三条" in said["other_organ"]


@pytest.mark.parametrize(
    ("kind", "named"), [("complaint", "进行信访、投诉、举报等活动"), ("consultation", "咨询")]
)
def test_what_is_no_application_is_named_with_its_article_and_channel(organ, kind, named):
    contents = {"reason": "反映的是物业收费。", "channel": "拨打12345热线。"}
    with at(AFTER):
        answer = Answer("小区物业乱收费", reply_kind(kind), contents)
        paper = reply_letter(letters.application(organ), [answer], released=[])

    assert paper.title.endswith("不作为政府信息公开申请处理告知书")
    assert named in text(paper)
    assert "第三十九条第一款" in text(paper) and "拨打12345热线。" in text(paper)
    assert paper.remedies[0].text == EITHER.replace("本答复", "本告知")


CORRECTIONS = ("correction_made", "correction_refused", "correction_passed_on", "correction_elsewhere")


def test_a_record_that_was_passed_on_has_no_decision_to_appeal_against_A_46(organ):
    contents = {"record": "出生日期", "finding": "已核对。", "organ": "市公安局"}
    with at(AFTER):
        one = letters.application(organ)
        papers = {
            kind: reply_letter(one, [Answer("更正出生日期", reply_kind(kind), contents)], released=[])
            for kind in CORRECTIONS
        }

    assert {kind for kind, paper in papers.items() if not paper.remedies} == {"correction_passed_on"}
    assert all(paper.title.endswith("政府信息更正告知书") for paper in papers.values())
    assert all("第四十一条" in text(paper) for paper in papers.values())


def test_a_letter_that_also_answers_something_else_is_a_reply(organ):
    with at(AFTER):
        both = [Answer("甲", reply_kind(kind), {}) for kind in ("complaint", "nonexistent")]
        paper = reply_letter(letters.application(organ), both, released=[])

    assert paper.title.endswith("政府信息公开申请答复书")


DECIDED = [kind.code for kind in KINDS if kind.code != "correction_passed_on"]
codes = st.lists(st.sampled_from(DECIDED), min_size=2, max_size=6)
days = st.dates(min_value=date(2021, 10, 1), max_value=date(2027, 12, 31))


@pytest.mark.django_db
@given(codes=codes, day=days)
def test_whatever_is_combined_court_is_never_offered_before_a_review_that_must_come_first(codes, day):
    organ = factories.organ()
    answers = [answer(code, f"第{at}样") for at, code in enumerate(codes, 1)]
    paper = reply(organ, answers, day=day)
    [told] = [block.text for block in paper.remedies]
    first = [
        review_comes_first(one.kind.code, day, withheld=list(one.withheld) or None) is not None
        for one in answers
    ]

    must, _, may = told.partition("对其余部分不服的")
    assert ("应当先" in told) is any(first)
    if any(first):
        assert "6个月" not in must
        assert bool(may) is (not all(first) or any(one.kind.code == "partly_disclosed" for one in answers))
    headings = [block.text for block in paper.body if block.text.endswith("”") and "、关于“" in block.text]
    assert len(headings) == len(codes)
    for code in codes:
        assert any(citation(reply_kind(code).cite).label in block.text for block in paper.body) or reply_kind(
            code
        ).cite.startswith("report-format")
