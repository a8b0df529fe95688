"""A year of interpretation: what was planned, what came of it, and which heads have interpreted."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from gongkai.catalogue.queries import Audience
from gongkai.foundation.moment import today
from gongkai.interpretation.models import Interpretation, Plan
from gongkai.law.rulebook import NoRuleInForce, rule
from gongkai.organs.queries import Organ, existing_on

DONE = Q(fulfilment__item__current_version__isnull=False)
IN_TIME = DONE & Q(fulfilment__item__published_at__date__lte=F("planned_on"))
SAME_DAY = Q(published_day=F("policy_day"))
PUBLIC = Q(policy__current_version__column__audience=Audience.PUBLIC)


@dataclass(frozen=True)
class Figures:
    """A year of one organ. Plans given up are not planned; ``overdue`` are past their day and not done.

    ``by_head`` counts for the organ that drafted the document: its head is the one who interprets.
    """

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
    """For each of these organs by key; counted by the database, in three questions for any number of them."""
    plans = Plan.objects.filter(policy__organ__in=organs, planned_on__year=year, dropped_reason="")
    planned = (
        plans.order_by()
        .values(organ=F("policy__organ"))
        .annotate(
            planned=Count("pk"),
            in_time=Count("pk", filter=IN_TIME),
            late=Count("pk", filter=DONE & ~IN_TIME),
            overdue=Count("pk", filter=_overdue()),
        )
    )
    told = (
        _with_days(published_in(year))
        .filter(item__organ__in=organs)
        .order_by()
        .values(organ=F("item__organ"))
        .annotate(published=Count("pk"), same_day=Count("pk", filter=SAME_DAY))
    )
    by_heads = (
        published_in(year)
        .filter(by_head=True, drafting_organ__in=organs)
        .order_by()
        .values(organ=F("drafting_organ"))
        .annotate(by_head=Count("pk"))
    )
    rows: dict[int, dict[str, int]] = {pk: {} for pk in organs}
    for found in (planned, told, by_heads):
        for row in found:
            counted: dict[str, Any] = {**row}
            rows[counted.pop("organ")] |= counted
    return {pk: Figures(**row) for pk, row in rows.items()}


def published_in(year: int) -> QuerySet[Interpretation]:
    """The interpretations that became public in this year and still are."""
    return Interpretation.objects.filter(
        item__current_version__column__audience=Audience.PUBLIC, item__published_at__year=year
    ).select_related("item", "policy", "drafting_organ")


def interpretations_in(organ_id: int, year: int, only: str = "") -> QuerySet[Interpretation]:
    """What stands behind a figure of the year: ``published``, of it what came the ``same_day``, or ``by_head``."""
    rows = published_in(year).select_related("item__current_version", "policy__current_version")
    match only:
        case "by_head":
            return rows.filter(drafting_organ_id=organ_id, by_head=True)
        case "same_day":
            rows = _with_days(rows).filter(SAME_DAY)
    return rows.filter(item__organ_id=organ_id)


def plans_in(organ_id: int, year: int, only: str = "") -> QuerySet[Plan]:
    """The plans of this organ for this year, by day; the given-up ones too, unless ``only`` names a state.

    ``only``: ``planned`` (whatever became of it), ``kept``, ``late``, ``overdue`` or ``ahead``.
    """
    rows = Plan.objects.filter(policy__organ_id=organ_id, planned_on__year=year)
    states = {
        "planned": Q(),
        "kept": IN_TIME,
        "late": DONE & ~IN_TIME,
        "overdue": _overdue(),
        "ahead": ~DONE & Q(planned_on__gte=today()),
    }
    if only in states:
        rows = rows.filter(states[only], dropped_reason="")
    return rows.select_related("policy", "fulfilment__item").order_by("planned_on", "pk")


def plans_seen_from_above(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Those of them that a superior organ may look at: of documents that are public."""
    return plans.filter(PUBLIC).select_related("policy__current_version")


def plan_lines(plans: Iterable[Plan]) -> list[PlanLine]:
    """Each plan beside what came of it; asks the database nothing more for plans that ``plans_in`` found."""
    return [_line(plan) for plan in plans]


def heads_needed(year: int) -> int:
    """How often the head of an organ is to interpret in this year (F-01); 0 before there was the rule."""
    try:
        needed: int = rule("interpretation.head_per_year").on(date(year, 12, 31)).value
    except NoRuleInForce:
        return 0
    return needed


def heads(root: Organ, year: int) -> QuerySet[Any]:
    """The organ and those under it, each with how often its head has interpreted in this year (``told``)."""
    by_head = published_in(year).filter(by_head=True, drafting_organ=OuterRef("pk")).order_by()
    counted = by_head.values("drafting_organ").annotate(n=Count("pk")).values("n")
    told = Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    return organs_under(root).annotate(told=told)


def organs_under(organ: Organ) -> QuerySet[Organ]:
    """The organ and those under it that are there today."""
    return existing_on(today()).filter(path__startswith=organ.path)


def organs_with_work(root: Organ, year: int) -> QuerySet[Organ]:
    """Those of them that have planned or published something for this year."""
    planned = Plan.objects.filter(policy__organ=OuterRef("pk"), planned_on__year=year, dropped_reason="")
    done = published_in(year).filter(Q(item__organ=OuterRef("pk")) | Q(drafting_organ=OuterRef("pk")))
    return organs_under(root).filter(Exists(planned) | Exists(done))


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


def _overdue() -> Q:
    return ~DONE & Q(planned_on__lt=today())


def _with_days(rows: QuerySet[Interpretation]) -> QuerySet[Interpretation]:
    return rows.annotate(
        published_day=TruncDate("item__published_at"), policy_day=TruncDate("policy__published_at")
    )
