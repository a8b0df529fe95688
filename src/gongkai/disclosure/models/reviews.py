"""The looks at an item, the remarks pinned to its passages, and the order in which an organ lets look."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.catalogue.queries import ItemKind
from gongkai.disclosure.models.kept import Kept
from gongkai.disclosure.workflow import DECIDING, Result, Step


class Review(Kept):
    """One look at one version of an item: by whom, with what result, on what basis (art. 17)."""

    item = models.ForeignKey("InformationItem", models.PROTECT, related_name="reviews")
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


class Remark(Kept):
    """A remark of a reviewer, pinned to a field and, where one was marked, to the words it is about.

    It is answered when the words are no longer there, or by a reply of the author; both are seen, not stored.
    """

    review = models.ForeignKey(Review, models.PROTECT, related_name="pinned")
    field = models.CharField(_("位置"), max_length=40)
    quote = models.CharField(_("原文"), max_length=200, blank=True)
    text = models.CharField(_("意见"), max_length=500)

    class Meta:
        verbose_name = _("批注")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class Route(models.Model):
    """The steps that items of an organ (all organs without one) and of a kind (all kinds without one) go through.

    Confidentiality review and sign-off are always among them (art. 17). The most particular route holds.
    """

    organ = models.ForeignKey(
        "organs.Organ", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("机关")
    )
    kind = models.CharField(_("信息类别"), max_length=20, choices=ItemKind, blank=True)
    # After an emergency publication, in working days; the law sets no limit.
    debt_days = models.PositiveSmallIntegerField(_("应急发布后补审期限（工作日）"), default=3)

    class Meta:
        verbose_name = _("审核流程")
        constraints = [
            models.UniqueConstraint(fields=["organ", "kind"], name="one_route_for_organ_and_kind"),
            models.UniqueConstraint(
                fields=["kind"], condition=Q(organ__isnull=True), name="one_route_for_kind_everywhere"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ or _('全部机关')} {self.get_kind_display() or _('全部类别')}"


class RouteStep(models.Model):
    """One step of a route: within how many working days, and by whom if not by anyone who holds the duty."""

    route = models.ForeignKey(Route, models.CASCADE, related_name="steps")
    step = models.CharField(_("环节"), max_length=20, choices=Step)
    limit_days = models.PositiveSmallIntegerField(_("办理期限（工作日）"), default=2)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("责任人"),
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("代理人"),
    )

    class Meta:
        verbose_name = _("审核环节")
        constraints = [models.UniqueConstraint(fields=["route", "step"], name="a_step_once_in_a_route")]

    def __str__(self) -> str:
        return self.get_step_display()
