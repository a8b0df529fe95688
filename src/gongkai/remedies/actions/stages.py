"""The way of a case to its decision: the notice, the answer and its time, hearings, evidence (K-05, K-07)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused
from gongkai.law.rulebook import NoRuleInForce
from gongkai.remedies.models import RemedyCase, Stage
from gongkai.remedies.queries import answer_period
from gongkai.remedies.workflow import WORKFLOW, RemedyKind, StageKind

LONGEST = 500


@transaction.atomic
def record_notice(
    case: RemedyCase, *, by: Actor, on: date, simplified: bool = False, seen: int | None = None
) -> None:
    """Enter that the organ was told of the case; until when it has to answer follows from the law (K-05)."""
    _refuse_unlikely(case, on)
    if simplified and case.kind != RemedyKind.RECONSIDERATION:
        raise Refused(_("只有行政复议的答复期限因适用简易程序而不同。"))
    try:
        limit = answer_period(case, on, simplified=simplified)
    except NoRuleInForce as absent:
        raise Refused(_("当时的法律没有规定这一期限，无法计算。"), cite=absent.cite) from None
    changes = {"notified_on": on, "is_simplified": simplified, "answer_due_on": limit.ends}
    WORKFLOW.move(case, "record_notice", by=by, seen=seen, changes=changes, cite=limit.cite)


@transaction.atomic
def record_answer(case: RemedyCase, *, by: Actor, on: date, seen: int | None = None) -> None:
    """Enter when the answer and the evidence were handed in."""
    _refuse_unlikely(case, on)
    if case.notified_on and on < case.notified_on:
        raise Refused(_("提交答复、答辩的日期不能早于收到通知的日期。"))
    WORKFLOW.move(case, "record_answer", by=by, seen=seen, changes={"answered_on": on})


@transaction.atomic
def record_stage(
    case: RemedyCase, *, by: Actor, kind: str, on: date, note: str = "", seen: int | None = None
) -> Stage:
    """Enter a step of the procedure; a case that is sent back for a new trial stays pending."""
    _refuse_unlikely(case, on)
    if kind not in StageKind or len(note) > LONGEST:
        raise Refused(_("请选择办理环节，说明不超过%(n)s字。") % {"n": LONGEST})
    WORKFLOW.move(
        case, "record_stage", by=by, seen=seen, facts={"stage": str(StageKind(kind)), "on": on.isoformat()}
    )
    made: Stage = case.stages.create(kind=kind, on=on, note=note.strip())
    return made


@transaction.atomic
def add_evidence(case: RemedyCase, *, by: Actor, name: str, proves: str, seen: int | None = None) -> None:
    """Add a line to the list of evidence; the organ proves that its reply was lawful."""
    if not name.strip() or not proves.strip() or max(len(name), len(proves)) > LONGEST:
        raise Refused(_("请写明证据名称和证明内容，各不超过%(n)s字。") % {"n": LONGEST})
    WORKFLOW.move(case, "add_evidence", by=by, seen=seen)
    case.evidence.create(position=case.evidence.count() + 1, name=name.strip(), proves=proves.strip())


def _refuse_unlikely(case: RemedyCase, on: date) -> None:
    if not case.accepted_on <= on <= today():
        raise Refused(_("日期应在受理、立案日期与今天之间。"))
