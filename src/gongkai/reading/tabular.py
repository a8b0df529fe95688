"""Readings as flat rows: one for a report, for each of its figures, and for each finding.

They are made from the JSON layout, so that what was read yesterday, or on another machine, becomes the same rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gongkai.law.reports import Form, form
from gongkai.law.reports.documents import UNIT, path_of
from gongkai.law.reports.rules import Rule
from gongkai.reading.telling import told_label

Document = Mapping[str, Any]
Cell = str | int | float | None

REPORT_HEAD = (
    "文件",
    "机关",
    "层级",
    "年度",
    "表格",
    "是年度报告",
    "数字",
    "没有读出",
    "错误",
    "警告",
    "说明",
)
FIGURE_HEAD = (
    "文件",
    "机关",
    "年度",
    "表格",
    "地址",
    "名称",
    "单位",
    "数字",
    "把握",
    "行",
    "原文",
    "怎样读出",
)
FINDING_HEAD = ("文件", "机关", "年度", "程度", "规则", "内容", "左边", "右边", "单元格")
BAD_HEAD = ("文件", "原因")
SEVERITIES = {"error": "错误", "warning": "警告", "note": "说明"}
_TOLD = "narrative."


def report_row(document: Document) -> list[Cell]:
    """One row for the paper, with how much was read and found."""
    found = [finding["severity"] for finding in document["findings"]]
    return [
        document["file"],
        document["organ"],
        document["level"],
        document["year"],
        document.get("variant"),
        "是" if document["is_annual_report"] else "否",
        len(document.get("evidence", {})),
        len(document.get("unread", ())),
        *(found.count(severity) for severity in SEVERITIES),
    ]


def figure_rows(document: Document) -> Iterator[list[Cell]]:
    """A row for each figure that was read; an empty 数字 is a cell that the paper has blank, and no row is unknown."""
    variant = document.get("variant")
    known = form(variant) if variant else None
    for address, evidence in document.get("evidence", {}).items():
        is_told = address.startswith(_TOLD)
        value, unit = _told(document, address) if is_told else _printed(document, address)
        yield [
            *(document["file"], document["organ"], document["year"], variant, address),
            told_label(address.removeprefix(_TOLD)) if is_told else _name(address, known),
            *(unit, value, evidence["confidence"], evidence["line"], evidence["words"]),
            evidence.get("why", ""),
        ]


def finding_rows(document: Document) -> Iterator[list[Cell]]:
    """A row for each finding."""
    for finding in document["findings"]:
        yield [
            *(document["file"], document["organ"], document["year"], SEVERITIES[finding["severity"]]),
            *(finding["rule"], finding["text"], finding.get("left"), finding.get("right")),
            " ".join(finding.get("cells", ())),
        ]


def rules_of(known: Form | None) -> dict[str, Rule]:
    """The rules of a form by the ids that findings name: the article, and what usually causes it."""
    return {one.rule.id: one.rule for one in known.checks} if known else {}


def _printed(document: Document, address: str) -> tuple[Cell, Cell]:
    *keys, last = path_of(address)
    place: Any = document
    for key in keys:
        place = place[key]
    return place[last], place.get(UNIT)


def _told(document: Document, address: str) -> tuple[Cell, Cell]:
    """The value of ``narrative.applications.channels.网上``: a key of the layout may itself hold a full stop."""
    place: Any = document["narrative"]
    rest = address.removeprefix(_TOLD)
    while isinstance(place, dict):
        key = rest if rest in place else rest.partition(".")[0]
        place, rest = place[key], rest[len(key) + 1 :]
    return place, None


def _name(address: str, known: Form | None) -> str:
    cell = known.cells.get(address) if known else None
    return cell.label.zh if cell else address.partition(".")[2]
