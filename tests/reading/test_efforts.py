"""What the text says of the work itself, each figure only where its own clause says what it counts."""

import pytest

from gongkai.reading.reader import read

HEAD = "清河县水务局2023年政府信息公开工作年度报告\n一、总体情况\n"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("通过政府网站公开1180条，在微信推送信息1894条，微博发布信息578条。", {"website": 1180, "wechat": 1894, "weibo": 578}),
        ("通过政府网站、微信公众号发布信息30条。", {}),
        ("通过公告栏、微信公众号等渠道发布信息49条。", {}),
        ("利用公告栏主动公开政府信息48条。", {"notice_board": 48}),
        ("在信息公开栏目发布信息69条。", {}),
        ("全年接待群众来访12人次，收到群众来信30件。", {"visits": 12, "letters": 30}),
        ("收到248条网民留言，办结留言230条。", {"letters": 248}),
        ("其中当面申请2件，信函申请39件。", {}),
        ("全年接受公众咨询一百二十人次，其中电话咨询100人次，现场咨询20人次。", {
            "consultations": 120, "phone_consultations": 100, "desk_consultations": 20,
        }),
        ("解答纳税人咨询达3000多人次。", {}),
        ("没有专职人员，兼职人员1人。", {"part_time_staff": 1}),
        ("配备2名专职工作人员和3名兼职工作人员。", {"full_time_staff": 2, "part_time_staff": 3}),
        ("全年组织政务公开业务培训3次，培训人员120人次。", {"trainings": 3, "trained_people": 120}),
        ("举办2期政务公开培训班，召开政务公开工作会议4次。", {"trainings": 2, "meetings": 4}),
        ("召开新闻发布会6场。", {"press_conferences": 6}),
        ("自2015年以来举办培训班20期。", {}),
        ("计划2024年组织培训4次。", {}),
        ("政府网站公开信息较上年增加50条。", {}),
        ("政府网站公开信息120条，较上年增加50条。", {"website": 120}),
        ("一季度微信公众号发布信息20条。", {}),
        ("平均每月微信公众号发布信息20条。", {}),
        ("每季度召开政务公开工作会议1次。", {}),
        ("窗口接待群众办事3000人次。", {}),
        ("组织政务公开培训3次，年底又组织政务公开培训2次。", {}),
        ("截至年底，微信公众号累计发布信息9000条，粉丝12万人。", {}),
    ],
)  # fmt: skip
def test_a_figure_is_taken_where_its_clause_says_what_it_counts(sentence, told):
    read_of_it = {
        key.removeprefix("efforts."): figure.value
        for key, figure in read(HEAD + sentence).told.items()
        if key.startswith("efforts.")
    }
    assert read_of_it == told


def test_a_figure_keeps_its_words_and_is_printed_with_the_narrative():
    reading = read(HEAD + "全年举办政务公开培训班3期。")
    figure = reading.told["efforts.trainings"]
    assert (figure.words, figure.line) == ("举办政务公开培训班3期", 3)
    assert reading.to_json()["narrative"]["efforts"] == {"trainings": 3}
