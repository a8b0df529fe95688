"""What may be done with an item at the desk now, what each act asks, and doing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.disclosure import actions
from gongkai.disclosure.queries import Attribute, InformationItem, State
from gongkai.disclosure.workflow import WORKFLOW
from gongkai.disclosure.workflow.checks import answered_for, column_is_open
from gongkai.foundation.ledger import SYSTEM, Actor
from gongkai.foundation.workflow import Stale
from gongkai.interpretation.queries import reasons_against_submission
from gongkai.workbench.disclosure import forms, later_forms
from gongkai.workbench.disclosure.forms import MoveForm
from gongkai.workbench.disclosure.pins import SendBackForm

FORMS: dict[str, type[MoveForm]] = {
    "pass_attribute_check": forms.AttributeCheckForm,
    "pass_review": forms.PassReviewForm,
    "pass_confidentiality_review": forms.ConfidentialityReviewForm,
    "refer_confidentiality_question": forms.ReferForm,
    "send_back": SendBackForm,
    "sign_off": forms.SignOffForm,
    "schedule_publication": forms.ScheduleForm,
    "publish_at_once": forms.EmergencyForm,
    "start_correction": forms.CorrectionForm,
    "drop_correction": forms.DropCorrectionForm,
    "pay_review": later_forms.PayReviewForm,
    "ask_co_makers": later_forms.AskCoMakersForm,
    "reassess": later_forms.ReassessForm,
    "report_revocation": later_forms.RevocationForm,
    "reopen": later_forms.ReopenForm,
    "record_validity": later_forms.ValidityForm,
    "withdraw": later_forms.WithdrawForm,
}
# Two rows of the table are one act of the person: the choice made in the form decides which.
MERGED = {"keep_retained": "reassess", "open_retained": "reassess"}
# These have pages of their own.
ELSEWHERE = {"edit", "set_aside"}
GRAVE = ("publish_at_once", "withdraw")
QUIET = ("send_back", "drop_correction", "cancel_schedule", "refer_confidentiality_question")
DONE = {
    "submit": _("已报送审核。"),
    "publish": _("已发布，公众现在可以看到。"),
    "publish_at_once": _("已应急发布，公众现在可以看到。请督促按期补审。"),
    "withdraw": _("已撤回，原网址显示您写的说明。"),
    "send_back": _("已退回起草人。"),
    "reassess": _("已登记重新评估的结果。"),
    "ask_co_makers": _("已征求共同制作机关意见，对方同意后才能公开。"),
}
# Whose turn it is in a state, and the act that passes the item on.
TURNS = {
    State.DRAFT: (Duty.SUBMITTER, "submit"),
    State.IN_ATTRIBUTE_CHECK: (Duty.OFFICE_HEAD, "pass_attribute_check"),
    State.IN_REVIEW: (Duty.REVIEWER, "pass_review"),
    State.IN_SECOND_REVIEW: (Duty.REVIEWER, "pass_review"),
    State.IN_CONFIDENTIALITY_REVIEW: (Duty.CONFIDENTIALITY_REVIEWER, "pass_confidentiality_review"),
    State.AWAITING_SIGNATURE: (Duty.SIGNER, "sign_off"),
    State.SIGNED: (Duty.SIGNER, "publish"),
}


@dataclass(frozen=True)
class DeskAct:
    """Something that this person may do with the item now."""

    name: str
    label: Any
    cite: str
    is_turn: bool

    @property
    def tone(self) -> str:
        """How its button looks."""
        return "danger" if self.name in GRAVE else "quiet" if self.name in QUIET else "primary"


def turn_of(item: InformationItem, by: Actor) -> str:
    """The act by which this person would pass the item on; empty when it is not their turn."""
    duty, name = TURNS.get(State(item.state), ("", ""))
    if by.duty != duty:
        return ""
    return "retain" if name == "publish" and item.attribute != Attribute.PROACTIVE else name


def uninterpreted(item: InformationItem, turn: str) -> list[str]:
    """Why a policy document may not be handed in: nothing interprets it, and nobody has planned to."""
    return reasons_against_submission(item) if turn == "submit" else []


def open_acts(item: InformationItem, by: Actor) -> list[DeskAct]:
    """What this person may do now: the act that passes it on first, what is grave last."""
    turn = turn_of(item, by)
    acts: dict[str, DeskAct] = {}
    stopped = {turn} if uninterpreted(item, turn) else set()
    for row in WORKFLOW.open_to(item, by):
        if row.name not in ELSEWHERE | stopped:
            name = MERGED.get(row.name, row.name)
            label = _("重新评估") if name == "reassess" else row.label
            acts.setdefault(name, DeskAct(name, label, row.cite, name == turn))
    return sorted(acts.values(), key=lambda one: (not one.is_turn, one.name in GRAVE))


def standing_against(item: InformationItem, by: Actor, acts: list[DeskAct]) -> list[str]:
    """Why the person whose turn it is may not pass the item on, or what will stop it at the next step."""
    turn = turn_of(item, by)
    if not turn:
        return []
    if not any(one.is_turn for one in acts):
        return WORKFLOW.reasons_against(item, turn, by) + uninterpreted(item, turn)
    if turn != "sign_off" or item.attribute != Attribute.PROACTIVE:
        return []
    return [str(reason) for check in (column_is_open, answered_for) if (reason := check(item, by))]


def known_act(name: str) -> bool:
    """Whether there is such an act for people."""
    if name in MERGED.values():
        return True
    row = WORKFLOW.transitions.get(name)
    of_people = row is not None and row.duties != {SYSTEM.duty}
    return of_people and name not in ELSEWHERE and name not in MERGED


def label_of(name: str) -> Any:
    return _("重新评估") if name == "reassess" else WORKFLOW.transitions[name].label


def form_of(name: str, item: InformationItem, by: Actor, data: Any = None) -> MoveForm:
    """The form of an act, filled in with ``data`` or ready to be."""
    kind = FORMS.get(name, MoveForm)
    return kind(data, item=item, by=by, initial={"seen": item.revision}, auto_id=f"{name}_%s")


def doing(name: str, item: InformationItem, by: Actor, form: MoveForm) -> Callable[[], None]:
    """The act, to be called once the form is valid. A second click finds that the first one has done it already."""

    def do() -> None:
        try:
            getattr(actions, name)(item, by=by, **form.given())
        except Stale as stale:
            verbs = {f"disclosure.{one}" for one, merged in MERGED.items() if merged == name}
            verbs |= {f"disclosure.{name}"}
            first = stale.entries[:1]
            if not first or first[0].user_id != by.user_id or first[0].verb not in verbs:
                raise

    return do
