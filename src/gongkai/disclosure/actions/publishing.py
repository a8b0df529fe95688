"""What the public gets to see, and how it is put right."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from gongkai.disclosure.actions.looking import screen
from gongkai.disclosure.actions.moving import move, must_be_open, settle_failed_debts, told_to_public
from gongkai.disclosure.models import (
    CONTENT_FIELDS,
    Agreement,
    InformationItem,
    ItemVersion,
    ReviewDebt,
    Validity,
)
from gongkai.disclosure.workflow import Step
from gongkai.foundation.ledger import Actor, record
from gongkai.foundation.moment import now
from gongkai.organs.queries import Organ


def publish(item: InformationItem, *, by: Actor, seen: int | None = None) -> ItemVersion:
    """Make the signed content the public version. The search index follows after the transaction."""
    screen(item)
    with transaction.atomic():
        return release(item, "publish", by=by, seen=seen)


@transaction.atomic
def start_correction(item: InformationItem, *, by: Actor, reason: str, seen: int | None = None) -> None:
    """Open a new draft of a public item. The present version stays public until the new one is published.

    Where the information itself has changed, the draft says since when (``altered_on``): the limit of art. 26
    then counts anew. A slip of the pen put right has no such day.
    """
    reason = told_to_public(reason, _("请写明更正原因，公开后与新版本一并显示。"))
    move(item, "start_correction", by=by, seen=seen, changes={"correction_reason": reason})


@transaction.atomic
def drop_correction(item: InformationItem, *, by: Actor, seen: int | None = None) -> None:
    """Give the next version up: the working copy is the last version again, public or withdrawn as it was."""
    move(item, "drop_correction", by=by, seen=seen, changes={"correction_reason": ""})
    last = item.versions.get(number=item.version_count)
    for name in CONTENT_FIELDS:
        setattr(item, name, getattr(last, name))
    item.save(update_fields=CONTENT_FIELDS)
    item.attachments.set(last.attachments.all())


@transaction.atomic
def take_over_items(organ: Organ, successor: Organ, *, by: Actor) -> int:
    """Let the successor of a merged organ answer for its items, for the looks they owe and for what it is asked to
    agree to. What was published keeps naming who published it."""
    count = InformationItem.objects.filter(organ_id=organ.pk).update(organ_id=successor.pk)
    ReviewDebt.objects.filter(organ_id=organ.pk, paid_at=None).update(organ_id=successor.pk)
    _take_over_agreements(organ, successor)
    record(successor, "disclosure.take_over_items", by=by, facts={"from": organ.pk, "count": count})
    return count


def _take_over_agreements(organ: Organ, successor: Organ) -> None:
    """Where the successor leads, or is asked itself, it needs to be asked no second time."""
    asked = Agreement.objects.filter(organ_id=organ.pk)
    theirs = InformationItem.objects.filter(agreements__organ_id=successor.pk)
    asked.filter(Q(item__organ_id=successor.pk) | Q(item__in=theirs.values("pk"))).delete()
    asked.update(organ_id=successor.pk)
    Agreement.objects.filter(organ_id=successor.pk, item__organ_id=successor.pk).delete()


def release(
    item: InformationItem,
    name: str,
    *,
    by: Actor,
    seen: int | None = None,
    emergency_reason: str = "",
    facts: dict[str, Any] | None = None,
) -> ItemVersion:
    """The working copy becomes the public version, by whichever row of the table leads there."""
    screen(item)
    must_be_open(item, name, by=by, seen=seen)
    version = _version(item, by, emergency_reason)
    changes = {
        "current_version": version,
        "version_count": version.number,
        "published_at": version.first_published_at,
        "correction_reason": "",
        "validity": item.validity or (Validity.IN_FORCE if item.is_normative else ""),
    }
    move(item, name, by=by, seen=seen, changes=changes, facts={"digest": version.digest, **(facts or {})})
    settle_failed_debts(item)
    return version


def _version(item: InformationItem, by: Actor, emergency_reason: str) -> ItemVersion:
    looks = item.passed_reviews()
    version = ItemVersion(
        item=item,
        number=item.next_version,
        organ_id=item.organ_id,
        at=now(),
        by_user_id=by.user_id,
        by_name=by.name,
        first_published_at=item.published_at or now(),
        reason=item.correction_reason,
        emergency_reason=emergency_reason,
        digest=item.content_digest(),
        review=looks.get(Step.REVIEW),
        second_review=looks.get(Step.SECOND_REVIEW),
        confidentiality_review=looks.get(Step.CONFIDENTIALITY),
        sign_off=looks.get(Step.SIGN_OFF),
        **{name: getattr(item, name) for name in CONTENT_FIELDS},
    )
    version.save()
    version.attachments.set(item.attachments.all())
    return version
