"""What applicants say of how they were served, and what of it may be counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count

from gongkai.applications.models import Satisfaction, Score
from gongkai.foundation.moment import now

RATED_AGAIN_FOR = timedelta(days=30)
# Below this a figure would tell who said what.
LEAST_COUNTED = 10


@dataclass(frozen=True)
class SatisfactionFigures:
    """How many rated, how many of them each score by the score, and the average; None where they are too few."""

    count: int
    by_score: dict[int, int]
    average: float


def may_still_rate(kept: Satisfaction | None) -> bool:
    """Whether the applicant may rate, or change what was said."""
    return kept is None or now() <= kept.first_at + RATED_AGAIN_FOR


def satisfaction_figures(organ: Any, since: date, until: date) -> SatisfactionFigures | None:
    """The ratings of the applications that an organ closed from ``since`` to ``until``; None for a small group."""
    rated = Satisfaction.objects.filter(
        application__organ_id=organ.pk, application__closed_on__range=(since, until)
    )
    found = dict(rated.order_by().values_list("score").annotate(n=Count("pk")))
    count = sum(found.values())
    if count < LEAST_COUNTED:
        return None
    by_score = {score: found.get(score, 0) for score in Score.values}
    return SatisfactionFigures(count, by_score, sum(score * n for score, n in found.items()) / count)
