"""What a draft still lacks before it can be handed in, said while it is written and not after the last click."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.disclosure.queries import InformationItem
from gongkai.disclosure.workflow import REQUIRED, WORKFLOW
from gongkai.disclosure.workflow.checks import complete
from gongkai.foundation.ledger import Actor


@dataclass(frozen=True)
class Need:
    """A field that must be filled in, and whether it is."""

    name: str
    label: str
    is_met: bool


@dataclass(frozen=True)
class Lacks:
    """The fields that handing in needs, and what else stands against it."""

    needs: tuple[Need, ...]
    reasons: tuple[str, ...]


def lacks_of(item: InformationItem | None, by: Actor, typed: Mapping[str, Any]) -> Lacks:
    """Of a draft that is stored, or of one that is only ``typed`` yet."""
    # The summary is taken from the text where nobody writes one.
    names = [name for name in REQUIRED if name != "summary"]
    label = {name: str(InformationItem._meta.get_field(name).verbose_name) for name in names}  # type: ignore[union-attr]
    needs = tuple(
        Need(name, label[name], bool(getattr(item, name) if item else typed.get(name))) for name in names
    )
    if item is None:
        return Lacks(needs, ())
    missing = str(complete(item, by)) if not all(need.is_met for need in needs) else ""
    against = WORKFLOW.reasons_against(item, "submit", by)
    return Lacks(needs, tuple(reason for reason in against if reason != missing))
