"""Information items, the looks they passed, and what of them is or was public.

The working copy stands on the item; what the public reads is an :class:`ItemVersion`, which cannot exist
without the rows of the three reviews it passed. So nothing is public that nobody answered for.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.catalogue.queries import ItemKind
from gongkai.disclosure.workflow import DECIDING, PASSING, Attribute, Result, State, Step
from gongkai.foundation.moment import now
from gongkai.foundation.sm3 import sm3_hex
from gongkai.foundation.workflow import Subject

NORMATIVE_KINDS = (ItemKind.RULES, ItemKind.NORMATIVE)


class Validity(models.TextChoices):
    """The validity (效力状态) of rules and normative documents; it feeds table 2 of the annual report."""

    IN_FORCE = "in_force", _("现行有效")
    AMENDED = "amended", _("已修改")
    REPEALED = "repealed", _("已废止")
    EXPIRED = "expired", _("已失效")


ENDED = (Validity.REPEALED, Validity.EXPIRED)


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


class KeptQuerySet(models.QuerySet[Any]):
    """Rows that can be read and added one by one; everything that goes round ``save`` is refused."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("These records are kept as they were made: they are never changed or removed.")

    update = delete = bulk_update = bulk_create = _refuse


class Kept(models.Model):
    """A record that is made once and never changed: it says who did it and when."""

    at = models.DateTimeField(_("时间"), default=now)
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("人员")
    )
    by_name = models.CharField(_("姓名"), max_length=100)

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(f"{self._meta.label}: a kept record is never changed.")
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError(f"{self._meta.label}: a kept record is never removed.")


class Content(models.Model):
    """What is written in an item: the metadata of the catalogue (art. 12) and the text."""

    title = models.CharField(_("名称"), max_length=200)
    summary = models.CharField(_("内容概述"), max_length=300, blank=True)
    body = models.TextField(_("正文"), blank=True)
    column = models.ForeignKey(
        "catalogue.Column", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("栏目")
    )
    kind = models.CharField(_("信息类别"), max_length=20, choices=ItemKind, default=ItemKind.GENERAL)
    document_number = models.CharField(_("发文字号"), max_length=60, blank=True)
    formed_on = models.DateField(_("成文日期"), null=True, blank=True)
    genre = models.CharField(_("体裁分类"), max_length=20, blank=True)
    theme = models.CharField(_("主题分类"), max_length=10, blank=True)
    keywords = models.CharField(_("关键词"), max_length=100, blank=True)
    attribute = models.CharField(_("公开属性"), max_length=20, choices=Attribute, default=Attribute.PROACTIVE)
    attribute_ground = models.CharField(_("不公开的情形"), max_length=40, blank=True)
    attribute_reason = models.CharField(_("法律依据和理由"), max_length=300, blank=True)
    attachments = models.ManyToManyField(
        "foundation.StoredFile", blank=True, related_name="+", verbose_name=_("附件")
    )

    class Meta:
        abstract = True

    @property
    def is_normative(self) -> bool:
        """Whether it is a 规章 or a 行政规范性文件, whose validity is told and counted."""
        return self.kind in NORMATIVE_KINDS


# In this order they are digested and compared.
CONTENT_FIELDS = (
    "title",
    "summary",
    "body",
    "column_id",
    "kind",
    "document_number",
    "formed_on",
    "genre",
    "theme",
    "keywords",
    "attribute",
    "attribute_ground",
    "attribute_reason",
)


def digest_of(content: Content, files: Iterable[Any]) -> str:
    """SM3 over every field of the content and the names and digests of its attachments."""
    told: dict[str, Any] = {name: getattr(content, name) for name in CONTENT_FIELDS}
    told["formed_on"] = content.formed_on.isoformat() if content.formed_on else None
    told["attachments"] = sorted((file.name, file.sm3) for file in files)
    return sm3_hex(json.dumps(told, sort_keys=True, ensure_ascii=False).encode())


