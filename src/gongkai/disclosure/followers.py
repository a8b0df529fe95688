"""What happens to items when something happens below."""

from typing import Any

from gongkai.disclosure.actions import take_over_items
from gongkai.foundation.ledger import SYSTEM, Entry, follows


@follows("organs.merge_organ")
def hand_over_items(entry: Entry, organ: Any) -> None:
    """The organ that takes over answers for the items of the one that ended."""
    take_over_items(organ, organ.successor, by=SYSTEM)
