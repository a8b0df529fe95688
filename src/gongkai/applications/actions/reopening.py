"""A decision that was overturned: the application is decided anew, and stays one application (arts. 36, 51)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.applications.actions.performing import perform, ready_for, refuse_future
from gongkai.applications.models import Application
from gongkai.foundation.ledger import Actor
from gongkai.foundation.workflow import Refused
from gongkai.law.clock import Event

LONGEST_PAPER = 200
REOPENED: Mapping[str, Any] = {"reply_kind": "", "outcome": "", "closed_on": None}


@transaction.atomic
def reopen(
    application: Application,
    *,
    by: Actor,
    on: date,
    cite: str,
    paper: str,
    days: int | None = None,
    until: date | None = None,
    facts: Mapping[str, Any] | None = None,
    seen: int | None = None,
) -> None:
    """Handle a replied application again because ``paper`` set its reply aside; the clock begins anew on ``on``.

    ``on`` is the day on which the organ received the paper. The period is what the paper gives, in working
    ``days`` or ``until`` a day, else the whole of it. The replies that were given stay on the record.
    """
    ready_for(application, "reopen", by=by, seen=seen)
    refuse_future(on, _("收到决定、判决的日期不能晚于今天。"))
    if not 0 < len(paper.strip()) <= LONGEST_PAPER:
        raise Refused(_("请写明撤销或者纠正原答复的文书及其文号，不超过%(n)s字。") % {"n": LONGEST_PAPER})
    if until is not None and until <= on:
        raise Refused(_("重新答复的期限应晚于收到决定、判决的日期。"))
    _undo_closing(application, on, paper.strip())
    event = Event("reopened", on, days=days, until=until)
    told = {"on": on.isoformat(), **(facts or {})}
    perform(application, "reopen", by=by, event=event, changes=REOPENED, facts=told, cite=cite)


def _undo_closing(application: Application, on: date, paper: str) -> None:
    """It counts no more if it is undone in the year in which it was made: nothing of it was reported."""
    closing = application.closings.get(undone_on__isnull=True)
    if on < closing.on:
        raise Refused(_("收到决定、判决的日期不能早于本件办结的日期。"))
    closing.undone_on, closing.undone_by = on, paper
    closing.counts = closing.counts and on.year > closing.on.year
    closing.save(update_fields=["undone_on", "undone_by", "counts"])
