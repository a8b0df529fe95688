"""Word files and workbooks: the guard's own rewriting, led by the marks instead of by what the guard would find."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.guard.files.cover import Cover
from gongkai.guard.files.office_mask import mask_office
from gongkai.guard.files.ooxml import Package, cut, named
from gongkai.guard.files.parts import EMBEDDED, PICTURE
from gongkai.guard.files.seen import Allowance, Piece, Stretch
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
    """Covers what is marked: words wherever they stand, and the cells named by their address."""

    def __init__(self, needles: Sequence[Needle], cells: frozenset[str]) -> None:
        super().__init__(frozenset())
        self.needles, self.cells = needles, cells
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

    def changes(self, seen: Piece) -> list[tuple[Stretch, str]]:
        """The stretches with marked words, and the marked cells whole."""
        whole = {
            stretch.part: (stretch, _COVERED)
            for stretch in seen.stretches
            if self.cells and stretch.part in self.cells
        }
        self.found |= whole.keys()
        self.covered += len(whole)
        changed = [pair for pair in super().changes(seen) if pair[0].part not in whole]
        return [*changed, *(pair for pair in whole.values() if pair[0].target is not None)]


def redact_office(kind: str, content: bytes, marks: Sequence[Mark]) -> tuple[bytes, int, list[str]]:
    """The new file, how many places were covered, and what a person must look at."""
    if any(mark.box is not None for mark in marks):
        raise CannotRedact("Word 和 Excel 文件按文字或者单元格遮盖，不能框选。需要框选的，请先另存为 PDF。")
    package = Package(content, Allowance())
    cells = _cells(package, kind, marks)
    _forget_memories(package)
    cover = MarkCover(needles_of(marks), frozenset(cells))
    _name, masked = mask_office(f"file.{kind}", package.save(), cover)
    for needle in cover.needles:
        if needle.sought not in cover.found:
            refuse_unknown(needle, content)
    for part, name in cells.items():
        if part not in cover.found:
            raise CannotRedact(
                f"单元格{name}是空的，或者在隐藏的行列中（隐藏的内容不会带入新文件）。请核对后再试。"
            )
    pictures = sum(1 for name in package.parts if PICTURE.search(name))
    remarks = [*cover.notes]
    if pictures:
        remarks.append(f"文件中有{pictures}张图片，系统读不出其中的文字，请核对是否还有应当遮盖的内容")
    return masked, cover.covered, remarks


def _forget_memories(package: Package) -> None:
    package.drop([name for name in package.parts if _MEMORY.search(name) or EMBEDDED.search(name)])
    for name in [one for one in package.parts if "/charts/" in one and one.endswith(".xml")]:
        for cache in list(named(package.tree(name), *_CACHES)):
            cut(cache)


def _cells(package: Package, kind: str, marks: Sequence[Mark]) -> dict[str, str]:
    """The marked cells as the reading of sheets addresses them, with the name that the user knows."""
    marked = [mark for mark in marks if mark.cell]
    if not marked:
        return {}
    names = (
        [one.get("name") or "" for one in named(package.tree("xl/workbook.xml"), "sheet")]
        if kind == "xlsx"
        else []
    )
    found = {}
    for mark in marked:
        cell = mark.cell.strip().upper().replace("$", "")
        if not 1 <= mark.page <= len(names) or not _CELL.fullmatch(cell):
            raise CannotRedact("单元格的位置不对。请写工作表的序号和单元格，例如第1张表的 B3。")
        found[f"xl/sheet:{names[mark.page - 1]}!{cell}"] = f"{names[mark.page - 1]}!{cell}"
    return found


def _finding(text: str, start: int, end: int) -> Finding:
    masked = _COVERED * min(end - start, _LONGEST_COVER)
    return Finding("marked", Severity.BLOCK, text[start:end], masked, Place("", "", start, end), "")
