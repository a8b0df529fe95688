"""How every act on an application is done: lock, duty and state, then the law, then all of it or nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from unicodedata import normalize

from django.utils.translation import gettext as _

from gongkai.applications.models import Application
from gongkai.applications.workflow import WORKFLOW
from gongkai.foundation.ledger import Actor, Entry
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused, lock
from gongkai.law.clock import Event, due_date, may_follow, run_clock
from gongkai.law.replies import reply_kinds

# A resident identity number of 18 or 15 places, or a mobile number, also typed in groups.
_PERSONAL_NUMBER = re.compile(r"(?<!\d)(?:\d(?:[ -]?\d){16}[ -]?[\dXx]|\d{15}|1[3-9]\d(?:[ -]?\d){8})(?!\d)")


def ready_for(application: Application, act: str, *, by: Actor, seen: int | None) -> None:
    """Lock the application and refuse the act if the table or somebody else's act stands against it."""
    lock(application, seen=seen)
    if reasons := WORKFLOW.reasons_against(application, act, by):
        raise Refused(*reasons, cite=WORKFLOW.transitions[act].cite)


def refuse_unless_lawful(application: Application, event: Event) -> None:
    """Ask the law's clock whether this may happen; what it refuses is refused with its article.

    A fact may be entered after others that came later: it is put where it belongs, and they are asked again.
    """
    events, calendar = application.law_events(), application.calendar()
    before = [one for one in events if one.on <= event.on]
    for one in [event, *events[len(before) :]]:
        if refused := may_follow(before, one, calendar=calendar):
            raise Refused(refused.message, cite=refused.cite)
        before.append(one)


def due_after(application: Application, event: Event | None = None) -> date | None:
    """The due date that the lists are to show once ``event`` has happened too."""
    events = sorted([*application.law_events(), *([event] if event else [])], key=lambda one: one.on)
    if not events:
        return None
    return due_date(events, calendar=application.calendar())


def perform(
    application: Application,
    act: str,
    *,
    by: Actor,
    event: Event | None = None,
    changes: Mapping[str, Any] | None = None,
    facts: Mapping[str, Any] | None = None,
    cite: str = "",
) -> Entry:
    """Move the locked application, with the event on its clock. Comes after ``ready_for`` in one transaction."""
    if event is not None:
        refuse_unless_lawful(application, event)
    due_on = due_after(application, event)
    entry = WORKFLOW.move(
        application, act, by=by, changes={**(changes or {}), "due_on": due_on}, facts=facts, cite=cite
    )
    if event is not None:
        note(application, event)
    if application.closed_on and "closed_on" in (changes or {}):
        _note_closing(application, application.closed_on)
    return entry


def _note_closing(application: Application, on: date) -> None:
    """Keep this ending; the annual reports count the first that stood at the end of its year (B-55)."""
    events, calendar = application.law_events(), application.calendar()
    clock = run_clock(events, today=on, calendar=calendar, recorded=True) if events else None
    application.closings.create(
        on=on,
        due_on=application.due_on,
        days_used=clock.days_used if clock else None,
        outcome=application.outcome,
        reply_kind=application.reply_kind or _without_reply(application.outcome),
        counts=not application.closings.filter(counts=True).exists(),
    )


def _without_reply(outcome: str) -> str:
    """The kind of ending that nobody decided on: withdrawn, or a period that was let pass (arts. 30, 42)."""
    return "withdrawn" if outcome == "other.other" else reply_kinds(outcome)[0].code


def note(application: Application, event: Event) -> None:
    """Keep the event as a row."""
    application.events.create(
        kind=event.kind,
        on=event.on,
        consultation_id=int(event.id) if event.id else None,
        days=event.days,
        until=event.until,
        justified=event.justified,
    )


def refuse_personal_numbers(text: str) -> None:
    """The ledger is kept for ever and read by many: no identity or mobile number goes into it."""
    if _PERSONAL_NUMBER.search(normalize("NFKC", text)):
        raise Refused(
            _("这里不要写身份证号码、手机号码等个人信息，请删去后再提交。"), cite="regulation-2019:15"
        )


def refuse_future(day: date, what: Any) -> None:
    """A fact is entered when it has happened."""
    if day > today():
        raise Refused(what)
