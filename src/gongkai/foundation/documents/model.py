"""What an official paper consists of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Align = Literal["justify", "left", "center", "right"]
Level = Literal[1, 2, 3, 4]
PNG = b"\x89PNG\r\n\x1a\n"
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: object) -> str:
    """The text as it can be set: composed, line ends as "\\n", without control characters."""
    plain = unicodedata.normalize("NFC", str(text)).replace("\r\n", "\n").replace("\r", "\n")
    return _UNPRINTABLE.sub("", plain.replace("\t", " "))


@dataclass(frozen=True)
class Heading:
    """A heading of the body. Its number is part of the text: 一、 at level 1, （一） at 2, 1. at 3, （1） at 4.

    ``rest`` goes on in the same line in the face of the body (（一）加强领导。各单位要…); ``align`` puts a heading
    without one in the middle, as those of chapters are.
    """

    level: Level
    text: str
    rest: str = ""
    align: Literal["justify", "center"] = "justify"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body; "\\n" in it starts a new line. ``indent``: two characters in the first line."""

    text: str
    align: Align = "justify"
    indent: bool = True


@dataclass(frozen=True)
class Picture:
    """A picture in the middle of the page, at most as wide as the lines; ``alt`` says it to who cannot see it.

    Raises ValueError when ``png`` is no PNG or nothing is said.
    """

    png: bytes
    width_mm: float
    alt: str

    def __post_init__(self) -> None:
        if not self.png.startswith(PNG):
            raise ValueError("the picture is no PNG")
        if not self.alt.strip():
            raise ValueError("the picture says nothing to who cannot see it")


@dataclass(frozen=True)
class Cell:
    """A cell of a table; it may reach over columns and rows, which the rows below then leave out.

    A ``picture`` stands over the text and must fit the column.
    """

    text: str
    colspan: int = 1
    rowspan: int = 1
    align: Align = "center"
    picture: Picture | None = None


@dataclass(frozen=True)
class Table:
    """A table. A plain string in a row is a centred cell of one field; the header is repeated on every page.

    ``widths`` are relative; left out, they follow from the text. ``landscape`` puts the table on pages of
    its own, turned. Raises ValueError, naming row and column, when the cells do not fill the grid exactly.
    """

    rows: Sequence[Sequence[Cell | str]]
    header: Sequence[Sequence[Cell | str]] = ()
    caption: str = ""
    widths: Sequence[float] = ()
    landscape: bool = False

    def __post_init__(self) -> None:
        columns = sum(cell.colspan for cell in self.lines[0]) if self.lines else 0
        _places(self.lines, columns)
        _places(self.lines[: len(self.header)], columns)  # a cell of the header must not reach into the body
        if self.widths and len(self.widths) != columns:
            raise ValueError(f"the table has {columns} columns but {len(self.widths)} widths")

    @property
    def lines(self) -> list[list[Cell]]:
        """Header and rows together, every string made a cell."""
        return [[_as_cell(cell) for cell in row] for row in (*self.header, *self.rows)]

    @property
    def columns(self) -> int:
        return sum(cell.colspan for cell in self.lines[0]) if self.lines else 0

    def placed(self) -> Iterator[tuple[int, int, Cell]]:
        """(row, column, cell) for every cell, with the places that spans take up left out."""
        return iter(_places(self.lines, self.columns))


@dataclass(frozen=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True)
class Signature:
    """Who signs, and the date of the paper as it is to be read: 2024年9月2日.

    ``co_signers`` sign a joint paper with the organ that leads; they stand below it in their order.
    """

    organ: str
    date: str
    co_signers: Sequence[str] = ()

    @property
    def organs(self) -> list[str]:
        """All that sign, the one that leads first."""
        return [printable(name) for name in (self.organ, *self.co_signers)]


@dataclass(frozen=True)
class Imprint:
    """The 版记 at the foot of the last page: who gets a copy, which office printed the paper, and when."""

    office: str
    date: str
    copies_to: str = ""


Block = Heading | Paragraph | Table | Picture | PageBreak


@dataclass(frozen=True)
class Document:
    """One official paper. Everything but the title may be left out.

    ``issuer`` is the 发文机关标志, in red at the head; without it the paper starts with its title. In a joint paper
    the names of the ``co_issuers`` follow below that of the lead, and the word 文件 stands once, beside them all.
    ``attachments`` are the names of the papers attached, ``notes`` the 附注 in brackets under the date, ``imprint``
    the 版记.
    A "\\n" in the title says where to break it; otherwise a long title is broken where the sense allows.
    """

    title: str
    blocks: Sequence[Block] = ()
    number: str = ""
    issuer: str = ""
    co_issuers: Sequence[str] = ()
    addressee: str = ""
    attachments: Sequence[str] = ()
    signature: Signature | None = None
    notes: str = ""
    imprint: Imprint | None = None


def _as_cell(cell: Cell | str) -> Cell:
    return cell if isinstance(cell, Cell) else Cell(cell)


def _places(lines: Iterable[Sequence[Cell]], columns: int) -> list[tuple[int, int, Cell]]:
    """Where each cell lies in the grid; ValueError when cells overlap, leave a hole or stick out."""
    rows = list(lines)
    taken: set[tuple[int, int]] = set()
    found = []
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            area = {(row + i, column + j) for i in range(cell.rowspan) for j in range(cell.colspan)}
            if area & taken or column + cell.colspan > columns or row + cell.rowspan > len(rows):
                raise ValueError(f"row {row + 1}, column {column + 1}: {cell.text!r} does not fit the table")
            taken |= area
            found.append((row, column, cell))
    if holes := {(i, j) for i in range(len(rows)) for j in range(columns)} - taken:
        row, column = min(holes)
        raise ValueError(f"row {row + 1}, column {column + 1}: the table has no cell there")
    return found
