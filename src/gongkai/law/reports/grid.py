"""The official grid of a table: which cell stands where, and which cells are merged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from gongkai.law.reports.parts import Band, Label

GridKind = Literal["title", "corner", "column", "row", "unit", "value"]


@dataclass(frozen=True)
class GridCell:
    """A cell of the grid as HTML and Word understand it; the cells that a merge covers are left out.

    A "value" cell has the ``address`` of its number; every other kind is a header with text.
    """

    kind: GridKind
    text: Label | None = None
    address: str | None = None
    colspan: int = 1
    rowspan: int = 1


GridRow = tuple[GridCell, ...]


@dataclass(frozen=True)
class Table:
    """A table of a form; its bands lie below each other and are equally wide."""

    id: str
    section: str
    title: Label
    cite: str
    bands: tuple[Band, ...]

    @property
    def width(self) -> int:
        return max(_width(band) for band in self.bands)

    def grid(self) -> tuple[GridRow, ...]:
        return tuple(row for band in self.bands for row in _band_rows(band, self.width))


def _head_depth(band: Band) -> int:
    return max((len(row.heads) for row in band.rows), default=0)


def _lead(band: Band) -> int:
    """The columns before the first number: row headers and the unit."""
    return _head_depth(band) + (band.unit_head is not None)


def _width(band: Band) -> int:
    return _lead(band) + len(band.columns)


def _band_rows(band: Band, width: int) -> Iterable[GridRow]:
    if band.title:
        yield (GridCell("title", band.title, colspan=width),)
    yield from _header_rows(band, width)
    yield from _number_rows(band, width)


def _header_rows(band: Band, width: int) -> Iterable[GridRow]:
    depth = max(len(column.heads) for column in band.columns)
    merged = _merge([column.heads for column in band.columns], depth)
    for level in range(depth):
        cells: list[GridCell] = []
        if level == 0:
            cells += _corner(band, depth)
        for start, (label, across, down) in sorted(merged[level].items()):
            wide = width - _width(band) if start + across == len(band.columns) else 0
            cells.append(GridCell("column", label, colspan=across + wide, rowspan=down))
        yield tuple(cells)


def _corner(band: Band, depth: int) -> list[GridCell]:
    cells = []
    if _head_depth(band):
        cells.append(GridCell("corner", band.corner, colspan=_head_depth(band), rowspan=depth))
    if band.unit_head:
        cells.append(GridCell("corner", band.unit_head, rowspan=depth))
    return cells


def _number_rows(band: Band, width: int) -> Iterable[GridRow]:
    depth = _head_depth(band)
    merged = _merge([row.heads for row in band.rows], depth)
    for at, row in enumerate(band.rows):
        cells: list[GridCell] = []
        for level in range(depth):
            if at in merged[level]:
                label, down, across = merged[level][at]
                cells.append(GridCell("row", label, colspan=across, rowspan=down))
        if band.unit_head:
            unit = row.unit or band.unit
            cells.append(GridCell("unit", Label(unit, unit)))
        cells += [GridCell("value", address=band.address(row, column)) for column in band.columns]
        cells[-1] = replace(cells[-1], colspan=1 + width - _width(band))
        yield tuple(cells)


Merged = dict[int, tuple[Label, int, int]]


def _merge(paths: Sequence[tuple[Label, ...]], depth: int) -> list[Merged]:
    """For each level of the headers: where a merged cell begins, its label, its length along and across.

    Neighbours with the same path down to a level share one cell; the last header of a short path reaches to the edge.
    """
    levels: list[Merged] = [{} for _ in range(depth)]
    for level in range(depth):
        start = 0
        for at, path in enumerate(paths):
            if len(path) <= level:
                continue
            continues = at > 0 and paths[at - 1][: level + 1] == path[: level + 1]
            start = start if continues else at
            across = depth - level if len(path) == level + 1 else 1
            levels[level][start] = (path[level], at - start + 1, across)
    return levels
