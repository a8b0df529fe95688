"""What happens to pending cases when something happens to the organ."""

from typing import Any

from gongkai.foundation.ledger import Entry, follows
from gongkai.remedies import actions, queries


@follows("organs.merge_organ")
def pending_cases_move(entry: Entry, organ: Any) -> None:
    """The successor answers for the pending cases; decided ones stay where they were decided."""
    for case in queries.pending_of(organ.pk):
        actions.move_to_successor(case, organ.successor)
