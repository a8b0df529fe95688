"""Interpretation at the desk: a year of it, and one document with all that interprets it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from gongkai.interpretation import queries
from gongkai.organs.queries import Organ, by_code
from gongkai.workbench.access import duty_required
from gongkai.workbench.interpretation.lists import Asked, listed
from gongkai.workbench.interpretation.panel import panel_of
from gongkai.workbench.interpretation.shown import shown_policy


@duty_required(*queries.READERS)
def interpretation(request: Any) -> HttpResponse:
    """Plan and reality of a year, what waits, and how often each head has interpreted.

    A superior organ opens the lists behind the figures of those under it.
    """
    asked = Asked.of(_looked_at(request), request.organ, request.GET)
    context = {
        "asked": asked,
        "show": asked.show,
        "year": asked.year,
        "own": asked.own,
        "organ": asked.organ,
        "years": asked.years(),
        "tabs": asked.tabs(),
        "tiles": asked.tiles(queries.figures([asked.organ.pk], asked.year)[asked.organ.pk]),
        **listed(asked, request.GET),
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
        "panel": panel_of(policy, request.organ.pk),
        "own": own,
        "may_plan": keeper and own,
        "may_tie": keeper,
    }
    return render(request, "workbench/interpretation/policy.html", context)


def _looked_at(request: Any) -> Organ:
    """One's own organ, or one under it that the address names."""
    code = request.GET.get("organ")
    if not code:
        return request.organ
    try:
        found = by_code(code)
    except Organ.DoesNotExist:
        raise Http404 from None
    if not found.path.startswith(request.organ.path):
        raise Http404
    return found
