"""What stands under the elements of an item, as it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from gongkai.catalogue.queries import Audience, Element, elements_of


@dataclass(frozen=True)
class Filled:
    """One element with what stands under it, as it is shown."""

    name: str
    value: str
    kind: str
    unit: str


def asked_ever(column_id: int) -> list[Element]:
    """What the column asks of its items and what it once asked."""
    return elements_of(column_id, retired=True)


def filled(
    content: Any, *, inside: bool = False, asked: Callable[[int], Iterable[Element]] = asked_ever
) -> list[Filled]:
    """What stands under the elements of an item or a version; for the public without what is only for inside.

    What was filled in under an element that is no longer asked is still shown under its name. ``asked`` gives the
    elements of a column; whoever goes through many items remembers them.
    """
    values = content.elements or {}
    if not values or not content.column_id:
        return []
    shown = [
        one
        for one in asked(content.column_id)
        if values.get(one.code) and (inside or one.audience == Audience.PUBLIC)
    ]
    return [Filled(one.name, values[one.code], one.kind, one.unit) for one in shown]
