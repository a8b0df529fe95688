"""Petitions, publications, registry queries, corrections and questions: suggested, never decided (arts. 36, 39, 41)."""

import pytest

from gongkai.applications import queries
from gongkai.applications.queries.recognition import candidates
from gongkai.law.questions import walked
from gongkai.law.sources import citation
from tests.applications import builders
from tests.applications.alike import OTHER, SAME

TOLD = {
    "petition": (
        "我要举报柳塘镇某企业夜间偷排废水，请环保部门严肃查处",
        "本人实名投诉幸福小区物业乱收费，要求责令退还并处罚",
        "河西村村干部侵占征地款，请政府给村民一个公道",
        "请求依法追究施工单位责任并赔偿我家房屋损失",
    ),
    "publication": (
        "请提供《青禾年鉴2023》一本",
        "申请2022年至2024年的市政府公报",
        "想要一套青禾县志",
        "请寄送《青禾日报》2024年合订本",
    ),
    "registry": (
        "申请查询人民路18号房屋产权登记信息",
        "请提供青禾建材有限公司的工商登记档案",
        "查询张某名下的房产情况",
        "请公开我与前妻的婚姻登记档案",
        "青禾置业有限公司股东变更登记的全部材料",
    ),
    "correction": (
        "我的社保档案里出生日期登记错误，申请更正",
        "要求更正宅基地确权登记中我家的面积",
        "贵局提供的参保记录与事实不符，请予以更改",
    ),
    "consultation": (
        "请问农村危房改造补助怎么申请",
        "想了解外地户口的孩子能不能在本市上小学？",
        "为什么我家没有评上低保？",
        "咨询老旧小区加装电梯需要哪些手续",
        "请问2019年的那份征地公告是否合法",
    ),
}
# Applications for information that only look like something else.
NOTHING = (
    "申请公开2024年对青禾食品有限公司的行政处罚决定书",
    "请提供2023年全市信访事项办理情况统计",
    "申请公开关于我投诉举报事项的处理结果",
    "申请公开不动产登记业务的办理流程和收费标准",
    "申请公开《青禾年鉴》编纂经费预算",
    "请公开对幸福小区物业下达的责令改正通知书",
    "申请公开2024年市场主体登记数量统计",
    "请提供农村危房改造补助的申请条件文件，并说明怎么申请",
    "请公开招标文件的更正公告",
)


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in TOLD.items() for text in texts])
def test_what_it_really_is_is_suggested_first(code, text):
    assert [one.candidate.code for one in queries.recognised_in(text)][:1] == [code]


@pytest.mark.parametrize(
    "text", [*NOTHING, *(line[0] for line in SAME), *(one for pair in OTHER for one in pair)]
)
def test_an_application_for_information_is_left_alone(text):
    assert queries.recognised_in(text) == []


@pytest.mark.parametrize("one", candidates(), ids=lambda one: one.code)
def test_each_candidate_names_its_article_and_answers_the_first_questions(one):
    assert citation(one.cite).label
    assert [choice.code for _question, choice in walked(one.path)] == list(one.path)
    assert one.label_zh and one.label_en and one.advice_zh and one.advice_en


def test_the_application_s_own_words_are_shown_and_nothing_happens(organ, handler):
    one = builders.handling(organ, handler, description="我要举报某企业偷排废水")
    [found] = queries.recognised(one)

    assert found.said == ("我要举报",)
    one.refresh_from_db()
    assert (one.state, one.reply_kind) == ("handling", "")
