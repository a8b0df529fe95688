"""Where somebody lives, down to the village group or the house number."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from gongkai.guard.context import Hit, Reading, words_of
from gongkai.guard.findings import Severity
from gongkai.guard.persons import HAN, names

_NUMBER = r"(?:[0-9]{1,5}(?:[-/][0-9]{1,5}){0,3}|[一二三四五六七八九十]{1,3}|[A-Za-z][0-9]{0,3})"
_UNIT = r"(?:村民小组|居民小组|小组|号楼|单元|号|组|室|栋|幢|弄|户|座|楼|社|队|排|层)"
_PLACE = r"(?:[村路街巷弄里坊苑园庄屯寨湾坪府居镇乡坝沟院区城邨埭堡]|大道)"
_FINE = re.compile(
    rf"{_PLACE} ?第?{_NUMBER} ?{_UNIT}(?:[{HAN} ]{{0,8}}?{_NUMBER} ?{_UNIT}){{0,4}}(?: ?[0-9]{{3,4}}(?![0-9]))?"
)
_AHEAD = re.compile(rf"[{HAN}A-Za-z0-9()]*$")
_LED_BY = re.compile(
    r".*(?:住址|地址|户籍地?|所在地|居住地|现住地|住于|住在|现住|家住|位于|住|系|[:,])(?:为|是|在)?"
)
_KEPT = re.compile(r".*?(?:街道(?:办事处)?|[镇乡](?!村))")
_WIDER = re.compile(r".*?(?:县|(?<![小社])区|市|旗|州)")
_LEAD, _LEFT, _NAME_NEAR = 14, 30, 12
_IDENTITY = re.compile(r"\d{17}[\dXx]")


def mask_address(address: str) -> str:
    """Kept to the township or sub-district, else to the county, else nothing: 蓬溪县文井镇****."""
    kept = _KEPT.match(address) or _WIDER.match(address)
    return f"{kept[0] if kept else ''}****"


def find_homes(reading: Reading) -> Iterator[Hit]:
    """Addresses under a word of dwelling, or beside a person's name; places of offices and works are left out."""
    if not _FINE.search(reading.text):
        return
    ends = [end for _, end in names(reading)]
    for match in _FINE.finditer(reading.text):
        start = _beginning(reading, match.start())
        severity = _severity(reading, start, match.end(), ends)
        if severity:
            yield Hit(
                "address", severity, start, match.end(), mask_address(reading.text[start : match.end()])
            )


def _beginning(reading: Reading, at: int) -> int:
    """Where the address begins: at the words before its first house or village, without 住在 and the like."""
    ahead = _AHEAD.search(reading.before(at, _LEFT))
    words = ahead[0] if ahead else ""
    led = _LED_BY.match(words)
    return at - len(words) + (led.end() if led else 0)


def _severity(reading: Reading, start: int, end: int, ends_of_names: list[int]) -> Severity | None:
    """Sure where a word of dwelling stands before or over it; a name beside it makes it probable."""
    told = reading.own_cell(start, _LEAD)
    verdict = _dwelling(told) or _dwelling(reading.heading(start))
    if verdict == "home":
        return Severity.BLOCK
    if verdict == "public":
        return None
    before = bisect_left(ends_of_names, start + 1)
    near = before > 0 and start - ends_of_names[before - 1] <= _NAME_NEAR
    same_line = "\n" not in reading.text[ends_of_names[before - 1] : start] if near else False
    in_list = words_of("person_list").search(reading.head_row(start)) is not None
    identified = _IDENTITY.search(reading.line(start, end)) is not None
    return Severity.WARN if same_line or in_list or identified else None


def _dwelling(words: str) -> str:
    """Which kind of word for a place comes last: ``home``, ``public``, or none."""
    homes = [m.end() for m in words_of("home_words").finditer(words)]
    public = [m.end() for m in words_of("public_places").finditer(words)]
    if not homes and not public:
        return ""
    return "home" if max(homes, default=-1) > max(public, default=-1) else "public"
