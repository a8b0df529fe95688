"""What stands under the elements of an item, as it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gongkai.catalogue.queries import Audience, elements_of


@dataclass(frozen=True)
class Filled:
    """One element with what stands under it, as it is shown."""

    name: str
    value: str
    kind: str
    unit: str


def filled(content: Any, *, inside: bool = False) -> list[Filled]:
    """What stands under the elements of an item or a version; for the public without what is only for inside.

    What was filled in under an element that is no longer asked is still shown under its name.
    """
    values = content.elements or {}
    if not values or not content.column_id:
        return []
    shown = [
        one
        for one in elements_of(content.column_id, retired=True)
        if values.get(one.code) and (inside or one.audience == Audience.PUBLIC)
    ]
    return [Filled(one.name, values[one.code], one.kind, one.unit) for one in shown]
