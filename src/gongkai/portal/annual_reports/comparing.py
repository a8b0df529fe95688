"""年报比较: one organ over the years, and a government's organs beside each other in one year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from gongkai.annual_reports import queries
from gongkai.organs.queries import Kind, Organ, all_organs

Figures = Mapping[str, int | None]


@dataclass(frozen=True)
class Bar:
    """A line of a chart that can be read aloud; ``share`` is its length in hundredths of the longest."""

    label: Any
    value: int | None
    share: float


@dataclass(frozen=True)
class Line:
    """What one organ published on a year; without a ``report`` it owes one."""

    organ: Organ
    report: queries.AnnualReport | None
    published_on: date | None
    late: bool
    figures: Figures


def compared_years(request: HttpRequest, code: str) -> HttpResponse:
    """The main figures of all years of an organ."""
    organ = _organ(code)
    reports = list(queries.full_public_reports(organ))
    if not reports:
        raise Http404
    rows = [(one, queries.headlines(one, one.whole)) for one in reports]
    chosen = _chosen_figure(request)
    context = {
        "organ": organ,
        "chosen": chosen,
        "labels": queries.HEADLINE_LABELS,
        "chosen_label": queries.HEADLINE_LABELS[chosen],
        "rows": [(one, _in_order(figures)) for one, figures in reversed(rows)],
        "bars": bars([(one.year, figures[chosen]) for one, figures in rows]),
    }
    return render(request, "portal/annual_reports/years.html", context)


def overview(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """What the organs of a government published on a year: each with its day and its main figures."""
    government = _organ(code)
    years = queries.public_years()
    if government.kind != Kind.GOVERNMENT or year not in years:
        raise Http404
    lines = _lines(government, year)
    chosen = _chosen_figure(request)
    context = {
        "organ": government,
        "year": year,
        "years": years,
        "chosen": chosen,
        "labels": queries.HEADLINE_LABELS,
        "chosen_label": queries.HEADLINE_LABELS[chosen],
        "rows": [(one, _in_order(one.figures)) for one in lines],
        "bars": bars([(one.organ.short_name, one.figures[chosen]) for one in lines if one.report]),
        "published": sum(one.report is not None for one in lines),
        "late": sum(one.late for one in lines),
    }
    return render(request, "portal/annual_reports/overview.html", context)


def bars(values: Sequence[tuple[Any, int | None]]) -> list[Bar]:
    """The lines of a chart, in the order given."""
    highest = max((value for _label, value in values if value), default=0)
    return [
        Bar(label, value, round(100 * (value or 0) / highest, 1) if highest else 0) for label, value in values
    ]


def _lines(government: Organ, year: int) -> list[Line]:
    owing = [one for one in queries.organs_owing(government, year) if one.successor_id is None]
    found = queries.full_public_reports(year=year, organs=[one.pk for one in owing])
    reports = {one.organ_id: one for one in found}
    return [_line(organ, year, reports.get(organ.pk)) for organ in owing]


def _line(organ: Organ, year: int, report: queries.AnnualReport | None) -> Line:
    due = queries.due(organ, year)
    if report is None:
        return Line(organ, None, None, False, dict.fromkeys(queries.HEADLINE_LABELS))
    # When a report that was taken over came out, nobody here knows.
    on = None if report.imported or not report.published_at else localdate(report.published_at)
    late = bool(due and on and on > due.on)
    return Line(organ, report, on, late, queries.headlines(report, report.whole))


def _in_order(figures: Figures) -> list[int | None]:
    return [figures[name] for name in queries.HEADLINE_LABELS]


def _chosen_figure(request: HttpRequest) -> str:
    chosen = request.GET.get("figure", "")
    return chosen if chosen in queries.HEADLINE_LABELS else "received"


def _organ(code: str) -> Organ:
    found = all_organs().filter(code=code).first()
    if found is None:
        raise Http404
    return found
