"""Excel workbooks: every sheet, row and column, shown or hidden, and what the workbook keeps beside its cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree
from openpyxl.utils import column_index_from_string, get_column_letter

from gongkai.guard.context import nearest_label
from gongkai.guard.files.book import STAND_IN, STRINGS, Book, Sheet, has_lost_digits, open_book, sheets_of
from gongkai.guard.files.container import local
from gongkai.guard.files.headings import Headings
from gongkai.guard.files.loose import loose_piece
from gongkai.guard.files.numbers import lost_digits
from gongkai.guard.files.ooxml import Package, named
from gongkai.guard.files.seen import DAMAGED, Look, Piece, Seen, Sign, Stretch, Unreadable
from gongkai.guard.files.sheet_notes import note_pieces, note_signs, pivot_pieces
from gongkai.guard.files.tables import Cell, pieces_of

_NEWLINE = Stretch("\n")
_SAYS = re.compile(r'"|\d{11}')
_JOINED = re.compile(r'"\s*[&,]\s*"')
_OF_PERSONS = ("identity", "bank", "person_line", "contact")


def look_into_sheets(package: Package, _look: Look) -> Iterator[Seen]:
    """What the sheets of a workbook hold, and their comments, pivot tables and left-over strings."""
    book = open_book(package)
    for sheet in book.sheets:
        if sheet.part not in package.parts:
            continue
        reading = SheetReading(book, sheet)
        yield from reading.pieces(reading.stream())
        yield from reading.signs()
        yield loose_piece(reading.rest, sheet.part, f"{sheet.label}的设置")
    yield from note_pieces(package, book.sheets)
    yield from note_signs(package, book.sheets)
    yield from pivot_pieces(package)
    left = [text for index, text in enumerate(book.strings) if index not in book.used]
    yield Piece(
        tuple(s for text in left for s in (Stretch(text, STRINGS, "没有单元格使用的字符串"), _NEWLINE))
    )


def read_parts(package: Package) -> set[str]:
    """The parts that are read here wholly."""
    beside = ("xl/comments", "xl/threadedComments/", "xl/pivotCache/pivot")
    parts = {name for name in package.parts if name.startswith(beside)}
    return parts | {STRINGS} | {sheet.part for sheet in sheets_of(package)}


@dataclass
class SheetReading:
    """One pass through a sheet, from a stream for a look, from its tree for masking."""

    book: Book
    sheet: Sheet
    rest: etree._Element = field(default_factory=lambda: etree.Element("nothing"))
    hidden_columns: set[int] = field(default_factory=set)
    hidden_cells: dict[str, set[str]] = field(default_factory=lambda: {"行": set(), "列": set()})
    lost: list[tuple[etree._Element, Sign]] = field(default_factory=list)
    has_content: bool = False
    keeps_elements: bool = False

    def stream(self) -> Iterator[etree._Element]:
        """The rows one by one, each forgotten after it has been read; the rest of the sheet stays in ``rest``."""
        content = BytesIO(self.book.package.parts[self.sheet.part])
        parsing = etree.iterparse(
            content, events=("end",), tag=("{*}row", "{*}cols"), resolve_entities=False, no_network=True
        )
        try:
            for _event, element in parsing:
                if local(element) == "cols":
                    self.take_columns(element)
                else:
                    yield element
                    _forget(element)
        except etree.XMLSyntaxError as error:
            raise Unreadable(DAMAGED) from error
        if parsing.root is not None:
            self.rest = parsing.root

    def tree_rows(self) -> list[etree._Element]:
        """The rows of the sheet as they stand in its tree, for changing them."""
        self.keeps_elements = True
        root = self.book.package.tree(self.sheet.part)
        for columns in named(root, "cols"):
            self.take_columns(columns)
        return list(named(root, "row"))

    def take_columns(self, columns: etree._Element) -> None:
        """Note which columns are hidden or have no width."""
        for one in columns:
            if _is_true(one.get("hidden")) or one.get("width") == "0":
                first, last = int(one.get("min") or 1), int(one.get("max") or 1)
                self.hidden_columns.update(range(first, min(last, 16384) + 1))

    def pieces(self, rows: Iterable[etree._Element]) -> Iterator[Piece]:
        """The cells under their headings, then the formulas that hold words."""
        self._formulas: list[Stretch] = []
        self._headings = Headings()
        yield from pieces_of(
            (self._cells(row, number) for number, row in enumerate(rows, 1)), self.sheet.name
        )
        yield Piece(tuple(self._formulas))

    def _cells(self, row: etree._Element, number: int) -> list[Cell]:
        number = int(row.get("r") or number)
        hidden_row = is_hidden_row(row)
        cells = []
        numbers: list[tuple[etree._Element, int, str]] = []
        for at, cell in enumerate(row.iterchildren("{*}c"), 1):
            column = column_of(cell.get("r"), at)
            text = self.book.text(cell)
            if text == STAND_IN and nearest_label(self._headings.over(column - 1)) in _OF_PERSONS:
                text = self.book.figure(cell)
            self._note_formula(cell, number, column)
            if not text:
                continue
            self._note_hidden(number, column, hidden_row)
            if has_lost_digits(cell, text):
                numbers.append((cell, column, text))
                text = STAND_IN
            cells.append(Cell(column - 1, (self._stretch(cell, number, column, text),)))
        self._headings.take({cell.column: cell.text for cell in cells})
        self.lost += [pair for one in numbers if (pair := self._lost(*one, number))]
        return cells

    def _note_hidden(self, row: int, column: int, hidden_row: bool) -> None:
        self.has_content = True
        if hidden_row:
            self.hidden_cells["行"].add(str(row))
        if column in self.hidden_columns:
            self.hidden_cells["列"].add(get_column_letter(column))

    def _note_formula(self, cell: etree._Element, row: int, column: int) -> None:
        formula = next(cell.iterchildren("{*}f"), None)
        if formula is None or not _SAYS.search(formula.text or ""):
            return
        part, label = self.where(row, column)
        target = formula if self.keeps_elements else None
        said = _JOINED.sub("", formula.text or "")  # "138"&"0013" is 1380013 as soon as the file is opened
        over = Stretch(f"{self._headings.over(column - 1)}：")
        self._formulas += [over, Stretch(said, part, f"{label}的公式", target), _NEWLINE]

    def _stretch(self, cell: etree._Element, row: int, column: int, text: str) -> Stretch:
        return Stretch(text, *self.where(row, column), cell if self.keeps_elements else None)

    def where(self, row: int, column: int) -> tuple[str, str]:
        """The address of a cell, for the machine and for the user."""
        letter = get_column_letter(column)
        hidden = "（隐藏行）" if str(row) in self.hidden_cells["行"] else ""
        hidden = hidden or ("（隐藏列）" if column in self.hidden_columns else "")
        return f"xl/sheet:{self.sheet.name}!{letter}{row}", f"{self.sheet.label}第{row}行{letter}列{hidden}"

    def _lost(
        self, cell: etree._Element, column: int, text: str, row: int
    ) -> tuple[etree._Element, Sign] | None:
        heading = f"{self.sheet.name} {self._headings.over(column - 1)}"
        found = lost_digits(text, is_bank=nearest_label(heading) == "bank", place=self.where(row, column))
        return (cell, found) if found else None

    def signs(self) -> Iterator[Sign]:
        """What the sheet hides, and numbers that lost their last digits; to be asked after the pass."""
        part = f"xl/sheet:{self.sheet.name}"
        if self.sheet.is_hidden and self.has_content:
            yield Sign("hidden_content", self.sheet.name, part, self.sheet.label, masked=self.sheet.name)
        for what, names in self.hidden_cells.items():
            if names:
                few = "、".join(sorted(names, key=lambda name: (len(name), name))[:8])
                more = "等" if len(names) > 8 else ""
                label = f"{self.sheet.label}的隐藏{what}（{few}{more}）"
                yield Sign(
                    "hidden_content", f"{self.sheet.name}{what}{few}", f"{part}:{what}", label, masked=few
                )
        yield from (sign for _cell, sign in self.lost)


def is_hidden_row(row: etree._Element) -> bool:
    """Whether Excel does not show the row: hidden, filtered away, or without height."""
    return _is_true(row.get("hidden")) or (row.get("ht") in ("0", "0.0"))


def _is_true(value: str | None) -> bool:
    return value in ("1", "true")


def column_of(reference: str | None, at: int) -> int:
    """The number of the column of a cell, from its address or from its place in the row."""
    letters = (reference or "").rstrip("0123456789")
    return column_index_from_string(letters) if letters else at


def _forget(element: etree._Element) -> None:
    """Let go of a row that has been read, so that a sheet of any length takes the memory of one."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
