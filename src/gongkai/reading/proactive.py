"""Table 2: rules, licences, penalties, charges and procurement (B3, B4)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.law.reports import Band, Form, form
from gongkai.law.reports import Row as FormRow
from gongkai.reading.digits import Printed, is_run_together, printed, splits
from gongkai.reading.figure import Doubt, Figure, Figures
from gongkai.reading.normalise import Text, compact
from gongkai.reading.rows import Row, rows_of

_OF_2021 = re.compile(
    r"本\s*年\s*制?\s*发\s*件|废\s*止\s*件|现\s*行\s*有\s*效|本\s*年\s*处\s*理\s*决\s*定|本\s*年\s*收\s*费\s*金\s*额"
)
_OF_2019 = re.compile(
    r"上\s*一\s*年\s*项\s*目|对\s*外\s*公\s*开\s*总\s*数|制\s*作\s*数\s*量|采\s*购\s*总\s*金\s*额"
)
_SUFFIX = re.compile(r"[(（][^()（）]{0,12}[)）]$|[:：、,]+$")


def form_of_table(body: str) -> str | None:
    """Which form the headers of the tables belong to."""
    of_2021, of_2019 = len(_OF_2021.findall(body)), len(_OF_2019.findall(body))
    if of_2021 == of_2019:
        return None
    return "2021" if of_2021 > of_2019 else "2019"


def read_proactive(text: Text, span: tuple[int, int], form_name: str) -> tuple[Figures, list[Doubt]]:
    """The figures of table 2 by address."""
    figures: Figures = {}
    doubts: list[Doubt] = []
    rows = rows_of(text, *span)
    for row in rows:
        found = _row_of_form(form(form_name), row)
        if found is None:
            continue
        band, form_row = found
        wanted = len(band.columns)
        cells = _cells(row, wanted)
        if cells is None:
            doubts.append(Doubt(f"proactive.{form_row.id}", row.words, row.line, "各列数字分不开"))
            continue
        figures |= _figures(band, form_row, row, cells, text.body[slice(*span)])
    return figures, doubts


def _row_of_form(known: Form, row: Row) -> tuple[Band, FormRow] | None:
    """The row of the form whose label ends the words before the figures, on their line or broken over several."""
    return _named(known, row.near) or _named(known, row.label)


def _named(known: Form, words: str) -> tuple[Band, FormRow] | None:
    label = _SUFFIX.sub("", compact(words))
    best: tuple[int, Band, FormRow] | None = None
    for band in known.table("proactive").bands:
        for form_row in band.rows:
            for name in (form_row.id, *form_row.aliases):
                if label.endswith(name) and (best is None or len(name) > best[0]):
                    best = len(name), band, form_row
    return best[1:] if best else None


def _cells(row: Row, wanted: int) -> tuple[Printed, ...] | None:
    if row.is_grid:
        cells = row.cells
        while len(cells) > wanted and cells[-1].value is None:
            cells = cells[:-1]
        return cells if len(cells) == wanted else None
    chunks = row.chunks_of(wanted)
    if row.ends_text and len(row.chunks) < wanted and len(row.chunks[0]) == 1:
        chunks = row.chunks
    if chunks:
        return tuple(cell for chunk in chunks if (cell := printed(chunk)))
    if not row.goes_on and is_run_together(row.chunks, wanted):
        ways = set(splits(row.chunks, wanted))
        if len(ways) == 1:
            return tuple(Printed(str(value), value) for value in ways.pop())
    return None


def _figures(band: Band, form_row: FormRow, row: Row, cells: Sequence[Printed], region: str) -> Figures:
    figures: Figures = {}
    for column, cell in zip(band.columns, cells, strict=False):
        unit = None
        if column.kind == "amount":
            unit = cell.unit or _unit_in_header(region, column.id)
        address = band.address(form_row, column)
        figures[address] = Figure(cell.value, row.words, row.line, unit=unit)
    return figures


def _unit_in_header(region: str, column: str) -> str | None:
    match = re.search(rf"{column}[(（](?:单位[:：]?)?(亿元|万元|元)[)）]", compact(region))
    return match[1] if match else None
