"""Mobile numbers: whose they are is told by the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.guard.context import Hit, Reading, nearest_label, words_of
from gongkai.guard.findings import Severity
from gongkai.guard.numbers import EDGE, REAR, compact

_MOBILE = re.compile(
    rf"{EDGE}(?:(?:\+|00)?86[ -]?)?(?P<number>1[3-9]\d(?:\d{{8}}|[ -]\d{{4}}[ -]?\d{{4}}|\d[ -]\d{{3}}[ -]\d{{4}}|[ -]\d{{3}}[ -]\d{{5}}))"
    rf"{REAR}(?!\.\d|,\d{{3}}| ?(?:元|万|亿|人民币|平方|公里|千克|公斤|吨))"
)
_MONEY = re.compile(r"(?:[¥$￥]|\d,|=)\s?$")
_ADDRESS_OF_A_PAGE = re.compile(r"(?:https?://|www\.)[^\s\u4e00-\u9fff]*$")
_TELEPHONE_LETTERS = re.compile(r"(?:tel|phone|mobile|cell|mob|[^A-Za-z][tTmM])[.: ]{0,2}$", re.IGNORECASE)
_LOOSE = re.compile(r"[A-Za-z_]$|\d-$")


def mask_mobile(number: str) -> str:
    return number[:3] + "****" + number[-4:]


def find_mobiles(reading: Reading) -> Iterator[Hit]:
    """Mobile numbers that are not on the office's list and not part of a code, an amount or a web address."""
    for match in _MOBILE.finditer(reading.text):
        number = compact(match["number"])
        if number in reading.offices or _is_no_number(reading, match.start()):
            continue
        yield Hit("mobile", _severity(reading, match), *match.span("number"), mask_mobile(number))


def _is_no_number(reading: Reading, start: int) -> bool:
    before = reading.before(start, 120)
    if _MONEY.search(before) or _ADDRESS_OF_A_PAGE.search(before):
        return True
    label = nearest_label(before[-12:]) or nearest_label(reading.heading(start))
    return label == "code"


def _severity(reading: Reading, match: re.Match[str]) -> Severity:
    """By whom the number is held: a person of a list, a contact named in a notice, or an office."""
    start, end = match.span()
    if _is_uncertain(reading, match):
        return Severity.WARN
    label = nearest_label(reading.before(start, 40))
    if _stands_in_a_list_of_persons(reading, start, end):
        return Severity.BLOCK
    if label == "office_line" or nearest_label(reading.heading(start)) == "office_line":
        return Severity.NOTE
    named = words_of("labels.contact").search(reading.before(start, 40)) or words_of("labels.contact").search(
        reading.after(end, 12)
    )
    if named:
        return Severity.WARN
    in_organ_list = words_of("organ_list").search(reading.head_row(start))
    return Severity.WARN if in_organ_list else Severity.BLOCK


def _is_uncertain(reading: Reading, match: re.Match[str]) -> bool:
    """Digits parted by blanks may be figures of a table, those behind letters the tail of a code."""
    before = reading.before(match.start(), 12)
    if _LOOSE.search(before) and not _TELEPHONE_LETTERS.search(before):
        return True
    if reading.after(match.end(), 1) == "@" or re.match(r"[A-Za-z_]|-\d", reading.after(match.end(), 2)):
        return True
    spaced = " " in match["number"]
    return spaced and not nearest_label(reading.before(match.start(), 40) + reading.heading(match.start()))


def _stands_in_a_list_of_persons(reading: Reading, start: int, end: int) -> bool:
    """Whether the row or the headings over it tell of persons rather than of offices."""
    row = reading.head_row(start)
    if words_of("person_list").search(row):
        return True
    if words_of("organ_list").search(row):
        return False
    line = reading.line(start, end)
    return words_of("person_list").search(line) is not None
