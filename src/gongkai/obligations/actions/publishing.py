"""Naming the organ that publishes what another one owes."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.foundation.ledger import Actor, record
from gongkai.foundation.workflow import Refused, lock
from gongkai.obligations.actions.opening import assign_publishers, facts_of
from gongkai.obligations.actions.permits import only_competent
from gongkai.obligations.models import Owing, Publisher
from gongkai.obligations.workflow import CITE
from gongkai.organs.queries import Organ


@transaction.atomic
def name_publisher(owing: Owing, publisher: Organ, *, by: Actor, seen: int | None = None) -> None:
    """Name the organ whose publication settles what this organ owes of the obligation, from this cycle on.

    The competent office does it, as where a government's finance department bears another name (Budget Law,
    art. 14).
    """
    only_competent(owing.obligation.keeper, by)
    lock(owing, seen=seen)
    if not publisher.path.startswith(owing.obligation.keeper.path):
        raise Refused(_("公开机关须是主管机关或者其下级。"), cite=CITE)
    before = {"publisher_id": owing.publisher_id}
    owing.revision += 1
    owing.save(update_fields=["revision"])
    Publisher.objects.update_or_create(
        obligation_id=owing.obligation_id, organ_id=owing.organ_id, defaults={"publisher": publisher}
    )
    after = {"publisher_id": publisher.pk}
    told = facts_of(owing)
    record(owing, "obligations.name_publisher", by=by, cite=CITE, before=before, after=after, facts=told)
    assign_publishers(owing.obligation, Owing.objects.filter(organ=owing.organ_id))
    owing.refresh_from_db()
