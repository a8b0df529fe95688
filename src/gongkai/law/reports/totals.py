"""Adding reports up: a government's report is the sum of the reports of its units (B-08)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.law.reports.forms import Form
from gongkai.law.reports.parts import Number, Values


@dataclass(frozen=True)
class Total:
    """The sum cell by cell; ``gaps`` names for each cell the units in which it is unknown.

    A cell with a gap has no sum: it stays None, and ``known`` says what the known units add up to.
    """

    values: dict[str, Number | None]
    known: dict[str, Number]
    gaps: dict[str, tuple[str, ...]]


def total(form: Form, reports: Mapping[str, Values]) -> Total:
    """Add the reports of several units, each once, in one form (B-08)."""
    known: dict[str, Number] = dict.fromkeys(form.cells, 0)
    gaps: dict[str, list[str]] = {}
    for unit, values in reports.items():
        for address in form.cells:
            value = values.get(address)
            if value is None:
                gaps.setdefault(address, []).append(unit)
            else:
                known[address] += value
    summed = {address: None if address in gaps else known[address] for address in form.cells}
    return Total(summed, known, {address: tuple(units) for address, units in gaps.items()})


def convert(values: Values, source: Form, target: Form) -> dict[str, Number | None]:
    """The values of one form in the cells of another, as far as both have them.

    Row (六) of 2019 is the sum of the three rows of 2021 (B-70). What the target alone asks for stays unknown.
    """
    mapped: dict[str, Number | None] = {address: values.get(address) for address in target.cells}
    for whole, parts in source.merged.items():
        for address in target.cells:
            stem, _, column = address.rpartition(".")
            if stem == whole and mapped[address] is None:
                members = [values.get(f"{part}.{column}") for part in parts]
                mapped[address] = None if None in members else sum(m for m in members if m is not None)
    return mapped
