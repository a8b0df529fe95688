"""The life of an information item: states, checks and the table of what may be done (Regulation, arts. 13-19).

Nothing becomes public but through the rows of this table: drafting, review, confidentiality review (art. 17),
sign-off, publication. Nobody passes what they wrote themselves, nor passes one version at two steps.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.foundation.ledger import Actor, history_of
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Transition, Workflow


class State(models.TextChoices):
    """Where an item stands. A published item under correction is in an earlier state and stays public."""

    DRAFT = "draft", _("起草中")
    IN_REVIEW = "in_review", _("待审核")
    IN_SECOND_REVIEW = "in_second_review", _("待复审")
    IN_CONFIDENTIALITY_REVIEW = "in_confidentiality_review", _("待保密审查")
    AWAITING_SIGNATURE = "awaiting_signature", _("待签发")
    SIGNED = "signed", _("已签发")
    PUBLISHED = "published", _("已公开")
    RETAINED = "retained", _("已登记（不主动公开）")
    WITHDRAWN = "withdrawn", _("已撤回")


class Attribute(models.TextChoices):
    """The disclosure attribute (公开属性); every draft carries exactly one (国办发〔2016〕80号)."""

    PROACTIVE = "proactive", _("主动公开")
    UPON_APPLICATION = "upon_application", _("依申请公开")
    WITHHELD = "withheld", _("不予公开")


class AgreementState(models.TextChoices):
    """Whether an organ that made the information jointly agrees to its publication (arts. 10, 11)."""

    ASKED = "asked", _("待答复")
    AGREED = "agreed", _("同意公开")
    OBJECTED = "objected", _("不同意公开")


class Step(models.TextChoices):
    """The looks that an item may have to pass before it is published, in their order."""

    REVIEW = "review", _("审核")
    SECOND_REVIEW = "second_review", _("复审")
    CONFIDENTIALITY = "confidentiality", _("保密审查")
    SIGN_OFF = "sign_off", _("签发")


class Result(models.TextChoices):
    """What a look came to. The confidentiality review has the four results that art. 17 allows."""

    PASSED = "passed", _("通过")
    RETURNED = "returned", _("退回修改")
    OPEN = "open", _("可以公开")
    OPEN_AFTER_SEVERANCE = "open_after_severance", _("区分处理后公开")
    NOT_OPEN = "not_open", _("不予公开")
    UNDETERMINED = "undetermined", _("待主管部门或者保密部门确定")


OPENING = frozenset({Result.OPEN, Result.OPEN_AFTER_SEVERANCE})
DECIDING = OPENING | {Result.NOT_OPEN}
# Every route has these (art. 17); the others are for an organ to choose.
OBLIGATORY = frozenset({Step.CONFIDENTIALITY, Step.SIGN_OFF})
DEFAULT_STEPS = (Step.REVIEW, Step.CONFIDENTIALITY, Step.SIGN_OFF)
STEP_OF = {
    State.IN_REVIEW: Step.REVIEW,
    State.IN_SECOND_REVIEW: Step.SECOND_REVIEW,
    State.IN_CONFIDENTIALITY_REVIEW: Step.CONFIDENTIALITY,
    State.AWAITING_SIGNATURE: Step.SIGN_OFF,
    State.SIGNED: Step.SIGN_OFF,
}
DUTY_OF = {
    Step.REVIEW: Duty.REVIEWER,
    Step.SECOND_REVIEW: Duty.REVIEWER,
    Step.CONFIDENTIALITY: Duty.CONFIDENTIALITY_REVIEWER,
    Step.SIGN_OFF: Duty.SIGNER,
}
AUTHORING = ("disclosure.draft", "disclosure.edit", "disclosure.submit", "disclosure.start_correction")
REQUIRED = ("title", "summary", "body", "column_id", "formed_on")


def complete(item: Any, by: Actor) -> Any:
    """Everything that a catalogue entry must have is there (art. 12); asked on leaving the draft only."""
    missing = [str(item._meta.get_field(name).verbose_name) for name in REQUIRED if not getattr(item, name)]
    if missing:
        return _("还没有填写：%(fields)s。请补充后再报送。") % {"fields": "、".join(missing)}
    if item.formed_on > today():
        return _("成文日期晚于今天，请核对。")
    return None


def grounded(item: Any, by: Actor) -> Any:
    """What is not open proactively says why, by which law; what is public already is withdrawn instead."""
    if item.attribute == Attribute.PROACTIVE:
        return None
    if item.current_version_id:
        return _("这条信息已经公开；不应再公开的，请放弃更正并办理撤回。")
    if item.attribute_reason and (item.attribute_ground or item.attribute != Attribute.WITHHELD):
        return None
    return _("公开属性为“%(attribute)s”的，须写明法律依据和理由；不予公开的，还须选择法定情形。") % {
        "attribute": item.get_attribute_display()
    }


def four_eyes(item: Any, by: Actor) -> Any:
    """Who wrote this version, or passed it at another step, does not pass it."""
    mine = history_of(item).filter(user_id=by.user_id, verb__in=AUTHORING, facts__version=item.next_version)
    if mine.exists():
        return _("这一稿由您起草或者修改，须由其他人员审查。")
    step = STEP_OF.get(item.state)
    others = item.reviews.filter(version_number=item.next_version, by_user=by.user_id, result__in=PASSING)
    if done := others.exclude(step=step).first():
        return _("您已在“%(step)s”环节审查过这一稿，本环节须由其他人员办理。") % {
            "step": done.get_step_display()
        }
    return None


PASSING = frozenset({Result.PASSED}) | DECIDING


def own_stage(item: Any, by: Actor) -> Any:
    """Who sends back is the one whose turn it is."""
    duty = DUTY_OF[STEP_OF[item.state]]
    return None if by.duty == duty else _("这一环节由%(duty)s办理。") % {"duty": duty.label}


def proactive(item: Any, by: Actor) -> Any:
    """Only what is to be disclosed proactively is published."""
    if item.attribute == Attribute.PROACTIVE:
        return None
    return _("公开属性为“%(attribute)s”，不得发布，只作登记。") % {"attribute": item.get_attribute_display()}


def not_proactive(item: Any, by: Actor) -> Any:
    """What is to be disclosed proactively is published and not put away in the register."""
    return _("公开属性为“主动公开”，应当发布。") if item.attribute == Attribute.PROACTIVE else None


def reviewed_as_it_is(item: Any, by: Actor) -> Any:
    """All three looks were passed by exactly this content (art. 17)."""
    passed = item.passed_reviews()
    missing = [str(step.label) for step in item.required_steps() if step not in passed]
    if missing:
        return _("缺少对现有内容的%(steps)s记录，不得公开。") % {"steps": "、".join(missing)}
    if item.attribute == Attribute.PROACTIVE and passed[Step.CONFIDENTIALITY].result not in OPENING:
        return _("保密审查结论不是“可以公开”或者“区分处理后公开”，不得公开。")
    return None


def is_public(item: Any, by: Actor) -> Any:
    """Some version of the item is public now."""
    return None if item.current_version_id else _("这条信息目前没有对外公开。")


def has_validity(item: Any, by: Actor) -> Any:
    """Validity is said of rules and normative documents."""
    return None if item.is_normative else _("只有规章和行政规范性文件需要标注效力状态。")


def next_step(item: Any) -> str:
    """The state in which the item waits for its next look, as its route has it; signed after the last."""
    order = [State.DRAFT, *STEP_OF]
    steps = item.required_steps()
    later = order[order.index(State(item.state)) + 1 :]
    return next((state for state in later if STEP_OF[state] in steps), State.SIGNED)


(
    DRAFT,
    IN_REVIEW,
    IN_SECOND_REVIEW,
    IN_CONFIDENTIALITY,
    AWAITING,
    SIGNED,
    PUBLISHED,
    RETAINED,
    WITHDRAWN,
) = State
LOOKS = {IN_REVIEW, IN_SECOND_REVIEW, IN_CONFIDENTIALITY, AWAITING}
art = "regulation-2019:{}".format

WORKFLOW = Workflow(
    "disclosure",
    State,
    Duty,
    Transition("edit", _("修改草稿"), {DRAFT}, None, art(12), {Duty.SUBMITTER}),
    Transition("submit", _("报送审核"), {DRAFT}, next_step, art(17), {Duty.SUBMITTER}, (complete, grounded)),
    Transition(
        "pass_review",
        _("审核通过"),
        {IN_REVIEW, IN_SECOND_REVIEW},
        next_step,
        art(17),
        {Duty.REVIEWER},
        (four_eyes,),
    ),
    Transition(
        "pass_confidentiality_review",
        _("保密审查通过"),
        {IN_CONFIDENTIALITY},
        next_step,
        art(17),
        {Duty.CONFIDENTIALITY_REVIEWER},
        (four_eyes,),
    ),
    Transition(
        "refer_confidentiality_question",
        _("报请确定"),
        {IN_CONFIDENTIALITY},
        None,
        art(17),
        {Duty.CONFIDENTIALITY_REVIEWER},
        (four_eyes,),
    ),
    Transition("sign_off", _("签发"), {AWAITING}, SIGNED, art(17), {Duty.SIGNER}, (four_eyes,)),
    Transition(
        "send_back",
        _("退回修改"),
        LOOKS | {SIGNED},
        DRAFT,
        art(17),
        set(DUTY_OF.values()),
        (own_stage,),
    ),
    Transition(
        "publish", _("发布"), {SIGNED}, PUBLISHED, art(19), {Duty.SIGNER}, (proactive, reviewed_as_it_is)
    ),
    Transition(
        "retain",
        _("登记"),
        {SIGNED},
        RETAINED,
        art(18),
        {Duty.SIGNER},
        (not_proactive, reviewed_as_it_is),
    ),
    Transition("start_correction", _("更正"), {PUBLISHED}, DRAFT, art(6), {Duty.SUBMITTER}),
    Transition("drop_correction", _("放弃更正"), {DRAFT}, PUBLISHED, art(6), {Duty.SUBMITTER}, (is_public,)),
    Transition(
        "record_validity",
        _("标注效力状态"),
        {PUBLISHED},
        None,
        art(20),
        {Duty.SUBMITTER, Duty.REVIEWER, Duty.SIGNER},
        (has_validity,),
    ),
    Transition(
        "withdraw",
        _("撤回"),
        {DRAFT, PUBLISHED, SIGNED} | LOOKS,
        WITHDRAWN,
        art(17),
        {Duty.SIGNER, Duty.OFFICE_HEAD, Duty.CONFIDENTIALITY_REVIEWER},
        (is_public,),
    ),
)

# What is done outside the table; the pages name these acts so.
ACTS = {
    "disclosure.draft": _("起草"),
    "disclosure.take_over_items": _("承接被合并机关的信息"),
}
