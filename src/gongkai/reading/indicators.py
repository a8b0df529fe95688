"""The statistics tables up to 2018: a label, a unit, and one or two figures (B-80 to B-86)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

from gongkai.law.reports import Form, form
from gongkai.law.reports.rules import Check
from gongkai.reading.digits import Number, is_run_together, printed, splits
from gongkai.reading.figure import Doubt, Figure, Figures
from gongkai.reading.normalise import Text, compact
from gongkai.reading.rows import Row, rows_of
from gongkai.reading.variants import indicators as known_labels

Way = tuple[Number | None, ...]
FORMS = ("fujian", "fujian-2008", "2014")
_HEADER = re.compile(r"^.*?(?:历年累计|本年累计|累计数?|统计数|数量(?=主动)|年度(?=主动))")
_LEAD = re.compile(
    r"^(?:[一二三四五六七八九十]+、[^(（①-⑨]{0,12}情况)?(?:其中|[:：]|[①-⑨]|[(（][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、)*"
)
_NOTE = re.compile(r"[(（][^()（）]*[)）]")
_UNIT = re.compile(r"(?<=[\u4e00-\u9fff])(?:条|件次|件|人次|次|个|篇|万元|人|份|期)$")
_MOST = 4000
_WHY = "数字连写，只有这样断开时各项相加相符"


@dataclass(frozen=True)
class _Line:
    """A row of the table: its label, and every way its figures can be read."""

    label: str
    row: Row
    ways: tuple[Way, ...]


def read_indicators(
    text: Text, span: tuple[int, int], told: Mapping[str, Number]
) -> tuple[Figures, list[Doubt], str]:
    """The indicators by address, and the form they belong to; ``told`` are the figures of the running text."""
    region = compact(text.body[span[0] : span[0] + 200])
    columns = ("year", "cumulative") if "累计" in region else ("year",)
    lines = list(_lines(rows_of(text, *span), len(columns)))
    name = _best_form([line.label for line in lines])
    lines = _within_table(lines, known_labels(name))
    settled = _settle(lines, columns, form(name), told)
    figures: Figures = {}
    doubts: list[Doubt] = []
    for line in lines:
        way = line.ways[0] if len(line.ways) == 1 else settled.get(line.label)
        if way is None:
            doubts.append(Doubt(f"pre2019.{line.label}", line.row.words, line.row.line, "各列数字分不开"))
            continue
        glued = len(line.row.chunks) < len(columns) and not line.row.is_grid
        for column, value in zip(columns, way, strict=True):
            why = _WHY if glued else ""
            figures[f"pre2019.{line.label}.{column}"] = Figure(
                value, f"{line.label} {' '.join(line.row.chunks)}", line.row.line, 0.9 if why else 1.0, why
            )
    return figures, doubts, name


def _lines(rows: list[Row], width: int) -> Iterator[_Line]:
    for row in rows:
        label = label_of(row.near if row.is_grid and row.near else row.label)
        if not re.search(r"[\u4e00-\u9fff]{2}", label) or len(label) > 40:
            continue
        yield _Line(label, row, tuple(_ways(row, width)))


def _within_table(lines: list[_Line], ids: Mapping[str, str]) -> list[_Line]:
    """The rows between the first and the last known indicator: what follows is a signature or a page's foot."""
    known = [at for at, line in enumerate(lines) if line.label in ids]
    return lines[known[0] : known[-1] + 1] if known else []


def label_of(words: str) -> str:
    """The label of an indicator without its number, notes and unit."""
    label = _HEADER.sub("", compact(words))
    return _UNIT.sub("", _LEAD.sub("", _NOTE.sub("", label))).strip(":：、,.")


def _ways(row: Row, width: int) -> Iterator[Way]:
    if row.is_grid:
        cells = row.cells
        while len(cells) > width and cells[-1].value is None:
            cells = cells[:-1]
        if len(cells) == width:
            yield tuple(cell.value for cell in cells)
    elif len(row.chunks) == width:
        cells = tuple(cell for chunk in row.chunks if (cell := printed(chunk)))
        yield tuple(cell.value for cell in cells)
    elif is_run_together(row.chunks, width):
        yield from sorted({way for way in splits(row.chunks, width) if list(way) == sorted(way)})


def _best_form(labels: list[str]) -> str:
    return max(FORMS, key=lambda name: sum(label in known_labels(name) for label in labels))


def _settle(
    lines: list[_Line], columns: tuple[str, ...], known: Form, told: Mapping[str, Number]
) -> dict[str, Way]:
    """For rows with several ways: the way that is the same in every reading of the table that breaks no rule."""
    ids = known_labels(known.name)
    settled: dict[str, Way] = {}
    for group in _groups(lines, known, ids):
        readings = _readings(group, columns, known, ids, told)
        for at, line in enumerate(group):
            ways = {reading[at] for reading in readings}
            if len(ways) == 1:
                settled[line.label] = ways.pop()
    return settled


def _groups(lines: list[_Line], known: Form, ids: Mapping[str, str]) -> list[list[_Line]]:
    """Rows that rules bind together, so that each group can be tried out by itself."""
    by_id = {ids[line.label]: line for line in lines if line.label in ids and line.ways}
    bound: list[set[str]] = [{row_id} for row_id in by_id]
    for check in known.checks:
        if check.rule.severity == "error":
            members = {address.split(".")[1] for address in (*check.left, *check.right)} & set(by_id)
            touching = [group for group in bound if group & members]
            bound = [group for group in bound if not group & members] + [members.union(*touching)]
    return [[by_id[member] for member in sorted(group)] for group in bound if group]


def _readings(
    group: list[_Line],
    columns: tuple[str, ...],
    known: Form,
    ids: Mapping[str, str],
    told: Mapping[str, Number],
) -> list[tuple[Way, ...]]:
    """Every reading of a group that breaks no rule; where the text tells a figure, those that agree with it."""
    if all(len(line.ways) == 1 for line in group) or prod(len(line.ways) for line in group) > _MOST:
        return []
    addresses = [f"pre2019.{ids[line.label]}.{column}" for line in group for column in columns]
    rules = [
        check for check in known.checks if check.rule.severity == "error" and _is_inside(check, addresses)
    ]
    readings = []
    for reading in product(*(line.ways for line in group)):
        values = dict(zip(addresses, (value for way in reading for value in way), strict=True))
        if all(_holds(check, values) for check in rules):
            readings.append((reading, values))
    for check in known.checks:
        if check.left[:1] and check.left[0].startswith("text:") and check.right[0] in addresses:
            figure = told.get(check.left[0].removeprefix("text:"))
            agreeing = [(r, values) for r, values in readings if values[check.right[0]] == figure]
            readings = agreeing or readings
    return [reading for reading, _ in readings]


def _is_inside(check: Check, addresses: list[str]) -> bool:
    members = {*check.left, *check.right}
    return bool(members) and members <= set(addresses)


def _holds(check: Check, values: Mapping[str, Number | None]) -> bool:
    left = [values[address] for address in check.left]
    right = [values[address] for address in check.right]
    if None in left or None in right:
        return True
    sums = sum(v for v in left if v is not None), sum(v for v in right if v is not None)
    return sums[0] <= sums[1] if check.relation == "<=" else sums[0] == sums[1]
