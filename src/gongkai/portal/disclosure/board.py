"""The board as one organ shows it: where its links lead, and how much stands under them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.catalogue.queries import BoardBlock, Branch
from gongkai.organs.queries import Organ


@dataclass(frozen=True)
class Board:
    """Whose board is shown; ``query`` keeps the choice in every link."""

    organ: Organ | None

    @property
    def query(self) -> str:
        return f"?organ={self.organ.code}" if self.organ else ""


def branch_totals(block: BoardBlock, counts: Mapping[int, int]) -> list[tuple[Branch, int]]:
    """Each branch of the block with the number of items in it and below it."""
    return [(branch, sum(counts.get(one.pk, 0) for one in branch.walk())) for branch in block.branches]
