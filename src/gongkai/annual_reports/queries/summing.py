"""Adding reports up over the tree of organs: a government's is its own office's and all units' under it (B-08).

One code path for a county, a city, a province and the nation: ``gathered(year, root)`` reads the packed rows of all
reports that count, in the order of the tree; every organ's sum is a run of neighbouring rows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

import numpy as np
from django.db.models import QuerySet
from numpy.typing import NDArray

from gongkai.annual_reports.models import AnnualReport, Number, PackedCells
from gongkai.annual_reports.queries.packing import UNKNOWN, Figures, scales_of, unpack
from gongkai.annual_reports.workflow import COUNTED
from gongkai.law.reports import Form, columns_of, form, form_for_year
from gongkai.organs.queries import Kind, Organ

CHUNK = 5000
# After every path of the tree, whose steps are digits and capitals.
AFTER = "~"
# After every path below another, in every collation.
LAST = "Z" * Organ.steplen


@dataclass(frozen=True)
class Sums:
    """The sums of all organs at one depth of the tree; ``gaps`` counts the reports that leave a cell unknown.

    A path that ends above that depth is there as the organ's own report alone.
    """

    paths: list[str]
    known: Figures
    gaps: NDArray[np.int32]


@dataclass(frozen=True)
class Gathered:
    """The reports that count, one a row in the order of the tree, in one form; what is unknown is UNKNOWN."""

    form: Form
    paths: list[str]
    figures: Figures

    def below(self, path: str) -> slice:
        """The rows of the organ at ``path`` and of all under it."""
        return slice(bisect_left(self.paths, path), bisect_left(self.paths, path + AFTER))

    def known(self, path: str = "", *, own: bool = True) -> dict[str, Number | None]:
        """What the known figures under ``path`` add up to; None in a cell that no report knows.

        ``own`` says whether the report of the organ at ``path`` itself is added too.
        """
        run = self.below(path)
        if not own and self.paths[run.start : run.start + 1] == [path]:
            run = slice(run.start + 1, run.stop)
        rows = self.figures[run]
        unknown = rows == UNKNOWN
        summed = np.where(unknown, 0, rows).sum(axis=0)
        return unpack(self.form, np.where(unknown.all(axis=0), UNKNOWN, summed))

    def matrix(self, part: slice = slice(None)) -> NDArray[np.float64]:
        """A stretch of the reports as ``evaluate_many`` takes them: amounts in their unit, sums and unknowns NaN."""
        columns, figures = columns_of(self.form), self.figures[part]
        found = np.full((len(figures), len(columns)), np.nan)
        scales = np.array([scale for _, scale in scales_of(self.form)], dtype=np.float64)
        places = [columns.index(address) for address in self.form.entered]
        found[:, places] = np.where(figures == UNKNOWN, np.nan, figures / scales)
        return found

    def column(self, address: str, path: str = "") -> Iterator[tuple[str, Number | None]]:
        """What each report under ``path`` says in an entered cell, by the path of its organ."""
        at = self.form.entered.index(address)
        run = self.below(path)
        for organ_path, row in zip(self.paths[run], self.figures[run], strict=True):
            alone = np.full(len(self.form.entered), UNKNOWN)
            alone[at] = row[at]
            yield organ_path, unpack(self.form, alone)[address]

    def levels(self) -> list[Sums]:
        """The sums of every organ of the tree, a level each, the top first; each from the level below it."""
        unknown = self.figures == UNKNOWN
        if unknown.any():
            found = [Sums(self.paths, np.where(unknown, 0, self.figures), unknown.astype(np.int32))]
        else:
            found = [Sums(self.paths, self.figures.copy(), _no_gaps(len(self.paths), self.form))]
        deepest = max((len(path) for path in self.paths), default=0)
        for depth in range(deepest - Organ.steplen, 0, -Organ.steplen):
            found.append(_joined(found[-1], depth))
        return found[::-1] if deepest else []

    def replace(self, levels: list[Sums], path: str, row: Figures) -> None:
        """Put the changed figures of one report in place, here and in the sums of every organ above it."""
        at = bisect_left(self.paths, path)
        if at == len(self.paths) or self.paths[at] != path:
            raise LookupError(f"no report counts at {path}")
        before = self.figures[at].copy()
        self.figures[at] = row
        more = np.where(row == UNKNOWN, 0, row) - np.where(before == UNKNOWN, 0, before)
        gaps = (row == UNKNOWN).astype(np.int32) - (before == UNKNOWN)
        for depth, level in enumerate(levels, start=1):
            above = bisect_left(level.paths, path[: depth * Organ.steplen])
            level.known[above] += more
            level.gaps[above] += gaps


def gathered(year: int, root: Organ | None = None) -> Gathered:
    """All reports on ``year`` that count, of ``root`` and the organs under it, or of the nation.

    Of several editions the newest that is signed counts, once. A government's report that was taken over as published
    covers the organs under it already: theirs are not added to it again (B-08).
    """
    read = _read(_rows(year, root))
    wanted = _common_form(year, set(read))
    paths = [path for found, _ in read.values() for path in found]
    figures = [_mapped(rows, form(name), wanted) for name, (_, rows) in read.items()]
    joined = np.concatenate(figures) if len(figures) > 1 else figures[0] if figures else _none(wanted)
    order = sorted(range(len(paths)), key=paths.__getitem__)
    if order != list(range(len(paths))):
        paths, joined = [paths[at] for at in order], joined[order]
    if covering := covering_paths(year, root):
        stays = [at for at, path in enumerate(paths) if not is_covered(path, covering)]
        paths, joined = [paths[at] for at in stays], joined[stays]
    return Gathered(wanted, paths, joined)


def covering_paths(year: int, root: Organ | None = None) -> set[str]:
    """The governments whose reports on ``year`` were taken over as published, and so speak for all under them."""
    found = AnnualReport.objects.filter(
        year=year, imported=True, superseded=False, organ__kind=Kind.GOVERNMENT, organ__numchild__gt=0
    )
    if root is not None:
        found = found.filter(organ__path__range=(root.path, root.path + LAST))
    return set(found.values_list("organ__path", flat=True))


def is_covered(path: str, covering: Collection[str]) -> bool:
    """Whether a government above this organ speaks for it."""
    return any(path[:end] in covering for end in range(Organ.steplen, len(path), Organ.steplen))


def _rows(year: int, root: Organ | None) -> QuerySet[PackedCells, tuple[str, str, bytes]]:
    found = PackedCells.objects.filter(year=year, report__state__in=COUNTED, report__superseded=False)
    if root is not None:
        # A range and not a prefix: SQLite finds a prefix by reading every organ. Paths are digits and capitals.
        found = found.filter(report__organ__path__range=(root.path, root.path + LAST))
    return found.values_list("report__organ__path", "report__edition", "form", "cells")  # type: ignore[return-value]


def _read(rows: QuerySet[PackedCells, tuple[str, str, bytes]]) -> dict[str, tuple[list[str], Figures]]:
    """The paths and figures of each form; of two editions that both count, the newer."""
    found: dict[str, tuple[list[tuple[str, int]], bytearray]] = {}
    rest: Iterator[Any] = rows.iterator(chunk_size=CHUNK)
    while chunk := list(islice(rest, CHUNK)):
        for name in {row[2] for row in chunk}:
            paths, editions, _, cells = zip(*(row for row in chunk if row[2] == name), strict=True)
            keys, buffer = found.setdefault(name, ([], bytearray()))
            keys += zip(paths, editions, strict=True)
            buffer += b"".join(cells)
    older = _older(key for keys, _ in found.values() for key in keys)
    return {name: _without(older, name, keys, buffer) for name, (keys, buffer) in found.items()}


def _older(keys: Iterable[tuple[str, int]]) -> set[tuple[str, int]]:
    """The editions to which there is a newer one."""
    every = list(keys)
    newest = dict(sorted(every))
    return set() if len(newest) == len(every) else set(every) - set(newest.items())


def _without(
    older: set[tuple[str, int]], name: str, keys: list[tuple[str, int]], buffer: bytearray
) -> tuple[list[str], Figures]:
    figures = np.frombuffer(buffer, dtype="<i8").reshape(len(keys), len(form(name).entered))
    if older:
        stays = [at for at, key in enumerate(keys) if key not in older]
        keys, figures = [keys[at] for at in stays], figures[stays]
    return [path for path, _ in keys], figures


def _common_form(year: int, names: set[str]) -> Form:
    """The form to sum in: the reports' own; of 2019 and 2021 the coarser, into which the other maps (B-70)."""
    if len(names) == 1:
        return form(*names)
    return form("2019") if "2019" in names else form_for_year(year)


