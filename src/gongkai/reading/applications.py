"""Table 3: applications received and handled, row by row (B-20 to B-40, B-70)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gongkai.reading.balance import Glued, Way, settle
from gongkai.reading.digits import Printed, is_run_together, printed, summing, ways_to_part
from gongkai.reading.figure import Doubt, Figure, Figures
from gongkai.reading.labels import LAST_ROWS, ORDER, alike, goes_beyond, has_leaf, leaves, whole_leaf
from gongkai.reading.normalise import Text
from gongkai.reading.rows import Row, rows_of

COLUMNS = ("natural", "commercial", "research", "social", "legal", "other", "total")
_WIDTH = len(COLUMNS)

_AT = {key: at for at, key in enumerate(ORDER)}
_MOST_WAYS = 60
_NAMED, _ALIKE, _ABOVE = 100, 20, 1
"""How much a label on the row's own line, a label with lost characters, and a label from above weigh."""


@dataclass
class _Placed:
    """A row on its way to its place; ``weight`` says how surely its label is its own."""

    row: Row
    key: str | None
    weight: int


def read_applications(text: Text, span: tuple[int, int]) -> tuple[Figures, list[Doubt]]:
    """The figures of table 3 by address, and the rows that could not be told for certain."""
    placed = [_placed(row) for row in _without_strays(rows_of(text, *span))]
    _distrust_labels_above(placed)
    _drop_out_of_order(placed)
    _fill_gaps(placed)
    figures: Figures = {}
    doubts: list[Doubt] = []
    glued: Glued = {}
    for entry in placed:
        row = entry.row
        if entry.key is None and not row.chunks:
            continue
        if entry.key is None:
            doubts.append(Doubt("applications", row.words, row.line, "不知道这一行属于哪一项"))
            continue
        read = _cells(row)
        if read is not None:
            figures |= _figures(entry, *read)
            continue
        doubts.append(Doubt(f"applications.{entry.key}", row.words, row.line, "各列数字分不开"))
        glued[entry.key] = (row, _ways(row))
    settled = settle(figures, glued)
    left = [doubt for doubt in doubts if f"{doubt.place}.total" not in settled]
    return figures | settled, left


def _without_strays(rows: list[Row]) -> list[Row]:
    """The rows of the table: a lone number between words is a page number, and its words belong to the next row."""
    kept: list[Row] = []
    carried = ""
    for row in rows:
        if not has_leaf(row.near) and len(row.chunks) < 3 and not row.is_grid and not row.ends_text:
            if len(row.chunks) == 1 and not row.near:
                carried += row.label
            continue
        kept.append(replace(row, label=carried + row.label))
        carried = ""
    return kept


def _placed(row: Row) -> _Placed:
    near = leaves(row.near)
    if near:
        return _Placed(row, near[-1], _NAMED)
    above = whole_leaf(row.label)
    if above:
        return _Placed(row, above, _ABOVE)
    return _Placed(row, None if leaves(row.label) else alike(row.label), _ALIKE)


def _distrust_labels_above(placed: list[_Placed]) -> None:
    """Where figures stand in the middle of labels, words above a row may be the end of the label before."""
    if any(not entry.row.near and goes_beyond(entry.row.label) for entry in placed):
        for entry in placed:
            entry.key = entry.key if entry.weight == _NAMED else None


def _drop_out_of_order(placed: list[_Placed]) -> None:
    """Rows come in the order of the form: a label that would break it does not belong to its row.

    Labels on the row's own line outweigh labels from lines above.
    """
    keyed = [(at, entry) for at, entry in enumerate(placed) if entry.key is not None]
    best: list[tuple[int, int]] = []
    for here, (_, entry) in enumerate(keyed):
        weight, before = 0, -1
        for there in range(here):
            if _AT[keyed[there][1].key or ""] < _AT[entry.key or ""] and best[there][0] > weight:
                weight, before = best[there][0], there
        best.append((weight + entry.weight, before))
    kept = set()
    at = max(range(len(best)), key=lambda i: best[i][0], default=-1)
    while at >= 0:
        kept.add(keyed[at][0])
        at = best[at][1]
    for place, entry in keyed:
        if place not in kept:
            entry.key = None


def _fill_gaps(placed: list[_Placed]) -> None:
    """A row without a label has its place when the rows around leave exactly one way to place it."""
    order = _order_of({entry.key for entry in placed})
    previous, waiting = -1, list[_Placed]()
    for entry in placed:
        if entry.key is None:
            waiting.append(entry)
            continue
        here = order.index(entry.key)
        _fill(waiting, order[previous + 1 : here])
        previous, waiting = here, []
    _fill(waiting, order[previous + 1 :])


def _order_of(seen: set[str | None]) -> list[str]:
    """The rows of the form that the document prints: （六） as one row or as three."""
    is_one_row = "results.other" in seen and not seen & set(LAST_ROWS)
    left_out = set(LAST_ROWS) if is_one_row else {"results.other"}
    return [key for key in ORDER if key not in left_out]


def _fill(waiting: list[_Placed], places: list[str]) -> None:
    if len(waiting) == len(places):
        for entry, key in zip(waiting, places, strict=True):
            entry.key = key


def _cells(row: Row) -> tuple[tuple[Printed, ...], str] | None:
    """The seven cells of a row, and how they were told apart when it was not by the print."""
    if row.is_grid:
        cells = row.cells
        while len(cells) > _WIDTH and cells[-1].value is None:
            cells = cells[:-1]
        return (cells, "") if len(cells) == _WIDTH else None
    if chunks := row.chunks_of(_WIDTH):
        cells = tuple(cell for chunk in chunks if (cell := printed(chunk)))
        return (cells, "") if len(cells) == _WIDTH else None
    if row.ends_text and len(row.chunks) < _WIDTH and not is_run_together(row.chunks, _WIDTH):
        cells = tuple(cell for chunk in row.chunks if (cell := printed(chunk)))
        return cells, "表格在此处中断"
    return _told_apart(row)


def _told_apart(row: Row) -> tuple[tuple[Printed, ...], str] | None:
    """The only way to part glued digits in which the total is the sum of the six columns.

    Many digits can be parted in so many ways that one of them sums by chance: those wait for the whole table.
    """
    ways = _ways(row)
    if len(ways) != 1 or ways_to_part(row.chunks, _WIDTH) > _MOST_WAYS:
        return None
    cells = tuple(Printed(str(value), value) for value in ways[0])
    return cells, "数字连写，只有这样断开时总计等于各列之和"


def _ways(row: Row) -> list[Way]:
    if row.is_grid or row.goes_on or not is_run_together(row.chunks, _WIDTH):
        return []
    return list(summing(row.chunks, _WIDTH))


def _figures(entry: _Placed, cells: tuple[Printed, ...], why: str) -> Figures:
    row = entry.row
    if any(isinstance(cell.value, int | None) is False for cell in cells):
        return {}
    if entry.weight != _NAMED and not leaves(row.label):
        why = why or "行名与数字不在一处，按表格行序对应"
    return {
        f"applications.{entry.key}.{column}": Figure(
            cell.value, row.words, row.line, 0.9 if why else 1.0, why
        )
        for column, cell in zip(COLUMNS, cells, strict=False)
    }
