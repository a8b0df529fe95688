"""Kinds of reply, the rows they count in, and the remedies they name (A-41 to A-44, K-02, K-03)."""

import pytest

from gongkai.law.exemptions import exemption, exemptions
from gongkai.law.replies import (
    FORMS,
    NoRow,
    UnknownReply,
    all_reply_kinds,
    outcome,
    outcomes,
    remedies_paragraph,
    reply_kind,
    reply_kinds,
    review_comes_first,
)
from gongkai.law.reports import form
from gongkai.law.rulebook import NoRuleInForce, citation
from gongkai.law.sources import sources
from tests.law.cases import day

OFFICES = {"review_organ": "青禾市人民政府", "court": "青禾市人民法院"}
OUTCOMES = [
    "granted",
    "partial",
    "denied.state_secret",
    "denied.law_forbidden",
    "denied.safety_stability",
    "denied.third_party",
    "denied.internal_affairs",
    "denied.process_info",
    "denied.enforcement_file",
    "denied.admin_query",
    "unable.not_held",
    "unable.need_creation",
    "unable.unclear",
    "not_processed.complaint",
    "not_processed.repeat",
    "not_processed.publication",
    "not_processed.massive",
    "not_processed.confirm",
    "other.overdue_correction",
    "other.overdue_fee",
    "other.other",
]


def test_the_outcomes_are_the_leaf_rows_of_the_form_of_2021():
    assert [one.code for one in outcomes()] == OUTCOMES


@pytest.mark.parametrize("name", FORMS)
def test_every_outcome_and_every_kind_counts_in_a_row_that_the_form_has(name):
    rows = {cell.rpartition(".")[0] for cell in form(name).entered}
    counted = [*outcomes(), *all_reply_kinds()]

    assert [one.code for one in counted if one.report_row(name) not in rows] == []


@pytest.mark.parametrize(
    ("story", "kind", "row"),
    [
        ("art. 36(1) already published", "already_published", "granted"),
        ("art. 36(2) disclosed", "disclosed", "granted"),
        ("L-17 art. 37 once, as partly granted", "partly_disclosed", "partial"),
        ("art. 15 business secret", "trade_secret", "denied.third_party"),
        ("art. 16 internal affairs", "internal_affairs", "denied.internal_affairs"),
        ("art. 36(4) does not exist", "nonexistent", "unable.not_held"),
        ("art. 36(5) another organ", "other_organ", "unable.not_held"),
        ("art. 36(6) repeated", "repeat", "not_processed.repeat"),
        ("art. 36(7) registers", "admin_query", "denied.admin_query"),
        ("art. 38 would have to be made", "need_creation", "unable.need_creation"),
        ("art. 39 petition", "complaint", "not_processed.complaint"),
        ("L-14 fee not paid", "overdue_fee", "other.overdue_fee"),
        ("B-58 withdrawn", "withdrawn", "other.other"),
    ],
    ids=lambda value: value if " " in value else "",
)
def test_a_kind_of_reply_counts_in_one_row(story, kind, row):
    assert reply_kind(kind).report_row("2021") == f"applications.results.{row}"


def test_the_same_outcome_counts_differently_in_older_forms():
    assert outcome("other.overdue_fee").report_row(2019) == "applications.results.other"
    assert outcome("other.overdue_fee").report_row(2024) == "applications.results.other.overdue_fee"
    assert reply_kind("already_published").report_row(2018) == "pre2019.属于已主动公开范围数"
    assert reply_kind("other_organ").report_row(2018) == "pre2019.不属于本行政机关公开数"
    assert outcome("partial").report_row("fujian") == "pre2019.同意部分公开答复数"
    with pytest.raises(NoRow, match="1998"):
        outcome("granted").report_row("1998")


@pytest.mark.parametrize("one", all_reply_kinds(), ids=lambda kind: kind.code)
def test_every_letter_says_what_it_must_contain_and_by_which_article(one):
    assert one.must_contain
    assert citation(one.cite).source in sources()
    assert one.outcome in OUTCOMES
    if one.ground:
        assert exemption(one.ground, day("2024-01-01")).cite == one.cite


