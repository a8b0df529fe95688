"""What is or was public of an item, and what was taken back."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.disclosure.models.content import Content, digest_of
from gongkai.disclosure.models.items import InformationItem
from gongkai.disclosure.models.kept import Kept
from gongkai.disclosure.models.reviews import Review
from gongkai.disclosure.workflow import OPENING, Attribute, Result, Step


class WithdrawalReason(models.TextChoices):
    """Why something public was taken back."""

    INACCURATE = "inaccurate", _("内容有误")
    PENALTY_REVOKED = "penalty_revoked", _("行政处罚决定被依法变更、撤销、确认违法或者确认无效")
    PRIVACY = "privacy", _("涉及个人隐私或者商业秘密")
    SECRECY = "secrecy", _("涉及国家秘密或者可能危及安全稳定")
    NOTICE_OVER = "notice_over", _("公示期届满")
    DUPLICATE = "duplicate", _("重复发布")
    MISPLACED = "misplaced", _("发布机关或者栏目不当")
    OTHER = "other", _("其他原因")


# The title may itself tell what must not be told.
HIDES_TITLE = (WithdrawalReason.PRIVACY, WithdrawalReason.SECRECY)


class ItemVersion(Kept, Content):
    """What was published, as it was published. It rests on the three looks that this very content passed."""

    item = models.ForeignKey(InformationItem, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("版本"))
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+", verbose_name=_("发布机关"))
    first_published_at = models.DateTimeField(_("首次发布时间"))
    reason = models.CharField(_("更正原因"), max_length=300, blank=True)
    digest = models.CharField(_("内容摘要值"), max_length=64)
    # The looks of the route it went by; the first two are there if the route has them.
    review = models.ForeignKey(Review, models.PROTECT, null=True, related_name="+")
    second_review = models.ForeignKey(Review, models.PROTECT, null=True, related_name="+")
    confidentiality_review = models.ForeignKey(Review, models.PROTECT, null=True, related_name="+")
    sign_off = models.ForeignKey(Review, models.PROTECT, null=True, related_name="+")
    # Why it was published at once, ahead of the looks, which are then a debt (see ReviewDebt).
    emergency_reason = models.CharField(_("应急发布原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("公开版本")
        indexes = [
            models.Index(fields=["column", "-first_published_at"], name="version_in_column"),
            models.Index(fields=["organ", "-first_published_at"], name="version_of_organ"),
            models.Index(fields=["-first_published_at"], name="version_newest"),
            models.Index(fields=["formed_on"], name="version_oldest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="one_version_a_number"),
            models.CheckConstraint(
                name="only_proactive_items_are_published", condition=Q(attribute=Attribute.PROACTIVE)
            ),
            models.CheckConstraint(
                name="published_items_are_catalogued",
                condition=Q(column__isnull=False) & Q(formed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="published_items_were_reviewed_or_an_emergency",
                condition=Q(confidentiality_review__isnull=False, sign_off__isnull=False)
                | ~Q(emergency_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises Unreviewed unless every look it rests on passed exactly this content of this item.

        Without an emergency the confidentiality review and the sign-off are such looks in any case (art. 17).
        """
        looks = {
            Step.REVIEW: self.review,
            Step.SECOND_REVIEW: self.second_review,
            Step.CONFIDENTIALITY: self.confidentiality_review,
            Step.SIGN_OFF: self.sign_off,
        }
        owed = set() if self.emergency_reason else {Step.CONFIDENTIALITY, Step.SIGN_OFF}
        for step, look in looks.items():
            if look is not None or step in owed:
                self._rests_on(look, step)
        if self.digest != digest_of(self, self.item.attachments.all()):
            raise Unreviewed("the content is not the one that its digest was taken of")
        super().save(*args, **kwargs)

    @property
    def published_at(self) -> Any:
        """When this version became public."""
        return self.at

    @property
    def index_number(self) -> str:
        """The number of the item; all its versions share it."""
        return self.item.index_number

    def _rests_on(self, look: Review | None, step: Step) -> None:
        results = OPENING if step == Step.CONFIDENTIALITY else {Result.PASSED}
        if look is None:
            raise Unreviewed(f"version {self.number} has not passed the {step} step")
        sound = look.item_id == self.item_id and look.step == step and look.result in results
        if not sound or (look.digest, look.version_number) != (self.digest, self.number):
            raise Unreviewed(f"version {self.number} has not passed the {step} step as it is")


class Unreviewed(Exception):
    """An attempt to publish what was not reviewed; no way through the pages leads here."""


class Withdrawal(Kept):
    """That a published item was taken back, why, and what the public is told in its place."""

    item = models.ForeignKey(InformationItem, models.PROTECT, related_name="withdrawals")
    version = models.ForeignKey(ItemVersion, models.PROTECT, related_name="+")
    reason = models.CharField(_("撤回原因"), max_length=30, choices=WithdrawalReason)
    explanation = models.CharField(_("向社会的说明"), max_length=500)
    # For a penalty: when the decision was changed or revoked; the time to withdraw it runs from there.
    arisen_on = models.DateField(_("撤回事由发生日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("撤回记录")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.item.index_number} {self.get_reason_display()}"

    @property
    def title(self) -> str:
        """What the stub is headed by; the title itself where it may be told."""
        return "" if self.reason in HIDES_TITLE else self.version.title
