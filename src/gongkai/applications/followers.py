"""What happens to applications when something happens to the organ that handles them."""

from typing import Any

from gongkai.applications import actions, queries
from gongkai.foundation.ledger import Entry, follows


@follows("organs.merge_organ")
def open_applications_move(entry: Entry, organ: Any) -> None:
    """The successor goes on with what is open, under the same clock; closed applications stay where they are."""
    for application in queries.open_of(organ.pk):
        actions.move_to_successor(application, organ.successor)
