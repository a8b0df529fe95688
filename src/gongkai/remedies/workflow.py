"""Reconsideration and litigation about disclosure: the states of a case and what its results count as (art. 51).

No official definition of the columns of table 4 was found; the mapping below is the customary one (K-09).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.foundation.ledger import SYSTEM, Actor
from gongkai.foundation.workflow import Transition, Workflow


class State(models.TextChoices):
    PENDING = "pending", _("尚未审结")
    DECIDED = "decided", _("已审结")


class RemedyKind(models.TextChoices):
    """The three groups of columns of table 4, and what that table does not count (art. 47)."""

    RECONSIDERATION = "reconsideration", _("行政复议")
    LITIGATION_DIRECT = "litigation_direct", _("行政诉讼（未经复议直接起诉）")
    LITIGATION_AFTER = "litigation_after", _("行政诉讼（复议后起诉）")
    COMPLAINT = "complaint", _("投诉、举报")


SUITS = frozenset({RemedyKind.LITIGATION_DIRECT, RemedyKind.LITIGATION_AFTER})
COUNTED = (RemedyKind.RECONSIDERATION, RemedyKind.LITIGATION_DIRECT, RemedyKind.LITIGATION_AFTER)


class StageKind(models.TextChoices):
    """What happens on the way to the decision."""

    HEARING = "hearing", _("听证、开庭")
    EVIDENCE = "evidence", _("质证、补充证据")
    SUSPENDED = "suspended", _("中止")
    RESUMED = "resumed", _("恢复审理")
    REMANDED = "remanded", _("发回重审")
    OTHER = "other", _("其他")


class Outcome(models.TextChoices):
    """The columns of table 4 for what has been decided."""

    MAINTAIN = "maintain", _("结果维持")
    CORRECT = "correct", _("结果纠正")
    OTHER = "other", _("其他结果")


@dataclass(frozen=True)
class Result:
    """One way in which a case ends: its label, the column it counts in, and its article."""

    code: str
    label: Any
    outcome: Outcome
    cite: str


_review = "reconsideration-law-2023:{}".format
_suit = "litigation-law-2014:{}".format
_M, _C, _O = Outcome

REVIEW_RESULTS = (
    Result("upheld", _("维持"), _M, _review(68)),
    Result("request_rejected", _("驳回行政复议请求"), _M, _review(69)),
    Result("changed", _("变更"), _C, _review(63)),
    Result("revoked", _("撤销或者部分撤销"), _C, _review(64)),
    Result("unlawful", _("确认违法"), _C, _review(65)),
    Result("ordered", _("责令履行"), _C, _review(66)),
    Result("void", _("确认无效"), _C, _review(67)),
    Result("not_accepted", _("不予受理"), _O, _review(30)),
    Result("application_rejected", _("驳回行政复议申请"), _O, _review(33)),
    Result("ended", _("终止"), _O, _review(41)),
    Result("settled", _("调解、和解"), _O, _review(73)),
)
SUIT_RESULTS = (
    Result("claim_rejected", _("驳回诉讼请求"), _M, _suit(69)),
    Result("revoked", _("撤销或者部分撤销"), _C, _suit(70)),
    Result("ordered", _("责令履行"), _C, _suit(72)),
    Result("payment", _("判决给付"), _C, _suit(73)),
    Result("unlawful", _("确认违法"), _C, _suit(74)),
    Result("void", _("确认无效"), _C, _suit(75)),
    Result("changed", _("变更"), _C, _suit(77)),
    Result("not_filed", _("不予立案"), _O, _suit(51)),
    Result("suit_rejected", _("驳回起诉"), _O, _suit(49)),
    Result("withdrawn", _("准许撤诉"), _O, _suit(62)),
    Result("transferred", _("移送管辖"), _O, _suit(22)),
)
# What the second instance makes of the judgment (K-09: the latest effective result counts). Where it leaves the
# judgment as it is, the first result counts; a case that is sent back stays pending until it has a result.
APPEAL_RESULTS = (
    Result("appeal_rejected", _("驳回上诉，维持原判"), _M, _suit(89)),
    Result("appeal_withdrawn", _("准许撤回上诉"), _M, _suit(62)),
    Result("changed_against", _("改判：撤销、变更、确认违法或者责令履行"), _C, _suit(89)),
    Result("changed_for", _("改判：驳回诉讼请求"), _M, _suit(89)),
    Result("suit_rejected", _("撤销原判，驳回起诉"), _O, _suit(89)),
)
COMPLAINT_RESULTS = (
    Result("unfounded", _("不成立"), _M, "regulation-2019:47"),
    Result("corrected", _("责令改正"), _C, "regulation-2019:47"),
    Result("referred", _("转送其他机关或者终结"), _O, "regulation-2019:47"),
)
AS_BEFORE = frozenset({"appeal_rejected", "appeal_withdrawn"})
# What sets the reply aside, so that the organ has to decide anew.
OVERTURNS = frozenset({"revoked", "ordered", "unlawful", "void", "changed_against", "corrected"})


def results_of(kind: str, *, on_appeal: bool = False) -> dict[str, Result]:
    """The results that a case of this kind can have, by code."""
    if on_appeal:
        return {row.code: row for row in APPEAL_RESULTS}
    tables = {RemedyKind.RECONSIDERATION: REVIEW_RESULTS, RemedyKind.COMPLAINT: COMPLAINT_RESULTS}
    return {row.code: row for row in tables.get(RemedyKind(kind), SUIT_RESULTS)}


def decision_overturns(case: Any, by: Actor) -> Any:
    """Only what set the reply aside, and stands, makes the organ decide anew (K-09)."""
    if case.application_id is None:
        return _("案件没有关联所涉申请，请先核对。")
    if case.result not in OVERTURNS:
        return _("这一审理结果没有撤销或者纠正原答复。")
    if case.reopened_on:
        return _("已按这一结果重新办理所涉申请。")
    appeal = getattr(case, "appeal", None)
    return _("二审还没有审结，一审判决尚未生效。") if appeal and appeal.decided_on is None else None


def answer_is_owed(case: Any, by: Actor) -> Any:
    """The respondent answers once, after it was told to (K-05)."""
    if case.notified_on is None:
        return _("还没有登记收到答复通知、应诉通知的日期。")
    return _("已经登记过提交答复、答辩的日期。") if case.answered_on else None


def nobody_was_notified(case: Any, by: Actor) -> Any:
    """The notice comes once; a complaint has no such procedure."""
    if case.kind == RemedyKind.COMPLAINT:
        return _("投诉、举报没有法定的答复、答辩期限。")
    return _("已经登记过收到答复通知、应诉通知的日期。") if case.notified_on else None


KEEPERS = frozenset({Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD})
_PENDING = frozenset({State.PENDING})
ACTS = {
    "remedies.open_case": _("登记复议、诉讼案件"),
    "remedies.map_result": _("设定审理结果的统计项"),
}

WORKFLOW = Workflow(
    "remedies",
    State,
    Duty,
    Transition(
        "decide_case", _("登记审理结果"), {State.PENDING}, State.DECIDED, "regulation-2019:51", KEEPERS
    ),
    Transition(
        "record_notice",
        _("登记收到答复通知、应诉通知"),
        _PENDING,
        None,
        "reconsideration-law-2023:48",
        KEEPERS,
        (nobody_was_notified,),
    ),
    Transition(
        "record_answer",
        _("登记提交答复、答辩"),
        _PENDING,
        None,
        "reconsideration-law-2023:48",
        KEEPERS,
        (answer_is_owed,),
    ),
    Transition("record_stage", _("登记办理环节"), _PENDING, None, "regulation-2019:51", KEEPERS),
    Transition("add_evidence", _("登记证据"), _PENDING, None, "litigation-law-2014:34", KEEPERS),
    Transition(
        "reopen_application",
        _("按审理结果重新办理申请"),
        {State.DECIDED},
        None,
        "regulation-2019:51",
        KEEPERS,
        (decision_overturns,),
    ),
    Transition("export_defence_file", _("导出应诉材料"), State, None, "litigation-law-2014:34", KEEPERS),
    Transition(
        "move_to_successor",
        _("转由承接机关应对"),
        {State.PENDING},
        None,
        "litigation-law-2014:26",
        {SYSTEM.duty},
    ),
)
