"""What happens to pending cases when something happens to the organ."""

from typing import Any

from django.utils.translation import gettext as _

from gongkai.foundation.ledger import Entry, follows
from gongkai.foundation.workflow import Refused
from gongkai.remedies import actions, queries


@follows("organs.merge_organ")
def pending_cases_move(entry: Entry, organ: Any) -> None:
    """The successor answers for the pending cases; decided ones stay where they were decided."""
    for case in queries.pending_of(organ.pk):
        actions.move_to_successor(case, organ.successor)


@follows("applications.transfer")
def a_disputed_application_stays(entry: Entry, application: Any) -> None:
    """The respondent answers with the papers of its own application: it does not go to another organ (art. 51)."""
    if queries.was_disputed(application.pk):
        raise Refused(_("这件申请已经有复议、诉讼案件，不能转送；请登记后告知申请人负责公开的机关。"))


@follows("applications.purge")
def a_pending_case_holds_the_papers(entry: Entry, application: Any) -> None:
    """Who the applicant is stays known until every case about the application is decided."""
    if queries.is_in_dispute(application.pk):
        raise Refused(_("有未审结的复议、诉讼。"))
