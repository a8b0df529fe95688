"""A government's report covers its own office and every organ under it, each once (B-08, B-09)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.annual_reports.models import AnnualReport, Number, Owed, PackedCells
from gongkai.annual_reports.queries.packing import unpack
from gongkai.annual_reports.queries.records import entered_parts
from gongkai.annual_reports.queries.sealing import SEALED, content_digest
from gongkai.annual_reports.queries.summing import covering_paths, gathered, is_covered
from gongkai.annual_reports.workflow import COUNTED, State
from gongkai.law.reports import convert, evaluate_many, form
from gongkai.organs.queries import Kind, Organ, subtree

# So many reports are read whole at a time.
CHUNK = 50
ALTERED = "altered"


@dataclass(frozen=True)
class Part:
    """What one organ contributes to a figure of its government; ``report`` is its key, None where it is the own office."""

    organ: str
    report: int | None
    value: Number | None


def covers_others(report: AnnualReport) -> bool:
    """Whether the report of this organ speaks for others: a government with organs under it."""
    return report.organ.kind == Kind.GOVERNMENT and not report.organ.is_leaf() and not report.imported


def units_of(report: AnnualReport) -> dict[str, Any]:
    """What the signed reports of the organs below add up to now, as ``AnnualReport.units`` keeps it.

    ``missing`` are the names of the organs whose reports do not count yet. Empty where the report speaks for its own
    organ alone.
    """
    if not covers_others(report):
        return {}
    found = gathered(report.year, report.organ)
    counted = {one.organ.code: one.pk for one in _counted(report)}
    figures = found.known(report.organ.path, own=False) if counted else {}
    own_form = form(report.form)
    if counted and found.form != own_form:
        figures = {a: v for a, v in convert(figures, found.form, own_form).items() if a in own_form.entered}
    missing = [one.short_name for one in missing_units(report)]
    return {"figures": figures, "reports": counted, "missing": missing}


def doubts_of(report: AnnualReport) -> list[list[str]]:
    """The names of the organs below whose signed reports do not hold, each with why: a rule, or ALTERED.

    It reads those reports whole, which ``units_of`` does not.
    """
    if not covers_others(report):
        return []
    return [*_broken(report), *_altered(report)]


def missing_units(report: AnnualReport) -> list[Organ]:
    """The organs below that existed in the year and whose reports are not signed yet, in the order of the tree.

    Not those whose work another took over, those that owe none, and those for which a report taken over speaks.
    """
    year = report.year
    below = subtree(report.organ).exclude(pk=report.organ_id).filter(successor__isnull=True)
    there = below.filter(
        Q(existed_from__isnull=True) | Q(existed_from__lte=date(year, 12, 31)),
        Q(existed_to__isnull=True) | Q(existed_to__gte=date(year, 1, 1)),
    )
    signed = AnnualReport.objects.filter(organ_id=OuterRef("pk"), year=year, state__in=COUNTED)
    exempt = Owed.objects.filter(organ_id=OuterRef("pk"), campaign__year=year).exclude(exempt_because="")
    found = there.exclude(Exists(signed)).exclude(Exists(exempt)).order_by("path")
    covering = covering_paths(year, report.organ)
    return [one for one in found if not is_covered(one.path, covering)]


def added_reports(report: AnnualReport) -> QuerySet[AnnualReport]:
    """The reports that were added to this one, in the order of the tree, without their contents."""
    keys = report.units.get("reports", {}).values()
    shown = ("organ__name", "organ__short_name", "organ__code", "year", "state", "edition")
    found = AnnualReport.objects.filter(pk__in=keys).select_related("organ")
    return found.only(*shown).order_by("organ__path")


def parts_of(report: AnnualReport, address: str, own: Number | None) -> list[Part]:
    """Who contributes what to a figure of a government: its own office with ``own``, then the organs below."""
    parts = [Part(report.organ.short_name, None, own)]
    rows = PackedCells.objects.filter(report__in=added_reports(report).values("pk"))
    told = rows.order_by("report__organ__path").values_list(
        "report_id", "report__organ__short_name", "form", "cells"
    )
    for key, name, form_name, cells in told.iterator():
        values = unpack(form(form_name), np.frombuffer(cells, dtype="<i8"))
        members = entered_parts(form(form_name), address)
        parts.append(Part(name, key, _added(values, members)))
    return parts


def _added(values: Mapping[str, Number | None], members: list[str]) -> Number | None:
    known = [value for member in members if (value := values.get(member)) is not None]
    return sum(known) if len(known) == len(members) else None


def _counted(report: AnnualReport) -> list[AnnualReport]:
    """The newest signed edition of each organ below, without its contents, in the order of the tree."""
    later = AnnualReport.objects.filter(
        organ_id=OuterRef("organ_id"), year=report.year, state__in=COUNTED, edition__gt=OuterRef("edition")
    )
    found = AnnualReport.objects.filter(
        organ__in=subtree(report.organ), year=report.year, state__in=COUNTED, superseded=False
    )
    found = found.exclude(organ_id=report.organ_id).exclude(Exists(later)).select_related("organ")
    covering = covering_paths(report.year, report.organ)
    shown = found.only("state", "digest", "organ__path", "organ__code", "organ__short_name")
    return [one for one in shown.order_by("organ__path") if not is_covered(one.organ.path, covering)]


def _broken(report: AnnualReport) -> Iterator[list[str]]:
    """The organs whose reports break a rule that admits no reason, with the rule."""
    found = gathered(report.year, report.organ)
    names = {one.organ.path: one.organ.short_name for one in _counted(report)}
    for broken in evaluate_many(found.form, found.matrix()):
        if broken.rule.severity != "error":
            continue
        for at in broken.rows.tolist():
            if (name := names.get(found.paths[at])) is not None:
                yield [name, broken.rule.states.zh]


def _altered(report: AnnualReport) -> Iterator[list[str]]:
    """The organs whose published reports say something else than what was signed."""
    sealed = [one.pk for one in _counted(report) if one.state == State.PUBLISHED and one.digest]
    whole = AnnualReport.objects.filter(pk__in=sealed).select_related("organ").order_by("organ__path")
    for one in whole.only("digest", "organ__short_name", *SEALED).iterator(chunk_size=CHUNK):
        if content_digest(one) != one.digest:
            yield [one.organ.short_name, ALTERED]