def _mapped(rows: Figures, source: Form, wanted: Form) -> Figures:
    if source == wanted:
        return rows
    mapped = np.full((len(rows), len(wanted.entered)), UNKNOWN, dtype=np.int64)
    for at, members in enumerate(_members(source, wanted)):
        if members:
            parts = rows[:, members]
            mapped[:, at] = np.where((parts == UNKNOWN).any(axis=1), UNKNOWN, parts.sum(axis=1))
    return mapped


@cache
def _members(source: Form, wanted: Form) -> tuple[list[int], ...]:
    """For each entered cell of the form wanted the columns whose sum it is; none where the source does not ask."""
    column = {address: at for at, address in enumerate(source.entered)}
    return tuple(
        [column[part] for part in source.merged_cells.get(address, (address,)) if part in column]
        for address in wanted.entered
    )


def _joined(level: Sums, depth: int) -> Sums:
    """The level above: neighbours with the same path down to ``depth`` are one organ."""
    heads = [path[:depth] for path in level.paths]
    starts = [at for at, head in enumerate(heads) if at == 0 or head != heads[at - 1]]
    if len(starts) == len(heads):
        return Sums(heads, level.known.copy(), level.gaps.copy())
    known = np.add.reduceat(level.known, starts, axis=0)
    gaps = (
        np.add.reduceat(level.gaps, starts, axis=0) if level.gaps.any() else level.gaps[: len(starts)].copy()
    )
    return Sums([heads[at] for at in starts], known, gaps)


def _no_gaps(count: int, of_form: Form) -> NDArray[np.int32]:
    return np.zeros((count, len(of_form.entered)), dtype=np.int32)


def _none(wanted: Form) -> Figures:
    return np.empty((0, len(wanted.entered)), dtype=np.int64)
