"""What a page of the desk is about, as the person there may see it; what is not theirs does not exist."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from gongkai.disclosure.queries import InformationItem
from gongkai.interpretation import queries


def shown_policy(request: Any, pk: int) -> InformationItem:
    try:
        return queries.policy_for(request.actor, pk)
    except InformationItem.DoesNotExist:
        raise Http404 from None


def shown_plan(request: Any, pk: int) -> queries.Plan:
    try:
        return queries.plan_for(request.actor, pk)
    except queries.Plan.DoesNotExist:
        raise Http404 from None


def shown_tie(request: Any, pk: int) -> queries.Interpretation:
    try:
        return queries.tie_for(request.actor, pk)
    except queries.Interpretation.DoesNotExist:
        raise Http404 from None
