"""A document and its interpretation are passed on as one: what is done to either is asked of the other."""

from typing import Any

from gongkai.foundation.ledger import Entry, follows
from gongkai.interpretation.actions import accompany


@follows(
    "disclosure.submit",
    "disclosure.pass_review",
    "disclosure.pass_confidentiality_review",
    "disclosure.sign_off",
    "disclosure.publish",
    "disclosure.publish_when_due",
    "disclosure.publish_at_once",
    "disclosure.schedule_publication",
    "disclosure.cancel_schedule",
    "disclosure.send_back",
)
def go_together(entry: Entry, item: Any) -> None:
    """Runs inside the act's transaction and may refuse it (F-02, F-03)."""
    accompany(entry, item)
