"""What became of a rule or normative document: in force, amended, repealed, expired (rulebook E-05, H-03)."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.disclosure.actions.moving import move, must_be_open, told_to_public
from gongkai.disclosure.models import ENDED, InformationItem, Validity
from gongkai.foundation.ledger import SYSTEM, Actor
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused, lock


@transaction.atomic
def record_validity(
    item: InformationItem,
    *,
    by: Actor,
    validity: Validity,
    basis: str,
    ended_on: date | None = None,
    successor: InformationItem | None = None,
    seen: int | None = None,
) -> None:
    """Say whether a document is in force, amended, repealed or expired, since when, and what stands in its place.

    ``successor`` is the public document that repealed or amended it; both pages name each other then.
    """
    basis = told_to_public(basis, _("请写明效力变更的依据，例如废止文件的名称和文号。"))
    if (validity in ENDED) != (ended_on is not None):
        raise Refused(_("“已废止”“已失效”须填写日期，其他状态不填。"))
    if ended_on and item.formed_on and ended_on < item.formed_on:
        raise Refused(_("废止或者失效日期早于成文日期，请核对。"))
    _replaces(item, Validity(validity), successor)
    lock(item, seen=seen)
    if validity not in ENDED and _is_over(item):
        raise Refused(_("有效期已经届满；继续有效的，请先更正“有效期至”。"))
    changes = {
        "validity": validity,
        "ended_on": ended_on,
        "validity_basis": basis,
        "successor": successor,
    }
    move(item, "record_validity", by=by, seen=seen, changes=changes)


@transaction.atomic
def expire(item: InformationItem) -> None:
    """A document whose last day is over is no longer valid from the day after; nobody has to say so."""
    must_be_open(item, "expire", by=SYSTEM, seen=None)
    version = item.current_version
    last = version.expires_on if version else None
    changes = {
        "validity": Validity.EXPIRED,
        "ended_on": (last or today()) + timedelta(days=1),
        "validity_basis": _("有效期至%(day)s，期满自行失效") % {"day": last},
    }
    move(item, "expire", by=SYSTEM, seen=None, changes=changes, facts={"expires_on": last})


def _is_over(item: InformationItem) -> bool:
    public = item.current_version
    return public is not None and public.expires_on is not None and public.expires_on < today()


def _replaces(item: InformationItem, validity: Validity, successor: InformationItem | None) -> None:
    if successor is None:
        return
    if validity not in (Validity.REPEALED, Validity.AMENDED):
        raise Refused(_("只有“已废止”“已修改”的文件才填写替代文件。"))
    if successor.pk == item.pk or successor.current_version_id is None:
        raise Refused(_("替代文件须是另一份已经公开的文件。"))
