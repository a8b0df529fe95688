"""The procedure of one application: what may be done, from where, by whom, under which article (arts. 27-45).

A state holds only what excludes the other states. What runs beside it (a consultation, a fee notice, a
proposed extension) is a row of its own, and whether something is overdue is asked of the clock.
The law's own refusals (a second supplement notice, an extension after the period has ended) come from
:mod:`gongkai.law.clock`; the checks here hand them on.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.foundation.ledger import SYSTEM, Actor
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Transition, Workflow
from gongkai.law.clock import Event, may_follow, run_clock


class State(models.TextChoices):
    SUBMITTED = "submitted", _("待登记")
    HANDLING = "handling", _("办理中")
    SUPPLEMENTING = "supplementing", _("待申请人补正")
    REPLIED = "replied", _("已答复")
    LAPSED = "lapsed", _("视为放弃")
    WITHDRAWN = "withdrawn", _("已撤回")
    ARCHIVED = "archived", _("已归档")


class Occasion(models.TextChoices):
    """Why somebody is reminded of an application: the working days that are left, or what has passed."""

    SEVEN = "7", _("7个工作日内到期")
    THREE = "3", _("3个工作日内到期")
    ONE = "1", _("1个工作日内到期")
    OVERDUE = "overdue", _("已逾期")
    UNOPENED = "unopened", _("超过确认时间仍未登记")


class RedactionState(models.TextChoices):
    MARKING = "marking", _("正在标记")
    MADE = "made", _("已生成，待复核放行")
    RELEASED = "released", _("已放行")
    DROPPED = "dropped", _("已作废")


OPEN = frozenset({State.SUBMITTED, State.HANDLING, State.SUPPLEMENTING})
CLOSED = frozenset({State.REPLIED, State.LAPSED, State.WITHDRAWN})

APPLICANT = Actor(name="申请人", duty="applicant")
# Working days before the end at which the desk is reminded: a habit of offices, not a rule of law.
DUE_SOON = (7, 3, 1)
# Who is told of what: the head of the office when it presses (arts. 31, 33).
REMINDED = {
    Occasion.SEVEN: (Duty.APPLICATION_HANDLER,),
    Occasion.THREE: (Duty.APPLICATION_HANDLER,),
    Occasion.ONE: (Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD),
    Occasion.OVERDUE: (Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD),
    Occasion.UNOPENED: (Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD),
}
_HANDLER = frozenset({Duty.APPLICATION_HANDLER})
_HEAD = frozenset({Duty.OFFICE_HEAD})
_BOTH_SIDES = frozenset({APPLICANT.duty, Duty.APPLICATION_HANDLER})


def supplement_may_be_asked(application: Any, by: Actor) -> str | None:
    """The applicant is told once, of everything at once, within the notice period (art. 30)."""
    return _refusal(application, Event("supplement_requested", today()))


def extension_is_proposed(application: Any, by: Actor) -> Any:
    """The head of the office consents to what the handler has proposed (art. 33)."""
    return None if application.proposed_days else _("承办人还没有提出延长答复期限的申请。")


def no_extension_is_pending(application: Any, by: Actor) -> Any:
    """One proposal at a time."""
    return _("已提出延长答复期限，正等负责人决定。") if application.proposed_days else None


def period_may_be_extended(application: Any, by: Actor) -> str | None:
    """Once, before the period has run out, and never beyond the limit (art. 33)."""
    return _refusal(application, Event("extended", today(), days=1))


def fee_may_be_asked(application: Any, by: Actor) -> str | None:
    """Within the handling period, and once for one application (Fee Measures, arts. 3, 6)."""
    return _refusal(application, Event("fee_notice_served", today()))


def fee_is_owed(application: Any, by: Actor) -> Any:
    """There is a fee notice that has not been paid (Fee Measures, art. 6)."""
    return None if application.owed_fee() else _("没有待缴的收费通知。")


def consultation_is_open(application: Any, by: Actor) -> Any:
    """Somebody was consulted and has not answered (arts. 32, 34)."""
    return None if application.open_consultations() else _("没有待答复的征求意见。")


def nothing_is_waited_for(application: Any, by: Actor) -> Any:
    """No reply while a consulted party may still answer, or the applicant may still pay (arts. 32, 34, 42)."""
    clock = _clock(application)
    if clock.state == "suspended":
        return _("征求意见的期限未满且对方尚未答复，请先登记意见或者等期限届满。")
    if clock.state == "waiting":
        return _("正等申请人缴纳信息处理费，缴费期限届满前不能答复。")
    if clock.state == "lapsed":
        return _("申请人逾期未缴费，视为放弃申请，不再答复；请办理“逾期不缴费，视为放弃”。")
    return None


def supplement_is_overdue(application: Any, by: Actor) -> Any:
    """The applicant has let the period for the supplement pass (art. 30)."""
    return None if _clock(application).state == "lapsed" else _("补正期限未满，不能视为放弃。")


def payment_is_overdue(application: Any, by: Actor) -> Any:
    """The applicant has let the period for the payment pass (Fee Measures, art. 6)."""
    if reason := fee_is_owed(application, by):
        return reason
    return None if _clock(application).state == "lapsed" else _("缴费期限未满，不能视为放弃。")


def case_is_handled(redaction: Any, by: Actor) -> Any:
    """Files are made for a reply that is still to be given."""
    if redaction.application.state == State.HANDLING:
        return None
    return _("申请不在办理中，不能再处理要提供的文件。")


def somebody_else_made_it(redaction: Any, by: Actor) -> Any:
    """Four eyes: who marked or made the file does not release it."""
    if by.user_id in (redaction.made_by, redaction.marked_by):
        return _("标记和生成文件的人不能自己放行，请由另一位工作人员核对后放行。")
    return None


def _clock(application: Any) -> Any:
    events, calendar = application.law_events(), application.calendar()
    return run_clock(events, today=today(), calendar=calendar, recorded=True)


def _refusal(application: Any, event: Event) -> str | None:
    refused = may_follow(application.law_events(), event, calendar=application.calendar())
    return str(refused) if refused else None


art = "regulation-2019:{}".format
fee_art = "fee-measures-2020:{}".format
HANDLING, SUPPLEMENTING = State.HANDLING, State.SUPPLEMENTING

WORKFLOW = Workflow(
    "applications",
    State,
    Duty,
    Transition("register", _("登记"), {State.SUBMITTED}, HANDLING, art(31), _HANDLER),
    Transition(
        "request_supplement",
        _("要求补正"),
        {HANDLING},
        SUPPLEMENTING,
        art(30),
        _HANDLER,
        (supplement_may_be_asked,),
    ),
    Transition("receive_supplement", _("补正"), {SUPPLEMENTING}, HANDLING, art(30), _BOTH_SIDES),
    Transition("serve_consultation", _("征求意见"), {HANDLING}, None, art(32), _HANDLER),
    Transition("record_opinion", _("登记意见"), {HANDLING}, None, art(32), _HANDLER, (consultation_is_open,)),
    Transition(
        "propose_extension",
        _("提请延长答复期限"),
        {HANDLING},
        None,
        art(33),
        _HANDLER,
        (no_extension_is_pending, period_may_be_extended),
    ),
    Transition(
        "extend_reply",
        _("同意延长答复期限"),
        {HANDLING},
        None,
        art(33),
        _HEAD,
        (extension_is_proposed, period_may_be_extended),
    ),
    Transition(
        "decline_extension",
        _("不同意延长"),
        {HANDLING},
        None,
        art(33),
        _HEAD,
        (extension_is_proposed,),
    ),
    Transition(
        "serve_fee_notice", _("收费通知"), {HANDLING}, None, fee_art(6), _HANDLER, (fee_may_be_asked,)
    ),
    Transition("record_fee_payment", _("登记缴费"), {HANDLING}, None, fee_art(6), _HANDLER, (fee_is_owed,)),
    Transition("reply", _("答复"), {HANDLING}, State.REPLIED, art(36), _HANDLER, (nothing_is_waited_for,)),
    Transition(
        "lapse_supplement",
        _("逾期不补正，视为放弃"),
        {SUPPLEMENTING},
        State.LAPSED,
        art(30),
        _HANDLER,
        (supplement_is_overdue,),
    ),
    Transition(
        "lapse_fee",
        _("逾期不缴费，视为放弃"),
        {HANDLING},
        State.LAPSED,
        fee_art(6),
        _HANDLER,
        (payment_is_overdue,),
    ),
    Transition("withdraw_application", _("撤回申请"), OPEN, State.WITHDRAWN, art(45), _BOTH_SIDES),
    Transition("archive", _("归档"), CLOSED, State.ARCHIVED, art(45), _HANDLER),
    Transition("reveal_identity", _("查看申请人信息"), State, None, art(29), _HANDLER | _HEAD),
    Transition("move_to_successor", _("转由承接机关办理"), OPEN, None, art(10), {SYSTEM.duty}),
)

# A file of which a part may not be given (art. 37): who marks and makes it does not release it.
_MARKING, _MADE = RedactionState.MARKING, RedactionState.MADE
_RELEASING = _HANDLER | _HEAD
REDACTIONS = Workflow(
    "applications",
    RedactionState,
    Duty,
    Transition(
        "mark_redaction", _("标记"), {_MARKING, _MADE}, _MARKING, art(37), _HANDLER, (case_is_handled,)
    ),
    Transition(
        "make_redaction", _("生成遮盖后的文件"), {_MARKING}, _MADE, art(37), _HANDLER, (case_is_handled,)
    ),
    Transition(
        "release_redaction",
        _("放行"),
        {_MADE},
        RedactionState.RELEASED,
        art(37),
        _RELEASING,
        (case_is_handled, somebody_else_made_it),
    ),
    Transition(
        "return_redaction", _("退回重新标记"), {_MADE}, _MARKING, art(37), _RELEASING, (case_is_handled,)
    ),
    Transition("drop_redaction", _("作废"), {_MARKING, _MADE}, RedactionState.DROPPED, art(37), _HANDLER),
)

# What is done to an application without moving it through the table.
ACTS = {
    "applications.submit": _("提交申请"),
    "applications.take_in": _("录入申请"),
    "applications.move_due_dates": _("按新日历变动答复期限"),
    "applications.remind": _("提醒申请的期限"),
    "applications.acknowledge": _("阅读期限提醒"),
    "applications.start_redaction": _("上传原件，准备遮盖"),
    **{f"applications.{row.name}": row.label for row in REDACTIONS.transitions.values()},
}
