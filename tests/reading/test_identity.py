"""Whose report it is and on which year; what is no annual report is refused with the reason."""

import pytest

from gongkai.reading.identity import level_of
from gongkai.reading.reader import read

SECTIONS = (
    "\n一、总体情况\n主动公开政府信息12条。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况"
)


@pytest.mark.parametrize(
    ("head", "organ", "year"),
    [
        ("清河县水务局2023年政府信息公开工作年度报告", "清河县水务局", 2023),
        (
            "首页 > 年报\n清河县人民政府办公室关于\n2018年政府信息公开工作年度报告",
            "清河县人民政府办公室",
            2018,
        ),
        ("清河县水务局\n2020年政府信息公开工作年度报告", "清河县水务局", 2020),
        ("清河县水务局2023年度政府信息\n公开工作年度报告", "清河县水务局", 2023),
        ("2024 年清河县人民政府政府信息公开工作\n年度报告", "清河县人民政府", 2024),
        ("2018 年度政府信息公开 年度报告 清河县住房和城乡建设局 2019.", "清河县住房和城乡建设局", 2018),
        ("现公布2022年清河县交通运输局信息公开工作年度报告", "清河县交通运输局", 2022),
        ("现将我局2021年政府信息公开工作报告如下", None, 2021),
        ("二〇一九年度清河县水务局政府信息公开工作年度报告", "清河县水务局", 2019),
        ("本报告由清河县公安局编制。统计期限自2023年1月1日至2023年12月31日。", "清河县公安局", 2023),
    ],
)
def test_organ_and_year_are_read_from_the_head(head, organ, year):
    reading = read(head + SECTIONS)

    assert (reading.organ, reading.year, reading.is_annual_report) == (organ, year, True)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        pytest.param(
            "清河县统计局政府信息公开统计制度\n一、统计范围:各科室。\n三、报送要求:每季度报送。\n指标名称\n计量单位\n数量\n一、主动公开信息数\n",
            "说明",
            id="rules for statistics with a blank form",
        ),
        pytest.param(
            "关于做好2023年政府信息公开工作年度报告编制工作的通知\n各单位:现将有关事项通知如下。请各单位于1月15日前报送。\n"
            "二、主动公开政府信息情况\n第二十条第(一)项\n信息内容\n本年制发件数\n规章\n\n行政规范性文件\n",
            "说明",
            id="a notice with the empty form",
        ),
        pytest.param(
            "清河县政府信息公开指南\n一、主动公开\n公开范围见目录。\n二、依申请公开\n申请人填写申请表。",
            "另一种文件",
            id="a guide",
        ),
        pytest.param(
            "清河县2020年法治政府建设年度报告\n一、总体情况\n主动公开政府信息1200条。\n二、存在的主要问题\n公开不够。",
            "另一种文件",
            id="another report",
        ),
        pytest.param(
            "一、总体情况\n二、主动公开政府信息情况\n第二十条第(一)项\n信息内容\n本年制发件数\n规章\n\n行政规范性文件\n",
            "认不出",
            id="an empty form",
        ),
        pytest.param(
            "清河县水务局政府信息公开指南\n一、主动公开\n二、依申请公开\n本机关收到申请后20个工作日内答复。\n三、监督",
            "另一种文件",
            id="a guide with a figure in it",
        ),
        pytest.param(
            "清河县水务局2023年第三季度政府信息公开工作总结\n一、总体情况\n主动公开政府信息30条。\n二、存在问题",
            "另一种文件",
            id="a summary of a quarter",
        ),
        pytest.param(
            "清河大学2022-2023学年信息公开工作年度报告\n一、概述\n二、主动公开情况\n学校主动公开信息1200条。",
            "另一种文件",
            id="the report of a university on its academic year",
        ),
        pytest.param(
            "2023年政府信息公开工作年度报告发布情况通报\n全县60个部门中58个按时发布了2023年政府信息公开工作年度报告。\n"
            "一、总体情况\n公开政府信息1200条。\n二、存在问题",
            "另一种文件",
            id="a circular on who published a report",
        ),
        pytest.param("清河县召开春季植树动员会\n会议要求各乡镇植树3000棵。", "没有说到", id="news"),
        pytest.param(
            "年报列表\n清河县水务局2023年政府信息公开工作年度报告\n清河县民政局2023年政府信息公开工作年度报告",
            "没有正文",
            id="a list of reports",
        ),
    ],
)
def test_what_is_no_annual_report_is_refused(words, why):
    reading = read(words)

    assert not reading.is_annual_report
    assert why in reading.why_not
    assert (reading.figures, reading.told, reading.findings) == ({}, {}, ())
    assert reading.to_json()["is_annual_report"] is False


@pytest.mark.parametrize(
    ("organ", "level"),
    [
        ("清河县柏树镇人民政府", "township"),
        ("民治街道办事处", "township"),
        ("清河县水务局", "department"),
        ("清河县人民政府", "county"),
        ("上海市人民政府办公厅", "province"),
        ("清河市人民政府", None),
        (None, None),
    ],
)
def test_the_level_is_told_only_where_the_name_tells_it(organ, level):
    assert level_of(organ) == level


def test_a_report_in_the_form_of_another_year_is_told():
    words = (
        "清河县水务局2021年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第(五)项\n信息内容\n"
        "上一年项目数量\n本年增/减\n处理决定数量\n行政许可\n61\n36\n97\n三、收到和处理政府信息公开申请情况\n"
    )
    findings = {remark.rule: remark.text for remark in read(words).findings}

    assert findings["B-70"] == "2021年的报告用了2019年的表格，应当用2021年的表格"
    assert findings[
        "B-71-meaning"
    ] == "行政许可：上一年项目数量（61）＋本年增减（36）＝97，正好等于处理决定数量（97）".replace(
        "本年增减", "本年增/减"
    )
