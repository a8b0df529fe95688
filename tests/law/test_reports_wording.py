"""Findings are told in the reader's language, the same facts in both."""

import re

import pytest

from gongkai.law.reports import FORM_NAMES, evaluate, form
from gongkai.law.reports.parts import Label

HAN = re.compile(r"[\u4e00-\u9fff]")
COLUMN = "applications.{}.natural"


@pytest.mark.parametrize(
    ("values", "rule", "zh", "en"),
    [
        (
            {"received": 27, "carried_over": 0, "results_total": 20, "carried_forward": 1},
            "B-50",
            "自然人：一（27）＋二（0）＝27，而三（七）（20）＋四（1）＝21，相差6",
            "Natural persons: 1 (27) + 2 (0) = 27, but 3(7) (20) + 4 (1) = 21; difference 6",
        ),
        (
            {"received": -1},
            "B-07",
            "一、本年新收政府信息公开申请数量 · 自然人：-1，数量应为不小于零的整数，金额应为不小于零的数",
            "1. Applications newly received this year · Natural persons: -1. "
            "Counts are whole numbers and not negative; amounts are not negative",
        ),
    ],
)
def test_a_finding_is_told_in_the_language_that_is_asked_for(values, rule, zh, en):
    figures = {COLUMN.format(row): value for row, value in values.items()}

    def told(language):
        found = evaluate(form("2021"), figures, language=language).findings
        return [one.text for one in found if one.rule == rule]

    assert (told("zh"), told("en")) == ([zh], [en])


@pytest.mark.parametrize("name", FORM_NAMES)
def test_every_rule_of_a_form_is_told_in_english_without_a_chinese_sign(name):
    of_form = form(name)
    figures = {address: at % 7 for at, address in enumerate(of_form.cells)}
    told = dict.fromkeys(of_form.narrative, 3)

    found = evaluate(of_form, figures, figures, told, makes_rules=False, language="en")

    assert {one.rule for one in found.findings}
    words = [
        *(one.text + one.statement + one.hint for one in found.findings),
        *(one.text + one.statement for one in found.held),
    ]
    assert [one for one in words if HAN.search(one)] == []


def test_a_label_has_both_languages():
    assert Label("一", "1").in_language("en") == "1"
