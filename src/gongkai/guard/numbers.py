"""Numbers that prove themselves by a check digit: resident identity numbers and bank cards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from stdnum import luhn, numdb
from stdnum.cn import ric, uscc

from gongkai.guard.context import Hit, Reading, words_of
from gongkai.guard.findings import Severity

EDGE = r"(?<!\d.)(?<!(?<!\d)0\..)(?<!\*{4}.)"
"""Behind a number's first digit: it is not inside another, behind the point of a fraction, or in a masked one's tail.

It stands behind the first digit and not before it, because a pattern that begins with a digit is searched far quicker.
"""
REAR = r"(?!\d)(?!\*{4})"

_S = r"(?:[ -]{1,2}|\r?\n ?)?"
_BIRTH = rf"(?:1{_S}9|2{_S}0)(?:{_S}\d){{2}}{_S}[01]{_S}\d{_S}[0-3]{_S}\d"
_IDENTITY = re.compile(
    rf"[1-9]{EDGE}(?=((?:{_S}\d){{5}}{_S}{_BIRTH}(?:{_S}\d){{3}}{_S}[\dXx×]){REAR})", re.ASCII
)
_GLUED = re.compile(r"[1-8](?=(\d{5}(?:19|20)\d\d[01]\d[0-3]\d{4}[\dXx×]))", re.ASCII)
_OLD = re.compile(rf"[1-8]{EDGE}\d{{5}}[ -]?\d\d[01]\d[0-3]\d[ -]?\d{{3}}{REAR}", re.ASCII)
_BEHIND = re.compile(
    r"(?P<disability>[1-7][1-4])?(?P<mobile>1[3-9]\d{9})?(?P<card>(?:62|[459]\d)\d{14,17})?", re.ASCII
)
_LEFT = re.compile(r"\d{0,30}$", re.ASCII)
_RIGHT = re.compile(r"\d{0,32}", re.ASCII)

_CARD = re.compile(
    rf"[4-69]{EDGE}(?:(?<=6)2|(?<!6)\d)"
    rf"(?:\d{{14,17}}{REAR}|\d\d(?:[ -]\d{{4}}){{3}}(?:[ -]?\d{{1,3}})?{REAR}|\d{{4}}[ -]\d{{10,13}}{REAR})",
    re.ASCII,
)
_FOURS = re.compile(r"\d{4}(?:[ -]\d{4}){3}(?=[ -])", re.ASCII)
_CODES_OF_ORGANS = re.compile(r"(?:1[1239]|2[19]|3[1-5]|4[19]|5[1239]|6[129]|7[129]|8[19]|9[123])")
_FIRST_AREA, _LAST_AREA = 11, 83
_EARLIEST = 1900
_LONGEST_ROW_NUMBER = 4


def compact(number: str) -> str:
    """The digits alone, and an X at the end however it was written."""
    return re.sub(r"[^\dX]", "", number.upper().replace("×", "X"))


def is_identity(number: str) -> bool:
    """Whether 18 signs are a resident identity number: area, day of birth and check sign (GB 11643, ISO 7064)."""
    return (
        _FIRST_AREA <= int(number[:2]) <= _LAST_AREA
        and is_past(number[6:14])
        and number[17] == ric.calc_check_digit(number)
    )


def is_past(digits: str) -> bool:
    """Whether YYYYMMDD is a real day on which somebody living or lately dead can have been born."""
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return day.year >= _EARLIEST and day <= date.today()


def is_organ_code(number: str) -> bool:
    """Whether 18 digits also are the credit code of an organisation: kind, region and check sign (GB 32100)."""
    if not _CODES_OF_ORGANS.match(number) or not uscc.is_valid(number):
        return False
    return any(properties for _, properties in numdb.get("cn/loc").info(number[2:8])[:1])


def mask_identity(number: str) -> str:
    """35*************123, as offices print it: two signs in front, three behind, whatever the length."""
    return number[:2] + "*" * (len(number) - 5) + number[-3:]


def mask_card(number: str) -> str:
    return "*" * (len(number) - 4) + number[-4:]


def find_identity(reading: Reading) -> Iterator[Hit]:
    """Every number of 18 signs that checks, also spaced out, broken over lines or glued to other digits."""
    for match in _IDENTITY.finditer(reading.text):
        start, end = match.start(), match.end(1)
        number = compact(reading.text[start:end])
        if is_identity(number):
            severity = _identity_severity(reading, number, start, end)
            if severity:
                yield Hit("identity_number", severity, start, end, mask_identity(number))
    for match in _GLUED.finditer(reading.text):
        yield from _glued(reading, match)


def _identity_severity(reading: Reading, number: str, start: int, end: int) -> Severity | None:
    label = reading.label(start)
    if label != "identity" and is_organ_code(number):
        return None if label == "organ_code" else Severity.WARN
    inside_a_word = _is_sign(reading.before(start, 1)) and _is_sign(reading.after(end, 1))
    return Severity.WARN if label == "code" or inside_a_word else Severity.BLOCK


def _is_sign(neighbour: str) -> bool:
    return neighbour.isascii() and neighbour.isalnum()


def _glued(reading: Reading, match: re.Match[str]) -> Iterator[Hit]:
    """A number in a longer run of digits, as when a PDF loses the space between two cells of a table."""
    start, end = match.start(), match.end(1)
    number = compact(reading.text[start:end])
    left = _LEFT.search(reading.before(start, 30))
    right = _RIGHT.match(reading.text, end)
    ahead, behind = left[0] if left else "", right[0] if right else ""
    if not (ahead or behind) or not is_identity(number):
        return
    rest = _BEHIND.fullmatch(behind)
    label = reading.label(start - len(ahead))
    proved = rest is not None and bool(rest["mobile"] or rest["card"])
    if label == "code" and not proved:
        return
    sure = label == "identity" or (proved and len(ahead) <= _LONGEST_ROW_NUMBER and label != "code")
    yield Hit("identity_number", Severity.BLOCK if sure else Severity.WARN, start, end, mask_identity(number))
    if sure and rest:
        yield from _neighbours(rest, end)


def _neighbours(rest: re.Match[str], offset: int) -> Iterator[Hit]:
    """What else was glued to an identity number: a mobile number, an account."""
    if mobile := rest["mobile"]:
        span = offset + rest.start("mobile"), offset + rest.end("mobile")
        yield Hit("mobile", Severity.BLOCK, *span, mobile[:3] + "****" + mobile[-4:])
    if card := rest["card"]:
        span = offset + rest.start("card"), offset + rest.end("card")
        yield Hit("bank_card", Severity.BLOCK, *span, mask_card(card))


def find_old_identity(reading: Reading) -> Iterator[Hit]:
    """Numbers of 15 digits with a real day of birth: no check digit, so only a label makes them sure."""
    for match in _OLD.finditer(reading.text):
        number = compact(match[0])
        area = int(number[:2])
        if not (_FIRST_AREA <= area <= _LAST_AREA and is_past("19" + number[6:12])):
            continue
        label = reading.label(match.start())
        if label in ("code", "organ_code", "bank"):
            continue
        severity = Severity.BLOCK if label == "identity" else Severity.WARN
        yield Hit("identity_number_15", severity, *match.span(), mask_identity(number))


def find_cards(reading: Reading) -> Iterator[Hit]:
    """Card numbers with a right check digit beside a word of banking; milder where word or digit is missing."""
    for match in _CARD.finditer(reading.text):
        start, end = match.span()
        digits = compact(match[0])
        checks = luhn.is_valid(digits)
        if not checks and (shorter := _FOURS.match(match[0])) and luhn.is_valid(compact(shorter[0])):
            digits, end, checks = compact(shorter[0]), start + shorter.end(), True
        severity = _card_severity(reading, digits, start, end, checks=checks)
        if severity:
            yield Hit("bank_card", severity, start, end, mask_card(digits))


def _card_severity(reading: Reading, digits: str, start: int, end: int, *, checks: bool) -> Severity | None:
    label = reading.label(start)
    bank = label == "bank" or words_of("labels.bank").search(reading.after(end, 12)) is not None
    if not bank:
        known = label in ("code", "organ_code", "identity")
        return Severity.WARN if checks and digits.startswith("62") and not known else None
    if is_account_of_an_organ(reading, start, end):
        return Severity.NOTE
    return Severity.BLOCK if checks else Severity.WARN


def _is_in_row_of_an_organ(reading: Reading, start: int, end: int) -> bool:
    """Whether the table has a column of payees, no word of persons, and an organ's name in this row."""
    heads = reading.head_row(start)
    if words_of("person_list").search(heads) or not words_of("account_name").search(heads):
        return False
    organ = re.compile(rf"[\u4e00-\u9fff()]{{2,30}}(?:{words_of('organ_endings').pattern})")
    return any(organ.fullmatch(cell.strip()) for cell in reading.cells(start, end))


def is_account_of_an_organ(reading: Reading, start: int, end: int) -> bool:
    """Whether the account named is an organisation's, which notices print for payments."""
    around = reading.before(start, 90) + "\n" + reading.after(end, 60)
    if words_of("labels.organ_code").search(around):
        return True
    if _is_in_row_of_an_organ(reading, start, end):
        return True
    names, endings = words_of("account_name").pattern, words_of("organ_endings").pattern
    return (
        re.search(rf"(?:{names})[ :：]{{0,3}}[\u4e00-\u9fff()（）]{{2,30}}(?:{endings})", around) is not None
    )
