"""What happens to owed disclosures when something happens elsewhere."""

from typing import Any

from gongkai.disclosure.queries import WithdrawalReason
from gongkai.disclosure.workflow import WORKFLOW
from gongkai.foundation.ledger import SYSTEM, Entry, follows
from gongkai.obligations.actions import fulfil, fulfil_with_report, take_over_owings, unfulfil


@follows(*(f"disclosure.{name}" for name in WORKFLOW.transitions))
def follow_the_public(entry: Entry, item: Any) -> None:
    """Whatever act makes a version public settles what is owed; whatever takes it back opens it again.

    A notice whose time on display is over has done its duty and opens nothing.
    """
    before, after = entry.before.get("current_version"), entry.after.get("current_version")
    if after == before:
        return
    if after is not None:
        fulfil(item, entry=entry)
    elif entry.facts.get("reason") != WithdrawalReason.NOTICE_OVER:
        unfulfil(item, entry=entry)


@follows("annual_reports.publish")
def follow_annual_report(entry: Entry, report: Any) -> None:
    """The annual report is published in its own room and owed here."""
    fulfil_with_report(report.organ_id, report.year, entry=entry)


@follows("organs.merge_organ")
def hand_over_owings(entry: Entry, organ: Any) -> None:
    """The organ that takes over owes what the merged one still owed."""
    take_over_owings(organ, organ.successor, by=SYSTEM)
