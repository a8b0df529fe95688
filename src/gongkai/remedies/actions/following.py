"""What follows from a decision: the application is decided anew; and in which column an organ counts it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.accounts.queries import Duty
from gongkai.applications import actions as applications
from gongkai.foundation.ledger import SYSTEM, Actor, record
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused, told
from gongkai.remedies.models import RemedyCase, ResultMapping
from gongkai.remedies.workflow import COUNTED, WORKFLOW, Outcome, results_of


@transaction.atomic
def reopen_application(
    case: RemedyCase,
    *,
    by: Actor,
    on: date,
    days: int | None = None,
    until: date | None = None,
    seen: int | None = None,
) -> None:
    """Decide the application anew because this case set the reply aside; its clock begins on ``on``.

    ``on`` is the day on which the organ received the decision; ``days`` or ``until`` is the time it was given. The
    decision does it, not the person: the ledger of the application names the system and the case.
    """
    if case.decided_on is not None and on < case.decided_on:
        raise Refused(_("收到决定、判决的日期不能早于审结日期。"))
    application = case.application
    changes = {"reopened_on": on}
    entry = WORKFLOW.move(case, "reopen_application", by=by, seen=seen, changes=changes)
    found = results_of(case.kind, on_appeal=case.on_appeal)[case.result]
    if application is None:
        raise AssertionError("the workflow lets no case without its application through")
    applications.reopen(
        application,
        by=SYSTEM,
        on=on,
        cite=found.cite,
        paper=case.case_number,
        days=days,
        until=until,
        facts={"case": case.pk, "entry": entry.number},
    )
    if application.organ_id != case.organ_id:  # closed before its organ was merged, it had stayed there
        applications.move_to_successor(application, case.organ)


@transaction.atomic
def map_result(organ: Any, *, by: Actor, kind: str, result: str, outcome: str) -> ResultMapping:
    """Count a result in another column from today on; what was decided before stays as it was counted (K-09)."""
    if by.duty != Duty.OFFICE_HEAD or by.organ_id != organ.pk:
        raise Refused(_("审理结果的统计项由本机关公开工作机构负责人设定。"))
    if kind not in COUNTED or result not in results_of(kind) or outcome not in Outcome:
        raise Refused(_("请选择审理结果和统计项。"))
    made: ResultMapping = ResultMapping.objects.create(
        organ_id=organ.pk, kind=kind, result=result, outcome=outcome, since=today()
    )
    after = told(made, ("kind", "result", "outcome", "since"))
    record(made, "remedies.map_result", by=by, cite="regulation-2019:50", after=after)
    return made