class InformationItem(Subject, Content):
    """A piece of government information at work: its working copy, its state, and which version is public."""

    organ = models.ForeignKey(
        "organs.Organ", models.PROTECT, related_name="information_items", verbose_name=_("发布机关")
    )
    state = models.CharField(_("状态"), max_length=30, choices=State, default=State.DRAFT)
    index_number = models.CharField(_("索引号"), max_length=60, unique=True)
    # The drafting form carries it, so that a second click of the same form finds the first one's draft.
    draft_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("起草人")
    )
    author_name = models.CharField(_("起草人"), max_length=100)
    drafted_at = models.DateTimeField(_("起草时间"), default=now)
    changed_at = models.DateTimeField(_("最近办理"), default=now)
    # Null: nothing of it is public.
    current_version = models.ForeignKey(
        "ItemVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="current_of",
        verbose_name=_("公开版本"),
    )
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    correction_reason = models.CharField(_("更正原因"), max_length=300, blank=True)
    validity = models.CharField(_("效力状态"), max_length=20, choices=Validity, blank=True)
    ended_on = models.DateField(_("废止或者失效日期"), null=True, blank=True)
    validity_basis = models.CharField(_("效力变更依据"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("政府信息")
        indexes = [
            models.Index(fields=["organ", "state", "-changed_at"], name="item_at_the_desk"),
            models.Index(fields=["organ", "kind", "formed_on"], name="item_normative"),
        ]
        constraints = [
            models.CheckConstraint(
                name="published_items_have_a_reviewed_version",
                condition=~Q(state=State.PUBLISHED) | Q(current_version__isnull=False),
            ),
            models.CheckConstraint(
                name="withdrawn_and_retained_items_are_not_public",
                condition=~Q(state__in=[State.WITHDRAWN, State.RETAINED]) | Q(current_version__isnull=True),
            ),
            models.CheckConstraint(
                name="items_kept_back_say_why",
                condition=Q(state=State.DRAFT) | Q(attribute=Attribute.PROACTIVE) | ~Q(attribute_reason=""),
            ),
            models.CheckConstraint(
                name="only_ended_documents_have_an_end",
                condition=Q(validity__in=ENDED, ended_on__isnull=False)
                | (~Q(validity__in=ENDED) & Q(ended_on__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def next_version(self) -> int:
        """The number of the version that the working copy is to become."""
        return self.current_version.number + 1 if self.current_version else 1

    @property
    def under_correction(self) -> bool:
        """Whether a corrected version is being prepared while the present one stays public."""
        return self.current_version_id is not None and self.state != State.PUBLISHED

    def content_digest(self) -> str:
        """The digest of the working copy as it is now."""
        return digest_of(self, self.attachments.all())

    def passed_reviews(self) -> dict[str, Review]:
        """By step, the last look that exactly the present working copy has passed."""
        digest = self.content_digest()
        reviews = self.reviews.filter(version_number=self.next_version, result__in=PASSING).order_by("pk")
        return {review.step: review for review in reviews if review.digest == digest}


class Review(Kept):
    """One look at one version of an item: by whom, with what result, on what basis (art. 17)."""

    item = models.ForeignKey(InformationItem, models.PROTECT, related_name="reviews")
    version_number = models.PositiveIntegerField(_("版本"))
    step = models.CharField(_("环节"), max_length=20, choices=Step)
    result = models.CharField(_("结论"), max_length=30, choices=Result)
    basis = models.CharField(_("依据"), max_length=300, blank=True)
    remarks = models.TextField(_("意见"), blank=True)
    digest = models.CharField(_("内容摘要值"), max_length=64)

    class Meta:
        verbose_name = _("审查记录")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="confidentiality_is_decided_on_a_basis",
                condition=~Q(step=Step.CONFIDENTIALITY, result__in=DECIDING) | ~Q(basis=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.get_result_display()}"


class ItemVersion(Kept, Content):
    """What was published, as it was published. It rests on the three looks that this very content passed."""

    item = models.ForeignKey(InformationItem, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("版本"))
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+", verbose_name=_("发布机关"))
    first_published_at = models.DateTimeField(_("首次发布时间"))
    reason = models.CharField(_("更正原因"), max_length=300, blank=True)
    digest = models.CharField(_("内容摘要值"), max_length=64)
    review = models.ForeignKey(Review, models.PROTECT, related_name="+")
    confidentiality_review = models.ForeignKey(Review, models.PROTECT, related_name="+")
    sign_off = models.ForeignKey(Review, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("公开版本")
        indexes = [
            models.Index(fields=["column", "-first_published_at"], name="version_in_column"),
            models.Index(fields=["organ", "-first_published_at"], name="version_of_organ"),
            models.Index(fields=["-first_published_at"], name="version_newest"),
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
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises Unreviewed unless each of the three looks passed exactly this content of this item."""
        self._rests_on(self.review, Step.REVIEW, {Result.PASSED})
        self._rests_on(
            self.confidentiality_review, Step.CONFIDENTIALITY, {Result.OPEN, Result.OPEN_AFTER_SEVERANCE}
        )
        self._rests_on(self.sign_off, Step.SIGN_OFF, {Result.PASSED})
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

    def _rests_on(self, look: Review, step: Step, results: set[Result]) -> None:
        sound = look.item_id == self.item_id and look.step == step and look.result in results
        if not sound or (look.digest, look.version_number) != (self.digest, self.number):
            raise Unreviewed(f"version {self.number} has not passed the {step} step as it is")


class Unreviewed(Exception):
    """An attempt to publish what was not reviewed; no way through the pages leads here."""


class Withdrawal(Kept):
    """That a published item was taken back, why, and what the public is told in its place."""

    item = models.OneToOneField(InformationItem, models.PROTECT, related_name="withdrawal")
    version = models.ForeignKey(ItemVersion, models.PROTECT, related_name="+")
    reason = models.CharField(_("撤回原因"), max_length=30, choices=WithdrawalReason)
    explanation = models.CharField(_("向社会的说明"), max_length=500)

    class Meta:
        verbose_name = _("撤回记录")

    def __str__(self) -> str:
        return f"{self.item.index_number} {self.get_reason_display()}"

    @property
    def title(self) -> str:
        """What the stub is headed by; the title itself where it may be told."""
        return "" if self.reason in HIDES_TITLE else self.version.title
