"""Issuing the reply that was signed: its letter, its notices, its one row of the annual report (arts. 36-39)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from gongkai.applications import documents
from gongkai.applications.actions.openings import find_opening
from gongkai.applications.actions.papers import issue_letter
from gongkai.applications.actions.performing import perform, ready_for, refuse_unless_lawful
from gongkai.applications.actions.proposing import issued, refuse_lacking
from gongkai.applications.actions.serving import serve_online
from gongkai.applications.models import (
    Answer,
    Application,
    Letter,
    LetterKind,
    Proposal,
    Reply,
)
from gongkai.applications.queries import answers_of, discloses, outcome_of, overruled, released_files
from gongkai.applications.workflow import PROPOSALS
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.law.clock import Event
from gongkai.law.replies import ReplyKind


@transaction.atomic
def issue_reply(application: Application, *, by: Actor, seen: int | None = None) -> Reply:
    """Issue the signed reply with its letter; the clock stops (art. 36).

    Each third party whose objection it overrules is told so in a letter (art. 32). Where the applicant wants it
    from the website, it is there from now on, and so served. What others asked for too is noted (art. 44).
    """
    ready_for(application, "reply", by=by, seen=seen)
    proposal = issued(application)
    refuse_lacking(proposal)
    event = Event("replied", today())
    refuse_unless_lawful(application, event)
    items = list(application.items.all())
    answers, kind = answers_of(items), outcome_of(items)
    files = [file.original_name for file in released_files(application)]
    document = documents.reply_letter(application, answers, released=files)
    letter = issue_letter(application, documents.letter_kind(answers), document, by=by)
    notices = _tell_overruled(application, proposal, answers, files, by)
    serve_online(application, letter)
    withheld = sorted({code for one in answers for code in one.withheld})
    facts = {"letter": letter.number, "withheld": withheld, "files": len(files), "notices": notices}
    PROPOSALS.move(proposal, "use_proposal", by=by, facts={"letter": letter.number})
    perform(application, "reply", by=by, event=event, changes=_ending(kind), facts=facts, cite=kind.cite)
    given = _kept(application, kind, _contents(answers, proposal.finding if notices else ""), letter, by)
    find_opening(application)
    return given


def _tell_overruled(
    application: Application, proposal: Proposal, answers: Sequence[Answer], files: Sequence[str], by: Actor
) -> int:
    """A letter to each third party against whose objection something is disclosed; how many."""
    objecting = overruled(application, answers)
    given = [one for one in answers if discloses(one.kind)]
    for one in objecting:
        information = "\n".join(text for each in given if (text := each.contents.get("information", "")))
        told = documents.disclosure_notice(one, given[0].kind, information, proposal.finding, released=files)
        issue_letter(application, LetterKind.DISCLOSURE_NOTICE, told, by=by)
    return len(objecting)


def _contents(answers: Sequence[Answer], finding: str) -> dict[str, Any]:
    """What was answered on each thing, by the law's names."""
    items = [
        {
            "wanted": one.wanted,
            "kind": one.kind.code,
            "parts": {need.field: one.contents.get(need.field, "") for need in one.kind.must_contain},
            "withheld": list(one.withheld),
        }
        for one in answers
    ]
    return {"items": items, "finding": finding}


def _kept(application: Application, kind: ReplyKind, contents: Any, letter: Letter, by: Actor) -> Reply:
    given: Reply = Reply.objects.create(
        application=application,
        kind=kind.code,
        outcome=kind.outcome,
        contents=json.dumps(contents, ensure_ascii=False),
        issued_on=today(),
        issued_by=by.name,
        letter=letter,
    )
    return given


def _ending(kind: ReplyKind) -> dict[str, Any]:
    """What the reply makes of the application: one outcome, which is one row of the annual report."""
    return {
        "reply_kind": kind.code,
        "outcome": kind.outcome,
        "closed_on": today(),
        "proposed_days": None,
    }
