"""Masking workbooks: hidden sheets, rows, columns and comments gone, cells covered, formulas kept where they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from gongkai.guard.files.book import STRINGS, WORKBOOK, Book, Sheet, open_book, sheets_of, string_items
from gongkai.guard.files.container import local
from gongkai.guard.files.cover import Cover
from gongkai.guard.files.formulas import Changed
from gongkai.guard.files.loose import loose_piece
from gongkai.guard.files.ooxml import Package, cut, named
from gongkai.guard.files.result import CannotMask
from gongkai.guard.files.sheet_notes import notes_of, pivot_pieces
from gongkai.guard.files.sheets import SheetReading, column_of, is_hidden_row

_CALCULATION = "xl/calcChain.xml"
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31


def mask_sheets(package: Package, cover: Cover) -> set[str]:
    """Mask the sheets; hands back the parts that need no further masking."""
    changed = Changed()
    if cover.wants("comment"):
        _drop_comments(package, cover)
    if cover.wants("hidden_content"):
        _drop_hidden_sheets(package, changed, cover)
    book = open_book(package)
    if not book.sheets:
        raise CannotMask("工作簿里只有隐藏的工作表，遮盖后没有内容。请取消隐藏后再试。")
    for sheet in book.sheets:
        if sheet.part in package.parts:
            _SheetMask(book, sheet, changed, cover).run()
    _rename(package, cover)
    _drop_pivots(package, changed, cover)
    _freeze(package, changed, cover)
    _clear_strings(package)
    return {sheet.part for sheet in book.sheets} | {STRINGS}


class _SheetMask:
    """Masks one sheet in its tree."""

    def __init__(self, book: Book, sheet: Sheet, changed: Changed, cover: Cover) -> None:
        self.book, self.sheet, self.changed, self.cover = book, sheet, changed, cover
        self.reading = SheetReading(book, sheet)
        self.rows = self.reading.tree_rows()

    def run(self) -> None:
        if self.cover.wants("hidden_content"):
            self._empty_hidden()
        for piece in self.reading.pieces(self.rows):
            for stretch, text in self.cover.changes(piece):
                self._write(stretch.target, text)
        for cell, sign in self.reading.lost:
            if self.cover.wants(sign.kind):
                self._write(cell, sign.masked)
        self._mask_settings()

    def _write(self, target: etree._Element, text: str) -> None:
        if etree.QName(target).localname == "f":
            cut(target)
            return
        write_cell(target, text)
        self._has_changed(target)

    def _has_changed(self, cell: etree._Element) -> None:
        row = cell.getparent()
        if row is not None:
            number = int(row.get("r") or self.rows.index(row) + 1)
            self.changed.add(self.sheet.name, number, column_of(cell.get("r"), row.index(cell) + 1))

    def _empty_hidden(self) -> None:
        emptied = 0
        for row in self.rows:
            for at, cell in enumerate(row.iterchildren("{*}c"), 1):
                hidden = is_hidden_row(row) or column_of(cell.get("r"), at) in self.reading.hidden_columns
                if hidden and len(cell):
                    write_cell(cell, "")
                    self._has_changed(cell)
                    emptied += 1
        if emptied:
            self.cover.note(f"{self.sheet.label}隐藏的行或列已清空")

    def _mask_settings(self) -> None:
        """Headers and footers of the print, lists of choices, hints: everything of the sheet but its cells."""
        root = self.book.package.tree(self.sheet.part)
        for child in root.iterchildren(etree.Element):
            if local(child) != "sheetData":
                self.cover.write(loose_piece(child, self.sheet.part, "文字"))


def write_cell(cell: etree._Element, text: str) -> None:
    """Make a cell a plain text that stands in the sheet itself, or empty; its style stays."""
    space = etree.QName(cell).namespace
    for child in list(cell):
        cell.remove(child)
    for key in ("t", "cm", "vm"):
        cell.attrib.pop(key, "")
    if text:
        cell.set("t", "inlineStr")
        inside = etree.SubElement(etree.SubElement(cell, f"{{{space}}}is"), f"{{{space}}}t")
        inside.text = text
        inside.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _drop_comments(package: Package, cover: Cover) -> None:
    parts = {part for part, _label, _note in notes_of(package, sheets_of(package))}
    parts |= {
        part
        for part in package.parts
        if part.startswith(("xl/comments", "xl/threadedComments/", "xl/persons/"))
    }
    if not parts:
        return
    package.drop(parts)
    for name in [part for part in package.parts if part.endswith(".vml")]:
        root = package.tree(name)
        for data in list(named(root, "ClientData")):
            if data.get("ObjectType") == "Note" and data.getparent() is not None:
                cut(data.getparent())
        if next(named(root, "shape"), None) is None:
            package.drop([name])
    cover.note("已去掉批注")


def _drop_hidden_sheets(package: Package, changed: Changed, cover: Cover) -> None:
    sheets = sheets_of(package)
    hidden = [sheet for sheet in sheets if sheet.is_hidden]
    if not hidden:
        return
    changed.sheets.update(sheet.name for sheet in hidden)
    _drop_names(package, [sheet.is_hidden for sheet in sheets], changed)
    package.drop([sheet.part for sheet in hidden])
    for view in named(package.tree(WORKBOOK), "workbookView"):
        for key in ("activeTab", "firstSheet"):
            view.attrib.pop(key, "")
    cover.note(f"已去掉{len(hidden)}个隐藏的工作表")


def _drop_names(package: Package, is_gone: list[bool], changed: Changed) -> None:
    """Names that belong to a sheet that goes or point into it go too; the others keep their sheet's new number."""
    for name in list(named(package.tree(WORKBOOK), "definedName")):
        owner = int(name.get("localSheetId") or -1)
        gone = 0 <= owner < len(is_gone) and is_gone[owner]
        if gone or changed.touches(name.text or "", ""):
            cut(name)
        elif owner >= 0:
            name.set("localSheetId", str(owner - sum(is_gone[:owner])))


