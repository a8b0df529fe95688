"""The rulebook checks itself: every rule is sourced, dated, named and asked for."""

import re
from datetime import date
from pathlib import Path

import pytest

import gongkai
from gongkai.law.rulebook import (
    CERTAINTIES,
    UNITS,
    NoRuleInForce,
    UnknownRule,
    UnknownSource,
    chapter,
    chinese_number,
    citation,
    rule,
    sources,
)
from tests.law.cases import day

SOURCE = Path(gongkai.__file__).parent
RULES = SOURCE / "law" / "rules"
CHAPTERS = sorted(path.stem for path in RULES.glob("*.yaml"))
VERSIONS = [
    pytest.param(found, version, id=f"{found.path}@{version.since}")
    for name in CHAPTERS
    for found in chapter(name).values()
    for version in found.versions
]
RULE_ID = re.compile(r"[A-N]-\d{2}[a-g]?")


@pytest.mark.parametrize(("found", "version"), VERSIONS)
def test_every_version_is_sourced_and_said_in_words(found, version):
    source = sources()[citation(version.cite).source]

    assert source.in_force(version.since)
    assert RULE_ID.fullmatch(version.rule_id)
    assert (found.unit in UNITS, version.certainty in CERTAINTIES) == (True, True)
    assert version.gist_zh.endswith("。")
    assert version.gist_en.endswith(".")
    assert version.value is not None


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_rule_has_a_label_in_both_languages(name):
    assert [found.path for found in chapter(name).values() if not (found.label.zh and found.label.en)] == []


def test_every_source_was_checked_and_ends_after_it_begins():
    for source in sources().values():
        assert source.effective < (source.until or date.max)
        assert source.checked_on >= date(2026, 1, 1)


def test_every_rule_is_asked_for_by_some_code():
    """A rule that nobody asks is either missing its code or should go."""
    code = "\n".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    by_list = {"exemptions", "replies", "outcomes", "questions", "scope"}  # read as wholes
    asked = {
        found.path
        for name in CHAPTERS
        for key, found in chapter(name).items()
        if name in by_list or found.counted_from or f'"{key}"' in code or f'"{found.path}"' in code
    }
    computed = {"report_dates"}  # asked with the level of the organ in the path
    everything = {f.path for name in CHAPTERS if name not in computed for f in chapter(name).values()}
    assert everything - asked == set()


def test_a_rule_is_asked_by_day():
    reply = rule("deadlines.reply")

    assert (reply.on(day("2019-05-14")).value, reply.on(day("2019-05-15")).value) == (15, 20)
    assert reply.on(day("2019-05-14")).until == day("2019-05-14")
    assert reply.latest.article == "33"


@pytest.mark.parametrize(
    ("path", "on", "words"),
    [
        ("deadlines.reply", "2001-01-01", "in force: 2008-05-01 to 2019-05-14, 2019-05-15 to today"),
        ("fees.by_items", "2020-12-31", "add it to rules/fees.yaml"),
        ("remedies.review_first", "2023-12-31", "in force: 2024-01-01 to today"),
    ],
)
def test_a_day_without_a_rule_says_which_days_have_one(path, on, words):
    with pytest.raises(NoRuleInForce, match=re.escape(words)):
        rule(path).on(day(on))


def test_a_wrong_path_suggests_the_right_one():
    with pytest.raises(UnknownRule, match=re.escape("Did you mean deadlines.reply")):
        rule("deadlines.replies")
    with pytest.raises(UnknownRule, match="deadlines, exemptions"):
        rule("deadline.reply")


@pytest.mark.parametrize(
    ("cite", "label"),
    [
        ("regulation-2019:33", "《中华人民共和国政府信息公开条例》第三十三条"),
        ("regulation-2019:20.1", "《中华人民共和国政府信息公开条例》第二十条第（一）项"),
        ("regulation-2019:20.15", "《中华人民共和国政府信息公开条例》第二十条第（十五）项"),
        ("regulation-2019:36(4)", "《中华人民共和国政府信息公开条例》第三十六条第（四）项"),
        ("regulation-2019:16¶2", "《中华人民共和国政府信息公开条例》第十六条第二款"),
        ("regulation-2019:21.B.8", "《中华人民共和国政府信息公开条例》第二十一条"),
        ("regulation-2008:24", "《中华人民共和国政府信息公开条例》（2007年）第二十四条"),
        ("reconsideration-law-2023:23(1)(4)", "《中华人民共和国行政复议法》第二十三条第一款第（四）项"),
        ("civil-code:201", "《中华人民共和国民法典》第二百零一条"),
        ("openness-rules-2016", "《〈关于全面推进政务公开工作的意见〉实施细则》（国办发〔2016〕80号）"),
        ("report-format-2021:三", "《中华人民共和国政府信息公开工作年度报告格式》三"),
    ],
)
def test_a_citation_is_printed_as_the_law_is_cited(cite, label):
    assert citation(cite).label == label


@pytest.mark.parametrize(
    ("cite", "label"),
    [
        (
            "regulation-2019:36(4)",
            "Regulation on Open Government Information (2019 revision), art. 36, item 4",
        ),
        (
            "regulation-2019:16¶2",
            "Regulation on Open Government Information (2019 revision), art. 16, para. 2",
        ),
        ("regulation-2019:21.A.3", "Regulation on Open Government Information (2019 revision), art. 21"),
        ("budget-law-2014:14", "Budget Law, art. 14"),
        ("budget-law-2014", "Budget Law"),
    ],
)
def test_a_citation_is_printed_in_english_too(cite, label):
    assert citation(cite).label_en == label


def test_an_unknown_source_is_refused():
    with pytest.raises(UnknownSource, match=re.escape("law/sources.yaml")):
        citation("regulation-1998:3")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "零"),
        (7, "七"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (56, "五十六"),
        (100, "一百"),
        (113, "一百一十三"),
    ],
)
def test_numbers_are_written_as_in_law_texts(number, text):
    assert chinese_number(number) == text


STATUTORY = re.compile(r"\b(?:7|15|20|30|60|100|200)\b")


def test_no_statutory_number_stands_in_the_code_of_the_law():
    """Numbers of law live in the YAML files."""
    names = ["case", "clock", "clock_rules", "events", "exemptions", "fees", "periods", "receipt", "replies"]
    found = []
    for path in [SOURCE / "law" / f"{name}.py" for name in [*names, "scope", "site_checks"]]:
        text = re.sub(r'""".*?"""|#.*', "", path.read_text("utf-8"), flags=re.DOTALL)
        text = re.sub(r"\d{4}-\d{2}-\d{2}", "", text)
        found += [f"{path.stem}: {match}" for match in STATUTORY.findall(text)]
    assert found == []
