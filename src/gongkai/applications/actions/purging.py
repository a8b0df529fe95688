"""Clearing away who the applicant was, when the time for which it is kept is over."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from gongkai.applications.models import (
    ApplicantAccount,
    Application,
    AttachmentKind,
    Identity,
    NoticeWay,
    PaymentReport,
    Satisfaction,
)
from gongkai.applications.queries import about, to_purge
from gongkai.applications.workflow import WORKFLOW
from gongkai.foundation.erasing import erase
from gongkai.foundation.ledger import SYSTEM, Actor
from gongkai.foundation.messaging import blank_messages_about
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused

CONTACTS = ("contact_person", "phone", "email", "postal_address")
DIGESTS = ("identity_digest", "phone_digest", "email_digest")
PAPERS = (AttachmentKind.IDENTITY, AttachmentKind.SCAN, AttachmentKind.PAYMENT)
Told = Callable[[Application, str], None]


@transaction.atomic
def purge(application: Application, *, by: Actor = SYSTEM) -> None:
    """Blank identity and contacts of a filed application; its identity papers and scans leave the disk.

    What was asked, how it was answered, the letters and all that is counted stay, and the name that stands in the
    letters. Whoever still needs the rest (a pending case) refuses from a follower of this act: Refused.
    """
    papers = list(application.attachments.filter(kind__in=PAPERS).select_related("file"))
    blank = dict.fromkeys(CONTACTS, "")
    WORKFLOW.move(application, "purge", by=by, changes=blank, facts={"files": len(papers)})
    # Not told to the ledger, which would keep the digests for ever.
    digests = dict.fromkeys(DIGESTS, "")
    Application.objects.filter(pk=application.pk).update(notice_way=NoticeWay.NONE, **digests)
    Identity.objects.update_or_create(application=application, defaults={"number": "", "purged_on": today()})
    for paper in papers:
        stored = paper.file
        paper.delete()
        erase(stored)
    _blank_what_was_told(application)
    blank_messages_about(about(application))


def _blank_what_was_told(application: Application) -> None:
    """The words beside a payment and a judgement may name somebody; and no account holds the application any more."""
    PaymentReport.objects.filter(notice__application=application).update(note="")
    Satisfaction.objects.filter(application=application).update(words="")
    ApplicantAccount.applications.through.objects.filter(application=application).delete()


def purge_filed(*, dry_run: bool = False, tell: Told = lambda application, held: None) -> int:
    """Purge all whose time is over, each by itself; how many. ``tell`` hears of each, and why one is held.

    ``dry_run`` does it all and takes each back: what it tells is what would happen.
    """
    done = 0
    for pk in list(to_purge().values_list("pk", flat=True)):
        application = Application.objects.select_related("organ").get(pk=pk)
        try:
            with transaction.atomic():
                purge(application)
                transaction.set_rollback(dry_run)
        except Refused as held:
            tell(application, str(held))
        else:
            tell(application, "")
            done += 1
    return done


def note_filing(application: Application) -> None:
    """Keep the day of filing, from which the time is counted."""
    application.archived_on = today()
    Application.objects.filter(pk=application.pk).update(archived_on=application.archived_on)
