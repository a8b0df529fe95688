"""Mobile numbers: whose they are is told by the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.guard.context import Hit, Reading, nearest_label, words_of
from gongkai.guard.findings import Severity
from gongkai.guard.numbers import REAR, compact

_EDGE = r"(?:(?<!\d.)|(?<=(?<!\d)0.)|(?<=(?<!\d)86.)|(?<=(?<!\d)0086.))(?<!(?<!\d)0\..)(?<!\*{4}.)"
_GROUPS = r"(?:\d{8}|[ -]\d{4}[ -]?\d{4}|\d[ -]\d{3}[ -]\d{4}|[ -]\d{3}[ -]\d{5})"
_NO_AMOUNT = r"(?!\.\d\d?(?!\d)| ?(?:元|万|亿|人民币|平方|公里|千克|公斤|吨|美元))"
_MOBILE = re.compile(rf"1{_EDGE}[3-9]\d{_GROUPS}{REAR}{_NO_AMOUNT}", re.ASCII)
_MONEY = re.compile(r"[¥$￥]\s?$")
_PAGE_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]{0,200}$")
_TELEPHONE_LETTERS = re.compile(r"(?:tel|phone|mobile|cell|mob|(?<![A-Za-z])[tm])$", re.IGNORECASE)
_TAIL_OF_A_CODE = re.compile(r"(?:[A-Za-z_]|\d[-.]|=)$")
_HEAD_OF_A_CODE = re.compile(r"[A-Za-z_@]|-\d")
_CONTACT_BEFORE = 40


def mask_mobile(number: str) -> str:
    """138****1234."""
    return f"{number[:3]}****{number[-4:]}"


def find_mobiles(reading: Reading) -> Iterator[Hit]:
    """Mobile numbers that are not on the office's list and not part of a code, an amount or a web address."""
    for match in _MOBILE.finditer(reading.text):
        number = compact(match[0])
        if number not in reading.offices and not _is_something_else(reading, match.start()):
            yield Hit("mobile", _severity(reading, match), *match.span(), mask_mobile(number))


def _is_something_else(reading: Reading, start: int) -> bool:
    before = reading.before(start, 200)
    return bool(
        _MONEY.search(before) or _PAGE_ADDRESS.search(before) or reading.label(start, width=14) == "code"
    )


def _severity(reading: Reading, match: re.Match[str]) -> Severity:
    """Who holds the number: a person, or an office that gives it in a column of its own.

    A mobile number is somebody's, whatever the words before it call it: 咨询电话 in a sentence does not make it the
    office's. It is exempt in a column of office lines and on the list of offices' own numbers (``office_numbers``); in
    a table of organs a person looks. A list of persons stops the publication whatever stands over the column.
    """
    start, end = match.span()
    if _is_uncertain(reading, match):
        return Severity.WARN
    if _stands_among_persons(reading, start, end):
        return Severity.BLOCK
    if _is_in_column_of_offices(reading, start):
        return Severity.NOTE
    return Severity.WARN if words_of("organ_list").search(reading.head_row(start)) else Severity.BLOCK


def _is_in_column_of_offices(reading: Reading, start: int) -> bool:
    own = nearest_label(reading.own_cell(start, _CONTACT_BEFORE))
    return own in ("", "office_line") and nearest_label(reading.heading(start)) == "office_line"


def _is_uncertain(reading: Reading, match: re.Match[str]) -> bool:
    """Digits parted by blanks may be figures of a table, those beside letters the tail of a code."""
    before = reading.before(match.start(), 12)
    if _TAIL_OF_A_CODE.search(before) and not _TELEPHONE_LETTERS.search(before):
        prefixed = before.endswith(("86-", "86 "))
        return not prefixed
    if _HEAD_OF_A_CODE.match(reading.after(match.end(), 2)):
        return True
    told = reading.before(match.start(), _CONTACT_BEFORE) + reading.heading(match.start())
    return " " in match[0] and not nearest_label(told)


def _stands_among_persons(reading: Reading, start: int, end: int) -> bool:
    """Whether the headings over the number, or else its line, tell of persons rather than of offices."""
    headings = reading.head_row(start)
    if words_of("person_list").search(headings):
        return True
    if words_of("organ_list").search(headings):
        return False
    return words_of("person_list").search(reading.line(start, end)) is not None
