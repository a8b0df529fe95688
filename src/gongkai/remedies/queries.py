"""What can be asked about reconsideration and litigation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.foundation.ledger import Actor
from gongkai.foundation.todo import Todo
from gongkai.law.rulebook import NoRuleInForce, rule
from gongkai.remedies.models import RemedyCase
from gongkai.remedies.workflow import KEEPERS, WORKFLOW, Outcome, RemedyKind, Result, State, results_of

__all__ = ["KEEPERS", "WORKFLOW", "Outcome", "RemedyCase", "RemedyKind", "Result", "State", "results_of"]


def visible_to(actor: Actor | None) -> QuerySet[RemedyCase]:
    """The cases of the own organ, for those who answer for them or count them; nothing for anybody else."""
    readers = KEEPERS | {Duty.SIGNER, Duty.REPORT_CLERK}
    if actor is None or actor.duty not in readers or actor.organ_id is None:
        return RemedyCase.objects.none()
    return RemedyCase.objects.filter(organ_id=actor.organ_id).select_related("organ", "application")


def listed(actor: Actor | None) -> QuerySet[RemedyCase]:
    """The list at the desk: pending ones first, then the latest."""
    return visible_to(actor).order_by(F("decided_on").desc(nulls_first=True), "-accepted_on", "-pk")


def case(actor: Actor | None, pk: int) -> RemedyCase:
    """One case. Raises RemedyCase.DoesNotExist when it is not theirs."""
    return visible_to(actor).get(pk=pk)


def by_ids(actor: Actor | None, ids: Iterable[int]) -> QuerySet[RemedyCase]:
    """Those of ``ids`` that this person may see: the records behind a figure."""
    return visible_to(actor).filter(pk__in=list(ids)).order_by("accepted_on", "pk")


def todo(actor: Actor) -> list[Todo]:
    """The pending cases of the own organ, for those who answer for them."""
    if actor.duty not in KEEPERS:
        return []
    pending = visible_to(actor).filter(state=State.PENDING).count()
    return [Todo(_("尚未审结的复议、诉讼"), pending, "workbench:remedies", query="show=pending")]


def result_label(one: RemedyCase) -> Any:
    """How the case ended, in words; empty while it is pending."""
    found = results_of(one.kind).get(one.result)
    return found.label if found else ""


def skips_review(one: RemedyCase) -> bool:
    """Whether a refusal that must go to reconsideration first is entered as a direct suit: suspicious (K-10)."""
    if one.kind != RemedyKind.LITIGATION_DIRECT or one.application is None:
        return False
    group, _dot, ground = one.application.outcome.partition(".")
    try:
        first = rule("remedies.review_first").on(one.accepted_on)
    except NoRuleInForce:
        return False
    return group == "denied" and ground in first.value


def figures(organ: Any, year: int) -> dict[str, list[int]]:
    """The cases behind each entered cell of table 4, by cell address (B-60 to B-62).

    ``{"remedies.reconsideration.maintain": [3], …}``: all twelve cells are there. A case that is pending at the
    end of the year is counted again, with its result, in the year it is decided.
    """
    columns = [*Outcome.values, "pending"]
    records: dict[str, list[int]] = {
        f"remedies.{kind}.{column}": [] for kind in RemedyKind.values for column in columns
    }
    first, last = date(year, 1, 1), date(year, 12, 31)
    counted = RemedyCase.objects.filter(organ_id=organ.pk, accepted_on__lte=last)
    counted = counted.filter(Q(decided_on__isnull=True) | Q(decided_on__gte=first)).order_by(
        "accepted_on", "pk"
    )
    for one in counted.values_list("pk", "kind", "decided_on", "outcome", named=True):
        decided = one.decided_on is not None and one.decided_on <= last
        records[f"remedies.{one.kind}.{one.outcome if decided else 'pending'}"].append(one.pk)
    return records


def pending_of(organ_id: int) -> QuerySet[RemedyCase]:
    """The pending cases of an organ, for whoever takes over its work."""
    return RemedyCase.objects.filter(organ_id=organ_id, state=State.PENDING).order_by("pk")
