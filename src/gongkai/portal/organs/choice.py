"""The organs as a reader looks for them: the government itself, its departments, the towns and streets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.moment import today
from gongkai.organs.queries import Kind, Level, Organ, existing_on

LONGEST_SWITCH = 200
GROUPS = (_("本级政府"), _("政府部门"), _("乡镇、街道"), _("法律、法规授权的组织"))


def site_organs() -> QuerySet[Organ]:
    """The organs of the site's own tree that are there today; others are only known by what they once sent."""
    there = existing_on(today())
    first = there.first()
    return there.filter(path__startswith=first.path) if first else there.none()


def filter_organs(code: str) -> list[Organ]:
    """The organs that a filter offers, the one with this code among them; as the switch does where they are many."""
    offered = switch_organs(None)
    if not code or not offered or any(one.code == code for one in offered):
        return offered
    return offered + list(existing_on(today()).filter(code=code, path__startswith=offered[0].path))


def switch_organs(chosen: Organ | None) -> list[Organ]:
    """The organs that the switch offers: all of them, or where they are too many the first and the chosen one.

    Of a province's thousands nobody finds one in a select; the list of organs is searched instead.
    """
    some = _own(list(existing_on(today())[: LONGEST_SWITCH + 1]))
    if len(some) <= LONGEST_SWITCH:
        return some
    return some[:1] if chosen is None or chosen.pk == some[0].pk else [some[0], chosen]


def _own(organs: list[Organ]) -> list[Organ]:
    """They come in the order of the tree, so that the site's own tree is the first."""
    return [organ for organ in organs if organ.path.startswith(organs[0].path)]


def grouped(organs: Iterable[Organ]) -> list[tuple[Any, list[Organ]]]:
    """The organs under the headings of the switch; headings without any are left out."""
    under: dict[int, list[Organ]] = {}
    for organ in organs:
        under.setdefault(_place(organ), []).append(organ)
    return [(GROUPS[place], under[place]) for place in sorted(under)]


def _place(organ: Organ) -> int:
    if organ.level == Level.TOWNSHIP or organ.kind == Kind.SUBDISTRICT:
        return 2
    return {Kind.GOVERNMENT: 0, Kind.DEPARTMENT: 1}.get(Kind(organ.kind), 3)
