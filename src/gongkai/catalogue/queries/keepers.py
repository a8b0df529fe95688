"""Who may draw up which part of the catalogue."""

from __future__ import annotations

from collections import defaultdict

from django.utils.translation import gettext as _

from gongkai.accounts.queries import Duty
from gongkai.catalogue.models import Column, Origin
from gongkai.foundation.ledger import Actor
from gongkai.organs.queries import organ, superior_of


def reason_against_keeping(organ_id: int | None, by: Actor) -> str | None:
    """Why ``by`` may not draw up what belongs to this organ (None: to the whole region); None: nothing against it.

    An organ's own part is for the head of its disclosure office, the region's part for that of its government.
    """
    if by.duty == "system":
        return None
    if by.duty != Duty.OFFICE_HEAD:
        return _("栏目由系统管理员维护；本机关增设栏目由公开工作机构负责人办理。")
    if organ_id is not None:
        return None if by.organ_id == organ_id else _("只能为本机关增设栏目。")
    if by.organ_id is None or superior_of(organ(by.organ_id)) is not None:
        return _("全地区共用的栏目和目录由本级人民政府的公开工作机构负责人办理。")
    return None


def may_keep(organ_id: int | None, by: Actor) -> bool:
    """Whether ``by`` may draw up what belongs to this organ, or without one to the whole region."""
    return reason_against_keeping(organ_id, by) is None


def may_change(column: Column, by: Actor) -> bool:
    """Whether ``by`` may change this column; nobody changes a national one."""
    return column.origin == Origin.LOCAL and may_keep(column.organ_id, by)


def named_owners() -> dict[int, list[str]]:
    """The short names of the organs that alone answer for a column, by the column's key."""
    through = Column.owners.through.objects.select_related("organ").order_by("organ__path")
    found: defaultdict[int, list[str]] = defaultdict(list)
    for one in through:
        found[one.column_id].append(one.organ.short_name)
    return dict(found)
