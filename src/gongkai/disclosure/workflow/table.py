"""The tables of what may be done: with an item, and by an organ that was asked for its consent."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.disclosure.workflow.checks import (
    agreed_by_all,
    answered_for,
    assigned,
    column_is_open,
    complete,
    days_in_order,
    four_eyes,
    grounded,
    has_expired,
    has_validity,
    is_penalty,
    is_public,
    is_scheduled,
    looked_through,
    not_proactive,
    not_referred,
    notice_is_over,
    others_work,
    owes_looks,
    own_stage,
    proactive,
    reviewed_as_it_is,
    still_asked,
    time_has_come,
    was_public,
)
from gongkai.disclosure.workflow.posting import in_force_late_enough, shown_long_enough
from gongkai.disclosure.workflow.states import DUTY_OF, LOOKS, STEP_OF, AgreementState, State
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.workflow import Transition, Workflow


def next_step(item: Any) -> str:
    """The state in which the item waits for its next look, as its route has it; signed after the last."""
    order = [State.DRAFT, *STEP_OF]
    steps = item.required_steps()
    later = order[order.index(State(item.state)) + 1 :]
    return next((state for state in later if STEP_OF[state] in steps), State.SIGNED)


def before_the_draft(item: Any) -> str:
    """Where an item goes back to when the draft of its next version is given up."""
    return State.PUBLISHED if item.current_version_id else State.WITHDRAWN


(
    DRAFT,
    IN_ATTRIBUTE_CHECK,
    IN_REVIEW,
    IN_SECOND_REVIEW,
    IN_CONFIDENTIALITY,
    AWAITING,
    SIGNED,
    PUBLISHED,
    RETAINED,
    WITHDRAWN,
) = State
SUBMITTER, REVIEWER, CONFIDENTIALITY = Duty.SUBMITTER, Duty.REVIEWER, Duty.CONFIDENTIALITY_REVIEWER
SIGNER, HEAD = Duty.SIGNER, Duty.OFFICE_HEAD
ON_ITS_WAY = LOOKS | {DRAFT, SIGNED}
IN_LIFE = ON_ITS_WAY | {PUBLISHED}
# What stands against publishing, whoever does it and whenever.
PUBLISHABLE = (
    proactive,
    shown_long_enough,
    in_force_late_enough,
    reviewed_as_it_is,
    agreed_by_all,
    column_is_open,
    answered_for,
)
art = "regulation-2019:{}".format
SOURCE_RULES = "openness-rules-2016"
PENALTY_LAW = "penalty-law-2021:48"

WORKFLOW = Workflow(
    "disclosure",
    State,
    Duty,
    Transition("edit", _("修改草稿"), {DRAFT}, None, art(12), {SUBMITTER}),
    Transition("ask_co_makers", _("征求共同制作机关意见"), ON_ITS_WAY, None, art(11), {SUBMITTER, HEAD}),
    Transition(
        "submit",
        _("报送审核"),
        {DRAFT},
        next_step,
        art(17),
        {SUBMITTER},
        (complete, days_in_order, shown_long_enough, in_force_late_enough, grounded, looked_through),
    ),
    Transition(
        "set_aside",
        _("保留检查发现的内容"),
        ON_ITS_WAY,
        None,
        art(17),
        {SUBMITTER, REVIEWER, CONFIDENTIALITY, SIGNER, HEAD},
    ),
    Transition(
        "pass_attribute_check",
        _("同意不主动公开"),
        {IN_ATTRIBUTE_CHECK},
        next_step,
        SOURCE_RULES,
        {HEAD},
        (assigned, four_eyes),
    ),
    Transition(
        "pass_review",
        _("审核通过"),
        {IN_REVIEW, IN_SECOND_REVIEW},
        next_step,
        art(17),
        {REVIEWER},
        (assigned, four_eyes),
    ),
    Transition(
        "pass_confidentiality_review",
        _("保密审查通过"),
        {IN_CONFIDENTIALITY},
        next_step,
        art(17),
        {CONFIDENTIALITY},
        (assigned, four_eyes),
    ),
    Transition(
        "refer_confidentiality_question",
        _("报请确定"),
        {IN_CONFIDENTIALITY},
        None,
        art(17),
        {CONFIDENTIALITY},
        (assigned, four_eyes),
    ),
    Transition(
        "sign_off", _("签发"), {AWAITING}, SIGNED, art(17), {SIGNER}, (assigned, four_eyes, agreed_by_all)
    ),
    Transition(
        "send_back",
        _("退回修改"),
        LOOKS | {SIGNED},
        DRAFT,
        art(17),
        set(DUTY_OF.values()),
        (own_stage, assigned),
    ),
    Transition("publish", _("发布"), {SIGNED}, PUBLISHED, art(19), {SIGNER}, PUBLISHABLE),
    Transition("schedule_publication", _("定时发布"), {SIGNED}, None, art(19), {SIGNER}, PUBLISHABLE),
    Transition(
        "cancel_schedule", _("取消定时发布"), {SIGNED}, None, art(19), {SIGNER, HEAD}, (is_scheduled,)
    ),
    Transition(
        "publish_when_due",
        _("到时自动发布"),
        {SIGNED},
        PUBLISHED,
        art(19),
        {SYSTEM.duty},
        (time_has_come, *PUBLISHABLE),
    ),
    Transition(
        "refuse_schedule", _("定时发布未能执行"), {SIGNED}, None, art(17), {SYSTEM.duty}, (time_has_come,)
    ),
    Transition(
        "publish_at_once",
        _("应急发布"),
        LOOKS | {DRAFT},
        PUBLISHED,
        art(6),
        {SIGNER, HEAD},
        (
            complete,
            days_in_order,
            shown_long_enough,
            in_force_late_enough,
            proactive,
            others_work,
            not_referred,
            agreed_by_all,
            column_is_open,
            answered_for,
        ),
    ),
    Transition(
        "pay_review", _("补审"), State, None, art(17), {REVIEWER, CONFIDENTIALITY, SIGNER}, (owes_looks,)
    ),
    Transition(
        "retain",
        _("登记"),
        {SIGNED},
        RETAINED,
        art(18),
        {SIGNER},
        (not_proactive, reviewed_as_it_is),
    ),
    Transition(
        "keep_retained",
        _("重新评估：维持不主动公开"),
        {RETAINED},
        None,
        art(18),
        {HEAD, CONFIDENTIALITY},
        (others_work,),
    ),
    Transition(
        "open_retained",
        _("重新评估：调整公开属性"),
        {RETAINED},
        DRAFT,
        art(18),
        {HEAD, CONFIDENTIALITY},
    ),
    Transition("start_correction", _("更正"), {PUBLISHED}, DRAFT, art(6), {SUBMITTER}),
    Transition(
        "drop_correction", _("放弃更正"), {DRAFT}, before_the_draft, art(6), {SUBMITTER}, (was_public,)
    ),
    Transition(
        "record_validity",
        _("标注效力状态"),
        {PUBLISHED},
        None,
        art(20),
        {SUBMITTER, REVIEWER, SIGNER},
        (has_validity,),
    ),
    Transition(
        "expire",
        _("有效期届满失效"),
        IN_LIFE,
        None,
        art(20),
        {SYSTEM.duty},
        (is_public, has_validity, has_expired),
    ),
    Transition(
        "report_revocation",
        _("登记原决定变更或者撤销"),
        IN_LIFE,
        None,
        PENALTY_LAW,
        {SUBMITTER, REVIEWER, SIGNER, HEAD},
        (is_public, is_penalty),
    ),
    Transition(
        "withdraw",
        _("撤回"),
        IN_LIFE,
        WITHDRAWN,
        art(17),
        {SIGNER, HEAD, CONFIDENTIALITY},
        (is_public,),
    ),
    Transition("take_down", _("巡查撤下"), IN_LIFE, WITHDRAWN, art(17), {SYSTEM.duty}, (is_public,)),
    Transition(
        "end_notice",
        _("公示期满撤下"),
        IN_LIFE,
        WITHDRAWN,
        art(19),
        {SYSTEM.duty},
        (is_public, notice_is_over),
    ),
    Transition("reopen", _("重新起草"), {WITHDRAWN}, DRAFT, art(6), {SUBMITTER}),
)

# An organ that made the information jointly answers the organ that leads (arts. 10, 11).
_ANSWERING = {SIGNER, HEAD}
AGREEMENTS = Workflow(
    "disclosure",
    AgreementState,
    Duty,
    Transition(
        "agree",
        _("同意公开"),
        {AgreementState.ASKED, AgreementState.OBJECTED},
        AgreementState.AGREED,
        art(11),
        _ANSWERING,
        (still_asked,),
    ),
    Transition(
        "object_to",
        _("不同意公开"),
        {AgreementState.ASKED, AgreementState.AGREED},
        AgreementState.OBJECTED,
        art(11),
        _ANSWERING,
        (still_asked,),
    ),
    Transition("ask_again", _("再次征求意见"), AgreementState, AgreementState.ASKED, art(11), {SYSTEM.duty}),
)

# What is done outside the tables, by whom; the pages name these acts so.
ACTS = {
    "disclosure.draft": _("起草"),
    "disclosure.set_route": _("设定审核流程"),
    "disclosure.drop_route": _("取消审核流程"),
    "disclosure.ask_co_maker": _("征求意见"),
    "disclosure.take_over_items": _("承接被合并机关的信息"),
    **{f"disclosure.{row.name}": row.label for row in AGREEMENTS.transitions.values()},
}
