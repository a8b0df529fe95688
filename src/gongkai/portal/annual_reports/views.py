"""政府信息公开年报: all published reports, and each as a page and as files."""

from __future__ import annotations

import json
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from gongkai.annual_reports import documents, queries
from gongkai.law.reports import NoSuchForm
from gongkai.organs.queries import Kind, Organ, all_organs
from gongkai.portal.organs.choice import grouped
from gongkai.portal.shown import note

PER_PAGE = 40


def annual_reports(request: HttpRequest) -> HttpResponse:
    """The reports of all organs and years, or of those chosen."""
    organs = list(all_organs().filter(pk__in=queries.reporting_organs()))
    organ = _chosen(organs, request.GET.get("organ", ""))
    years = queries.public_years()
    year = request.GET.get("year", "")
    found = queries.public_reports(organ, year=int(year) if year in map(str, years) else None)
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "groups": grouped(organs),
        "governments": _governments(organ) if years else [],
        "years": years,
        "organ": organ,
        "year": year,
    }
    return render(request, "portal/annual_reports/list.html", context)


def annual_report(request: HttpRequest, code: str, year: int, edition: int | None = None) -> HttpResponse:
    """One report: its six sections, and what was found inconsistent in one that was published elsewhere.

    ``edition`` shows one that was mended since, which says so.
    """
    report = _report(code, year, edition)
    note(request, f"report:{report.pk}")
    found = queries.evaluation(report)
    told = queries.findings(report, found) if report.imported else []
    context = {
        "report": report,
        "opening": "" if report.imported else documents.opening(report),
        "sections": documents.shown_sections(report, found),
        "findings": [one for one in told if one.severity != "note"],
        "notes": [one for one in told if one.severity == "note"],
        "source": documents.SOURCE % {"source": report.source_name},
        "missing": documents.MISSING,
        "added": list(_added_below(report)),
        "files": documents.FILES,
        "editions": list(queries.editions_of(report)),
        "other_years": queries.public_reports(report.organ).exclude(year=report.year),
    }
    return render(request, "portal/annual_reports/report.html", context)


def annual_report_file(request: HttpRequest, code: str, year: int, kind: str) -> HttpResponse:
    """The report as docx, PDF, JSON or CSV."""
    if kind not in documents.FILES:
        raise Http404
    made = documents.made_file(_report(code, year), kind)
    disposition = content_disposition_header(True, made.name)
    return HttpResponse(
        made.content, content_type=made.content_type, headers={"Content-Disposition": disposition}
    )


def _added_below(report: queries.AnnualReport) -> QuerySet[queries.AnnualReport]:
    """Those right below that were added; what lies under them, their own pages name."""
    return queries.added_reports(report).filter(organ__depth=report.organ.depth + 1)


def _governments(organ: Organ | None) -> list[Organ]:
    """Whose organs can be looked at together: those at the top, or the one that was chosen."""
    found = all_organs().filter(kind=Kind.GOVERNMENT, numchild__gt=0)
    return list(found.filter(pk=organ.pk) if organ else found.filter(depth=1))


def report_schema(request: HttpRequest, form: str) -> HttpResponse:
    """The JSON Schema of the reports in one form."""
    try:
        return _described(documents.json_schema(form), "application/schema+json")
    except NoSuchForm:
        raise Http404 from None


def report_vocabulary(request: HttpRequest) -> HttpResponse:
    """The JSON-LD context of all reports."""
    return _described(documents.vocabulary(), "application/ld+json")


def _described(told: dict[str, Any], content_type: str) -> HttpResponse:
    text = json.dumps(told, ensure_ascii=False, indent=2)
    return HttpResponse(text, content_type=content_type, headers={"Access-Control-Allow-Origin": "*"})


def _chosen(organs: list[Organ], code: str) -> Organ | None:
    if not code:
        return None
    chosen = next((one for one in organs if one.code == code), None) or all_organs().filter(code=code).first()
    if chosen is None:
        raise Http404
    return chosen


def _report(code: str, year: int, edition: int | None = None) -> queries.AnnualReport:
    try:
        return queries.public_report(code, year, edition)
    except queries.AnnualReport.DoesNotExist:
        raise Http404 from None
