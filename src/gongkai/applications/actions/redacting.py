"""Files of which a part may not be given: marked, made anew, released by a second person (art. 37)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.applications.actions.papers import store_private
from gongkai.applications.actions.performing import refuse_personal_numbers
from gongkai.applications.models import Application, AttachmentKind, Redaction
from gongkai.applications.queries import redaction_marks
from gongkai.applications.workflow import REDACTIONS
from gongkai.foundation.files import clean_name, open_file
from gongkai.foundation.ledger import Actor, record
from gongkai.foundation.moment import now, today
from gongkai.foundation.workflow import Refused, lock
from gongkai.law.exemptions import exemptions
from gongkai.redaction import KINDS, CannotRedact, Mark, redact

CITE = "regulation-2019:37"
MOST_MARKS = 500


@transaction.atomic
def start_redaction(
    application: Application, *, file: File[Any], by: Actor, seen: int | None = None
) -> Redaction:
    """Keep the original apart from the files of the application, to be marked."""
    lock(application, seen=seen)
    marking = Redaction(application=application)
    if reasons := REDACTIONS.reasons_against(marking, "mark_redaction", by):
        raise Refused(*reasons, cite=CITE)
    name = clean_name(file.name or "")
    original = store_private(file, by=by, label=str(_("待遮盖的原件")))
    if original.kind not in KINDS:
        raise Refused(_("只能遮盖 PDF、JPG、PNG、docx 和 xlsx 文件。请先转换为 PDF 后再上传。"))
    started: Redaction = Redaction.objects.create(application=application, name=name, original=original)
    record(
        started, "applications.start_redaction", by=by, cite=CITE, facts={"application": application.number}
    )
    return started


@transaction.atomic
def mark_redaction(
    redaction: Redaction, *, marks: Iterable[Mark], by: Actor, seen: int | None = None
) -> None:
    """Keep what may not be given, each on its ground; a file that was made from other marks is made again."""
    kept = list(marks)
    if len(kept) > MOST_MARKS:
        raise Refused(_("标记不能超过%(most)s处，请整页框选或者拆分文件。") % {"most": MOST_MARKS})
    grounds = {one.code for one in exemptions(today())}
    if any(mark.ground not in grounds for mark in kept):
        raise Refused(_("每一处标记都要选择不予公开的依据。"), cite=CITE)
    told = json.dumps([asdict(mark) for mark in kept], ensure_ascii=False)
    changes: dict[str, Any] = {
        "marks": told,
        "made": None,
        "proof": {},
        "made_by": None,
        "made_at": None,
        "marked_by": by.user_id,
    }
    facts = {"marks": len(kept), "grounds": sorted({mark.ground for mark in kept})}
    REDACTIONS.move(redaction, "mark_redaction", by=by, seen=seen, changes=changes, facts=facts)


@transaction.atomic
def make_redaction(redaction: Redaction, *, by: Actor, seen: int | None = None) -> None:
    """Rebuild the file without what is marked; refused when a marked word can still be read in it."""
    lock(redaction, seen=seen)
    if reasons := REDACTIONS.reasons_against(redaction, "make_redaction", by):
        raise Refused(*reasons, cite=CITE)
    with open_file(redaction.original) as file:
        content = file.read()
    try:
        redacted = redact(redaction.original.kind, content, redaction_marks(redaction))
    except CannotRedact as error:
        raise Refused(error.reason, cite=CITE) from error
    made = ContentFile(redacted.content, name=f"made.{redacted.kind}")
    stored = store_private(made, by=by, label=str(_("遮盖后的文件")), made_here=True)
    proof: Mapping[str, Any] = asdict(redacted.proof)
    changes: dict[str, Any] = {"made": stored, "proof": proof, "made_by": by.user_id, "made_at": now()}
    facts = {"covered": redacted.proof.covered, "readers": redacted.proof.readers, "sm3": stored.sm3}
    REDACTIONS.move(redaction, "make_redaction", by=by, changes=changes, facts=facts)


@transaction.atomic
def release_redaction(redaction: Redaction, *, by: Actor, seen: int | None = None) -> None:
    """A second person has looked at the file: it becomes an attachment that the reply gives out."""
    lock(redaction.application)  # no reply is issued meanwhile that would not know of the file
    lock(redaction, seen=seen)
    if reasons := REDACTIONS.reasons_against(redaction, "release_redaction", by):
        raise Refused(*reasons, cite=CITE)
    made = redaction.made
    if made is None:
        raise Refused(_("还没有生成遮盖后的文件。"), cite=CITE)
    released = redaction.application.attachments.create(
        kind=AttachmentKind.RELEASED, file=made, original_name=redaction.name
    )
    changes: dict[str, Any] = {"released": released, "released_by": by.user_id, "released_at": now()}
    REDACTIONS.move(redaction, "release_redaction", by=by, changes=changes, facts={"sm3": made.sm3})


@transaction.atomic
def return_redaction(redaction: Redaction, *, by: Actor, note: str, seen: int | None = None) -> None:
    """The second person wants it marked otherwise, and says what; the note goes into the ledger."""
    note = note.strip()
    if not note:
        raise Refused(_("请写明哪里需要重新标记，不要写出要遮盖的内容。"))
    refuse_personal_numbers(note)
    changes: dict[str, Any] = {"made": None, "proof": {}, "made_by": None, "made_at": None}
    REDACTIONS.move(redaction, "return_redaction", by=by, seen=seen, changes=changes, facts={"note": note})


@transaction.atomic
def drop_redaction(redaction: Redaction, *, by: Actor, seen: int | None = None) -> None:
    """Nothing of this file is given after all."""
    REDACTIONS.move(redaction, "drop_redaction", by=by, seen=seen)
