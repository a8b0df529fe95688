"""What can be asked about reconsideration and litigation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.calendars.queries import work_calendar
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.foundation.todo import Todo
from gongkai.law.periods import Period, period
from gongkai.law.rulebook import NoRuleInForce, rule
from gongkai.remedies.models import Evidence, RemedyCase, ResultMapping, Stage
from gongkai.remedies.workflow import (
    COUNTED,
    KEEPERS,
    SUITS,
    WORKFLOW,
    Outcome,
    RemedyKind,
    Result,
    StageKind,
    State,
    results_of,
)

__all__ = [
    "COUNTED",
    "KEEPERS",
    "SUITS",
    "WORKFLOW",
    "Evidence",
    "Outcome",
    "RemedyCase",
    "RemedyKind",
    "Result",
    "Stage",
    "StageKind",
    "State",
    "results_of",
]

# How many days back a case is offered for choice in a form.
CHOSEN_FROM = 3 * 365


def visible_to(actor: Actor | None) -> QuerySet[RemedyCase]:
    """The cases of the own organ, for those who answer for them or count them; nothing for anybody else."""
    readers = KEEPERS | {Duty.SIGNER, Duty.REPORT_CLERK}
    if actor is None or actor.duty not in readers or actor.organ_id is None:
        return RemedyCase.objects.none()
    return RemedyCase.objects.filter(organ_id=actor.organ_id).select_related("organ", "application")


def listed(actor: Actor | None) -> QuerySet[RemedyCase]:
    """The list at the desk: pending ones first, then the latest."""
    return visible_to(actor).order_by(F("decided_on").desc(nulls_first=True), "-accepted_on", "-pk")


def owing_answers(cases: QuerySet[RemedyCase]) -> QuerySet[RemedyCase]:
    """Those in which the organ still has to answer, by index of what is open."""
    return cases.filter(state=State.PENDING, answer_due_on__isnull=False, answered_on__isnull=True)


def reviews(actor: Actor) -> QuerySet[RemedyCase]:
    """The latest reviews that a suit may have come after; those of so long ago are over (K-07)."""
    return _latest(visible_to(actor).filter(kind=RemedyKind.RECONSIDERATION))


def may_be_appealed(actor: Actor) -> QuerySet[RemedyCase]:
    """The latest judgments of first instance that nobody has appealed against."""
    judged = visible_to(actor).filter(kind__in=SUITS, state=State.DECIDED)
    return _latest(judged.filter(appeal_of__isnull=True, appeal__isnull=True))


def _latest(cases: QuerySet[RemedyCase]) -> QuerySet[RemedyCase]:
    since = today() - timedelta(days=CHOSEN_FROM)
    return cases.filter(accepted_on__gte=since).order_by("-accepted_on", "-pk")


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
    told = owing_answers(visible_to(actor)).aggregate(
        all=Count("pk"), late=Count("pk", filter=Q(answer_due_on__lt=today()))
    )
    tone = "danger" if told["late"] else "warning"
    return [
        Todo(_("尚未审结的复议、诉讼"), pending, "workbench:remedies", query="show=pending"),
        Todo(_("待提交的答复、答辩"), told["all"], "workbench:remedies", tone, query="show=owed"),
    ]


def result_label(one: RemedyCase) -> Any:
    """How the case ended, in words; empty while it is pending."""
    found = results_of(one.kind, on_appeal=one.on_appeal).get(one.result)
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
    end of the year is counted again, with its result, in the year it is decided. A suit and its appeal are one
    case: the latest effective result counts, and while the appeal runs the case is pending (K-09). Complaints
    and reports are not in the table.
    """
    columns = [*Outcome.values, "pending"]
    records: dict[str, list[int]] = {
        f"remedies.{kind}.{column}": [] for kind in COUNTED for column in columns
    }
    first, last = date(year, 1, 1), date(year, 12, 31)
    appeal_ran = Q(appeal__accepted_on__lte=last)
    appeal_counts = Q(appeal__decided_on__isnull=True) | Q(appeal__decided_on__gte=first)
    counted = RemedyCase.objects.filter(
        organ_id=organ.pk, kind__in=COUNTED, appeal_of__isnull=True, accepted_on__lte=last
    ).filter(Q(decided_on__isnull=True) | Q(decided_on__gte=first) | (appeal_ran & appeal_counts))
    appeal = [f"appeal__{name}" for name in ("accepted_on", "decided_on", "outcome")]
    rows = counted.order_by("accepted_on", "pk").values_list("pk", "kind", "decided_on", "outcome", *appeal)
    for pk, kind, decided_on, outcome, appealed_on, ended_on, final in rows:
        if appealed_on and appealed_on <= last:
            decided_on, outcome = ended_on, final
        decided = decided_on is not None and decided_on <= last
        records[f"remedies.{kind}.{outcome if decided else 'pending'}"].append(pk)
    return records


def outcome_of(organ_id: int, kind: str, result: Result, *, on: date) -> str:
    """The column in which the organ counts this result: its own mapping of that day, else the customary one (K-09)."""
    own = ResultMapping.objects.filter(organ_id=organ_id, kind=kind, result=result.code, since__lte=on)
    return own.order_by("-since", "-pk").values_list("outcome", flat=True).first() or result.outcome


def mappings(actor: Actor) -> QuerySet[ResultMapping]:
    """What the organ has set itself, the latest last."""
    own: QuerySet[ResultMapping] = ResultMapping.objects.filter(organ=actor.organ_id)
    return own


def answer_period(case: RemedyCase, notified_on: date, *, simplified: bool) -> Period:
    """Until when the respondent has to answer; raises NoRuleInForce where that day's law gave no such time (K-05)."""
    if case.kind == RemedyKind.RECONSIDERATION:
        name = "review_answer_simplified" if simplified else "review_answer"
    else:
        name = "suit_answer"
    return period(name, notified_on, calendar=work_calendar(case.organ.region))


def pending_of(organ_id: int) -> QuerySet[RemedyCase]:
    """The pending cases of an organ, for whoever takes over its work."""
    return RemedyCase.objects.filter(organ_id=organ_id, state=State.PENDING).order_by("pk")


def is_in_dispute(application_id: int) -> bool:
    """Whether a case about this application is pending."""
    return RemedyCase.objects.filter(application_id=application_id, state=State.PENDING).exists()


def was_disputed(application_id: int) -> bool:
    """Whether there is or was a case about this application."""
    return RemedyCase.objects.filter(application_id=application_id).exists()


def told_mappings(actor: Actor) -> list[tuple[Any, Any, Any, date]]:
    """What the organ has set, in words: kind, result, column and since when."""
    return [
        (
            one.get_kind_display(),
            results_of(one.kind)[one.result].label,
            one.get_outcome_display(),
            one.since,
        )
        for one in mappings(actor)
    ]
