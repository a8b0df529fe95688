"""What happens to items when something happens below."""

from typing import Any

from gongkai.disclosure.actions import ask_changed_content_again, take_over_items
from gongkai.disclosure.actions.counting import tally
from gongkai.disclosure.workflow import WORKFLOW
from gongkai.foundation.ledger import SYSTEM, Entry, follows


@follows("organs.merge_organ")
def hand_over_items(entry: Entry, organ: Any) -> None:
    """The organ that takes over answers for the items of the one that ended."""
    take_over_items(organ, organ.successor, by=SYSTEM)


@follows(*(f"disclosure.{name}" for name in WORKFLOW.transitions))
def keep_tallies(entry: Entry, item: Any) -> None:
    """Whatever act changes which version is public, the counts of the day know it."""
    before, after = entry.before.get("current_version"), entry.after.get("current_version")
    if before != after:
        tally(before, after)


@follows("disclosure.submit")
def ask_co_makers_again(entry: Entry, item: Any) -> None:
    """What was changed since the co-makers were asked is agreed to anew before it is signed (art. 11)."""
    ask_changed_content_again(item)
