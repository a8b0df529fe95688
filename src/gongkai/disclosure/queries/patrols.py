"""What the nightly looks at what is public found."""

from __future__ import annotations

from django.db.models import QuerySet

from gongkai.accounts.queries import Duty
from gongkai.disclosure.models import Patrol, PatrolFinding
from gongkai.foundation.ledger import Actor
from gongkai.organs.queries import organ, superior_of


def patrols() -> QuerySet[Patrol]:
    """The runs, the newest first."""
    return Patrol.objects.order_by("-pk")


def patrol_findings(actor: Actor) -> QuerySet[PatrolFinding]:
    """What was found in the items of the person's organ; the head at the top of the tree sees all of it."""
    found = PatrolFinding.objects.select_related("patrol", "version__item", "version__organ")
    found = found.order_by("-patrol_id", "-pk")
    if actor.duty == Duty.SYSTEM_ADMIN:
        return found.none()  # keeps the lists, and reads no content
    if _at_the_top(actor):
        return found
    return found.filter(version__item__organ_id=actor.organ_id or 0)


def _at_the_top(actor: Actor) -> bool:
    if actor.duty != Duty.OFFICE_HEAD or actor.organ_id is None:
        return False
    return superior_of(organ(actor.organ_id)) is None
