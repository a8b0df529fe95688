"""Sentences in which other years, other matters and plans stand beside the counts of the year."""

import pytest

from gongkai.reading.reader import read

HEAD = "清河县水务局2023年政府信息公开工作年度报告\n一、总体情况\n"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("全年主动公开各类政府信息1,234条，其中网站800条，微信公众号434条。", {"published_total": 1234}),
        ("截至2023年12月31日，累计主动公开政府信息5678条。", {"published_cumulative": 5678}),
        ("2023年，全局累计公开信息3456条，比2022年增加1200条。", {"published_total": 3456}),
        ("上年度我局主动公开政府信息800条，2023年主动公开政府信息900条。", {"published_total": 900}),
        ("计划2024年主动公开政府信息1000条以上。", {}),
        ("主动公开政府信息1.2万余条。", {}),
        ("全年共办理人大建议12件、政协提案8件，收到群众来信30件。", {"efforts.letters": 30}),
        ("2022年收到依申请公开20件，2023年收到依申请公开15件，同比下降25%。", {"applications.received": 15}),
        ("去年我局收到政府信息公开申请9件，今年收到申请4件。", {"applications.received": 4}),
        (
            "2023年度收到申请公开政府信息5宗；因依申请公开引发的行政复议1宗，无行政诉讼。",
            {"applications.received": 5, "applications.reconsideration": 1, "applications.litigation": 0},
        ),
        (
            "2023年没有收到政府信息公开申请，上年度结转1件。",
            {"applications.received": 0, "applications.carried_over": 1},
        ),
        (
            "全年收到依申请公开事项7件，其中6件予以公开，1件不予公开。",
            {"applications.received": 7, "applications.results.granted": 6, "applications.results.denied": 1},
        ),
        (
            "本年无政府信息公开行政复议和行政诉讼案件。",
            {"applications.reconsideration": 0, "applications.litigation": 0},
        ),
        (
            "因政府信息公开被申请行政复议2件，其中维持1件、撤销1件；被提起行政诉讼0件。",
            {"applications.reconsideration": 2, "applications.litigation": 0},
        ),
        (
            "共受理政府信息公开申请40件（含2022年结转3件），答复38件，2件转入下一年度办理。",
            {
                "applications.handled_total": 40,
                "applications.carried_over": 3,
                "applications.results_total": 38,
                "applications.carried_forward": 2,
            },
        ),
    ],
)
def test_only_the_counts_of_the_year_are_told(sentence, told):
    reading = read(HEAD + sentence)

    assert {key: figure.value for key, figure in reading.told.items()} == told
