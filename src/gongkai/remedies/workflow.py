"""Reconsideration and litigation about disclosure: the states of a case and what its results count as (art. 51).

No official definition of the columns of table 4 was found; the mapping below is the customary one (K-09).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.workflow import Transition, Workflow


class State(models.TextChoices):
    PENDING = "pending", _("尚未审结")
    DECIDED = "decided", _("已审结")


class RemedyKind(models.TextChoices):
    """The three groups of columns of table 4."""

    RECONSIDERATION = "reconsideration", _("行政复议")
    LITIGATION_DIRECT = "litigation_direct", _("行政诉讼（未经复议直接起诉）")
    LITIGATION_AFTER = "litigation_after", _("行政诉讼（复议后起诉）")


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


def results_of(kind: str) -> dict[str, Result]:
    """The results that a case of this kind can have, by code."""
    rows = REVIEW_RESULTS if kind == RemedyKind.RECONSIDERATION else SUIT_RESULTS
    return {row.code: row for row in rows}


KEEPERS = frozenset({Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD})
ACTS = {"remedies.open_case": _("登记复议、诉讼案件")}

WORKFLOW = Workflow(
    "remedies",
    State,
    Duty,
    Transition(
        "decide_case", _("登记审理结果"), {State.PENDING}, State.DECIDED, "regulation-2019:51", KEEPERS
    ),
    Transition(
        "move_to_successor",
        _("转由承接机关应对"),
        {State.PENDING},
        None,
        "litigation-law-2014:26",
        {SYSTEM.duty},
    ),
)
