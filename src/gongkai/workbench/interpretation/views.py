"""Interpretation at the desk: a year of it, and one document with all that interprets it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.foundation.moment import today
from gongkai.foundation.paging import page_by_key
from gongkai.interpretation import queries
from gongkai.workbench.access import duty_required
from gongkai.workbench.interpretation.panel import panel_of
from gongkai.workbench.interpretation.shown import shown_policy

SHOWN = ("plans", "published", "waiting", "heads", "organs", "orphans")


@duty_required(*queries.READERS)
def interpretation(request: Any) -> HttpResponse:
    """Plan and reality of a year, what waits, and which heads have not interpreted yet."""
    organ, show = request.organ, request.GET.get("show", "")
    show = show if show in SHOWN else "plans"
    years = queries.years_of(organ.pk)
    year = next((one for one in years if str(one) == request.GET.get("year")), today().year)
    here = reverse("workbench:interpretation")
    context = {
        "show": show,
        "year": year,
        "years": [(str(one), f"{here}?show={show}&year={one}", one == year) for one in years],
        "tabs": [(label, f"{here}?show={name}&year={year}", name == show) for name, label in _tabs()],
        "tiles": _tiles(queries.figures([organ.pk], year)[organ.pk]),
        **_listed(request, show, year),
    }
    return render(request, "workbench/interpretation/interpretation.html", context)


@duty_required(*queries.READERS)
def interpreted_policy(request: Any, pk: int) -> HttpResponse:
    """One document: what stands against handing it in, its plans and its interpretations."""
    policy = shown_policy(request, pk)
    own = policy.organ_id == request.organ.pk
    keeper = request.actor.duty in queries.KEEPERS
    context = {
        "policy": policy,
        "panel": panel_of(policy),
        "own": own,
        "may_plan": keeper and own,
        "may_tie": keeper,
        "organ": request.organ,
    }
    return render(request, "workbench/interpretation/policy.html", context)


def _tabs() -> list[tuple[str, str]]:
    return [
        ("plans", _("计划与完成")),
        ("published", _("已发布解读")),
        ("waiting", _("待解读文件")),
        ("heads", _("主要负责人解读")),
        ("organs", _("各单位")),
        ("orphans", _("文件已撤回")),
    ]


def _tiles(told: queries.Figures) -> list[tuple[str, int, str]]:
    return [
        (_("计划解读"), told.planned, ""),
        (_("按期完成"), told.in_time, ""),
        (_("逾期完成"), told.late, ""),
        (_("逾期未完成"), told.overdue, ""),
        (_("已发布解读"), told.published, ""),
        (_("与文件同日发布"), told.same_day, ""),
    ]


def _listed(request: Any, show: str, year: int) -> dict[str, Any]:
    """The rows of the list that was chosen, and only of that."""
    organ = request.organ
    match show:
        case "published":
            found = queries.published_in(year).filter(item__organ_id=organ.pk)
            page = page_by_key(found, request.GET, keys=("-item__published_at", "-pk"))
            return {"page": page, "rows": list(page)}
        case "waiting":
            page = page_by_key(queries.awaiting(organ.pk), request.GET, keys=("first_published_at", "pk"))
            return {"page": page, "rows": [queries.waiting(one) for one in page]}
        case "heads":
            return {"rows": queries.heads_without(queries.organs_under(organ), year)}
        case "organs":
            organs = queries.organs_under(organ)
            told = queries.figures([one.pk for one in organs], year)
            return {"rows": [(one, told[one.pk]) for one in organs if told[one.pk] != queries.Figures()]}
        case "orphans":
            return {"rows": list(queries.orphans(organ.pk))}
    page = page_by_key(queries.plans_in(organ.pk, year), request.GET, keys=("planned_on", "pk"))
    return {"page": page, "rows": queries.plan_lines(page)}
