"""A table as one text: a line of headings, then a line for each row, so that each cell is read under its heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from gongkai.guard.context import nearest_label
from gongkai.guard.files.headings import Headings, is_heading
from gongkai.guard.files.seen import Piece, Stretch

BETWEEN = "\x1f"
_LONGEST = 200_000
_AMOUNTS = re.compile(r"金额|数额|预算|决算|元[)）]?$|合计|总计|收入|支出|产值|余额|资金|税额")
_NUMBER = re.compile(r"[0-9０-９]{5}")
_OF_PERSONS = re.compile(r"电话|手机|号|联系")
_FIGURE = re.compile(r"[-+]?\d{1,13}(\.\d*)?")
_FLAT = str.maketrans("\n\r\t\x1f|", "     ")


class Cell:
    """A cell: its column counted from 0, and its text as stretches (runs of a Word cell, or the one of a sheet).

    Lists have cells by the hundred thousand: ``text``, what the cell says, is joined once, and only where need be.
    """

    __slots__ = ("column", "stretches", "text")

    def __init__(self, column: int, stretches: tuple[Stretch, ...]) -> None:
        self.column, self.stretches = column, stretches
        self.text = stretches[0].text if len(stretches) == 1 else "".join(one.text for one in stretches)


@dataclass
class _Block:
    """Rows that are read together under one line of headings."""

    headings: Headings
    title: str
    rows: list[list[Cell]] = field(default_factory=list)
    size: int = 0

    def add(self, row: list[Cell], texts: dict[int, str]) -> None:
        self.rows.append(row)
        self.size += sum(map(len, texts.values())) + len(texts)

    def piece(self) -> Piece:
        stretches = [Stretch(self._head())]
        for row in self.rows:
            stretches += _line(row, self.headings)
        return Piece(tuple(stretches))

    def _head(self) -> str:
        width = max((cell.column for row in self.rows for cell in row), default=0) + 1
        heads = [self.headings.over(column).translate(_FLAT) for column in range(width)]
        return BETWEEN.join([*heads, self.title.translate(_FLAT)]) + "\n"


def pieces_of(rows: Iterable[list[Cell]], title: str = "") -> Iterator[Piece]:
    """The rows of a table as pieces of bearable length, each led by the headings.

    A row in the middle that reads like headings begins a new table. A title over the table (a row of one cell)
    says something about every row, and so stands behind the headings.
    """
    block = _Block(Headings(), title)
    ahead: list[str] = []
    for row in rows:
        texts = {cell.column: text for cell in row if (text := cell.text).strip()}
        if not texts:
            continue
        if block.rows and _begins_table(texts, block):
            yield block.piece()
            block = _Block(Headings(), title)
        if len(texts) == 1 and len(ahead) < 3 and not block.headings.is_known:
            ahead += [text[:60] for text in texts.values() if not _NUMBER.search(text)]
            block.title = " ".join([title, *ahead]).strip()
        block.headings.take(texts)
        block.add(row, texts)
        if block.size > _LONGEST:
            yield block.piece()
            block = _Block(block.headings, block.title)
    if block.rows:
        yield block.piece()


def _begins_table(texts: dict[int, str], block: _Block) -> bool:
    """A second line of headings further down: short words throughout, one of them naming a kind of number."""
    if len(texts) < 2 or not block.headings.is_settled or not all(map(is_heading, texts.values())):
        return False
    return any(nearest_label(text) and text.strip() != block.headings.over(at) for at, text in texts.items())


def _line(row: list[Cell], headings: Headings) -> Iterator[Stretch]:
    """The cells in their columns. In a table laid out as a form, the words before a cell are said again in it."""
    column = 0
    before = ""
    for cell in sorted(row, key=_column):
        if cell.column > column:
            yield Stretch(BETWEEN * (cell.column - column))
        column = cell.column
        if before and nearest_label(before):
            yield Stretch(f"{before.translate(_FLAT)}：")
        is_figure = _is_amount(cell.text.strip(), headings.over(column))
        for stretch in cell.stretches:
            if is_figure:
                yield Stretch("0")
                continue
            yield Stretch(stretch.text.translate(_FLAT), stretch.part, stretch.label, stretch.target)
        text = cell.text.strip()
        before = text if is_heading(text) else before if not text else ""
    yield Stretch(f"{BETWEEN}\n")


def _column(cell: Cell) -> int:
    return cell.column


def _is_amount(text: str, heading: str) -> bool:
    """Whether a cell holds an amount: eleven digits under 预算数 are money, however much they look like a telephone."""
    if not _FIGURE.fullmatch(text):
        return False
    return _AMOUNTS.search(heading) is not None and not _OF_PERSONS.search(heading)
