"""The organs as a reader looks for them: the government itself, its departments, the towns and streets."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.moment import today
from gongkai.foundation.remembered import remembered
from gongkai.organs.queries import Kind, Level, Organ, all_organs, existing_on
from gongkai.portal.sites import ShownSite

LONGEST_SWITCH = 200
GROUPS = (_("本级政府"), _("政府部门"), _("乡镇、街道"), _("法律、法规授权的组织"))


def site_organs(site: ShownSite) -> QuerySet[Organ]:
    """The organs of the site's own tree that are there today; others are only known by what they once sent."""
    there = existing_on(today())
    return there.filter(path__startswith=site.organ.path) if site.organ else there.none()


def filter_organs(site: ShownSite, code: str) -> list[Organ]:
    """The organs that a filter offers, the one with this code among them; as the switch does where they are many."""
    offered = switch_organs(site, None)
    if not code or not offered or any(one.code == code for one in offered):
        return offered
    return offered + list(site_organs(site).filter(code=code))


def switch_organs(site: ShownSite, chosen: Organ | None) -> list[Organ]:
    """The organs that the switch offers: all of them, or where they are too many the first and the chosen one.

    Of a province's thousands nobody finds one in a select; the list of organs is searched instead.
    """
    some = _first_organs(site.organ.path if site.organ else "", today())
    if len(some) <= LONGEST_SWITCH:
        return list(some)
    return list(some[:1]) if chosen is None or chosen.pk == some[0].pk else [some[0], chosen]


@remembered("organs.")
def _first_organs(path: str, day: date) -> tuple[Organ, ...]:
    return tuple(existing_on(day).filter(path__startswith=path)[: LONGEST_SWITCH + 1]) if path else ()


@remembered("organs.")
def organ_by_code(code: str) -> Organ | None:
    """The organ with this code; for pages, which must not change it."""
    return all_organs().filter(code=code).first()


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
