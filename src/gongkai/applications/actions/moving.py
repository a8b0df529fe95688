"""What moves applications without anybody at the desk: a merged organ, a new day, a new calendar."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from gongkai.applications.actions.performing import due_after
from gongkai.applications.models import Application
from gongkai.applications.queries import still_counting
from gongkai.applications.workflow import WORKFLOW
from gongkai.foundation.ledger import SYSTEM, Actor


@transaction.atomic
def move_to_successor(application: Application, into: Any, *, by: Actor = SYSTEM) -> None:
    """Hand an open application to the organ that takes over; number, events and clock stay as they are."""
    WORKFLOW.move(application, "move_to_successor", by=by, changes={"organ": into})


def refresh_due_dates() -> int:
    """Copy the clock's answer into the lists again, after a day has passed or the calendar has changed.

    No act: nothing but the copy changes, so the ledger keeps silent. Returns how many dates moved.
    """
    moved = 0
    for application in still_counting().select_related("organ").prefetch_related("events__consultation"):
        due_on = due_after(application)
        if due_on != application.due_on:
            # Only if nobody has acted since: their act has copied the newer answer already.
            untouched = Application.objects.filter(pk=application.pk, revision=application.revision)
            moved += untouched.update(due_on=due_on)
    return moved
