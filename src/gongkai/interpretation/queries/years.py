"""A year of interpretation: what was planned, what came of it, and which heads have interpreted."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from gongkai.foundation.moment import today
from gongkai.interpretation.models import Interpretation, Plan
from gongkai.law.rulebook import NoRuleInForce, rule
from gongkai.organs.queries import Organ, existing_on

DONE = Q(fulfilment__item__current_version__isnull=False)
IN_TIME = DONE & Q(fulfilment__item__published_at__date__lte=F("planned_on"))
SAME_DAY = Q(published_day=F("policy_day"))


@dataclass(frozen=True)
class Figures:
    """A year of one organ. Plans given up are not planned; ``overdue`` are past their day and not done."""

    planned: int = 0
    in_time: int = 0
    late: int = 0
    overdue: int = 0
    published: int = 0
    same_day: int = 0
    by_head: int = 0

    @property
    def ahead(self) -> int:
        """Planned for a day that is still to come."""
        return self.planned - self.in_time - self.late - self.overdue


@dataclass(frozen=True)
class PlanLine:
    """A plan beside what came of it: ``kept``, ``late``, ``overdue``, ``ahead`` or ``dropped``."""

    plan: Plan
    done_on: date | None
    state: str


def figures(organs: Collection[int], year: int) -> dict[int, Figures]:
    """For each of these organs by key; counted by the database, in two questions for any number of them."""
    plans = Plan.objects.filter(policy__organ__in=organs, planned_on__year=year, dropped_reason="")
    planned = (
        plans.order_by()
        .values(organ=F("policy__organ"))
        .annotate(
            planned=Count("pk"),
            in_time=Count("pk", filter=IN_TIME),
            late=Count("pk", filter=DONE & ~IN_TIME),
            overdue=Count("pk", filter=~DONE & Q(planned_on__lt=today())),
        )
    )
    done = (
        published_in(year)
        .filter(item__organ__in=organs)
        .annotate(published_day=TruncDate("item__published_at"), policy_day=TruncDate("policy__published_at"))
    )
    told = (
        done.order_by()
        .values(organ=F("item__organ"))
        .annotate(
            published=Count("pk"),
            same_day=Count("pk", filter=SAME_DAY),
            by_head=Count("pk", filter=Q(by_head=True)),
        )
    )
    rows: dict[int, dict[str, int]] = {pk: {} for pk in organs}
    for found in (planned, told):
        for row in found:
            counted: dict[str, Any] = {**row}
            rows[counted.pop("organ")] |= counted
    return {pk: Figures(**row) for pk, row in rows.items()}


def published_in(year: int) -> QuerySet[Interpretation]:
    """The interpretations that became public in this year and still are."""
    return Interpretation.objects.filter(
        item__current_version__isnull=False, item__published_at__year=year
    ).select_related("item", "policy", "drafting_organ")


def plans_in(organ_id: int, year: int) -> QuerySet[Plan]:
    """The plans of this organ for this year, by day; the given-up ones too."""
    rows = Plan.objects.filter(policy__organ_id=organ_id, planned_on__year=year)
    return rows.select_related("policy", "fulfilment__item").order_by("planned_on", "pk")


def plan_lines(plans: Iterable[Plan]) -> list[PlanLine]:
    """Each plan beside what came of it; asks the database nothing more for plans that ``plans_in`` found."""
    return [_line(plan) for plan in plans]


def heads_without(organs: Iterable[Organ], year: int) -> list[Organ]:
    """Which of these organs have a head who has not interpreted as often as asked in this year (F-01)."""
    try:
        needed = rule("interpretation.head_per_year").on(date(year, 12, 31)).value
    except NoRuleInForce:
        return []
    counted = published_in(year).filter(by_head=True).order_by().values("drafting_organ")
    enough = set(
        counted.annotate(count=Count("pk")).filter(count__gte=needed).values_list("drafting_organ", flat=True)
    )
    return [organ for organ in organs if organ.pk not in enough]


def organs_under(organ: Organ) -> list[Organ]:
    """The organ and those under it that are there today."""
    return list(existing_on(today()).filter(path__startswith=organ.path))


def years_of(organ_id: int) -> list[int]:
    """The years that have something to show, the latest first; this year in any case."""
    planned = Plan.objects.filter(policy__organ_id=organ_id).dates("planned_on", "year")
    done = Interpretation.objects.filter(item__organ_id=organ_id, item__published_at__isnull=False)
    shown = {day.year for day in (*planned, *done.datetimes("item__published_at", "year"))}
    return sorted(shown | {today().year}, reverse=True)


def _line(plan: Plan) -> PlanLine:
    tie: Any = getattr(plan, "fulfilment", None)
    public = tie is not None and tie.item.current_version_id is not None
    done_on = timezone.localdate(tie.item.published_at) if public else None
    if plan.dropped_reason:
        return PlanLine(plan, done_on, "dropped")
    if done_on is not None:
        return PlanLine(plan, done_on, "kept" if done_on <= plan.planned_on else "late")
    return PlanLine(plan, None, "overdue" if plan.planned_on < today() else "ahead")
