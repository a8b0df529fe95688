"""Sums and consistency rules on known figures (L-15, L-16, L-18, L-20 and the rules of B)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.reports import convert, evaluate, form, from_document, to_document, total

APPLICANTS = ("natural", "commercial", "research", "social", "legal", "other")


def row(name, *figures):
    return {
        f"applications.{name}.{column}": figure for column, figure in zip(APPLICANTS, figures, strict=True)
    }


def zeros(name):
    return dict.fromkeys(form(name).entered, 0)


def broken(evaluation):
    return [(finding.rule, finding.left, finding.right) for finding in evaluation.findings]


def test_l15_the_2019_report_of_a_shanghai_organ_balances():
    values = zeros("2019")
    values |= row("received", 821, 35, 0, 0, 2, 1)
    values |= row("carried_over", 18, 0, 0, 0, 0, 0)
    values |= row("results.granted", 767, 35, 0, 0, 2, 1)
    values |= row("carried_forward", 72, 0, 0, 0, 0, 0)

    evaluation = evaluate(form("2019"), values)

    assert evaluation.values["applications.received.total"] == 859
    assert evaluation.values["applications.results_total.total"] == 805
    assert broken(evaluation) == []


def test_l15_next_year_must_carry_over_what_this_year_carried_forward():
    last = zeros("2019") | row("carried_forward", 72, 0, 0, 0, 0, 0) | row("received", 72, 0, 0, 0, 0, 0)
    this = zeros("2019") | row("carried_over", 70, 0, 0, 0, 0, 0) | row("results.partial", 70, 0, 0, 0, 0, 0)

    evaluation = evaluate(form("2019"), this, previous=evaluate(form("2019"), last).values)

    assert [f.text for f in evaluation.findings if f.rule == "B-53"] == [
        "自然人：二（70），而上年四（72），相差2",
        "总计：二（70），而上年四（72），相差2",
    ]


def test_l16_a_2025_city_report_balances():
    values = zeros("2021")
    values |= row("received", 13612, 252, 0, 45, 128, 32)
    values |= row("carried_over", 535, 6, 0, 1, 18, 0)
    values |= row("results.granted", 13810 - 304, 258 - 12, 0, 46, 146 - 138, 4)
    values["applications.carried_forward.natural"] = 13612 + 535 - 13506
    values["applications.carried_forward.commercial"] = 252 + 6 - 246
    values["applications.carried_forward.legal"] = 128 + 18 - 8
    values["applications.carried_forward.other"] = 32 - 4
    for group, figures in {
        "reconsideration": (376, 97, 196, 121),
        "litigation_direct": (16, 1, 12, 27),
        "litigation_after": (74, 1, 30, 51),
    }.items():
        for kind, figure in zip(("maintain", "correct", "other", "pending"), figures, strict=True):
            values[f"remedies.{group}.{kind}"] = figure

    evaluation = evaluate(form("2021"), values)

    assert evaluation.values["applications.received.total"] == 14069
    assert evaluation.values["applications.carried_over.total"] == 560
    assert evaluation.values["applications.results_total.total"] == 13810
    assert evaluation.values["applications.carried_forward.total"] == 819
    assert [evaluation.values[f"remedies.{g}.total"] for g in ("reconsideration", "litigation_direct")] == [
        790,
        56,
    ]
    assert evaluation.values["remedies.litigation_after.total"] == 156
    assert broken(evaluation) == []


def test_b50_names_the_column_the_cells_the_sums_and_the_difference():
    values = zeros("2021") | row("received", 27, 0, 0, 0, 0, 0) | row("results.granted", 20, 0, 0, 0, 0, 0)
    values |= row("carried_forward", 1, 0, 0, 0, 0, 0)

    finding = evaluate(form("2021"), values).findings[0]

    assert finding.text == "自然人：一（27）＋二（0）＝27，而三（七）（20）＋四（1）＝21，相差6"
    assert (finding.rule, finding.severity, finding.difference) == ("B-50", "error", 6)
    assert finding.cells == (
        "applications.received.natural",
        "applications.carried_over.natural",
        "applications.results_total.natural",
        "applications.carried_forward.natural",
    )
    assert finding.cite == "report-format-2021:三"


def test_b51_b52_a_printed_total_is_kept_and_judged():
    values = zeros("2021") | row("received", 3, 0, 0, 0, 0, 0) | row("results.partial", 3, 0, 0, 0, 0, 0)
    values |= {"applications.received.total": 4, "applications.results_total.natural": 2}

    evaluation = evaluate(form("2021"), values)

    assert evaluation.values["applications.received.total"] == 4
    assert ("B-52", 3, 4) in broken(evaluation)
    assert ("B-51", 3, 2) in broken(evaluation)


def test_b60_a_group_of_table_four_must_add_up():
    values = zeros("2021") | {"remedies.litigation_after.maintain": 5, "remedies.litigation_after.total": 0}

    (finding,) = evaluate(form("2021"), values).findings

    expected = "结果维持（5）＋结果纠正（0）＋其他结果（0）＋尚未审结（0）＝5，而总计（0），相差5"
    assert finding.text == f"行政诉讼 复议后起诉：{expected}"


def test_an_unknown_cell_is_not_zero_and_its_rules_are_not_judged():
    values = zeros("2021") | {"applications.received.natural": None}

    evaluation = evaluate(form("2021"), values)

    assert evaluation.values["applications.received.natural"] is None
    assert evaluation.values["applications.received.total"] is None
    assert broken(evaluation) == []
    assert {(u.rule, u.missing[0]) for u in evaluation.unjudged} == {
        ("B-52", "applications.received.natural"),
        ("B-50", "applications.received.natural"),
        ("B-50", "applications.received.total"),
    }


@pytest.mark.parametrize(
    ("address", "value", "is_broken"),
    [
        ("applications.received.natural", -1, True),
        ("proactive.行政事业性收费.本年收费金额", Decimal("12.5"), False),
        ("proactive.行政事业性收费.本年收费金额", Decimal("-1"), True),
        ("proactive.行政许可.本年处理决定数量", Decimal("1.5"), True),
    ],
)
def test_b07_counts_are_whole_and_nothing_is_negative(address, value, is_broken):
    evaluation = evaluate(form("2021"), {address: value})

    assert [finding.rule for finding in evaluation.findings] == (["B-07"] if is_broken else [])


def test_b71_the_change_of_2019_may_be_negative():
    assert broken(evaluate(form("2019"), {"proactive.行政许可.本年增减": -5})) == []


@pytest.mark.parametrize(("makes_rules", "rules"), [(False, ["A-27"]), (True, []), (None, [])])
def test_a27_an_organ_without_the_power_reports_no_rules(makes_rules, rules):
    evaluation = evaluate(form("2021"), {"proactive.规章.本年制发件数": 2}, makes_rules=makes_rules)

    assert [finding.rule for finding in evaluation.findings] == rules


def test_documents_in_force_follow_from_last_year():
    name = "proactive.行政规范性文件"
    last = {f"{name}.现行有效件数": 8}
    this = {f"{name}.本年制发件数": 3, f"{name}.本年废止件数": 1, f"{name}.现行有效件数": 11}

    (finding,) = evaluate(form("2021"), this, previous=last).findings

    expected = "上年现行有效件数（8）＋本年制发件数（3）－本年废止件数（1）＝10，而现行有效件数（11），相差1"
    assert finding.text == f"行政规范性文件：{expected}"
    assert finding.severity == "warning"


@pytest.mark.parametrize(("told", "rules"), [(5, []), (7, []), (6, ["B-59-received"])])
def test_b59_received_in_the_text_may_include_what_was_carried_over(told, rules):
    values = zeros("2021") | row("received", 5, 0, 0, 0, 0, 0) | row("carried_over", 2, 0, 0, 0, 0, 0)
    values |= row("results.granted", 7, 0, 0, 0, 0, 0)

    evaluation = evaluate(form("2021"), values, narrative={"applications.received": told})

    assert [finding.rule for finding in evaluation.findings] == rules


def test_b70_a_merged_row_six_stands_for_its_three_rows():
    values = zeros("2021") | row("received", 4, 0, 0, 0, 0, 0)
    values = {address: value for address, value in values.items() if ".results.other." not in address}
    values |= row("results.other", 4, 0, 0, 0, 0, 0)

    evaluation = evaluate(form("2021"), values)

    assert evaluation.values["applications.results_total.natural"] == 4
    assert broken(evaluation) == []


def test_b70_row_six_of_2019_is_the_sum_of_the_three_rows_of_2021():
    values = zeros("2021") | row("results.other.overdue_fee", 1, 0, 0, 0, 0, 0)
    values |= row("results.other.other", 2, 0, 0, 0, 0, 0)

    assert convert(values, form("2021"), form("2019"))["applications.results.other.natural"] == 3


def test_l18_the_fujian_table_of_seed_002_adds_up():
    figures = {
        "受理政府信息公开申请总数": (5, 3581),
        "当面申请数": (0, 3567),
        "网上申请数": (5, 6),
        "信函、传真申请数": (0, 8),
        "对申请的答复总数": (5, 3581),
        "同意公开答复数": (1, 3571),
        "同意部分公开答复数": (1, 2),
        "不予公开答复数": (0, 2),
        "其他类型答复数": (3, 6),
    }
    values = {
        f"pre2019.{name}.{column}": figure
        for name, pair in figures.items()
        for column, figure in zip(("year", "cumulative"), pair, strict=True)
    }

    evaluation = evaluate(form("fujian"), values)

    assert broken(evaluation) == []
    assert {(h.left, h.right) for h in evaluation.held if h.rule == "B-85-replied"} == {(5, 5), (3581, 3581)}


def test_l20_a_county_is_the_sum_of_its_units_and_each_counts_once():
    units = {"office": (3, 1), "bureau-1": (5, 0), "bureau-2": (0, 0), "town-1": (1, 1), "town-2": (0, 0)}
    reports = {
        unit: zeros("2021") | row("received", new, 0, 0, 0, 0, 0) | row("carried_forward", out, 0, 0, 0, 0, 0)
        for unit, (new, out) in units.items()
    }

    county = total(form("2021"), reports)

    assert county.values["applications.received.natural"] == 9
    assert county.values["applications.carried_forward.natural"] == 2


def test_a_sum_with_an_unknown_member_is_unknown_and_names_the_unit():
    town = zeros("2021") | {"applications.received.natural": None}
    county = total(form("2021"), {"office": zeros("2021"), "town": town})

    assert county.values["applications.received.natural"] is None
    assert county.gaps["applications.received.natural"] == ("town",)
    assert county.values["applications.received.legal"] == 0


def balanced(figures):
    """A report whose entered cells are these figures, with 四 set so that every column balances."""
    values = dict(zip(form("2021").entered, figures, strict=True))
    done = evaluate(form("2021"), values).values
    for column in APPLICANTS:
        values[f"applications.received.{column}"] = (
            done[f"applications.results_total.{column}"] + values[f"applications.carried_forward.{column}"]
        )
        values[f"applications.carried_over.{column}"] = 0
    return evaluate(form("2021"), values).values


SIZE = len(form("2021").entered)
FIGURES = st.lists(st.integers(0, 10**6), min_size=SIZE, max_size=SIZE)


@given(FIGURES, FIGURES)
def test_balanced_and_balanced_is_balanced(one, other):
    both = total(form("2021"), {"one": balanced(one), "other": balanced(other)})

    assert broken(evaluate(form("2021"), both.values)) == []


@given(FIGURES)
def test_values_survive_the_nested_layout(figures):
    values = evaluate(form("2021"), dict(zip(form("2021").entered, figures, strict=True))).values

    assert from_document(form("2021"), to_document(form("2021"), values)) == values


@pytest.mark.parametrize(
    ("printed", "unit", "expected"), [(251000, "元", Decimal("25.1")), (3.5, "万元", Decimal("3.5"))]
)
def test_b71_amounts_come_to_the_unit_of_their_cell(printed, unit, expected):
    document = {"proactive": {"政府集中采购": {"采购总金额": printed, "单位": unit}}}

    assert from_document(form("2019"), document) == {"proactive.政府集中采购.采购总金额": expected}
