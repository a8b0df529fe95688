"""Table 4: reconsideration and litigation, fifteen cells in three groups (B-60)."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.reading.digits import Printed, is_run_together, printed, summing
from gongkai.reading.figure import Doubt, Figure, Figures
from gongkai.reading.normalise import Text
from gongkai.reading.rows import Row, rows_of

GROUPS = ("reconsideration", "litigation_direct", "litigation_after")
RESULTS = ("maintain", "correct", "other", "pending", "total")
_GROUP_WORDS = {"reconsideration": "行政复议", "litigation_direct": "未经复议", "litigation_after": "复议后"}
_GROUP_WIDTH = len(RESULTS)
_WIDTH = len(GROUPS) * _GROUP_WIDTH


def read_remedies(text: Text, span: tuple[int, int]) -> tuple[Figures, list[Doubt]]:
    """The figures of table 4 by address."""
    rows = [row for row in rows_of(text, *span) if row.chunks]
    whole = [(row, cells) for row in rows if (cells := _cells(row, _WIDTH))]
    if len(whole) == 1:
        return _figures(*whole[0], GROUPS), []
    figures = _by_group(rows)
    if figures:
        return figures, []
    return {}, [
        Doubt("remedies", row.words, row.line, "各列数字分不开") for row in rows if "总计" in row.label
    ]


def _by_group(rows: Sequence[Row]) -> Figures:
    """The layout with a table of its own for each group, each under its name."""
    figures: Figures = {}
    for row in rows:
        cells = _cells(row, _GROUP_WIDTH)
        named = [group for group, words in _GROUP_WORDS.items() if words in row.label]
        if cells and named:
            figures |= _figures(row, cells, (named[-1],))
    return figures


def _cells(row: Row, width: int) -> tuple[Printed, ...] | None:
    if row.is_grid:
        cells = row.cells
        while len(cells) > width and cells[-1].value is None:
            cells = cells[:-1]
        return cells if len(cells) == width else None
    if chunks := row.chunks_of(width):
        cells = tuple(cell for chunk in chunks if (cell := printed(chunk)))
        return cells if len(cells) == width else None
    if width == _WIDTH and is_run_together(row.chunks, width):
        return _told_apart(row.chunks)
    return None


def _told_apart(chunks: Sequence[str]) -> tuple[Printed, ...] | None:
    """The only way to part glued digits in which every group adds up."""
    ways = summing(chunks, _GROUP_WIDTH, len(GROUPS))
    return tuple(Printed(str(value), value) for value in ways[0]) if len(ways) == 1 else None


def _figures(row: Row, cells: Sequence[Printed], groups: Sequence[str]) -> Figures:
    glued = not row.is_grid and len(row.chunks) != len(cells)
    why = "数字连写，只有这样断开时每组总计等于各项之和" if glued else ""
    addresses = [f"remedies.{group}.{result}" for group in groups for result in RESULTS]
    return {
        address: Figure(cell.value, row.words, row.line, 0.9 if why else 1.0, why)
        for address, cell in zip(addresses, cells, strict=True)
    }
