"""Who may know of which applications: what is not yours does not exist."""

from __future__ import annotations

from django.db.models import QuerySet

from gongkai.accounts.queries import Duty
from gongkai.applications.models import Application
from gongkai.foundation.ledger import Actor

READERS = frozenset(
    {Duty.APPLICATION_HANDLER, Duty.LEGAL_COUNSEL, Duty.OFFICE_HEAD, Duty.SIGNER, Duty.REPORT_CLERK}
)


def visible_to(actor: Actor | None) -> QuerySet[Application]:
    """The applications that this person may know of: those of the own organ, in a duty that has to do with them."""
    if actor is None or actor.duty not in READERS or actor.organ_id is None:
        return Application.objects.none()
    return Application.objects.filter(organ_id=actor.organ_id).select_related("organ")
