"""What the public gets to see, and what is taken back from it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.disclosure.actions.moving import move, must_be_open, required
from gongkai.disclosure.models import (
    CONTENT_FIELDS,
    ENDED,
    InformationItem,
    ItemVersion,
    Validity,
    Withdrawal,
    WithdrawalReason,
)
from gongkai.disclosure.workflow import Step
from gongkai.foundation.ledger import Actor, record
from gongkai.foundation.moment import now, today
from gongkai.foundation.workflow import Refused
from gongkai.law.rulebook import rule
from gongkai.organs.queries import Organ


@transaction.atomic
def publish(item: InformationItem, *, by: Actor, seen: int | None = None) -> ItemVersion:
    """Make the signed content the public version. The search index follows after the transaction."""
    must_be_open(item, "publish", by=by, seen=seen)
    version = _version(item, by)
    changes = {
        "current_version": version,
        "version_count": version.number,
        "published_at": version.first_published_at,
        "correction_reason": "",
        "validity": item.validity or (Validity.IN_FORCE if item.is_normative else ""),
    }
    move(item, "publish", by=by, seen=seen, changes=changes, facts={"digest": version.digest})
    return version


@transaction.atomic
def retain(item: InformationItem, *, by: Actor, seen: int | None = None) -> None:
    """Enter a signed item that is not to be public in the register of what is kept back (arts. 14-16, 18)."""
    move(item, "retain", by=by, seen=seen, facts={"attribute": item.attribute})


@transaction.atomic
def start_correction(item: InformationItem, *, by: Actor, reason: str, seen: int | None = None) -> None:
    """Open a new draft of a public item. The present version stays public until the new one is published."""
    reason = required(reason, _("请写明更正原因，公开后与新版本一并显示。"))
    move(item, "start_correction", by=by, seen=seen, changes={"correction_reason": reason})


@transaction.atomic
def drop_correction(item: InformationItem, *, by: Actor, seen: int | None = None) -> None:
    """Give a correction up: the working copy is the public version again."""
    move(item, "drop_correction", by=by, seen=seen, changes={"correction_reason": ""})
    public = _public(item)
    for name in CONTENT_FIELDS:
        setattr(item, name, getattr(public, name))
    item.save(update_fields=CONTENT_FIELDS)
    item.attachments.set(public.attachments.all())


@transaction.atomic
def withdraw(
    item: InformationItem,
    *,
    by: Actor,
    reason: WithdrawalReason,
    explanation: str,
    seen: int | None = None,
) -> None:
    """Take a public item back at once, in whatever state its correction is; a stub tells the public why."""
    explanation = required(explanation, _("请写明向社会的说明：撤回了什么、为什么撤回。"))
    must_be_open(item, "withdraw", by=by, seen=seen)
    withdrawn = _public(item)
    penalty = reason == WithdrawalReason.PENALTY_REVOKED
    cite = rule("publication.penalty_withdrawal").on(today()).cite if penalty else ""
    changes = {"current_version": None, "correction_reason": ""}
    move(item, "withdraw", by=by, seen=seen, changes=changes, facts={"reason": reason}, cite=cite)
    Withdrawal.objects.create(
        item=item,
        version=withdrawn,
        reason=reason,
        explanation=explanation,
        at=now(),
        by_user_id=by.user_id,
        by_name=by.name,
    )


@transaction.atomic
def record_validity(
    item: InformationItem,
    *,
    by: Actor,
    validity: Validity,
    basis: str,
    ended_on: date | None = None,
    seen: int | None = None,
) -> None:
    """Say whether a rule or normative document is in force, amended, repealed or expired, and since when."""
    basis = required(basis, _("请写明效力变更的依据，例如废止文件的名称和文号。"))
    if (validity in ENDED) != (ended_on is not None):
        raise Refused(_("“已废止”“已失效”须填写日期，其他状态不填。"))
    if ended_on and item.formed_on and ended_on < item.formed_on:
        raise Refused(_("废止或者失效日期早于成文日期，请核对。"))
    changes = {"validity": validity, "ended_on": ended_on, "validity_basis": basis}
    move(item, "record_validity", by=by, seen=seen, changes=changes)


@transaction.atomic
def take_over_items(organ: Organ, successor: Organ, *, by: Actor) -> int:
    """Let the successor of a merged organ answer for its items. What was published keeps naming who published it."""
    count = InformationItem.objects.filter(organ_id=organ.pk).update(organ_id=successor.pk)
    record(successor, "disclosure.take_over_items", by=by, facts={"from": organ.pk, "count": count})
    return count


def _public(item: InformationItem) -> ItemVersion:
    if item.current_version is None:
        raise Refused(_("这条信息目前没有对外公开。"))
    return item.current_version


def _version(item: InformationItem, by: Actor) -> ItemVersion:
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
        digest=item.content_digest(),
        review=looks.get(Step.REVIEW),
        second_review=looks.get(Step.SECOND_REVIEW),
        confidentiality_review=looks[Step.CONFIDENTIALITY],
        sign_off=looks[Step.SIGN_OFF],
        **{name: getattr(item, name) for name in CONTENT_FIELDS},
    )
    version.save()
    version.attachments.set(item.attachments.all())
    return version
