"""Figures told in prose: taken from sentences that say what they count, and from no others."""

import pytest

from gongkai.reading.counts import read_applications_told, read_remedies_told
from gongkai.reading.prose import Paragraph
from gongkai.reading.published import read_published


def story(words):
    return [Paragraph(part, 1) for part in words.split("|")]


def values(figures):
    return {key: figure.value for key, figure in figures.items()}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("2024年,我局共收到政府信息公开申请34件。", {"received": 34}),
        ("本年度全区共收到70件申请公开事项。", {"received": 70}),
        ("我局收到依申请公开政府信息2条,办结2条,办结率100%。", {"received": 2, "results_total": 2}),
        ("2023年度我局共收到依申请信息公开26件,及时回复。", {"received": 26}),
        ("2021年度没有收到申请。依申请公开工作由办公室承办。", {"received": 0}),
        ("本年度我镇没有依申请公开的政府信息。", {"received": 0}),
        ("区审计局没有受理依申请公开事项。", {"received": 0}),
        ("没有发生由依申请公开引起的行政复议、行政诉讼。", {}),
        ("未收到有关政府信息公开的申请,未收到有关政府信息公开行政复议申请。", {"received": 0}),
        (
            "共收到政府信息公开申请162件,上年度结转1件,办结159件,结转下年度办理4件。",
            {"received": 162, "carried_over": 1, "results_total": 159, "carried_forward": 4},
        ),
        (
            "共接到社会公众依申请公开184件,上年结转办理1件。年内共办结182件,结转下年度继续办理3件。",
            {"received": 184, "carried_over": 1, "results_total": 182, "carried_forward": 3},
        ),
        (
            "全年收到政府信息公开申请34件。所有办结的申请中同意公开答复9件,部分公开答复0件,转下一年度办理答复的有1件。",
            {"received": 34, "results.granted": 9, "results.partial": 0, "carried_forward": 1},
        ),
        (
            "新收政府信息公开申请31宗,其中4宗申请人已主动撤销申请,其余26宗已按期办结。",
            {"received": 31, "results_total": 26},
        ),
        ("全区受理依申请公开件255件。", {"accepted": 255}),
        ("受理申请59件,结转上年后新收到依申请公开事项47件。", {"accepted": 59, "received": 47}),
        ("接收且办理政府信息公开申请124宗(含2021年度结转5宗)。", {"accepted": 124, "carried_over": 5}),
        ("截至2018年底,历年累计收到政府信息公开申请达3581件。", {}),
        (
            "答复公开申请5件,其中1件(条)属于同意公开答复数,1件(条)属于同意部分公开答复数3件(条)属于其他类型答复数。",
            {"results_total": 5, "results.granted": 1, "results.partial": 1, "results.other": 3},
        ),
        (
            "全年收到政府信息公开申请15件,其中上年结转2件,本年新收13件。",
            {"accepted": 15, "carried_over": 2, "received": 13},
        ),
        (
            "予以公开3件、部分公开1件的申请公开事项已答复4件。",
            {"results.granted": 3, "results.partial": 1, "results_total": 4},
        ),
        ("收到248条网民留言,办结留言230条。依申请公开工作有序开展。", {}),
        ("共收到政府信息公开申请20余件。", {}),
    ],
)
def test_applications_are_told(words, told):
    assert values(read_applications_told(story(words))) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("2020年,行政复议0件,行政诉讼0件。", {"reconsideration": 0, "litigation": 0}),
        ("共发生行政复议62件,行政诉讼21件。", {"reconsideration": 62, "litigation": 21}),
        ("没有发生行政复议、行政诉讼。", {"reconsideration": 0, "litigation": 0}),
        ("四、行政复议、行政诉讼情况本年度没有发生。", {"reconsideration": 0, "litigation": 0}),
        ("收到1份有关政府信息公开行政复议申请已及时处理。", {"reconsideration": 1}),
        ("有1件涉及政府信息公开工作的行政复议,该行政复议件未被复议审查机关纠错。", {"reconsideration": 1}),
        ("该行政复议件未被复议机关纠错。", {}),
        ("共受理行政复议4件,", {"reconsideration": 4}),
        ("行政复议2件,其中维持1件,无行政诉讼案件。", {"reconsideration": 2, "litigation": 0}),
        ("未发生行政复议案件,行政诉讼案件1件。", {"reconsideration": 0, "litigation": 1}),
        ("被申请行政复议3件,被提起行政诉讼1件。", {"reconsideration": 3, "litigation": 1}),
        ("办理行政复议、行政诉讼案件74件。", {}),
        ("信息公开类行政复议7件,诉讼9件,均获维持。", {"reconsideration": 7, "litigation": 9}),
        ("针对行政复议、行政诉讼案件暴露的问题,完善机制。", {}),
    ],
)
def test_reconsiderations_and_lawsuits_are_told(words, told):
    assert values(read_remedies_told(story(words))) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("全市43个单位累计主动公开更新政府信息2589条。", {"published_total": 2589}),
        ("通过政府网站主动公开信息73条,其中:统计数据12条。", {"published_total": 73}),
        ("主动公开了工作动态、公示公告等方面的信息149条。", {"published_total": 149}),
        ("主动公开政务信息(包括4个一级栏目、33个二级栏目)共计76855条。", {"published_total": 76855}),
        (
            "年度累计主动公开政府信息158,历年累计主动公开政府信息545条。",
            {"published_total": 158, "published_cumulative": 545},
        ),
        ("本单位到目前累计主动公开政府信息100条。", {"published_cumulative": 100}),
        ("累计公开信息8775条(2025年新增388条)。", {"published_total": 388, "published_cumulative": 8775}),
        ("今年来,共发布信息2301条。|2018年主动公开政府信息2589条。", {"published_total": 2589}),
        ("其他应主动公开政府信息856条。|共公布政府信息2599条。", {"published_total": 2599}),
        ("主动公开栏目发布信息69条。", {}),
        ("公开重点领域政府信息2424条。", {}),
        ("微信公众号发布各类信息59条。", {}),
        ("通过政府网站公开政府信息754条,通过政务新媒体公开政府信息2808条。", {"website_total": 754}),
    ],
)
def test_the_items_disclosed_are_told(words, told):
    assert values(read_published(story(words))[0]) == told


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("全年在门户网站主动公开政府信息260余", "260余"),
        ("我局公开政府信息1万余条,其中通过网站公开1180条。", "1万余"),
        ("主动公开各类信息1.8万余条。", "1.8万余"),
    ],
)
def test_an_approximate_total_stays_words(words, about):
    told, approximate = read_published(story(words))

    assert (values(told), approximate) == ({}, {"published_total_approx": about})
