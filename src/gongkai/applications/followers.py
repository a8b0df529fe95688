"""What follows for applications from what happens to their organ, and for applicants from what happens to them."""

from typing import Any

from gongkai.applications import actions, queries
from gongkai.applications.workflow import WORKFLOW
from gongkai.foundation.ledger import Entry, follows


@follows("organs.merge_organ")
def open_applications_move(entry: Entry, organ: Any) -> None:
    """The successor goes on with what is open, under the same clock; closed applications stay where they are."""
    for application in queries.open_of(organ.pk):
        actions.move_to_successor(application, organ.successor)


@follows(*(f"{WORKFLOW.app}.{name}" for name in WORKFLOW.transitions))
def the_applicant_is_told(entry: Entry, application: Any) -> None:
    """Who chose to be told hears of it by message, once the act stands."""
    actions.tell_applicant(application, entry)


@follows("applications.archive")
def the_day_of_filing_is_kept(entry: Entry, application: Any) -> None:
    """From it counts for how long the applicant's personal data is kept."""
    actions.note_filing(application)


@follows("applications.register")
def what_several_ask_for_is_found(entry: Entry, application: Any) -> None:
    """Another applicant asks for what was given before (art. 44)."""
    actions.find_opening(application)


@follows("disclosure.publish", "disclosure.publish_when_due", "disclosure.publish_at_once")
def who_asked_hears_that_it_is_open_to_all(entry: Entry, item: Any) -> None:
    """Information that was drafted because several asked for it (art. 44)."""
    if opening := queries.opening_drafted_as(item.pk):
        actions.open_to_all(opening, item)
