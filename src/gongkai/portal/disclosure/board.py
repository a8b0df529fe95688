"""The board as one organ shows it: where its links lead, and how much stands under them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.catalogue.queries import BoardBlock, Branch
from gongkai.organs.queries import Organ

# A list shows no text; the texts are what makes a row heavy.
UNLISTED = ("body", "item__body")


@dataclass(frozen=True)
class Board:
    """Whose board is shown; ``query`` keeps the choice in every link."""

    organ: Organ | None

    @property
    def query(self) -> str:
        return f"?organ={self.organ.code}" if self.organ else ""


@dataclass(frozen=True)
class ShownBlock:
    """A block of the board with the number of items in it, and in and below each of its branches."""

    label: str
    branches: list[tuple[Branch, int]]

    @property
    def total(self) -> int:
        return sum(count for _branch, count in self.branches)


def shown_block(block: BoardBlock, counts: Mapping[int, int]) -> ShownBlock:
    """The block counted; ``counts`` are the items standing in each column itself, by its key."""
    branches = [(branch, sum(counts.get(one.pk, 0) for one in branch.walk())) for branch in block.branches]
    return ShownBlock(block.label, branches)
