"""Figures on applications for any period: counted in the database, each with the list behind it (B-20 to B-58).

Received is what was received in law in the period (art. 31); the opening balance is what had been received before it
and was open when it began. Closed is what ended in the period by the closing that the annual reports count, so
that opening + received = closed + open at the end for every figure, as in table 3 (B-50).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from gongkai.accounts.queries import Duty
from gongkai.applications.models import ApplicantKind, Application, ApplicationEvent, Channel
from gongkai.applications.queries.visible import visible_to
from gongkai.foundation.ledger import Actor
from gongkai.law.replies import all_reply_kinds, outcomes
from gongkai.organs.queries import Organ, all_organs, organ, subtree

DIMENSIONS: Mapping[str, str] = {
    "applicant": "applicant_kind",
    "channel": "channel",
    "outcome": "ending__outcome",
    "kind": "ending__reply_kind",
}
DAYS_USED = "ending__days_used"
MEASURES = ("opening", "received", "closed", "open", "timed", "in_time", "extended", "suspended")
# Who answers for the applications of the organs below theirs; of those they see numbers, not papers.
OVERSEERS = frozenset({Duty.OFFICE_HEAD, Duty.REPORT_CLERK})


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both within."""

    first: date
    last: date

    def where(self, measure: str) -> Q:
        """Which applications a measure counts."""
        not_over = Q(ending__on__isnull=True)
        closed = Q(ending__on__range=(self.first, self.last))
        return {
            "opening": Q(received_on__lt=self.first) & (not_over | Q(ending__on__gte=self.first)),
            "received": Q(received_on__range=(self.first, self.last)),
            "closed": closed,
            "open": not_over | Q(ending__on__gt=self.last),
            "timed": closed & Q(ending__due_on__isnull=False),
            "in_time": closed & Q(ending__on__lte=F("ending__due_on")),
            "extended": closed & _has("extended"),
            "suspended": closed & _has("consultation_served"),
        }[measure]


def _has(kind: str) -> Q:
    return Q(Exists(ApplicationEvent.objects.filter(application=OuterRef("pk"), kind=kind)))


def figures(actor: Actor | None, period: Period, by: str) -> list[tuple[str, dict[str, int]]]:
    """The measures of the own organ for each value of a dimension that occurs, the values in their usual order.

    Two queries at most, however many applications there are; the outcome of what is open is empty.
    """
    rows = _counted(among(visible_to(actor), period), period, DIMENSIONS[by])
    found = {row.pop(DIMENSIONS[by]) or "": row for row in rows}
    return [(code, found[code]) for code in sorted(found, key=_order(by))]


def organs_overseen(actor: Actor | None) -> QuerySet[Organ]:
    """The organs below this person's, in the order of the tree; none for who oversees nobody."""
    if actor is None or actor.duty not in OVERSEERS or actor.organ_id is None:
        return all_organs().none()
    return subtree(organ(actor.organ_id)).exclude(pk=actor.organ_id).order_by("path")


def figures_of_organs(organs: Iterable[int], period: Period) -> dict[int, dict[str, int]]:
    """The measures of each of these organs: numbers alone, for who oversees them."""
    within = Application.objects.filter(organ_id__in=list(organs))
    return {row.pop("organ_id"): row for row in _counted(among(within, period), period, "organ_id")}


def median_days(actor: Actor | None, period: Period, by: str = "") -> dict[str, float]:
    """The median of the working days that what closed took of its reply period, by the values of a dimension.

    Without one, of all, under the empty code. From how often each number of days occurs: one query, few rows.
    """
    values: dict[str, list[int]] = {}
    for code, days, many in _often(visible_to(actor), period, DIMENSIONS.get(by, "organ_id")):
        values.setdefault(code if by else "", []).extend([days] * many)
    return {code: median(taken) for code, taken in values.items()}


def totals(actor: Actor | None, period: Period) -> dict[str, int]:
    """The same measures over all applications of the own organ."""
    return among(visible_to(actor), period).aggregate(**measures(period))


def behind(
    actor: Actor | None, period: Period, measure: str, by: str = "", code: str = ""
) -> QuerySet[Application]:
    """The applications that a figure counts, in the order of receipt."""
    found = among(visible_to(actor), period).filter(period.where(measure))
    if by:
        same = Q(**{DIMENSIONS[by]: code}) if code else Q(**{f"{DIMENSIONS[by]}__isnull": True})
        found = found.filter(same)
    return found.order_by("received_on", "pk")


def labels(by: str) -> dict[str, Any]:
    """The words for the values of a dimension."""
    if by == "outcome":
        return {"": "", **{one.code: one for one in outcomes()}}
    if by == "kind":
        return {"": "", **{one.code: one for one in all_reply_kinds()}}
    return dict((Channel if by == "channel" else ApplicantKind).choices)


def measures(period: Period, *names: str) -> dict[str, Any]:
    """The counts to be taken over what :func:`among` gives; all of ``MEASURES`` unless some are named."""
    return {name: Count("pk", filter=period.where(name)) for name in names or MEASURES}


def _counted(found: QuerySet[Application], period: Period, column: str) -> QuerySet[Any, dict[str, Any]]:
    return found.values(column).annotate(**measures(period)).order_by(column)


def days_used(applications: QuerySet[Application], period: Period) -> list[tuple[int, int]]:
    """How many closed ones took each number of working days of their reply period, the quickest first."""
    return [(days, many) for _code, days, many in _often(applications, period, "organ_id")]


def _often(found: QuerySet[Application], period: Period, column: str) -> list[tuple[Any, int, int]]:
    closed = among(found, period).filter(period.where("closed") & Q(ending__days_used__isnull=False))
    rows = closed.values_list(column, DAYS_USED).annotate(many=Count("pk"))
    return list(rows.order_by(DAYS_USED))


def among(applications: QuerySet[Application], period: Period) -> QuerySet[Application]:
    """Those of them that a period has to do with, each with the closing that counts as ``ending``."""
    found = applications.filter(received_on__lte=period.last)
    found = found.annotate(ending=FilteredRelation("closings", condition=Q(closings__counts=True)))
    return found.filter(Q(ending__on__isnull=True) | Q(ending__on__gte=period.first))


def _order(by: str) -> Any:
    places = {code: place for place, code in enumerate(labels(by))}
    return lambda code: places.get(code, len(places))
