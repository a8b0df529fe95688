"""The words of an item's life: its states, attribute, looks and their results."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty


class State(models.TextChoices):
    """Where an item stands. A published item under correction is in an earlier state and stays public."""

    DRAFT = "draft", _("起草中")
    IN_ATTRIBUTE_CHECK = "in_attribute_check", _("待公开属性审查")
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

    ATTRIBUTE_CHECK = "attribute_check", _("公开属性审查")
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
# What an organ's route may hold. Whether the attribute is checked is no choice of the organ: the rule says of what.
ROUTE_STEPS = tuple(step for step in Step if step != Step.ATTRIBUTE_CHECK)
DEFAULT_STEPS = (Step.REVIEW, Step.CONFIDENTIALITY, Step.SIGN_OFF)
STEP_OF = {
    State.IN_ATTRIBUTE_CHECK: Step.ATTRIBUTE_CHECK,
    State.IN_REVIEW: Step.REVIEW,
    State.IN_SECOND_REVIEW: Step.SECOND_REVIEW,
    State.IN_CONFIDENTIALITY_REVIEW: Step.CONFIDENTIALITY,
    State.AWAITING_SIGNATURE: Step.SIGN_OFF,
    State.SIGNED: Step.SIGN_OFF,
}
DUTY_OF = {
    Step.ATTRIBUTE_CHECK: Duty.OFFICE_HEAD,
    Step.REVIEW: Duty.REVIEWER,
    Step.SECOND_REVIEW: Duty.REVIEWER,
    Step.CONFIDENTIALITY: Duty.CONFIDENTIALITY_REVIEWER,
    Step.SIGN_OFF: Duty.SIGNER,
}
# Who may answer for publishing over a finding of the guard; the author's own reason gets it no further than review.
ANSWERING = frozenset({Duty.CONFIDENTIALITY_REVIEWER, Duty.SIGNER, Duty.OFFICE_HEAD})
PASSING = frozenset({Result.PASSED}) | DECIDING
FAILING = frozenset({Result.RETURNED, Result.NOT_OPEN})  # of a look at what is public already
LOOKS = frozenset(STEP_OF) - {State.SIGNED}
