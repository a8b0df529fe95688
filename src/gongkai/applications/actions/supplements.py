"""What the applicant is asked for: the supplement, once and of everything (art. 30), and reasons (art. 35)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.applications import documents
from gongkai.applications.actions.indexing import index_text
from gongkai.applications.actions.papers import issue_letter, keep_files
from gongkai.applications.actions.performing import perform, ready_for, refuse_future
from gongkai.applications.models import Application, AttachmentKind, LetterKind, Supplement
from gongkai.applications.queries import clock
from gongkai.applications.workflow import APPLICANT
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused
from gongkai.law.clock import Event


@transaction.atomic
def request_supplement(
    application: Application, *, by: Actor, defects: str, days: int | None = None, seen: int | None = None
) -> None:
    """Tell the applicant, once and of everything, what to supplement and by when (art. 30).

    ``days`` are working days; without them the period is the usual one. The reply period stops and begins anew
    when the supplement comes.
    """
    ready_for(application, "request_supplement", by=by, seen=seen)
    if not defects.strip():
        raise Refused(_("请一次列明需要补正的全部事项。"), cite="regulation-2019:30")
    event = Event("supplement_requested", today(), days=days)
    perform(application, "request_supplement", by=by, event=event, changes={"proposed_days": None})
    until = _waiting_until(application)
    letter = issue_letter(
        application, LetterKind.SUPPLEMENT, documents.supplement_notice(application, defects, until), by=by
    )
    Supplement.objects.create(
        application=application, defects=defects, asked_on=today(), until=until, letter=letter
    )


@transaction.atomic
def receive_supplement(
    application: Application,
    *,
    by: Actor,
    answer: str,
    on: date | None = None,
    justified: bool = False,
    files: Sequence[File[Any]] = (),
    seen: int | None = None,
) -> None:
    """Take the supplement; the reply period begins anew on that day (art. 30).

    The applicant sends it, or the handler keys in what came on paper with the day it came. Once the period is
    over only the handler takes it, if the lateness is ``justified``.
    """
    ready_for(application, "receive_supplement", by=by, seen=seen)
    on = on or today()
    refuse_future(on, _("收到补正的日期不能晚于今天。"))
    if not answer.strip() and not files:
        raise Refused(_("请填写补正内容，或者上传补正材料。"))
    supplement = application.supplement
    if by == APPLICANT and on > supplement.until:
        raise Refused(
            _("补正期限已过。逾期有正当理由的，请与受理机关的政府信息公开工作机构联系。"),
            cite="regulation-2019:30",
        )
    event = Event("supplement_received", on, justified=justified)
    perform(application, "receive_supplement", by=by, event=event)
    supplement.answer, supplement.answered_on = answer, on
    supplement.save(update_fields=["answer", "answered_on"])
    keep_files(application, files, kind=AttachmentKind.SUPPLEMENT, by=by)
    index_text(application)


@transaction.atomic
def ask_for_reasons(
    application: Application, *, by: Actor, finding: str, until: date, seen: int | None = None
) -> None:
    """Ask once why so much is asked for so often; the reply period goes on (art. 35).

    ``finding`` says what is found beyond reason; the law sets no period for the answer, ``until`` does.
    """
    ready_for(application, "ask_for_reasons", by=by, seen=seen)
    if not finding.strip():
        raise Refused(_("请写明数量、频次怎样明显超过合理范围。"), cite="regulation-2019:35")
    if until <= today():
        raise Refused(_("说明理由的期限应晚于今天。"), cite="regulation-2019:35")
    perform(application, "ask_for_reasons", by=by, facts={"until": until.isoformat()})
    issue_letter(
        application, LetterKind.REASONS, documents.reasons_notice(application, finding, until), by=by
    )


def _waiting_until(application: Application) -> date:
    told = clock(application)
    if told is None or told.waiting_until is None:
        raise AssertionError("a supplement that was asked for has a last day")
    return told.waiting_until
