"""What a public item says of the items it is tied to: its interpretations, or the document it interprets."""

from __future__ import annotations

from dataclasses import dataclass, field

from gongkai.catalogue.queries import ItemKind
from gongkai.disclosure.queries import ItemVersion
from gongkai.interpretation import queries
from gongkai.interpretation.queries import Interpretation


@dataclass(frozen=True)
class Links:
    """``interpretations`` of a document; or ``tie``, by which the item interprets a document."""

    interpretations: list[Interpretation] = field(default_factory=list)
    tie: Interpretation | None = None


def links_of(version: ItemVersion) -> Links:
    """The links of an item; costs a question only where the item is a policy document or an interpretation."""
    if version.kind == ItemKind.INTERPRETATION:
        return Links(tie=queries.policy_tie(version))
    return Links(queries.interpretations_of(version)) if queries.is_policy(version) else Links()
