"""The forms of the annual report, read from ``law/forms/*.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from gongkai.law.reports.grid import Table
from gongkai.law.reports.marks import Mark, marks_of
from gongkai.law.reports.parts import Band, Cell, Column, Label, Row, Section, band_of
from gongkai.law.reports.rules import Check, checks_of
from gongkai.law.sources import HOME, read_yaml

__all__ = ["FORM_NAMES", "Band", "Cell", "Column", "Form", "Label", "NoSuchForm", "Row", "Section", "form"]

FORM_NAMES = ("2021", "2019", "2014", "fujian", "fujian-2008")


class NoSuchForm(LookupError):
    """There is no form of that name, or none for that year."""


@dataclass(frozen=True)
class Form:
    """A form of the annual report: sections, tables, cells, and the rules that bind them."""

    name: str
    label: Label
    cite: str
    first_year: int | None
    last_year: int | None
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    checks: tuple[Check, ...]
    merged: Mapping[str, tuple[str, ...]]
    rules_made: tuple[str, ...]
    narrative: Mapping[str, Label]
    marks: Mapping[str, Mark]

    @cached_property
    def cells(self) -> Mapping[str, Cell]:
        """Every cell by its address, in the order of the form."""
        return {
            cell.address: cell
            for table in self.tables
            for band in table.bands
            for cell in band.cells(table.id)
        }

    @cached_property
    def entered(self) -> tuple[str, ...]:
        """The addresses that somebody fills in."""
        return tuple(address for address, cell in self.cells.items() if not cell.computed)

    @cached_property
    def computed(self) -> tuple[str, ...]:
        """The addresses that follow from others."""
        return tuple(address for address, cell in self.cells.items() if cell.computed)

    @cached_property
    def merged_cells(self) -> Mapping[str, tuple[str, ...]]:
        """The addresses of rows that some reports print as one, each with the cells it stands for (B-70)."""
        columns = self.table("applications").bands[0].columns if self.merged else ()
        return {
            f"{whole}.{column.id}": tuple(f"{part}.{column.id}" for part in parts)
            for whole, parts in self.merged.items()
            for column in columns
        }

    def cell(self, address: str) -> Cell:
        return self.cells[address]

    def table(self, table_id: str) -> Table:
        return next(table for table in self.tables if table.id == table_id)

    def __hash__(self) -> int:
        return hash(self.name)


@cache
def form(name: str) -> Form:
    """The form of that name: "2021", "2019", "2014" (statistics table of 2014-2018), "fujian" or "fujian-2008"."""
    if name not in FORM_NAMES:
        raise NoSuchForm(f"没有名为“{name}”的年度报告格式，可用：{'、'.join(FORM_NAMES)}")
    return _form_of(_load(name))


@cache
def form_for_year(year: int) -> Form:
    """The national form for the report on that year (B1)."""
    for name in FORM_NAMES:
        candidate = form(name)
        if candidate.first_year and candidate.first_year <= year <= (candidate.last_year or year):
            return candidate
    raise NoSuchForm(f"{year}年度没有全国统一的年度报告表格，最早的统计表自2014年度起使用")


def _load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = read_yaml(HOME / "forms" / f"{name}.yaml")
    return loaded


def _form_of(data: Mapping[str, Any]) -> Form:
    shared = _load(data["rules_from"]) if "rules_from" in data else {"groups": {}, "rules": []}
    groups = {**shared["groups"], **data.get("groups", {})}
    rules = [*shared["rules"], *data.get("rules", [])]
    years = data.get("years", {})
    return Form(
        name=data["name"],
        label=Label.of(data["label"]),
        cite=data["cite"],
        first_year=years.get("first"),
        last_year=years.get("last"),
        sections=tuple(Section(s["number"], s["kind"], Label.of(s)) for s in data["sections"]),
        tables=tuple(_table_of(table, data["name"]) for table in data["tables"]),
        checks=tuple(check for rule in rules for check in checks_of(rule, groups)),
        merged={whole: tuple(parts) for whole, parts in data.get("merged", {}).items()},
        rules_made=tuple(data.get("rules_made", ())),
        narrative={
            key: Label.of(told)
            for key, told in {**shared.get("narrative", {}), **data.get("narrative", {})}.items()
        },
        marks=marks_of([*shared.get("marks", ()), *data.get("marks", ())], groups),
    )


def _table_of(data: Mapping[str, Any], form_name: str) -> Table:
    if "file" in data:
        data = _load(data["file"])
    return Table(
        id=data["id"],
        section=data["section"],
        title=Label.of(data["title"]),
        cite=data["cite"],
        bands=tuple(band_of(band, form_name) for band in data["bands"]),
    )
