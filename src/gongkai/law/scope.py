"""What must be disclosed without being asked (Regulation, arts. 19 to 22)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gongkai.law.rulebook import chapter


@dataclass(frozen=True, slots=True)
class StatutoryItem:
    """``code`` is the number in the Regulation: 20.1 to 20.15, 21.A.1 to 21.A.7, 21.B.1 to 21.B.8.

    ``level`` says whose duty it is: all organs, above_township (cities with districts, counties and their
    departments) or township.
    """

    code: str
    label: str
    label_en: str
    level: str
    rule: str
    cite: str


@cache
def statutory_items() -> tuple[StatutoryItem, ...]:
    """All items of arts. 20 and 21, in their order."""
    items = []
    for code, row in chapter("scope").items():
        said = row.latest
        items.append(
            StatutoryItem(code, row.label.zh, row.label.en, said.value["level"], said.rule_id, said.cite)
        )
    return tuple(items)


def items_for(level: str) -> list[StatutoryItem]:
    """The items that organs of this level disclose: ``above_township``, ``township``, or ``all`` for any other."""
    return [item for item in statutory_items() if item.level in ("all", level)]
