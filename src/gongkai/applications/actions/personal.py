"""Looking at personal data with a reason, and counting who knocks at the public door."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from gongkai.applications.actions.performing import refuse_personal_numbers
from gongkai.applications.models import Application, Attempt, Identity
from gongkai.applications.workflow import WORKFLOW
from gongkai.foundation.ledger import Actor, record
from gongkai.foundation.moment import now
from gongkai.foundation.sealed import keyed_digest
from gongkai.foundation.workflow import Refused

LONGEST_REASON = 100
KEPT = timedelta(days=1)


@transaction.atomic
def reveal_identity(application: Application, *, by: Actor, reason: str) -> str:
    """Write down who opens the applicant's identity and why, and hand out the number of the paper, this once.

    Nothing else reads it. The page may show the other particulars then, too.

    Nothing of the application changes, so the revision stays and nobody else's page grows stale.
    """
    if reasons := WORKFLOW.reasons_against(application, "reveal_identity", by):
        raise Refused(*reasons)
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise Refused(_("请写明查看的理由，不超过%(n)s字，不要写入个人信息。") % {"n": LONGEST_REASON})
    refuse_personal_numbers(reason)
    cite = WORKFLOW.transitions["reveal_identity"].cite
    record(application, "applications.reveal_identity", by=by, cite=cite, facts={"reason": reason})
    number = Identity.objects.filter(application=application).values_list("number", flat=True).first()
    return number or ""


def count_attempt(purpose: str, address: str, *, per: timedelta) -> int:
    """Count one more attempt from this address in the present span of time; how many there are now.

    Kept in the database, so that it holds for all processes and machines; the address as a keyed digest.
    """
    since = _start_of_span(now(), per)
    with transaction.atomic():
        row, _created = Attempt.objects.get_or_create(purpose=purpose, who=keyed_digest(address), since=since)
        Attempt.objects.filter(pk=row.pk).update(count=F("count") + 1)
        row.refresh_from_db(fields=["count"])
    return row.count


def forget_attempts() -> int:
    """Drop the counts that are over; how many."""
    dropped, _by_model = Attempt.objects.filter(since__lt=now() - KEPT).delete()
    return dropped


def _start_of_span(moment: datetime, per: timedelta) -> datetime:
    seconds = int(per.total_seconds())
    return moment.replace(microsecond=0) - timedelta(seconds=int(moment.timestamp()) % seconds)
