"""The reply: one kind, what the law wants in it, one letter, one row of the annual report (arts. 36-39)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.applications import documents
from gongkai.applications.actions.papers import issue_letter, keep_files
from gongkai.applications.actions.performing import perform, ready_for, refuse_unless_lawful
from gongkai.applications.models import Answer, Application, AttachmentKind, Letter, LetterKind, Reply
from gongkai.applications.queries import (
    may_be_withheld,
    objections,
    offered_replies,
    overrules_objections,
)
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.foundation.wording import in_words
from gongkai.foundation.workflow import Refused
from gongkai.law.clock import Event
from gongkai.law.replies import ReplyKind


@transaction.atomic
def reply(
    application: Application,
    *,
    by: Actor,
    kind: str,
    contents: Mapping[str, str],
    withheld: Sequence[str] = (),
    files: Sequence[File[Any]] = (),
    finding: str = "",
    seen: int | None = None,
) -> Reply:
    """Reply to the application with its letter; the clock stops (art. 36).

    ``contents`` holds a text for each part that the law wants in a reply of this kind; ``withheld`` names, for a
    partial disclosure, the kinds of what is not given. A partial disclosure counts once, as such (B-54).
    ``finding`` says why the information is disclosed although a third party objects (art. 32); each of them is
    told so in a letter. In this thin form the handler drafts and issues in one act; the ledger keeps who did.
    """
    ready_for(application, "reply", by=by, seen=seen)
    chosen = _offered(application, kind)
    redacted = list(application.attachments.filter(kind=AttachmentKind.RELEASED))
    _refuse_lacking(chosen, contents, withheld, [*redacted, *files])
    overruled = _overruled(application, chosen, finding)
    event = Event("replied", today())
    refuse_unless_lawful(application, event)
    parts = {need.field: contents.get(need.field, "").strip() for need in chosen.must_contain}
    released = [*redacted, *keep_files(application, files, kind=AttachmentKind.RELEASED, by=by)]
    names = [file.original_name for file in released]
    answer = Answer(application.description, chosen, parts, withheld)
    document = documents.reply_letter(application, [answer], released=names)
    letter = issue_letter(application, LetterKind.REPLY, document, by=by)
    for one in overruled:
        told = documents.disclosure_notice(one, chosen, parts.get("information", ""), finding, released=names)
        issue_letter(application, LetterKind.DISCLOSURE_NOTICE, told, by=by)
    kept = {"parts": parts, "withheld": list(withheld), "finding": finding.strip() if overruled else ""}
    facts = {"letter": letter.number, "withheld": list(withheld), "files": len(released)}
    facts["notices"] = len(overruled)
    perform(application, "reply", by=by, event=event, changes=_ending(chosen), facts=facts, cite=chosen.cite)
    return _kept(application, chosen, kept, letter, by)


def _kept(application: Application, kind: ReplyKind, kept: Any, letter: Letter, by: Actor) -> Reply:
    given: Reply = Reply.objects.create(
        application=application,
        kind=kind.code,
        outcome=kind.outcome,
        contents=json.dumps(kept, ensure_ascii=False),
        issued_on=today(),
        issued_by=by.name,
        letter=letter,
    )
    return given


def _overruled(application: Application, kind: ReplyKind, finding: str) -> list[Any]:
    """The third parties against whose objection this reply discloses; refused without a finding (art. 32)."""
    overruled = list(objections(application)) if overrules_objections(application, kind) else []
    if overruled and not finding.strip():
        why = _(
            "第三方不同意公开。决定公开的，请写明其理由为何不合理，或者不公开会对公共利益造成什么重大影响。"
        )
        raise Refused(why, cite="regulation-2019:32")
    return overruled


def _ending(kind: ReplyKind) -> dict[str, Any]:
    """What the reply makes of the application: one outcome, which is one row of the annual report."""
    return {
        "reply_kind": kind.code,
        "outcome": kind.outcome,
        "closed_on": today(),
        "proposed_days": None,
    }


def _offered(application: Application, code: str) -> ReplyKind:
    for kind in offered_replies(application):
        if kind.code == code:
            return kind
    raise Refused(_("这种答复情形不适用于本件申请，请重新选择。"), cite="regulation-2019:36")


def _refuse_lacking(
    kind: ReplyKind, contents: Mapping[str, str], withheld: Sequence[str], files: Sequence[Any]
) -> None:
    """Refuse a reply that lacks what the law wants in it; the information itself may be given as files."""
    missing = [
        in_words(need)
        for need in kind.must_contain
        if not contents.get(need.field, "").strip() and not (need.field == "information" and files)
    ]
    if missing:
        raise Refused(*(_("答复书必须写明：%(what)s。") % {"what": what} for what in missing), cite=kind.cite)
    known = {one.code for one in may_be_withheld()}
    if kind.outcome == "partial" and (not withheld or set(withheld) - known):
        raise Refused(_("请选择不予提供部分的情形。"), cite=kind.cite)
