"""Between flat values and the nested JSON layout in which reports are exchanged."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from gongkai.law.reports.forms import Form
from gongkai.law.reports.parts import Cell, Number, Values

UNIT = "单位"
_LEAD = re.compile(r"^(?:.*\s)?(?:其中[：:])?(?:[一二三四五六七八九十]+、)?(?:\d+[.．、])?")
_IN_YUAN = {"元": Decimal(1), "万元": Decimal(10**4), "亿元": Decimal(10**8)}


@lru_cache(maxsize=4096)
def path_of(address: str) -> tuple[str, ...]:
    """The keys of an address in the nested layout; an outcome such as ``denied.state_secret`` is one key."""
    table, _, rest = address.partition(".")
    if table == "applications":
        row, _, column = rest.rpartition(".")
        block, _, outcome = row.partition(".")
        return (table, block, outcome, column) if outcome else (table, block, column)
    row, _, column = rest.rpartition(".")
    return table, row, column


def to_document(form: Form, values: Values) -> dict[str, Any]:
    """The values in the nested layout; an unknown cell is null, an amount has its unit beside it."""
    document: dict[str, Any] = {
        "form": "pre2019" if "pre2019" in (table.id for table in form.tables) else form.name
    }
    for address, value in values.items():
        *keys, last = path_of(address)
        place = document
        for key in keys:
            place = place.setdefault(key, {})
        place[last] = _plain(value)
        cell = form.cells.get(address)
        if cell and cell.kind == "amount" and value is not None:
            place[UNIT] = cell.unit
    return document


def from_document(form: Form, document: Mapping[str, Any]) -> dict[str, Number | None]:
    """The values of a nested document; amounts are brought to the unit of their cell."""
    values: dict[str, Number | None] = {}
    document = _canonical(form, document)
    for address in (*form.cells, *form.merged_cells):
        place: Any = document
        for key in path_of(address):
            place = place.get(key) if isinstance(place, Mapping) else None
        if place is None or isinstance(place, Mapping):
            continue
        values[address] = _number(place)
        cell = form.cells.get(address)
        if cell and cell.kind == "amount":
            values[address] = _in_unit(document, address, cell, _number(place))
    return values


def _canonical(form: Form, document: Mapping[str, Any]) -> Mapping[str, Any]:
    """The document with its indicators under the row ids of the form, whichever label was printed."""
    if "pre2019" not in document:
        return document
    known = row_ids(form)
    return {
        **document,
        "pre2019": {known.get(label, label): row for label, row in document["pre2019"].items()},
    }


@cache
def row_ids(form: Form) -> dict[str, str]:
    """From each printed label of a row, without its number, to the id of the row."""
    rows = [row for table in form.tables for band in table.bands for row in band.rows]
    return {
        label: row.id
        for row in rows
        for label in (row.id, *row.aliases, *(_LEAD.sub("", head.zh) for head in row.heads[-1:]))
    }


def _in_unit(document: Mapping[str, Any], address: str, cell: Cell, value: Number) -> Number:
    table, row, _ = path_of(address)
    printed = document[table][row].get(UNIT, cell.unit)
    if printed == cell.unit or printed not in _IN_YUAN:
        return value
    return Decimal(value) * _IN_YUAN[printed] / _IN_YUAN[cell.unit]


def _number(value: int | float | str | Decimal) -> Number:
    if isinstance(value, int):
        return value
    exact = Decimal(str(value))
    return int(exact) if exact == exact.to_integral_value() else exact


def _plain(value: Number | None) -> int | float | None:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
