"""Whether a paper is the report that it is taken for: of that organ, on that year, and alone in its file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gongkai.accounts.queries import Duty
from gongkai.annual_reports.models import AnnualReport
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.organs.queries import Kind, Organ, all_organs, organ, subtree

IMPORTERS = frozenset({Duty.REPORT_CLERK, Duty.OFFICE_HEAD})
NAMED = 3
# A report on the year in which the first Regulation came into force is the oldest there can be.
FIRST_YEAR = 2008
# What the names of one organ differ in: a government's report is mostly made, and often signed, by its office.
_GOVERNMENT = re.compile(r"人民政府(?:办公[厅室])?$|(?<=[省市县区旗镇乡])政府(?:办公[厅室])?$")
_STREET = re.compile(r"街道(?:办事处|办|人民政府)$")
_COMMITTEE = re.compile(r"(?<=区)(?:管理委员会|管委会)$")
_ENDINGS = ("", "人民政府", "人民政府办公室", "人民政府办公厅", "办事处", "管理委员会", "管委会")
SHORTEST = 3


def against_import(of: Organ, year: int, reading: Mapping[str, Any]) -> list[str]:
    """Why this paper cannot be taken over as the report of ``of`` on ``year``, whoever asks; empty when it can."""
    if reading.get("is_annual_report") is False:
        why = reading.get("why_not", "")
        return [_("这份文件不是政府信息公开工作年度报告。%(why)s") % {"why": why}]
    found = []
    if others := reading.get("others"):
        told = {"count": len(others) + 1, "titles": "；".join(others[:NAMED])}
        found.append(_("文件里有%(count)d份报告（另有：%(titles)s）。请一份存成一个文件，分别导入。") % told)
    if reading.get("year") not in (None, year):
        told = {"read": reading["year"], "year": year}
        found.append(_("文件是%(read)s年度的报告，与所选的%(year)s年度不同。") % told)
    if not FIRST_YEAR <= year < today().year:
        told = {"first": FIRST_YEAR, "last": today().year - 1}
        found.append(_("可以导入%(first)d年度至%(last)d年度的报告。") % told)
    if has_report(of, year):
        told = {"organ": of.name, "year": year}
        found.append(_("%(organ)s%(year)d年度的报告已经有了。") % told)
    return found


def has_report(of: Organ, year: int) -> bool:
    """Whether the organ has a report on that year, in whatever state."""
    return AnnualReport.objects.filter(organ_id=of.pk, year=year).exists()


def named_otherwise(of: Organ, reading: Mapping[str, Any]) -> str:
    """The organ that the paper names, where that is not ``of``; empty where it is, or where none could be read."""
    told = reading.get("organ") or ""
    return "" if not told or is_called(of, told) else str(told)


def is_called(of: Organ, name: str, *, with_place: bool = False) -> bool:
    """Whether this may be the name of the organ: as it stands, with places before it, or without its own place.

    What comes before the name has to be a place in which the organ lies. ``with_place``: nobody has said whose paper
    it is, so a name that any county has (财政局) is no name; that of a government names its place itself.
    """
    own, told = bare_name(of.name), bare_name(name)
    if own == told:
        return True
    if _ends_with(told, own):
        return _lies_in(of, own, told.removesuffix(own))
    if with_place and of.kind != Kind.GOVERNMENT:
        return False
    return _ends_with(own, told) or told == bare_name(of.short_name)


def organ_called(name: str, root: Organ | None = None, *, with_place: bool = False) -> Organ | None:
    """The one organ with this name or code, at or under ``root``; None where there is none, or several."""
    told, under = name.strip(), all_organs() if root is None else subtree(root)
    if not told:
        return None
    exact = under.filter(name=told).first() or under.filter(code=told).first()
    if exact:
        return exact
    found = [one for one in _alike(told, under) if is_called(one, told, with_place=with_place)]
    return found[0] if len(found) == 1 else None


def may_import_for(by: Actor, of: Organ) -> bool:
    """The organ's own clerk or head of office, and the head of an office above."""
    if by.duty not in IMPORTERS or by.organ_id is None:
        return False
    if by.organ_id == of.pk:
        return True
    return by.duty == Duty.OFFICE_HEAD and of.path.startswith(organ(by.organ_id).path)


def historical_report(by: Actor, pk: int) -> AnnualReport:
    """A report that was taken over, for those who may take it over. Raises AnnualReport.DoesNotExist."""
    found = AnnualReport.objects.select_related("organ").get(pk=pk, imported=True)
    if not may_import_for(by, found.organ):
        raise AnnualReport.DoesNotExist
    return found


def bare_name(name: str) -> str:
    """A name without what one organ is called with at one time and without at another."""
    bare = _STREET.sub("街道", "".join(name.split()))
    bare = _COMMITTEE.sub("", bare)
    return _GOVERNMENT.sub("", bare)


def _ends_with(long: str, short: str) -> bool:
    return len(long) > len(short) >= SHORTEST and long.endswith(short)


def _lies_in(of: Organ, own: str, before: str) -> bool:
    """Whether the organ lies in the place that stands before its name, as far as the tree knows."""
    places = [bare_name(one.name) for one in Organ.objects.get_ancestors(of)]
    if not places or any(own.startswith(place) for place in places):
        return True  # the tree does not go so far up
    return any(before.endswith(place) or place.endswith(before) for place in places)


def _alike(name: str, under: QuerySet[Organ]) -> list[Organ]:
    """Organs whose name is the end of this one, or which it is the end of."""
    bare = bare_name(name)
    tails = [bare[start:] for start in range(len(bare) - SHORTEST + 1)] or [bare]
    names = [f"{tail}{ending}" for tail in tails for ending in _ENDINGS]
    found = {one.pk: one for one in under.filter(name__in=names)}
    found |= {one.pk: one for one in under.filter(short_name__in=names)}
    if len(bare) >= SHORTEST:
        found |= {one.pk: one for one in under.filter(name__contains=bare)}
    return list(found.values())
