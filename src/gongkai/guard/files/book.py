"""The parts of a workbook: its sheets with their names and states, its shared strings, its number formats."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from lxml import etree

from gongkai.guard.files.ooxml import Package, attribute, named

WORKBOOK = "xl/workbook.xml"
STRINGS = "xl/sharedStrings.xml"
STATES = {"hidden": "（隐藏）", "veryHidden": "（深度隐藏）"}
_AMOUNTS = frozenset(("2", "3", "4", "7", "8", "9", "10", "37", "38", "39", "40", "41", "42", "43", "44"))
_AMOUNT_CODE = re.compile(r"[,%¥￥$]|0\.0|#\.#")
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
STAND_IN = "#"
"""Written where a cell holds an amount or a fraction: there is nothing to find in it."""
_EXACT = 15


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook."""

    name: str
    state: str
    part: str

    @property
    def is_hidden(self) -> bool:
        """Whether Excel does not show its tab."""
        return self.state in STATES

    @property
    def label(self) -> str:
        """The sheet in the user's words."""
        return f"工作表“{self.name}”{STATES.get(self.state, '')}"


@dataclass
class Book:
    """What is needed to tell the text of a cell, and which shared strings a cell has used."""

    package: Package
    sheets: list[Sheet]
    strings: list[str]
    amounts: frozenset[str]
    used: set[int] = field(default_factory=set)

    def text(self, cell: etree._Element) -> str:
        """The text of a cell; amounts and fractions as a stand-in."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return string_text(cell)
        kept = next(cell.iterchildren("{*}v"), None)
        value = (kept.text or "") if kept is not None else ""
        if kind == "s":
            return self._shared(value)
        if kind == "n":
            return STAND_IN if value and cell.get("s") in self.amounts else number_text(value)
        return value if kind in ("str", "d") else STAND_IN

    def figure(self, cell: etree._Element) -> str:
        """The number of a cell that is printed as an amount: under 手机号码 it is none, whatever its format."""
        return number_text(cell.findtext("{*}v") or "") if cell.get("t", "n") == "n" else STAND_IN

    def _shared(self, value: str) -> str:
        index = int(value) if value.isdecimal() else -1
        if not 0 <= index < len(self.strings):
            return ""
        self.used.add(index)
        return self.strings[index]


def open_book(package: Package) -> Book:
    """Read the frame of a workbook."""
    strings = [string_text(item) for item in string_items(package)]
    return Book(package, sheets_of(package), strings, _amount_styles(package))


def sheets_of(package: Package) -> list[Sheet]:
    """The sheets in the order of their tabs."""
    parts = {relation.id: relation.target for relation in package.relations(WORKBOOK)}
    return [
        Sheet(sheet.get("name") or "", sheet.get("state") or "", parts.get(attribute(sheet, "id"), ""))
        for sheet in named(package.tree(WORKBOOK), "sheet")
    ]


def string_items(package: Package) -> list[etree._Element]:
    """The shared strings."""
    if STRINGS not in package.parts:
        return []
    return list(package.tree(STRINGS).iterchildren("{*}si"))


def string_text(item: etree._Element) -> str:
    """The text of a shared or inline string, without the reading aids over it."""
    if len(item) == 1 and str(item[0].tag).endswith("}t"):
        return item[0].text or ""
    texts = (one for one in named(item, "t") if not str(getattr(one.getparent(), "tag", "")).endswith("}rPh"))
    return "".join(one.text or "" for one in texts)


def number_text(raw: str) -> str:
    """A number as Excel would write it out in full; a fraction as a stand-in."""
    if raw.isdecimal():
        return raw
    try:
        number = Decimal(raw)
    except InvalidOperation:
        return raw
    if number != number.to_integral_value() or abs(number.adjusted()) > 30:
        return STAND_IN
    return str(int(number))


def has_lost_digits(cell: etree._Element, text: str) -> bool:
    """Whether a cell is kept as a number longer than a number can be kept exactly."""
    return cell.get("t", "n") == "n" and len(text) > _EXACT and text.isdecimal()


def _amount_styles(package: Package) -> frozenset[str]:
    """The cell styles that print a number as an amount: with commas, decimals, percent or currency."""
    if "xl/styles.xml" not in package.parts:
        return frozenset()
    styles = package.tree("xl/styles.xml")
    own = {
        one.get("numFmtId") or ""
        for one in named(styles, "numFmt")
        if _AMOUNT_CODE.search(_QUOTED.sub("", one.get("formatCode") or ""))
    }
    formats = styles.find("{*}cellXfs")
    if formats is None:
        return frozenset()
    return frozenset(str(index) for index, one in enumerate(formats) if one.get("numFmtId") in _AMOUNTS | own)
