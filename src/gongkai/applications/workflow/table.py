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


OPEN = frozenset({State.SUBMITTED, State.HANDLING, State.SUPPLEMENTING})
_BEFORE_WORK = frozenset({State.SUBMITTED, State.HANDLING})
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
# Where letters may be on their way to somebody.
_WRITTEN_TO = frozenset({State.HANDLING, State.SUPPLEMENTING}) | CLOSED
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


def personal_data_is_left(application: Any, by: Actor) -> Any:
    """What was cleared away once is not cleared away again."""
    identity = getattr(application, "identity", None)
    return _("申请人信息已经清除。") if identity and identity.purged_on else None


def payment_is_overdue(application: Any, by: Actor) -> Any:
    """The applicant has let the period for the payment pass (Fee Measures, art. 6)."""
    if reason := fee_is_owed(application, by):
        return reason
    return None if _clock(application).state == "lapsed" else _("缴费期限未满，不能视为放弃。")


def was_replied_to(application: Any, by: Actor) -> Any:
    """Only a reply can be overturned: what lapsed or was withdrawn has none (art. 51)."""
    return None if application.reply_kind else _("本件没有作出答复，不存在撤销原答复。")


def payment_is_in_time(application: Any, by: Actor) -> Any:
    """After the period for the payment the application counts as given up (Fee Measures, art. 6)."""
    if _clock(application).state == "lapsed":
        return _("缴费期限已过。已经在期限内缴费的，请与受理机关的政府信息公开工作机构联系。")
    return None


def was_answered(application: Any, by: Actor) -> Any:
    """What was withdrawn or given up had no answer to judge."""
    return None if application.reply else _("申请没有答复，不能评价。")


def nothing_is_done_yet(application: Any, by: Actor) -> Any:
    """A paper is split when it comes, before any step that counts for all of it."""
    if application.paper_id is not None:
        return _("这件申请本身就是拆分出来的，不能再拆分。")
    if any(event.kind != "received" for event in application.events.all()):
        return _("这件申请已经开始办理，不能再拆分。")
    if application.split_off.exists():
        return _("这件申请已经拆分过，不能再拆分。")
    return None


def came_by_the_website(application: Any, by: Actor) -> Any:
    """Only what was sent on this website to a wrong organ moves; a paper lies where it was handed in."""
    if application.channel != "online":
        return _("只有网上提交的申请可以在系统内转送；其他方式提交的，请登记后告知申请人负责公开的机关。")
    return None


def moves_only_once(application: Any, by: Actor) -> Any:
    """No application is sent to and fro between organs: the second one answers."""
    if application.transfers.exists():
        return _("这件申请已经转送过一次。不属于本机关负责公开的，请登记后告知申请人并说明理由。")
    return None


def was_answered_as_another_organ_s(application: Any, by: Actor) -> Any:
    """What is handed over was answered: another organ is responsible (art. 36(5))."""
    if application.reply_kind != "other_organ":
        return _("只有答复“不属于本机关负责公开”的申请，才能经申请人同意代为转交。")
    return moves_only_once(application, by)


def no_reasons_were_asked(application: Any, by: Actor) -> Any:
    """Reasons are asked for once; what comes is weighed in the reply (art. 35)."""
    asked = any(letter.kind == "reasons" for letter in application.letters.all())
    return _("已经要求申请人说明理由，请在拟写答复时判断。") if asked else None


def inquiry_is_open(application: Any, by: Actor) -> Any:
    """Somebody inside the organ was asked and has not answered."""
    return None if application.open_inquiries() else _("没有待答复的内部核查。")


def case_is_handled(work: Any, by: Actor) -> Any:
    """Files are made and replies are written for an application that is still to be answered."""
    if work.application.state == State.HANDLING:
        return None
    return _("申请不在办理中，不能再办理这一步。")


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
    Transition("split", _("拆分为几件"), _BEFORE_WORK, None, fee_art(4), _HANDLER, (nothing_is_done_yet,)),
    Transition(
        "transfer",
        _("转送其他机关"),
        {State.SUBMITTED},
        None,
        art("36(5)"),
        _HANDLER,
        (came_by_the_website, moves_only_once),
    ),
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
    Transition(
        "ask_for_reasons", _("要求说明理由"), {HANDLING}, None, art(35), _HANDLER, (no_reasons_were_asked,)
    ),
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
    Transition(
        "report_payment",
        _("告知已缴费"),
        {HANDLING},
        None,
        fee_art(6),
        {APPLICANT.duty},
        (fee_is_owed, payment_is_in_time),
    ),
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
    Transition(
        "reopen",
        _("撤销原答复，重新办理"),
        {State.REPLIED, State.ARCHIVED},
        HANDLING,
        art(51),
        _HEAD | {SYSTEM.duty},
        (was_replied_to,),
    ),
    Transition(
        "hand_over",
        _("经申请人同意代为转交"),
        {State.REPLIED},
        None,
        art("36(5)"),
        _HANDLER,
        (was_answered_as_another_organ_s,),
    ),
    Transition("record_search", _("登记检索"), {HANDLING}, None, art(36), _HANDLER),
    Transition("ask_division", _("请内设机构核查"), {HANDLING}, None, art(31), _HANDLER),
    Transition(
        "record_answer",
        _("登记核查结果"),
        {HANDLING, SUPPLEMENTING, *CLOSED},
        None,
        art(31),
        _HANDLER,
        (inquiry_is_open,),
    ),
    Transition("record_service", _("登记送达"), _WRITTEN_TO, None, art(36), _HANDLER),
    Transition("archive", _("归档"), CLOSED, State.ARCHIVED, art(45), _HANDLER),
    Transition(
        "rate",
        _("评价办理情况"),
        {State.REPLIED, State.ARCHIVED},
        None,
        art(46),
        {APPLICANT.duty},
        (was_answered,),
    ),
    Transition(
        "purge",
        _("清除申请人信息"),
        {State.ARCHIVED},
        None,
        art(29),
        {SYSTEM.duty},
        (personal_data_is_left,),
    ),
    Transition("reveal_identity", _("查看申请人信息"), State, None, art(29), _HANDLER | _HEAD),
    Transition("move_to_successor", _("转由承接机关办理"), OPEN, None, art(10), {SYSTEM.duty}),
)

# What is done to an application without moving it through the table.
ACTS = {
    "applications.submit": _("提交申请"),
    "applications.take_in": _("录入申请"),
    "applications.take_in_many": _("批量录入申请"),
    "applications.clear_codes": _("清除批量录入的查询码"),
    "applications.open_account": _("建立申请人账户"),
    "applications.delete_account": _("删除申请人账户"),
    "applications.move_due_dates": _("按新日历变动答复期限"),
    "applications.remind": _("提醒申请的期限"),
    "applications.acknowledge": _("阅读期限提醒"),
    "applications.resend_code": _("重新发送查询码"),
    "applications.find_opening": _("发现多人申请的信息"),
    "applications.start_redaction": _("上传原件，准备遮盖"),
    "applications.begin_proposal": _("开始拟写答复"),
    "applications.upload_template": _("上传文书模板"),
}
