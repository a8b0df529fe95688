"""Who may draw up which part of the catalogue."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gongkai.catalogue.models import Column, Origin
from gongkai.catalogue.queries.keepers import reason_against_keeping
from gongkai.foundation.ledger import Actor
from gongkai.foundation.workflow import Refused

CITE = "regulation-2019:12"


def only(duties: set[str], by: Actor) -> None:
    """Raise Refused unless ``by`` acts in one of these duties."""
    if by.duty not in duties:
        raise Refused(_("栏目由系统管理员维护；本机关增设栏目由公开工作机构负责人办理。"), cite=CITE)


def only_keeper_of(organ_id: int | None, by: Actor) -> None:
    """Raise Refused unless ``by`` heads the disclosure office of this organ; without one: of the government."""
    if reason := reason_against_keeping(organ_id, by):
        raise Refused(reason, cite=CITE)


def only_local(column: Column) -> None:
    """Raise Refused for a national column."""
    if column.origin == Origin.NATIONAL:
        raise Refused(
            _("“%(name)s”是国家规定的栏目，不能修改；可以在它下面增设本地栏目。") % {"name": column.name},
            cite=CITE,
        )
