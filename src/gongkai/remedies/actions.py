"""Entering reconsideration and litigation, and how they ended."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.foundation.ledger import SYSTEM, Actor, record
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused, told
from gongkai.law.rulebook import rule
from gongkai.remedies.models import RemedyCase
from gongkai.remedies.workflow import KEEPERS, WORKFLOW, results_of


@transaction.atomic
def open_case(
    *,
    by: Actor,
    kind: str,
    case_number: str,
    heard_by: str,
    accepted_on: date,
    application: Any = None,
) -> RemedyCase:
    """Enter a case in which the actor's organ is the respondent (art. 51; B-61)."""
    if by.duty not in KEEPERS or by.organ_id is None:
        raise Refused(_("复议、诉讼案件由依申请公开承办人或者公开工作机构负责人登记。"))
    if accepted_on > today():
        raise Refused(_("受理、立案日期不能晚于今天。"))
    if application is not None and application.organ_id != by.organ_id:
        raise Refused(_("所涉申请不是本机关办理的。"))
    _refuse_too_early(accepted_on, application)
    case = RemedyCase.objects.create(
        organ_id=by.organ_id,
        kind=kind,
        case_number=case_number,
        heard_by=heard_by,
        accepted_on=accepted_on,
        application=application,
    )
    after = told(case, ("kind", "state", "heard_by", "accepted_on", "application"))
    record(case, "remedies.open_case", by=by, cite="regulation-2019:51", after=after)
    return case


def _refuse_too_early(accepted_on: date, application: Any) -> None:
    """No case before there was a right to information, nor before the application it is about had come."""
    if accepted_on < rule("deadlines.reply").versions[0].since:
        raise Refused(_("受理、立案日期不能早于《政府信息公开条例》施行之日。"))
    came = application and application.received_on
    if came and accepted_on < came:
        raise Refused(_("受理、立案日期不能早于收到所涉申请的日期。"))


@transaction.atomic
def decide_case(
    case: RemedyCase, *, by: Actor, result: str, decided_on: date, seen: int | None = None
) -> None:
    """Enter how the case ended; the column of table 4 follows from the result (K-09)."""
    found = results_of(case.kind).get(result)
    if found is None:
        raise Refused(_("这类案件没有这种审理结果，请重新选择。"))
    if not case.accepted_on <= decided_on <= today():
        raise Refused(_("审结日期应在受理、立案日期与今天之间。"))
    changes = {"result": found.code, "outcome": found.outcome, "decided_on": decided_on}
    WORKFLOW.move(case, "decide_case", by=by, seen=seen, changes=changes, cite=found.cite)


@transaction.atomic
def move_to_successor(case: RemedyCase, into: Any, *, by: Actor = SYSTEM) -> None:
    """Hand a pending case to the organ that takes over the respondent's work."""
    WORKFLOW.move(case, "move_to_successor", by=by, changes={"organ": into})
