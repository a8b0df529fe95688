"""The standard columns with their elements, and the national standard catalogues, adopted as they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from gongkai.accounts.queries import Duty
from gongkai.catalogue.actions.adopting_entries import adopt_entries
from gongkai.catalogue.actions.keepers import CITE, only
from gongkai.catalogue.models import Column, Element, Origin, Scope
from gongkai.catalogue.queries.data import data
from gongkai.foundation.ledger import Actor, record
from gongkai.law.rulebook import citation
from gongkai.law.scope import StatutoryItem, statutory_items

STEP = 100  # room between two standard columns for local ones


@transaction.atomic
def adopt_standard_catalogue(*, by: Actor) -> int:
    """Create the standard columns and elements that are missing and bring the others to the standard wording.

    Answers how many columns changed; doing it again changes nothing. What is local stays as it is.
    """
    only({Duty.SYSTEM_ADMIN, "system"}, by)
    known = {one.code: one for one in Column.objects.filter(origin=Origin.NATIONAL)}
    changed = 0
    for position, (block, upper, told) in enumerate(_standard(), start=1):
        fields = _column_fields(told, block=block, parent=known[upper] if upper else None)
        fields["position"] = position * STEP
        changed += _adopt(told["code"], fields, known, by)
    _adopt_elements(known, by)
    adopt_entries(by)
    return changed


def _standard() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Block, code of the column above, and what is told of each standard column, in their order."""
    for block, columns in data("columns").items():
        for top in columns:
            yield block, "", top
            for child in top.get("children", ()):
                yield block, top["code"], {"five": top.get("five", ""), **child}


def _column_fields(told: dict[str, Any], *, block: str, parent: Column | None) -> dict[str, Any]:
    item = _items().get(told.get("item", ""))
    above = parent.scope if parent else Scope.ALL
    return {
        "name": told["name"],
        "block": block,
        "parent": parent,
        "statutory_item": told.get("item", ""),
        "description": item.label if item else told.get("description", ""),
        "basis": told.get("basis") or _basis(item, parent),
        "scope": told.get("scope") or (item.level if item else above),
        "item_kind": told.get("kind", "general"),
        "kinds": told.get("kinds", []),
        "takes_items": told.get("takes", not told.get("children")),
        "shape": told.get("shape", "text"),
        "update_interval": told.get("interval", ""),
        "time_limit": told.get("limit", ""),
        "shortest_posting": told.get("shortest", ""),
        "five_disclosure": told.get("five", ""),
        "origin": Origin.NATIONAL,
    }


def _items() -> dict[str, StatutoryItem]:
    return {item.code: item for item in statutory_items()}


def _basis(item: StatutoryItem | None, parent: Column | None) -> str:
    if item:
        return citation(item.cite).label
    return parent.basis if parent else ""


def _adopt(code: str, fields: dict[str, Any], known: dict[str, Column], by: Actor) -> int:
    existing = known.get(code)
    if existing and all(getattr(existing, name) == value for name, value in fields.items()):
        return 0
    adopted = existing or Column(code=code)
    for name, value in fields.items():
        setattr(adopted, name, value)
    adopted.save()
    known[code] = adopted
    record(adopted, "catalogue.adopt_column", by=by, cite=CITE, after={"code": code, "name": adopted.name})
    return 1


def _adopt_elements(columns: dict[str, Column], by: Actor) -> None:
    """What the standard no longer asks is retired: older items hold values of it."""
    present: dict[str, dict[str, Element]] = {code: {} for code in columns}
    for one in Element.objects.filter(origin=Origin.NATIONAL).select_related("column"):
        present[one.column.code][one.code] = one
    for code, asked in data("elements").items():
        column, there = columns[code], present[code]
        wanted = {told["code"]: _element_fields(told, n) for n, told in enumerate(asked, start=1)}
        for gone in there.keys() - wanted.keys():
            wanted[gone] = {"retired": True}
        changed = {one: fields for one, fields in wanted.items() if _differs(there.get(one), fields)}
        new = [
            Element(column=column, code=one, **fields) for one, fields in changed.items() if one not in there
        ]
        Element.objects.bulk_create(new)
        for one in changed.keys() & there.keys():
            Element.objects.filter(pk=there[one].pk).update(**changed[one])
        if changed:
            names = {"elements": list(changed)}
            record(column, "catalogue.adopt_elements", by=by, cite=CITE, after=names)


def _element_fields(told: dict[str, Any], position: int) -> dict[str, Any]:
    return {
        "name": told["name"],
        "kind": told.get("kind", "text"),
        "required": told.get("required", False),
        "audience": told.get("audience", "public"),
        "choices": told.get("choices", []),
        "unit": told.get("unit", ""),
        "description": told.get("description", ""),
        "position": position * STEP,
        "origin": Origin.NATIONAL,
        "retired": False,
    }


def _differs(element: Element | None, fields: dict[str, Any]) -> bool:
    return element is None or any(getattr(element, name) != value for name, value in fields.items())
