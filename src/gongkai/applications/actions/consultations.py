"""Asking those whom the information concerns: third parties, co-makers, other organs (arts. 32-34)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.applications import documents
from gongkai.applications.actions.papers import issue_letter, keep_files
from gongkai.applications.actions.performing import perform, ready_for, refuse_future, refuse_unless_lawful
from gongkai.applications.models import (
    CONSULTATION_LETTERS,
    Application,
    AttachmentKind,
    Consultation,
    LetterKind,
)
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused
from gongkai.law.clock import Event
from gongkai.law.rulebook import rule

CONSULTING = {"third_party": "regulation-2019:32", "co_maker": "regulation-2019:34", "other_organ": ""}


@transaction.atomic
def serve_consultation(
    application: Application,
    *,
    by: Actor,
    party: str,
    name: str,
    question: str,
    address: str = "",
    served_on: date | None = None,
    seen: int | None = None,
) -> Consultation:
    """Ask for an opinion in writing; from the day after its service the reply period stands still (art. 33).

    Several consultations run side by side; the applicant is told in a letter when the first begins. The applicant's
    identity is not told to those who are asked.
    """
    ready_for(application, "serve_consultation", by=by, seen=seen)
    served_on = served_on or today()
    refuse_future(served_on, _("对方收到征求意见书的日期不能晚于今天。"))
    if not name.strip() or not question.strip():
        raise Refused(_("请填写征求对象的名称和征求意见的内容。"))
    refuse_unless_lawful(application, Event("consultation_served", served_on, id="0", party=party))
    if not application.consultations.filter(answered_on__isnull=True).exists():
        told = documents.consulted_notice(application, [party])
        issue_letter(application, LetterKind.CONSULTED, told, by=by)
    letter = issue_letter(
        application,
        CONSULTATION_LETTERS[party],
        documents.consultation_letter(application, party, name, question),
        by=by,
    )
    consultation: Consultation = application.consultations.create(
        party=party, name=name, address=address, question=question, served_on=served_on, letter=letter
    )
    event = Event("consultation_served", served_on, id=str(consultation.pk), party=party)
    cite = CONSULTING[party] or rule("deadlines.uncounted").on(served_on).cite
    facts = {"consultation": consultation.pk, "party": party}
    perform(application, "serve_consultation", by=by, event=event, facts=facts, cite=cite)
    return consultation


@transaction.atomic
def record_opinion(
    application: Application,
    consultation: Consultation,
    *,
    by: Actor,
    opinion: str,
    reasons: str = "",
    on: date | None = None,
    files: Sequence[File[Any]] = (),
    seen: int | None = None,
) -> None:
    """Enter the opinion with the day it came; the reply period goes on from the next day (art. 33)."""
    ready_for(application, "record_opinion", by=by, seen=seen)
    if consultation.application_id != application.pk:
        raise Refused(_("这份征求意见不属于本件申请。"))
    on = on or today()
    refuse_future(on, _("收到意见的日期不能晚于今天。"))
    event = Event("consultation_answered", on, id=str(consultation.pk), party=consultation.party)
    facts = {"consultation": consultation.pk, "opinion": opinion}
    perform(application, "record_opinion", by=by, event=event, facts=facts)
    consultation.opinion, consultation.reasons, consultation.answered_on = opinion, reasons, on
    consultation.save(update_fields=["opinion", "reasons", "answered_on"])
    keep_files(application, files, kind=AttachmentKind.OPINION, by=by)
