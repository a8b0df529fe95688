"""What an item still owes or has asked of others: skipped looks, co-makers' consent, a look anew at the register."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.disclosure.models.items import InformationItem
from gongkai.disclosure.models.kept import Kept
from gongkai.disclosure.models.versions import ItemVersion
from gongkai.disclosure.workflow import AgreementState, Attribute
from gongkai.foundation.moment import now
from gongkai.foundation.workflow import Subject


class ReviewDebt(models.Model):
    """The looks that an emergency publication skipped. They are owed by ``due_on`` and seen until paid.

    ``steps`` are those of the route as it was then: a later change of the route forgives none and adds none.
    """

    version = models.OneToOneField(ItemVersion, models.PROTECT, related_name="debt")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+", verbose_name=_("发布机关"))
    steps = models.JSONField(_("待补环节"), default=list)
    due_on = models.DateField(_("补审期限"))
    paid_at = models.DateTimeField(_("补审完成时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("待补审查")
        indexes = [models.Index(fields=["organ", "paid_at", "due_on"], name="debts_of_organ")]

    def __str__(self) -> str:
        return f"{self.version} {self.due_on}"


class Agreement(Subject):
    """That an organ which made the information jointly agrees to its publication by the lead organ (arts. 10, 11).

    ``organ`` is the co-maker: its staff answer. What was agreed to is exactly the content with this digest.
    """

    item = models.ForeignKey(InformationItem, models.PROTECT, related_name="agreements")
    organ = models.ForeignKey(
        "organs.Organ", models.PROTECT, related_name="disclosure_agreements", verbose_name=_("共同制作机关")
    )
    state = models.CharField(_("状态"), max_length=20, choices=AgreementState, default=AgreementState.ASKED)
    digest = models.CharField(_("内容摘要值"), max_length=64)
    asked_at = models.DateTimeField(_("征求意见时间"), default=now)
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    answered_by = models.CharField(_("答复人"), max_length=100, blank=True)
    remarks = models.CharField(_("意见"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("共同制作机关意见")
        constraints = [models.UniqueConstraint(fields=["item", "organ"], name="a_co_maker_once_in_an_item")]
        indexes = [models.Index(fields=["organ", "state"], name="agreements_of_organ")]

    def __str__(self) -> str:
        return f"{self.organ} {self.get_state_display()}"


class Reassessment(Kept):
    """One look anew at what is not open proactively: it stays so and why, or it is opened (art. 18)."""

    item = models.ForeignKey(InformationItem, models.PROTECT, related_name="reassessments")
    attribute = models.CharField(_("评估后的公开属性"), max_length=20, choices=Attribute)
    reason = models.CharField(_("理由"), max_length=300)
    next_by = models.DateField(_("下次评估期限"), null=True, blank=True)

    class Meta:
        verbose_name = _("重新评估")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.item.index_number} {self.get_attribute_display()}"


class SetAside(Kept):
    """A finding of the guard, or a suspected wrong word, that somebody answers for leaving as it is."""

    item = models.ForeignKey(InformationItem, models.PROTECT, related_name="set_asides")
    fingerprint = models.CharField(_("标识"), max_length=64)
    kind = models.CharField(_("类型"), max_length=40)
    label = models.CharField(_("位置"), max_length=300)
    masked = models.CharField(_("内容（已遮盖）"), max_length=200)
    reason = models.CharField(_("保留的理由"), max_length=300)
    by_duty = models.CharField(_("岗位"), max_length=50, default="")

    class Meta:
        verbose_name = _("保留说明")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "fingerprint", "by_user"], name="a_finding_set_aside_once_by_one"
            )
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.kind}"


class Patrol(models.Model):
    """One run over what is public, with the day's rules: how much was read, found and taken down."""

    started_at = models.DateTimeField(_("开始时间"), default=now)
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    rules_version = models.CharField(_("规则版本"), max_length=64)
    read = models.PositiveIntegerField(_("检查条数"), default=0)
    found = models.PositiveIntegerField(_("发现条数"), default=0)
    taken_down = models.PositiveIntegerField(_("撤下条数"), default=0)

    class Meta:
        verbose_name = _("全站巡查")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d} {self.read}/{self.found}/{self.taken_down}"


class PatrolFinding(models.Model):
    """What a patrol found on one public version; without values, as places and kinds."""

    patrol = models.ForeignKey(Patrol, models.PROTECT, related_name="findings")
    version = models.ForeignKey(ItemVersion, models.PROTECT, related_name="+")
    kinds = models.JSONField(_("类型"), default=list)
    places = models.JSONField(_("位置"), default=list)
    taken_down = models.BooleanField(_("已撤下"), default=False)

    class Meta:
        verbose_name = _("巡查发现")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.version} {self.kinds}"
