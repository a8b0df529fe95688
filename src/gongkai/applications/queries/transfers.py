"""Where an application went, seen by both organs, and by each only what is theirs."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from gongkai.accounts.queries import Duty
from gongkai.applications.models import Application, Transfer
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.organs.queries import Organ, existing_on

SEEN_BY = frozenset({Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD})


def receivers(application: Application) -> QuerySet[Organ]:
    """The organs that an application may go to: those of the same region that exist today, without its own."""
    return existing_on(today()).filter(region=application.organ.region).exclude(pk=application.organ_id)


def receiver_named(application: Application, name: str) -> Organ | None:
    """The one of them with this name, short name or code; None for none, and for more than one."""
    named = Q(name=name) | Q(short_name=name) | Q(code=name)
    found = list(receivers(application).filter(named)[:2])
    return found[0] if len(found) == 1 else None


def transfers_of(application: Application) -> list[Transfer]:
    """How the application came here, and what was handed over from it; the newest first."""
    related = ("from_organ", "to_organ", "application", "successor")
    here = Q(application=application) | Q(successor=application)
    return list(Transfer.objects.filter(here).select_related(*related))


def transfers_seen_by(actor: Actor | None) -> QuerySet[Transfer]:
    """What went from and to this person's organ, the newest first: numbers and days, not what was asked."""
    if actor is None or actor.duty not in SEEN_BY or actor.organ_id is None:
        return Transfer.objects.none()
    theirs = Q(from_organ_id=actor.organ_id) | Q(to_organ_id=actor.organ_id)
    return Transfer.objects.filter(theirs).select_related(
        "from_organ", "to_organ", "application", "successor"
    )
