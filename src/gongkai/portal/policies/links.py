"""What a public item says of the items it is tied to: its interpretations, what it interprets, what replaced it.

Nothing is named that the public cannot open: a document in a column that only the offices read does not exist here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Q

from gongkai.catalogue.queries import ItemKind
from gongkai.disclosure.queries import ItemVersion, Withdrawal, public_items, withdrawn_item
from gongkai.interpretation import queries
from gongkai.interpretation.queries import Interpretation

UNLISTED = ("body", "item__body", "elements", "item__elements")


@dataclass(frozen=True)
class Links:
    """``interpretations`` of a document; or ``tie``, by which the item interprets ``document``.

    ``withdrawn``: the document was public and is not any longer. ``successor`` stands in the place of the document,
    which itself stands in the place of those it ``replaces``.
    """

    interpretations: list[Interpretation] = field(default_factory=list)
    tie: Interpretation | None = None
    document: ItemVersion | None = None
    withdrawn: bool = False
    successor: ItemVersion | None = None
    replaces: list[ItemVersion] = field(default_factory=list)

    @property
    def items(self) -> set[int]:
        """The items that are named, by key."""
        named = (self.document, self.successor, *self.replaces)
        return {one.item_id for one in named if one} | {one.item_id for one in self.interpretations}


def links_of(version: ItemVersion) -> Links:
    """The links of an item; costs questions only where it is a policy document or an interpretation."""
    if version.kind == ItemKind.INTERPRETATION:
        return _of_interpretation(version)
    if not queries.is_policy(version):
        return Links()
    ahead = version.item.successor_id
    around = _public(Q(item=ahead) | Q(item__successor=version.item_id))
    return Links(
        interpretations=queries.interpretations_of(version),
        successor=next((one for one in around if one.item_id == ahead), None),
        replaces=[one for one in around if one.item.successor_id == version.item_id],
    )


def _of_interpretation(version: ItemVersion) -> Links:
    tie = queries.policy_tie(version)
    if tie is None:
        return Links()
    around = {one.item_id: one for one in _public(Q(item__in=(tie.policy_id, tie.policy.successor_id or 0)))}
    document = around.get(tie.policy_id)
    if document is None:
        return Links(withdrawn=_was_public(tie.policy.index_number))
    return Links(tie=tie, document=document, successor=around.get(tie.policy.successor_id or 0))


def _public(wanted: Q) -> list[ItemVersion]:
    return list(public_items().filter(wanted).defer(*UNLISTED))


def _was_public(index_number: str) -> bool:
    try:
        withdrawn_item(index_number)
    except Withdrawal.DoesNotExist:
        return False
    return True
