"""Reminding an organ of documents whose interpretation is due or overdue. The ledger is the trace of it."""

from __future__ import annotations

from django.db import transaction

from gongkai.calendars.queries import work_calendar
from gongkai.disclosure.queries import InformationItem
from gongkai.foundation.ledger import SYSTEM, Actor, Entry, record
from gongkai.foundation.moment import today
from gongkai.interpretation.actions.keepers import CITE
from gongkai.interpretation.queries import Waiting, awaiting, waiting

VERB = "interpretation.remind_of_policy"
SOON, LATE = "soon", "late"


@transaction.atomic
def remind_of_policies(*, by: Actor = SYSTEM) -> int:
    """Remind once on the last working day but one before the red line, and once when it is over (F-04).

    How many were reminded of now. It may run any number of times a day; a second run at the same time waits for
    the first and finds nothing left to say.
    """
    due = [(one, stage) for one in map(waiting, awaiting()) if (stage := _stage(one))]
    keys = [one.policy.item_id for one, _stage_of in due]
    _hold(keys)
    reminded = _reminded(keys)
    new = [(one, stage) for one, stage in due if (str(one.policy.item_id), stage) not in reminded]
    for one, stage in new:
        facts = {"stage": stage, "due_on": one.due_on}
        record(one.policy.item, VERB, by=by, cite=CITE, facts=facts)
    return len(new)


def _stage(one: Waiting) -> str:
    if one.due_on is None:
        return ""
    if one.late:
        return LATE
    return SOON if one.due_on <= work_calendar().add(today(), 1) else ""


def _hold(keys: list[int]) -> None:
    """Let nobody else remind of these until this is stored; always in one order, so that no two wait for each other."""
    rows = InformationItem.objects.filter(pk__in=keys).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk", flat=True))


def _reminded(keys: list[int]) -> set[tuple[str, str]]:
    rows = Entry.objects.filter(
        verb=VERB, subject_type=InformationItem._meta.label_lower, subject_id__in=map(str, keys)
    )
    return {(subject, facts.get("stage", "")) for subject, facts in rows.values_list("subject_id", "facts")}
