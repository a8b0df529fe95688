"""Founding, changing and merging organs. The system administrator does it; the ledger keeps it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.foundation.ledger import Actor, record
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused, lock, told
from gongkai.organs.models import Organ

KEEPERS = {"system_admin", "system"}
OFFICE_FIELDS = (
    "office_name",
    "office_address",
    "office_postcode",
    "office_hours",
    "office_phone",
    "office_fax",
    "office_email",
)


@transaction.atomic
def found_organ(*, by: Actor, parent: Organ | None = None, **fields: Any) -> Organ:
    """Add an organ under ``parent``, or at the top. ``fields`` are those of :class:`Organ`.

    Raises ValidationError for a field that the model does not take, Refused for a code that is taken.
    """
    _only_keepers(by)
    Organ(**fields).clean_fields(exclude=("path", "depth", "numchild"))
    if Organ.objects.filter(code=fields["code"]).exists():
        raise Refused(_("代码“%(code)s”已被其他机关使用，请换一个。") % {"code": fields["code"]})
    organ: Organ
    if parent is None:
        organ = Organ.objects.add_root(fields)
    else:
        # treebeard counts children on the instance; a stale one would place the new organ over another.
        organ = Organ.objects.add_child(Organ.objects.get(pk=parent.pk), fields)
    record(organ, "organs.found_organ", by=by, after=told(organ, fields), cite="regulation-2019:4")
    return organ


@transaction.atomic
def describe_office(organ: Organ, *, by: Actor, seen: int | None = None, **fields: str) -> None:
    """Change how the organ's disclosure office is reached (art. 12); its own head may, and the administrator."""
    own_head = by.duty == "office_head" and by.organ_id == organ.pk
    if not own_head:
        _only_keepers(by)
    if unknown := set(fields) - set(OFFICE_FIELDS):
        raise TypeError(f"not fields of the office: {sorted(unknown)}")
    lock(organ, seen=seen)
    before = told(organ, fields)
    for name, value in fields.items():
        setattr(organ, name, value)
    organ.revision += 1
    organ.save(update_fields=["revision", *fields])
    record(
        organ,
        "organs.describe_office",
        by=by,
        cite="regulation-2019:12",
        before=before,
        after=told(organ, fields),
    )


@transaction.atomic
def merge_organ(organ: Organ, *, into: Organ, on: date, by: Actor) -> None:
    """End ``organ`` on this day; ``into`` takes over its open work, its history stays where it is.

    Followers of ``organs.merge_organ`` move what is open (applications, drafts, reports owed).
    """
    _only_keepers(by)
    lock(organ)
    if organ.existed_to is not None:
        raise Refused(_("%(organ)s已经撤销，不能再次合并。") % {"organ": organ.name})
    if into.pk == organ.pk or not into.exists_on(on):
        raise Refused(_("承接机关须是合并之日存在的另一个机关。"))
    # What is open moves at once, so the day cannot lie ahead.
    if on > today() or not organ.exists_on(on):
        raise Refused(_("合并之日不得晚于今天，也不得早于机关设立之日。"))
    organ.existed_to = on
    organ.successor = into
    organ.revision += 1
    organ.save(update_fields=["existed_to", "successor", "revision"])
    record(
        organ,
        "organs.merge_organ",
        by=by,
        before={"existed_to": None, "successor": None},
        after={"existed_to": on, "successor": into.pk},
    )


def _only_keepers(by: Actor) -> None:
    if by.duty not in KEEPERS:
        raise Refused(_("机关的设立、变更和合并须由系统管理员办理。"))
