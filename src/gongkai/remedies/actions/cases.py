"""Entering reconsideration and litigation, and how they ended."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.foundation.ledger import SYSTEM, Actor, record
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused, lock, told
from gongkai.law.rulebook import rule
from gongkai.organs.queries import Organ, all_organs
from gongkai.remedies.models import RemedyCase
from gongkai.remedies.queries import outcome_of
from gongkai.remedies.workflow import AS_BEFORE, KEEPERS, SUITS, WORKFLOW, RemedyKind, results_of

KEPT = ("kind", "state", "heard_by", "accepted_on", "application", "follows", "appeal_of")


@transaction.atomic
def open_case(
    *,
    by: Actor,
    kind: str,
    case_number: str,
    heard_by: str,
    accepted_on: date,
    application: Any = None,
    follows: RemedyCase | None = None,
    appeal_of: RemedyCase | None = None,
) -> RemedyCase:
    """Enter a case in which the actor's organ is the respondent (art. 51; B-61).

    ``follows`` is the review that a suit came after; ``appeal_of`` the first instance, whose kind and application
    the appeal shares.
    """
    organ = _held_organ(by)
    if appeal_of is not None:
        _refuse_appeal(appeal_of, by, accepted_on)
        kind, application, follows = appeal_of.kind, appeal_of.application, None
    if follows is not None:
        _refuse_unconnected(kind, follows, by, accepted_on)
    if application is not None and application.organ_id != organ.pk:
        raise Refused(_("所涉申请不是本机关办理的。"))
    _refuse_too_early(accepted_on, application)
    case = RemedyCase(
        organ=organ,
        kind=kind,
        case_number=case_number.strip(),
        heard_by=heard_by.strip(),
        accepted_on=accepted_on,
        application=application,
        follows=follows,
        appeal_of=appeal_of,
    )
    _refuse_twin(case)
    case.save(force_insert=True)
    after = told(case, KEPT)
    record(case, "remedies.open_case", by=by, cite="regulation-2019:51", after=after)
    return case


def _held_organ(by: Actor) -> Organ:
    """One case at a time is entered for each organ, so that the same form sent twice makes one."""
    if by.duty not in KEEPERS or by.organ_id is None:
        raise Refused(_("复议、诉讼案件由依申请公开承办人或者公开工作机构负责人登记。"))
    organ: Organ = all_organs().get(pk=by.organ_id)
    lock(organ)
    return organ


def _refuse_appeal(first: RemedyCase, by: Actor, accepted_on: date) -> None:
    """An appeal is against a judgment of one's own case, once."""
    if first.organ_id != by.organ_id or first.kind not in SUITS or first.on_appeal:
        raise Refused(_("只有本机关的一审诉讼案件才有上诉。"))
    if first.decided_on is None or accepted_on < first.decided_on:
        raise Refused(_("一审审结之后才能登记上诉。"))
    if RemedyCase.objects.filter(appeal_of=first).exists():
        raise Refused(_("这个案件的上诉已经登记。"))


def _refuse_unconnected(kind: str, review: RemedyCase, by: Actor, accepted_on: date) -> None:
    if kind != RemedyKind.LITIGATION_AFTER:
        raise Refused(_("只有复议后起诉的案件才关联复议案件。"))
    if review.organ_id != by.organ_id or review.kind != RemedyKind.RECONSIDERATION:
        raise Refused(_("请选择本机关的行政复议案件。"))
    if accepted_on < review.accepted_on:
        raise Refused(_("起诉不能早于行政复议的受理。"))


def _refuse_too_early(accepted_on: date, application: Any) -> None:
    """No case from the future, before there was a right to information, or before the application it is about had come."""
    if accepted_on > today():
        raise Refused(_("受理、立案日期不能晚于今天。"))
    if accepted_on < rule("deadlines.reply").versions[0].since:
        raise Refused(_("受理、立案日期不能早于《政府信息公开条例》施行之日。"))
    came = application and application.received_on
    if came and accepted_on < came:
        raise Refused(_("受理、立案日期不能早于收到所涉申请的日期。"))


def _refuse_twin(case: RemedyCase) -> None:
    """The number is sealed, so those of the same day before the same court are opened and compared."""
    told = ("organ_id", "kind", "heard_by", "accepted_on", "application_id", "appeal_of_id")
    alike = RemedyCase.objects.filter(**{name: getattr(case, name) for name in told})
    if any(one.case_number == case.case_number for one in alike):
        raise Refused(_("这个案件已经登记，请在列表中打开。"))


@transaction.atomic
def decide_case(
    case: RemedyCase, *, by: Actor, result: str, decided_on: date, seen: int | None = None
) -> None:
    """Enter how the case ended; the column of table 4 follows from the result (K-09)."""
    found = results_of(case.kind, on_appeal=case.on_appeal).get(result)
    if found is None:
        raise Refused(_("这类案件没有这种审理结果，请重新选择。"))
    if not case.accepted_on <= decided_on <= today():
        raise Refused(_("审结日期应在受理、立案日期与今天之间。"))
    outcome = outcome_of(case.organ_id, case.kind, found, on=decided_on)
    if case.appeal_of is not None and found.code in AS_BEFORE:
        outcome = case.appeal_of.outcome
    changes = {"result": found.code, "outcome": outcome, "decided_on": decided_on}
    WORKFLOW.move(case, "decide_case", by=by, seen=seen, changes=changes, cite=found.cite)


@transaction.atomic
def move_to_successor(case: RemedyCase, into: Any, *, by: Actor = SYSTEM) -> None:
    """Hand a pending case to the organ that takes over the respondent's work."""
    WORKFLOW.move(case, "move_to_successor", by=by, changes={"organ": into})
