"""How an organ deals with applications, year by year, for everybody: a page and a table to take home."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control

from gongkai.applications.queries.public_figures import BALANCE, PublicFigures, public_figures, public_years
from gongkai.foundation.wording import in_words
from gongkai.organs.queries import Organ, by_code
from gongkai.remedies.queries import figures as remedy_figures
from gongkai.remedies.workflow import Outcome, RemedyKind

NAMES = {
    "opening": _("上年结转"),
    "received": _("新收"),
    "closed": _("办结"),
    "open": _("结转下年度继续办理"),
}
OVER = {**NAMES, "open": _("期末未办结")}
COUNTED = (RemedyKind.RECONSIDERATION, RemedyKind.LITIGATION_DIRECT, RemedyKind.LITIGATION_AFTER)
an_hour = cache_control(public=True, max_age=3600)


@an_hour
def statistics(request: HttpRequest, code: str) -> HttpResponse:
    """The figures of one year; what would tell of somebody is not there."""
    organ, year = _organ(code), _year(request)
    told = public_figures(organ, year)
    context = {
        "organ": organ,
        "year": year,
        "years": public_years(),
        "told": told,
        "balance": _balance(told),
        "outcomes": _outcomes(told),
        "remedies": _remedies(organ, told),
        "columns": [*(one.label for one in Outcome), _("尚未审结")],
        "share": None if told.in_time is None else f"{told.in_time:.0%}",
    }
    return render(request, "portal/applications/statistics.html", context)


@an_hour
def statistics_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The same for a spreadsheet."""
    organ, year = _organ(code), _year(request)
    told = public_figures(organ, year)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="applications-{organ.code}-{year}.csv"'
    rows = csv.writer(response)
    rows.writerow([text("机关"), text("截至"), text("统计项"), text("数量")])
    for label, count in _lines(organ, told):
        rows.writerow([organ.name, told.until.isoformat(), label, count])
    return response


def _lines(organ: Organ, told: PublicFigures) -> Iterator[tuple[str, Any]]:
    for label, count in [*_balance(told), *_outcomes(told)]:
        yield str(label), count
    for number, received, closed in told.quarters or []:
        yield text("第%(n)s季度新收") % {"n": number}, received
        yield text("第%(n)s季度办结") % {"n": number}, closed
    if told.middle is not None:
        yield text("用时中位数（工作日）"), f"{told.middle:g}"
    if told.in_time is not None:
        yield text("按期率"), f"{told.in_time:.3f}"
    for kind, counts in _remedies(organ, told):
        for column, count in zip([*(one.label for one in Outcome), text("尚未审结")], counts, strict=True):
            yield f"{kind}：{column}", count


def _balance(told: PublicFigures) -> list[tuple[Any, int]]:
    names = NAMES if told.is_whole else OVER
    return [(names[name], told.counts[name]) for name in BALANCE] if told.counts else []


def _outcomes(told: PublicFigures) -> list[tuple[Any, int]]:
    return [(in_words(first, "kind_label"), many) for first, many in told.outcomes or []]


def _remedies(organ: Organ, told: PublicFigures) -> list[tuple[Any, list[int]]]:
    """Table 4 of a whole year, row by row: as the annual report prints it (B-60 to B-62)."""
    if not told.is_whole:
        return []
    found = remedy_figures(organ, told.year)
    columns = [*Outcome.values, "pending"]
    return [(kind.label, [len(found[f"remedies.{kind}.{column}"]) for column in columns]) for kind in COUNTED]


def _organ(code: str) -> Organ:
    try:
        return by_code(code)
    except Organ.DoesNotExist:
        raise Http404 from None


def _year(request: HttpRequest) -> int:
    years = public_years()
    asked = request.GET.get("year", "")
    if not asked:
        return years[0]
    if not asked.isascii() or not asked.isdigit() or int(asked[:4]) not in years or len(asked) > len("2026"):
        raise Http404
    return int(asked)
