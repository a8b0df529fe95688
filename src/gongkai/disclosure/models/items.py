"""Information items at work: the working copy, its state, and which version of it is public."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.disclosure.models.content import Content, digest_of
from gongkai.disclosure.models.findings import Findings, findings_in
from gongkai.disclosure.models.reviews import Review, Route
from gongkai.disclosure.workflow import (
    DEFAULT_STEPS,
    OBLIGATORY,
    PASSING,
    ROUTE_STEPS,
    Attribute,
    State,
    Step,
)
from gongkai.foundation.moment import now
from gongkai.foundation.workflow import Subject


class Validity(models.TextChoices):
    """The validity (效力状态) of rules and normative documents; it feeds table 2 of the annual report."""

    IN_FORCE = "in_force", _("现行有效")
    AMENDED = "amended", _("已修改")
    REPEALED = "repealed", _("已废止")
    EXPIRED = "expired", _("已失效")


ENDED = (Validity.REPEALED, Validity.EXPIRED)


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
    # How many versions of it were ever public, the withdrawn ones among them.
    version_count = models.PositiveIntegerField(_("版本数"), default=0)
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    # Signed, and to be published by itself at this moment.
    publish_at = models.DateTimeField(_("定时发布时间"), null=True, blank=True)
    # Why the time that was set passed without publication; it stays signed until somebody acts.
    publish_refusal = models.CharField(_("未能定时发布的原因"), max_length=500, blank=True)
    # When the present step began; its time limit runs from there.
    step_since = models.DateTimeField(_("进入本环节时间"), default=now)
    correction_reason = models.CharField(_("更正原因"), max_length=300, blank=True)
    validity = models.CharField(_("效力状态"), max_length=20, choices=Validity, blank=True)
    ended_on = models.DateField(_("废止或者失效日期"), null=True, blank=True)
    validity_basis = models.CharField(_("效力变更依据"), max_length=200, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces", verbose_name=_("替代文件")
    )
    # The decision behind it was changed or revoked on this day: it must be withdrawn in time.
    revoked_on = models.DateField(_("原决定变更或者撤销日期"), null=True, blank=True)
    # In the register of what is not open proactively: by when it is looked at again (art. 18).
    reassess_by = models.DateField(_("重新评估期限"), null=True, blank=True)

    class Meta:
        verbose_name = _("政府信息")
        indexes = [
            models.Index(fields=["organ", "-changed_at", "-id"], name="item_newest"),
            models.Index(fields=["organ", "state", "-changed_at"], name="item_at_the_desk"),
            models.Index(fields=["organ", "kind", "formed_on"], name="item_normative"),
            models.Index(fields=["state", "publish_at"], name="item_scheduled"),
            models.Index(fields=["organ", "reassess_by"], name="item_to_reassess"),
            # Revoked decisions are few among all that an organ has: without this one each visit reads them all.
            models.Index(
                fields=["organ", "revoked_on"], condition=Q(revoked_on__isnull=False), name="item_revoked"
            ),
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
        return self.version_count + 1

    @property
    def under_correction(self) -> bool:
        """Whether a corrected version is being prepared while the present one stays public."""
        return self.current_version_id is not None and self.state != State.PUBLISHED

    @property
    def attribute_is_checked(self) -> bool:
        """Whether the disclosure office looks first: a policy document that is not to be open (国办发〔2016〕80号)."""
        return self.is_normative and self.attribute != Attribute.PROACTIVE

    def route(self) -> Route | None:
        """The most particular route that holds for it: by organ and kind, by organ, by kind, for all; None without any."""
        fitting = Route.objects.filter(
            Q(organ_id=self.organ_id) | Q(organ__isnull=True), Q(kind=self.kind) | Q(kind="")
        ).prefetch_related("steps")
        ranked = sorted(fitting, key=lambda one: (one.organ_id is not None, one.kind != ""))
        return ranked[-1] if ranked else None

    def required_steps(self) -> tuple[Step, ...]:
        """The looks that it must pass, in their order; two of them by law (art. 17)."""
        route = self.route()
        chosen = {one.step for one in route.steps.all()} if route else set(DEFAULT_STEPS)
        taken = tuple(step for step in ROUTE_STEPS if step in chosen or step in OBLIGATORY)
        return (Step.ATTRIBUTE_CHECK, *taken) if self.attribute_is_checked else taken

    def findings(self) -> Findings:
        """What the guard finds in the working copy as it is now."""
        return findings_in(self)

    def content_digest(self) -> str:
        """The digest of the working copy as it is now."""
        return digest_of(self, self.attachments.all())

    def passed_reviews(self) -> dict[str, Review]:
        """By step, the last look that exactly the present working copy has passed."""
        digest = self.content_digest()
        reviews = self.reviews.filter(version_number=self.next_version, result__in=PASSING).order_by("pk")
        return {review.step: review for review in reviews if review.digest == digest}
