"""All published reports of a region side by side, taken over or made here: a list, the years, what is wrong in them.

Whatever is counted and added up is counted by the database, in the columns beside the packed figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _

from gongkai.annual_reports.models import AnnualReport
from gongkai.annual_reports.queries.headlines import FIGURES, SEVERITIES
from gongkai.annual_reports.queries.reports import HEAVY
from gongkai.annual_reports.queries.summing import LAST
from gongkai.annual_reports.workflow import State
from gongkai.foundation.ledger import Actor
from gongkai.organs.queries import Kind, Organ, government_of, organ

CHUNK = 200
# Province, city, county, town and what may lie between or below: no tree of organs is deeper.
DEEPEST = 8


class Region(models.TextChoices):
    """How far one looks; what is published, anybody may read."""

    OWN = "own", _("本地区")
    ALL = "all", _("全部地区")


class Origin(models.TextChoices):
    IMPORTED = "imported", _("导入的历史报告")
    MADE = "made", _("在本系统编制")


class Wrong(models.TextChoices):
    ERRORS = "errors", _("有错误")
    WARNINGS = "warnings", _("有提醒")
    NONE = "none", _("没有错误和提醒")


@dataclass(frozen=True)
class Asked:
    """Which reports: those at or under ``root`` (None: everywhere), on ``year``, by origin, findings, organ's name."""

    root: Organ | None = None
    year: int | None = None
    origin: str = ""
    wrong: str = ""
    name: str = ""


@dataclass(frozen=True)
class Year:
    """The reports of a year together; a figure that no report tells is None.

    ``told`` says how many reports tell each figure. A report of a government that was taken over covers the organs
    under it: theirs are listed and not added to it again (B-08).
    """

    year: int
    reports: int
    imported: int
    findings: dict[str, int]
    figures: dict[str, int | None]
    told: dict[str, int]


def region_of(by: Actor) -> Organ:
    """The government to which this person's organ belongs: with all under it, the region."""
    return government_of(organ(by.organ_id or 0))


def corpus(asked: Asked) -> QuerySet[AnnualReport]:
    """The published reports without their contents, each with its ``packed`` figures; newest years first."""
    found = _asked_for(asked).select_related("organ", "packed")
    return found.defer(*HEAVY, "packed__cells").order_by("-year", "organ__path", "pk")


def years_of(asked: Asked) -> list[Year]:
    """Each year with what its reports add up to, the earliest first; whichever year is asked for, all years."""
    every = _asked_for(replace(asked, year=None)).order_by()
    counted = every.values("year").annotate(
        reports=Count("pk"),
        imported_ones=Count("pk", filter=Q(imported=True)),
        **{name: Sum(f"packed__{name}") for name in SEVERITIES.values()},
    )
    summed = every.exclude(Exists(_covering(asked))).values("year")
    summed = summed.annotate(
        **{f"{name}_sum": Sum(f"packed__{name}") for name in FIGURES},
        **{f"{name}_told": Count(f"packed__{name}") for name in FIGURES},
    )
    sums: dict[int, dict[str, Any]] = {row["year"]: {**row} for row in summed}
    return [_year({**row}, sums.get(row["year"], {})) for row in counted.order_by("year")]


def findings_of(asked: Asked) -> Iterator[tuple[AnnualReport, dict[str, Any]]]:
    """What is wrong in the reports that were taken over, errors and warnings, each with its report."""
    found = corpus(asked).filter(imported=True).annotate(found=F("reading__findings"))
    for report in found.iterator(chunk_size=CHUNK):
        for finding in report.found or ():
            if finding.get("severity") in ("error", "warning"):
                yield report, finding


def years_there(root: Organ | None) -> list[int]:
    """The years on which there are published reports at or under ``root``, the newest first."""
    found = _asked_for(Asked(root)).order_by("-year")
    return list(found.values_list("year", flat=True).distinct())


def _asked_for(asked: Asked) -> QuerySet[AnnualReport]:
    found = AnnualReport.objects.filter(state=State.PUBLISHED, superseded=False)
    if asked.root is not None:
        found = found.filter(organ__path__range=(asked.root.path, asked.root.path + LAST))
    if asked.year is not None:
        found = found.filter(year=asked.year)
    if asked.origin:
        found = found.filter(imported=asked.origin == Origin.IMPORTED)
    if asked.name:
        found = found.filter(Q(organ__name__contains=asked.name) | Q(organ__short_name__contains=asked.name))
    match asked.wrong:
        case Wrong.ERRORS:
            found = found.filter(packed__errors__gt=0)
        case Wrong.WARNINGS:
            found = found.filter(packed__warnings__gt=0)
        case Wrong.NONE:
            found = found.filter(packed__errors=0, packed__warnings=0)
    return found


def _covering(asked: Asked) -> QuerySet[AnnualReport]:
    """A report among those asked for, of the same year and a government above, that covers its units.

    The organs above are found by the beginnings of the path: a look into an index for each level.
    """
    steps = range(Organ.steplen, DEEPEST * Organ.steplen + 1, Organ.steplen)
    above = _asked_for(replace(asked, year=None, root=None)).filter(
        imported=True,
        year=OuterRef("year"),
        organ__kind=Kind.GOVERNMENT,
        organ__depth__lt=OuterRef("organ__depth"),
        organ__path__in=[Substr(OuterRef("organ__path"), 1, length) for length in steps],
    )
    return above.filter(organ__depth__gte=asked.root.depth) if asked.root else above


def _year(counted: dict[str, Any], summed: dict[str, Any]) -> Year:
    return Year(
        year=counted["year"],
        reports=counted["reports"],
        imported=counted["imported_ones"],
        findings={name: counted[name] or 0 for name in SEVERITIES.values()},
        figures={name: summed.get(f"{name}_sum") for name in FIGURES},
        told={name: summed.get(f"{name}_told", 0) for name in FIGURES},
    )
