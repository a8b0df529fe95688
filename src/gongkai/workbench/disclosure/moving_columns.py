"""What a draft would lose in another column: told and asked before it goes, never dropped in silence."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.catalogue.queries import Column, Element, Shape, elements_of, known_values
from gongkai.disclosure.queries import InformationItem
from gongkai.foundation.wording import listed


@dataclass(frozen=True)
class Loss:
    """What was filled in for the column ``before`` and has no place in the one that is chosen now."""

    before: Column
    rows: int | None
    elements: tuple[str, ...]

    @property
    def names(self) -> str:
        """The elements, in a row."""
        return listed(self.elements)


def loss_of(item: InformationItem | None, chosen: Column | None) -> Loss | None:
    """What this stored draft would lose if it moved to the chosen column; None when it loses nothing."""
    if item is None or item.column is None or (chosen and chosen.pk == item.column_id):
        return None
    asked = elements_of(chosen.pk) if chosen else []
    is_table = chosen is not None and chosen.shape == Shape.TABLE
    rows = item.sheet.row_count if item.sheet and not (is_table and _fits(item, asked)) else None
    elements = _elements_lost(item, item.column, set() if is_table else {one.code for one in asked})
    return Loss(item.column, rows, elements) if rows is not None or elements else None


def _fits(item: InformationItem, asked: list[Element]) -> bool:
    """Whether the table has the columns that are asked there, and no others."""
    there = {one["code"] for one in item.sheet.columns} if item.sheet else set()
    required = {one.code for one in asked if one.required}
    return required <= there <= {one.code for one in asked}


def _elements_lost(item: InformationItem, before: Column, kept: set[str]) -> tuple[str, ...]:
    """By name. What the form fills in by itself is nobody's work."""
    known = known_values(before.pk, item.organ) if item.elements else {}
    gone = {
        code
        for code, value in item.elements.items()
        if value and code not in kept and value != known.get(code)
    }
    return tuple(one.name for one in elements_of(before.pk, retired=True) if one.code in gone) if gone else ()
