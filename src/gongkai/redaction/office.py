"""Word files and workbooks: the guard's own rewriting, led by the marks instead of by what the guard would find."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree
from openpyxl.utils import get_column_letter

from gongkai.guard.files.book import sheets_of
from gongkai.guard.files.cover import Cover
from gongkai.guard.files.office_mask import mask_office
from gongkai.guard.files.ooxml import Package, cut, named
from gongkai.guard.files.parts import EMBEDDED, PICTURE
from gongkai.guard.files.seen import Allowance, Piece
from gongkai.guard.files.sheets import column_of
from gongkai.guard.files.sheets_mask import write_cell
from gongkai.guard.findings import Finding, Place, Severity
from gongkai.redaction.marks import CannotRedact, Mark
from gongkai.redaction.needles import Needle, folded, needles_of
from gongkai.redaction.pdf import refuse_unknown

_COVERED = "■"
_LONGEST_COVER = 12
# What remembers the contents of other parts, or says things beside them that no reader of the document sees.
_MEMORY = re.compile(
    r"^xl/(pivotCache|pivotTables|slicer|timeline|externalLinks|queryTables|connections|customProperty|model|webextensions"
    r"|revisions|printerSettings|tables)|^customXml/|^word/(glossary|vbaData|webextensions|printerSettings)"
    r"|^docProps/(custom|thumbnail)|^_xmlsignatures/|^xl/worksheets/_rels/.*printerSettings",
    re.IGNORECASE,
)
_CACHES = ("strCache", "numCache", "multiLvlStrCache", "externalData")
_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")


class MarkCover(Cover):
    """Covers the marked words wherever they stand, and takes out everything that is beside the text."""

    def __init__(self, needles: Sequence[Needle]) -> None:
        super().__init__(frozenset())
        self.needles = needles
        self.found: set[str] = set()
        self.covered = 0

    def wants(self, kind: str) -> bool:
        """Everything that is beside the text goes, whatever it is."""
        return True

    def due(self, seen: Piece) -> list[Finding]:
        """The marked words of a piece."""
        text = seen.text
        flat = {needle.loose: folded(text, loose=needle.loose) for needle in self.needles}
        due = []
        for needle in self.needles:
            for start, end in needle.spans(flat[needle.loose]):
                self.found.add(needle.sought)
                due.append(_finding(text, start, end))
        self.covered += len(due)
        return due


def redact_office(kind: str, content: bytes, marks: Sequence[Mark]) -> tuple[bytes, int, list[str]]:
    """The new file, how many places were covered, and what a person must look at."""
    if any(mark.box is not None for mark in marks):
        raise CannotRedact("Word 和 Excel 文件按文字或者单元格遮盖，不能框选。需要框选的，请先另存为 PDF。")
    package = Package(content, Allowance())
    cells = _empty_cells(package, kind, [mark for mark in marks if mark.cell])
    _forget_memories(package)
    cover = MarkCover(needles_of(marks))
    if cells:
        cover.note("公式已改为数值")
    _name, masked = mask_office(f"file.{kind}", package.save(), cover)
    for needle in cover.needles:
        if needle.sought not in cover.found:
            refuse_unknown(needle, content)
    pictures = sum(1 for name in package.parts if PICTURE.search(name))
    remarks = [*cover.notes]
    if pictures:
        remarks.append(f"文件中有{pictures}张图片，系统读不出其中的文字，请核对是否还有应当遮盖的内容")
    return masked, cover.covered + cells, remarks


def _forget_memories(package: Package) -> None:
    package.drop([name for name in package.parts if _MEMORY.search(name) or EMBEDDED.search(name)])
    for name in [one for one in package.parts if "/charts/" in one and one.endswith(".xml")]:
        for cache in list(named(package.tree(name), *_CACHES)):
            cut(cache)


def _empty_cells(package: Package, kind: str, marks: Sequence[Mark]) -> int:
    """Cover the marked cells; formulas become figures, as they would be computed anew from what is no longer there."""
    sheets = sheets_of(package) if kind == "xlsx" else []
    for mark in marks:
        name = mark.cell.strip().upper().replace("$", "")
        if not 1 <= mark.page <= len(sheets) or not _CELL.fullmatch(name):
            raise CannotRedact("单元格的位置不对。请写工作表的序号和单元格，例如第1张表的 B3。")
        cell = _cells(package.tree(sheets[mark.page - 1].part)).get(name)
        if cell is None or not len(cell):
            raise CannotRedact(f"单元格{name}是空的。请核对后再试。")
        write_cell(cell, _COVERED)
    for sheet in sheets if marks else ():
        for formula in list(named(package.tree(sheet.part), "f")):
            cut(formula)
    return len(marks)


def _cells(root: etree._Element) -> dict[str, etree._Element]:
    """The cells of a sheet by their address, given or counted."""
    found = {}
    for at, row in enumerate(named(root, "row"), 1):
        number = row.get("r") or str(at)
        for place, cell in enumerate(row.iterchildren("{*}c"), 1):
            found[f"{get_column_letter(column_of(cell.get('r'), place))}{number}"] = cell
    return found


def _finding(text: str, start: int, end: int) -> Finding:
    masked = _COVERED * min(end - start, _LONGEST_COVER)
    return Finding("marked", Severity.BLOCK, text[start:end], masked, Place("", "", start, end), "")
