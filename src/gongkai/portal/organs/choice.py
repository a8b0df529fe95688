"""The organs as a reader looks for them: the government itself, its departments, the towns and streets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from gongkai.foundation.moment import today
from gongkai.organs.queries import Kind, Level, Organ, existing_on

GROUPS = (_("本级政府"), _("政府部门"), _("乡镇、街道"), _("法律、法规授权的组织"))


def site_organs() -> list[Organ]:
    """The organs of the site's own tree that are there today; others are only known by what they once sent."""
    there = list(existing_on(today()))
    return [organ for organ in there if organ.path.startswith(there[0].path)]


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
