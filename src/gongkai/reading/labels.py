"""Which row of table 3 a label names, also where the label was broken, altered or lost characters."""

from __future__ import annotations

import re
from functools import cache

from gongkai.law.reports import form

LEAVES = {
    "received": "本年(?:度)?新收",
    "carried_over": "上年(?:度)?结转",
    "results.granted": "[(（]一[)）]予以公开|(?<![一二三四五六七八九])予以公开",
    "results.partial": "部分公开",
    "results.denied.state_secret": "国家秘密",
    "results.denied.law_forbidden": "其他法律|法律行政法规|行政法规禁",
    "results.denied.safety_stability": "三安全",
    "results.denied.third_party": "第三方",
    "results.denied.internal_affairs": "内部事务",
    "results.denied.process_info": "过程性",
    "results.denied.enforcement_file": "执法案卷",
    "results.denied.admin_query": "行政查询",
    "results.unable.not_held": "不掌握",
    "results.unable.need_creation": "另行制作|没有现成",
    "results.unable.unclear": "仍不明确|补正后申请",
    "results.not_processed.complaint": "信访",
    "results.not_processed.repeat": "重复申请",
    "results.not_processed.publication": "公开出版物",
    "results.not_processed.massive": "大量反复",
    "results.not_processed.confirm": "重新出具|确认或重",
    "results.other.overdue_correction": "逾期不补正",
    "results.other.overdue_fee": "逾期未按|收费通知",
    "results.other.other": "③其他(?!法)",
    "results.other": "[(（]六[)）]其他(?:处理)?",
    "results_total": "[(（]?七[)）][、.]?总计",
    "carried_forward": "结转下年",
}
ORDER = tuple(LEAVES)
LAST_ROWS = ("results.other.overdue_correction", "results.other.overdue_fee", "results.other.other")
_LEAF = re.compile("|".join(f"(?P<k{at}>{pattern})" for at, pattern in enumerate(LEAVES.values())))
_NEXT_ROW = re.compile(r"[①-⑨]|[(（][一二三四五六七][)）]|[一二三四]、|七[)）]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FEWEST, _KEPT, _BEGINNING = 4, 0.6, 3
_SLACK = 2


def leaves(words: str) -> list[str]:
    """The rows that words name, in their order."""
    return list(_found(words))


def has_leaf(words: str) -> bool:
    return _LEAF.search(words) is not None


def whole_leaf(words: str) -> str | None:
    """The one row whose label the words end with: the label of a row whose figures stand below it.

    Words that go on beyond the label belong to the next row: the figures then stand in the middle of a label.
    """
    found = _found(words)
    if len(found) != 1:
        return None
    key, end = next(iter(found.items()))
    rest = words[end:]
    return None if _NEXT_ROW.search(rest) or _beyond(rest, _rests()[key]) > _SLACK else key


def goes_beyond(words: str) -> bool:
    """Whether words hold one label and the beginning of another: figures stand in the middle of labels."""
    return len(_found(words)) == 1 and whole_leaf(words) is None


def alike(words: str) -> str | None:
    """The one row whose label, less some lost characters, the words end with."""
    seen = "".join(_HAN.findall(words))
    likely = [key for key, label in _labels().items() if _ends_alike(seen, label)]
    return likely[0] if len(likely) == 1 else None


def _found(words: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for match in _LEAF.finditer(words):
        if match.lastgroup:
            found[ORDER[int(match.lastgroup[1:])]] = match.end()
    if any(key in LAST_ROWS for key in found):
        found.pop("results.other", None)
    return found


def _beyond(seen: str, rest: str) -> int:
    """How many characters seen after the telling words of a label are not the rest of that label."""
    at = 0
    beyond = 0
    for char in _HAN.findall(seen):
        found = rest.find(char, at)
        if found < 0:
            beyond += 1
        else:
            at = found + 1
    return beyond


def _ends_alike(seen: str, label: str) -> bool:
    """Whether the seen characters end with those of the label in their order, from its beginning, a few being lost."""
    at, matched = len(seen) - 1, 0
    for char in reversed(label):
        if at >= 0 and seen[at] == char:
            matched += 1
            at -= 1
    if matched < _FEWEST or matched < _KEPT * len(label):
        return False
    return seen[at + 1] in label[:_BEGINNING]


@cache
def _official() -> dict[str, str]:
    """The last header of each row, as the forms have it."""
    rows = [
        row
        for name in ("2019", "2021")
        for band in form(name).table("applications").bands
        for row in band.rows
    ]
    return {row.id: row.heads[-1].zh for row in rows}


@cache
def _labels() -> dict[str, str]:
    return {key: "".join(_HAN.findall(words)) for key, words in _official().items()}


@cache
def _rests() -> dict[str, str]:
    """The characters of each label that follow its telling words."""
    rests = {}
    for key, words in _official().items():
        ends = [match.end() for match in re.finditer(LEAVES[key], words)]
        rests[key] = "".join(_HAN.findall(words[ends[-1] :])) if ends else ""
    return rests
