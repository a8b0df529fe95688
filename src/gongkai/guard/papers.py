"""Numbers of a person's papers without a check digit: passports, travel permits, military papers, plates of cars."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.guard.context import Hit, Reading, words_of
from gongkai.guard.findings import Severity

_END = r"(?![A-Za-z0-9*])"
_PAPER = re.compile(rf"[A-Z0-9](?<![A-Za-z0-9].)[A-Z]?\d{{6,10}}{_END}", re.ASCII)
_SURE_PASSPORT = re.compile(r"E[A-HJ-NP-Z]\d{7}|[EG]\d{8}", re.ASCII)
_PERMIT = re.compile(r"[HMCWLT][A-Z]?\d{7,10}|\d{8}(?:\d\d)?", re.ASCII)
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = re.compile(
    rf"[{_PROVINCES}][A-HJ-NP-Za-hj-np-z][ ·•.]?(?=(?:[A-Za-z]*\d){{3}})[A-HJ-NP-Za-hj-np-z0-9]{{4,5}}"
    rf"[A-HJ-NP-Za-hj-np-z0-9挂学警港澳领]{_END}",
    re.ASCII,
)
_MILITARY = re.compile(
    rf"(?<![\u4e00-\u9fff)])[南北沈兰成济广海空军政后装武参] ?字 ?第 ?\d{{7,8}} ?号?{_END}", re.ASCII
)
_NUMBERED = re.compile(rf"(?:[\u4e00-\u9fff]{{1,3}}字 ?第? ?)?\d{{6,8}}号?{_END}", re.ASCII)


def find_papers(reading: Reading) -> Iterator[Hit]:
    """Numbers that a label calls a passport or a travel permit; a passport's own form will do in a list of persons."""
    passports = _is_told(reading, "passport_words")
    permits = _is_told(reading, "permit_words")
    persons = _is_told(reading, "person_list")
    if not (passports or permits or persons):
        return
    for match in _PAPER.finditer(reading.text):
        kind = _kind_of_paper(reading, match)
        if kind:
            number = match[0]
            yield Hit(
                kind, Severity.WARN, *match.span(), f"{number[:2]}{'*' * (len(number) - 4)}{number[-2:]}"
            )


def _is_told(reading: Reading, name: str) -> bool:
    pattern = words_of(name)
    return bool(pattern.search(reading.headers) or pattern.search(reading.text))


def _kind_of_paper(reading: Reading, match: re.Match[str]) -> str:
    words = reading.own_cell(match.start(), 20) + " " + reading.heading(match.start())
    if words_of("permit_words").search(words):
        return "travel_permit" if _PERMIT.fullmatch(match[0]) else ""
    if words_of("passport_words").search(words):
        return "passport"
    if _SURE_PASSPORT.fullmatch(match[0]):
        line = reading.line(*match.span()) + reading.head_row(match.start())
        return "passport" if words_of("person_list").search(line) else ""
    return ""


def find_plates(reading: Reading) -> Iterator[Hit]:
    """Plates of cars, also those of new energy cars; a label such as 编号 before one says that it is none."""
    for match in _PLATE.finditer(reading.text):
        if reading.label(match.start()) != "code":
            yield Hit("vehicle_plate", Severity.WARN, *match.span(), f"{match[0][:2]}*****")


def find_military(reading: Reading) -> Iterator[Hit]:
    """Numbers of military papers: by their own form, or by a label such as 军官证."""
    for match in _MILITARY.finditer(reading.text):
        yield _military(match)
    if not _is_told(reading, "military_words"):
        return
    for match in _NUMBERED.finditer(reading.text):
        words = reading.own_cell(match.start(), 16) + " " + reading.heading(match.start())
        if words_of("military_words").search(words):
            yield _military(match)


def _military(match: re.Match[str]) -> Hit:
    return Hit("officer_number", Severity.WARN, *match.span(), re.sub(r"\d", "*", match[0]))
