"""The register of what is not open proactively, and the look at it anew (Regulation, arts. 14-16, 18)."""

from __future__ import annotations

from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.disclosure.actions.moving import move, required
from gongkai.disclosure.models import InformationItem, Reassessment
from gongkai.disclosure.workflow import Attribute
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import now, today
from gongkai.foundation.workflow import lock


@transaction.atomic
def retain(item: InformationItem, *, by: Actor, seen: int | None = None) -> None:
    """Enter a signed item that is not to be public in the register of what is kept back.

    By when it is looked at again is a setting: art. 18 asks for it regularly and names no interval.
    """
    changes = {"reassess_by": _next_look()}
    move(item, "retain", by=by, seen=seen, changes=changes, facts={"attribute": item.attribute})


@transaction.atomic
def reassess(
    item: InformationItem, *, attribute: Attribute, reason: str, by: Actor, seen: int | None = None
) -> Reassessment:
    """Look again at what is kept back (art. 18): the same attribute keeps it, another opens a new draft.

    The draft goes through the whole route again before anything of it is public.
    """
    reason = required(reason, _("请写明重新评估的理由。"))
    lock(item, seen=seen)
    attribute = Attribute(attribute)
    next_by = _next_look() if attribute == item.attribute else None
    name = "keep_retained" if next_by else "open_retained"
    changes = {"reassess_by": next_by} if next_by else _reopened(attribute, reason)
    move(item, name, by=by, seen=seen, changes=changes, facts={"attribute": attribute})
    return Reassessment.objects.create(
        item=item,
        attribute=attribute,
        reason=reason,
        next_by=next_by,
        at=now(),
        by_user_id=by.user_id,
        by_name=by.name,
    )


def _reopened(attribute: Attribute, reason: str) -> dict[str, Any]:
    kept_back = attribute != Attribute.PROACTIVE
    return {
        "reassess_by": None,
        "attribute": attribute,
        "attribute_ground": "",
        "attribute_reason": reason if kept_back else "",
    }


def _next_look() -> date:
    return today() + relativedelta(months=settings.GONGKAI_REASSESSMENT_MONTHS)