def _rename(package: Package, cover: Cover) -> None:
    """Sheets whose very name is a finding get another, everywhere the name is used."""
    for sheet in list(named(package.tree(WORKBOOK), "sheet")):
        old = sheet.get("name") or ""
        new = _NOT_IN_NAMES.sub("某", cover.masked(old))[:_LONGEST_NAME]
        if new == old:
            continue
        sheet.set("name", new)
        for part in [name for name in package.parts if name.endswith(".xml") and name.startswith("xl/")]:
            for element in named(package.tree(part), "f", "definedName", "formula1", "formula2", "formula"):
                element.text = (element.text or "").replace(old, new)


def _drop_pivots(package: Package, changed: Changed, cover: Cover) -> None:
    """A pivot table remembers its source: when that has changed or holds a finding, the table stays as figures."""
    caches = [name for name in package.parts if name.startswith(("xl/pivotCache/", "xl/pivotTables/"))]
    slicers = [name for name in package.parts if name.startswith(("xl/slicer", "xl/timeline"))]
    if caches and (changed or any(cover.due(piece) for piece in pivot_pieces(package))):
        package.drop([*caches, *slicers])
        cover.note("数据透视表已转为数值")


def _freeze(package: Package, changed: Changed, cover: Cover) -> None:
    """Formulas that were computed from what is no longer there become their values."""
    frozen = 0
    for sheet in sheets_of(package) if changed else ():
        for formula in list(_formulas(package, sheet)):
            if formula.get("t") in ("shared", "dataTable") or changed.touches(formula.text or "", sheet.name):
                cut(formula)
                frozen += 1
    if frozen:
        cover.note(f"{frozen}个公式的数据来源已遮盖，公式改为数值")
    if _CALCULATION in package.parts:
        package.drop([_CALCULATION])


def _formulas(package: Package, sheet: Sheet) -> Iterator[etree._Element]:
    if sheet.part in package.parts:
        for cell in named(package.tree(sheet.part), "c"):
            yield from cell.iterchildren("{*}f")


def _value(cell: etree._Element) -> str | None:
    kept = next(cell.iterchildren("{*}v"), None)
    return kept.text if kept is not None else None


def _clear_strings(package: Package) -> None:
    """Empty the shared strings that no cell uses any more, and take the reading aids off the others."""
    items = string_items(package)
    used = {
        _value(cell)
        for sheet in sheets_of(package)
        if sheet.part in package.parts
        for cell in named(package.tree(sheet.part), "c")
        if cell.get("t") == "s"
    }
    for index, item in enumerate(items):
        keep = ("t", "r") if str(index) in used else ()
        for child in list(item):
            if etree.QName(child).localname not in keep:
                item.remove(child)
        if not len(item):
            etree.SubElement(item, f"{{{etree.QName(item).namespace}}}t")
