"""What the applicant tells the office afterwards: that the fee was paid, and whether the reply was any good."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.applications.models.application import Application
from gongkai.applications.models.casework import FeeNotice
from gongkai.foundation.moment import now
from gongkai.foundation.sealed import SealedTextField


class PaymentReport(models.Model):
    """The applicant says that the fee was paid. It counts as paid when the handler has seen it and records it."""

    notice = models.OneToOneField(FeeNotice, models.CASCADE, related_name="report")
    paid_on = models.DateField(_("缴费日期"))
    note = SealedTextField(_("缴费说明"), blank=True)
    reported_at = models.DateTimeField(_("告知时间"), default=now)

    class Meta:
        verbose_name = _("申请人告知缴费")

    def __str__(self) -> str:
        return f"{self.paid_on}"


class Score(models.IntegerChoices):
    VERY_GOOD = 5, _("很满意")
    GOOD = 4, _("满意")
    FAIR = 3, _("一般")
    POOR = 2, _("不满意")
    VERY_POOR = 1, _("很不满意")


class Satisfaction(models.Model):
    """What the applicant thinks of how the application was handled (art. 46); one to an application."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="satisfaction")
    score = models.PositiveSmallIntegerField(_("满意度"), choices=Score)
    words = SealedTextField(_("意见和建议"), blank=True)
    first_at = models.DateTimeField(_("评价时间"), default=now)
    changed_at = models.DateTimeField(_("修改时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("满意度评价")
        constraints = [
            models.CheckConstraint(
                name="satisfaction_from_one_to_five", condition=models.Q(score__gte=1, score__lte=5)
            )
        ]

    def __str__(self) -> str:
        return f"{self.score}"
