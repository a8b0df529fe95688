"""Who may draw up which part of the catalogue."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gongkai.accounts.queries import Duty
from gongkai.catalogue.models import Column, Origin
from gongkai.foundation.ledger import Actor
from gongkai.foundation.workflow import Refused
from gongkai.organs.queries import organ, superior_of

CITE = "regulation-2019:12"


def only(duties: set[str], by: Actor) -> None:
    """Raise Refused unless ``by`` acts in one of these duties."""
    if by.duty not in duties:
        raise Refused(_("栏目由系统管理员维护；本机关增设栏目由公开工作机构负责人办理。"), cite=CITE)


def only_keeper_of(organ_id: int | None, by: Actor) -> None:
    """Raise Refused unless ``by`` heads the disclosure office of this organ; without one: of the government."""
    only({Duty.OFFICE_HEAD, "system"}, by)
    if by.duty == "system" or (organ_id is not None and by.organ_id == organ_id):
        return
    if organ_id is not None:
        raise Refused(_("只能为本机关增设栏目。"), cite=CITE)
    if by.organ_id is None or superior_of(organ(by.organ_id)) is not None:
        raise Refused(_("全地区共用的栏目和目录由本级人民政府的公开工作机构负责人办理。"), cite=CITE)


def only_local(column: Column) -> None:
    """Raise Refused for a national column."""
    if column.origin == Origin.NATIONAL:
        raise Refused(
            _("“%(name)s”是国家规定的栏目，不能修改；可以在它下面增设本地栏目。") % {"name": column.name},
            cite=CITE,
        )