def test_an_outcome_is_described_by_its_first_kind():
    not_held = outcome("unable.not_held")

    assert [kind.code for kind in reply_kinds("unable.not_held")] == ["nonexistent", "other_organ"]
    assert (not_held.rule, not_held.cite) == ("A-41", "regulation-2019:36(4)")
    assert (not_held.kind, not_held.kind_label_zh, not_held.ground) == ("unable", "无法提供", "")
    assert [need.field for need in not_held.must_contain] == ["search", "nonexistence"]


def test_an_unknown_code_is_not_guessed():
    with pytest.raises(UnknownReply, match="granted"):
        outcome("approved")
    with pytest.raises(UnknownReply, match="nonexistent"):
        reply_kind("missing")


EITHER = (
    "如对本答复不服，可以自收到本答复之日起60日内向青禾市人民政府申请行政复议，"
    "或者自收到本答复之日起6个月内向青禾市人民法院提起行政诉讼。"
)
FIRST = (
    "如对本答复不服，应当先自收到本答复之日起60日内向青禾市人民政府申请行政复议；"
    "对行政复议决定不服的，可以自收到行政复议决定书之日起15日内向青禾市人民法院提起行政诉讼。"
)


@pytest.mark.parametrize(
    ("story", "code", "on", "text", "rule"),
    [
        ("L-26 art. 16 before 2024", "denied.internal_affairs", "2023-12-31", EITHER, "A-58"),
        ("L-26 art. 16 from 2024", "denied.internal_affairs", "2024-01-02", FIRST, "K-02"),
        ("L-26 nonexistent in 2025", "unable.not_held", "2025-07-01", EITHER, "A-58"),
        ("K-03 art. 14", "denied.state_secret", "2024-01-01", FIRST, "K-02"),
        ("K-03 art. 15, by reply kind", "privacy", "2024-01-01", FIRST, "K-02"),
        (
            "K-03 art. 36(7) is no refusal under arts. 14 to 16",
            "denied.admin_query",
            "2024-01-01",
            EITHER,
            "A-58",
        ),
        ("K-03 not processed", "not_processed.repeat", "2024-01-01", EITHER, "A-58"),
    ],
    ids=lambda value: value if " " in value and len(value) < 60 else "",
)
def test_the_remedies_paragraph_switches_by_ground_and_date(story, code, on, text, rule):
    paragraph = remedies_paragraph(code, day(on), **OFFICES)

    assert (str(paragraph), paragraph.rule) == (text, rule)
    assert paragraph.review_first is (text == FIRST)


def test_a_partial_disclosure_sends_its_withheld_part_to_review_first():
    paragraph = remedies_paragraph("partial", day("2024-05-01"), **OFFICES)

    assert paragraph.review_first
    assert paragraph.text.startswith("如对本答复中不予公开的部分不服，应当先")
    assert "对其余部分不服的，可以" in paragraph.text


def test_a_part_that_does_not_exist_is_not_withheld():
    on = day("2024-05-01")

    assert remedies_paragraph("partial", on, withheld=["nonexistent"], **OFFICES).text == EITHER
    assert review_comes_first("partial", on, withheld=["nonexistent", "process_info"])


def test_court_was_open_for_three_months_under_the_law_of_1989():
    assert "3个月内" in remedies_paragraph("granted", day("2014-03-01"), **OFFICES).text


def test_the_grounds_of_the_law_by_date():
    now = {one.code: one for one in exemptions(day("2024-01-01"))}

    assert list(now) == [
        "state_secret",
        "law_forbidden",
        "safety_stability",
        "third_party",
        "internal_affairs",
        "process_info",
        "enforcement_file",
    ]
    assert [code for code, one in now.items() if one.must] == list(now)[:4]
    assert [code for code, one in now.items() if one.yields] == ["process_info", "enforcement_file"]
    assert now["third_party"].unless == ("第三方同意公开", "不公开会对公共利益造成重大影响")
    assert [one.code for one in exemptions(day("2010-01-01"))] == [
        "state_secret",
        "safety_stability",
        "third_party",
    ]
    with pytest.raises(NoRuleInForce):
        exemption("process_info", day("2010-01-01"))
