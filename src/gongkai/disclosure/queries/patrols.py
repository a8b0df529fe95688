"""What the nightly looks at what is public found."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from gongkai.accounts.queries import Duty
from gongkai.disclosure.models import Patrol, PatrolFinding
from gongkai.disclosure.models.findings import UNREADABLE
from gongkai.foundation.ledger import Actor
from gongkai.organs.queries import organ, superior_of

NOT_LOOKED_AT = "not_looked_at"
"""Stands among the kinds of a public version that a run could not look at, and so tries again the next night."""
WORDS_ONLY = ["word"]
"""The kinds of a row that tells wrong words: they are put right, and nothing is taken down for them."""
UNLOOKED = ([NOT_LOOKED_AT], [UNREADABLE])
"""The kinds of a public version of which there is nothing to report but that it was not, or could not be, looked into."""


def patrols() -> QuerySet[Patrol]:
    """The runs, the newest first, each with how many versions it could not look into (``unlooked``)."""
    unlooked = Q(findings__kinds=UNLOOKED[0]) | Q(findings__kinds=UNLOOKED[1])
    return Patrol.objects.order_by("-pk").annotate(unlooked=Count("findings", filter=unlooked))


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
