"""What the applicant does after the letters: says that the fee is paid, and says how it went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.applications.actions.papers import keep_files
from gongkai.applications.actions.performing import perform, ready_for, refuse_future
from gongkai.applications.models import Application, AttachmentKind, PaymentReport, Satisfaction, Score
from gongkai.applications.queries import may_still_rate
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import now
from gongkai.foundation.workflow import Refused

LONGEST_WORDS = 500


@transaction.atomic
def report_payment(
    application: Application,
    *,
    by: Actor,
    paid_on: date,
    note: str = "",
    proofs: Sequence[File[Any]] = (),
    seen: int | None = None,
) -> None:
    """Tell the office that the fee was paid. The period goes on when the handler records it, not before.

    Told again it replaces what was told; the proofs of before stay.
    """
    ready_for(application, "report_payment", by=by, seen=seen)
    notice = application.owed_fee()
    refuse_future(paid_on, _("缴费日期不能晚于今天。"))
    if paid_on < notice.served_on:
        raise Refused(_("缴费日期不能早于收费通知的日期。"))
    if not note.strip() and not proofs:
        raise Refused(_("请上传缴费凭证，或者写明缴费的方式和单据号码。"))
    perform(application, "report_payment", by=by, facts={"on": paid_on.isoformat(), "files": len(proofs)})
    told = {"paid_on": paid_on, "note": note[:LONGEST_WORDS], "reported_at": now()}
    PaymentReport.objects.update_or_create(notice=notice, defaults=told)
    keep_files(application, proofs, kind=AttachmentKind.PAYMENT, by=by)


@transaction.atomic
def rate(
    application: Application, *, by: Actor, score: int, words: str = "", seen: int | None = None
) -> Satisfaction:
    """Say from 1 to 5 how the application was handled, with a few words (art. 46); it may be changed for some days."""
    ready_for(application, "rate", by=by, seen=seen)
    if score not in Score.values:
        raise Refused(_("请从很满意到很不满意中选一项。"))
    if len(words) > LONGEST_WORDS:
        raise Refused(_("意见和建议不超过%(n)s字。") % {"n": LONGEST_WORDS})
    kept = Satisfaction.objects.filter(application=application).first()
    if not may_still_rate(kept):
        raise Refused(_("评价已经不能修改。"))
    perform(application, "rate", by=by, facts={"score": score, "changed": kept is not None})
    told = {"score": score, "words": words.strip()}
    if kept is None:
        return Satisfaction.objects.create(application=application, **told)
    kept.score, kept.words, kept.changed_at = score, words.strip(), now()
    kept.save(update_fields=["score", "words", "changed_at"])
    return kept
