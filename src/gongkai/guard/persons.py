"""People's names beside words of health, hardship, disability or childhood.

A name alone is no finding: lists of staff, of winners, of persons fined are published by law. Beside 低保 or 残疾 it tells
what the law calls sensitive, so a person must name the ground on which it is published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gongkai.guard.context import Hit, Reading, any_of, vocabulary, words_of
from gongkai.guard.findings import Severity

HAN = "\u4e00-\u9fff"
_NEAR = 30
_LONGEST_ROW_OF_A_LIST = 80
_BEHIND = r"(?=因|患|系|属于|享受|现年|同志|同学|女士|先生|身患|确诊|家庭|等\d|[男女](?![\u4e00-\u9fff])|[^\u4e00-\u9fff]|$)"
_ANONYMOUS = re.compile(r"某|[xX*×○〇]")
_SENTENCE_END = re.compile(r"[。;\n]")


@cache
def _name() -> str:
    """A pattern of a name: of its surname one sign, or two, and a given name of one or two."""
    one, two = f"[{vocabulary()['surnames']}]", any_of(vocabulary()["compound_surnames"])
    return rf"(?:(?:{two})[{HAN}]{{1,2}}|{one}[{HAN}]{{2}}(?<![因患系现身属])|{one} {{0,2}}[{HAN}])"


@cache
def _loose() -> re.Pattern[str]:
    """A name between signs that are no words, or at the beginning of a clause that goes on 因…, 患…, 系…."""
    return re.compile(rf"(?<![{HAN}])(?P<name>{_name()}){_BEHIND}")


@cache
def _masked_names() -> re.Pattern[str]:
    surname = f"(?:{any_of(vocabulary()['compound_surnames'])}|[{vocabulary()['surnames']}])"
    before = rf"(?:(?<![{HAN}])|(?:{words_of('name_labels').pattern})[: ]{{0,3}})"
    return re.compile(rf"{before}(?P<name>{surname}某{{1,2}}){_BEHIND}")


@cache
def _labelled() -> re.Pattern[str]:
    return re.compile(rf"(?:{words_of('name_labels').pattern})[: ]{{0,3}}(?P<name>{_name()}){_BEHIND}")


@cache
def _list_head() -> re.Pattern[str]:
    return re.compile(rf"(?:{words_of('conditions').pattern})[^\n]{{0,40}}?(?:{words_of('lists').pattern})")


def names(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where names stand. Words that only begin like one, masked names and those held in office are left out."""
    spans = {
        match.span("name") for pattern in (_loose(), _labelled()) for match in pattern.finditer(reading.text)
    }
    for start, end in sorted(spans):
        name = reading.text[start:end]
        if name in _no_names() or _ANONYMOUS.search(name + reading.after(end, 1)):
            continue
        if not _is_in_office(reading.before(start, 10)):
            yield start, end


@cache
def _no_names() -> frozenset[str]:
    return frozenset(vocabulary()["no_names"]) | frozenset(vocabulary()["name_labels"])


@cache
def _office_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{words_of('offices').pattern})[: ]{{0,3}}$")


def _is_in_office(before: str) -> bool:
    return _office_before().search(before) is not None


def mask_name(name: str) -> str:
    """张某某: the surname, and 某 for each sign of the given name."""
    bare = name.replace(" ", "")
    surname = 2 if bare[:2] in vocabulary()["compound_surnames"] and len(bare) > 2 else 1
    return bare[:surname] + "某" * (len(bare) - surname)


def find_names(reading: Reading) -> Iterator[Hit]:
    """Names near such a word, under a heading of it, or in the rows of a list whose title has it."""
    conditions = words_of("conditions")
    over_all = conditions.search(reading.headers) is not None
    if not over_all and not conditions.search(reading.text):
        return
    yield from _masked_beside_illness(reading)
    title = _list_head().search(reading.text)
    for start, end in names(reading):
        in_list = title is not None and start > title.end() and _is_row(reading, start, end)
        if (
            over_all
            or in_list
            or _has_near(reading, start, end, conditions)
            or conditions.search(reading.head_row(start))
        ):
            yield Hit("name_with_condition", Severity.WARN, start, end, mask_name(reading.text[start:end]))


def _is_row(reading: Reading, start: int, end: int) -> bool:
    line = reading.line(start, end)
    return len(line) <= _LONGEST_ROW_OF_A_LIST and not re.search(r"[。;]", line)


def _masked_beside_illness(reading: Reading) -> Iterator[Hit]:
    """周某某 beside 肺癌: nothing is left to cover, and still those who live there know who it is."""
    illnesses = words_of("illnesses")
    if not illnesses.search(reading.text):
        return
    for match in _masked_names().finditer(reading.text):
        if _has_near(reading, *match.span("name"), illnesses):
            yield Hit("name_with_condition", Severity.NOTE, *match.span("name"), match["name"])


def _has_near(reading: Reading, start: int, end: int, words: re.Pattern[str]) -> bool:
    """Whether the sentence has such a word within some thirty signs."""
    before = _SENTENCE_END.split(reading.before(start, _NEAR))[-1]
    after = _SENTENCE_END.split(reading.after(end, _NEAR))[0]
    return words.search(f"{before}\n{after}") is not None
