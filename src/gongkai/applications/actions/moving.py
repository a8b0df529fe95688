"""What moves applications without anybody at the desk: a merged organ."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from gongkai.applications.actions.indexing import index_text
from gongkai.applications.models import Application
from gongkai.applications.workflow import WORKFLOW
from gongkai.foundation.ledger import SYSTEM, Actor


@transaction.atomic
def move_to_successor(application: Application, into: Any, *, by: Actor = SYSTEM) -> None:
    """Hand an open application to the organ that takes over; number, events and clock stay as they are.

    What its people were to be told goes with it: nobody else learns of it any more.
    """
    WORKFLOW.move(application, "move_to_successor", by=by, changes={"organ": into})
    application.reminders.update(organ=into)
    application.due_moves.update(organ=into)
    index_text(application)
