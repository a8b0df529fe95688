"""What comes in with an application: its likeness to others, a paper of several questions, a wrong address, many at once."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.applications.models.application import Application
from gongkai.applications.models.casework import Letter
from gongkai.foundation.moment import now, today
from gongkai.foundation.sealed import SealedTextField


class TextBand(models.Model):
    """One band of the keyed sketch of what an application asks for: texts that are alike share some.

    Nothing can be read from it; the organ is part of what is digested, so that no two organs' texts ever meet.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="text_bands", db_index=False)
    band = models.PositiveSmallIntegerField(_("段"))
    digest = models.CharField(max_length=32)

    class Meta:
        verbose_name = _("文本特征")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="text_band_once", fields=["application", "band"])]
        indexes = [models.Index(fields=["digest", "-application"], name="text_bands_alike")]

    def __str__(self) -> str:
        return f"{self.application_id}/{self.band}"


class Wording(models.Model):
    """What a paper said as it came, kept when it was split into several applications."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="wording")
    text = SealedTextField(_("来件原文"))

    class Meta:
        verbose_name = _("来件原文")

    def __str__(self) -> str:
        return str(self.application)


class Transfer(models.Model):
    """An application that went from one organ to another: both see it, and neither sees more of it than is theirs.

    Before registration the application itself moves; after a reply (art. 36(5)) ``successor`` is the new
    application that was handed over for the applicant.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="transfers")
    successor = models.OneToOneField(
        Application, models.PROTECT, null=True, blank=True, related_name="handed_over_by"
    )
    from_organ = models.ForeignKey(
        "organs.Organ", models.PROTECT, related_name="+", verbose_name=_("转出机关"), db_index=False
    )
    to_organ = models.ForeignKey(
        "organs.Organ", models.PROTECT, related_name="+", verbose_name=_("转入机关"), db_index=False
    )
    reason = SealedTextField(_("理由"))
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="+", null=True, blank=True)
    moved_on = models.DateField(_("转送日期"), default=today)
    moved_by = models.CharField(_("办理人"), max_length=100)

    class Meta:
        verbose_name = _("转送")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["from_organ", "-id"], name="transfers_out"),
            models.Index(fields=["to_organ", "-id"], name="transfers_in"),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.from_organ} → {self.to_organ}"


class IntakeBatch(models.Model):
    """A workbook of applications that is being taken in, row by row."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+", db_index=False)
    token = models.CharField(max_length=64, unique=True, editable=False)
    begun_at = models.DateTimeField(_("开始时间"), default=now)
    begun_by = models.BigIntegerField(_("录入人"), null=True)
    begun_name = models.CharField(_("录入人"), max_length=100)
    finished_at = models.DateTimeField(_("完成时间"), null=True)
    cleared_at = models.DateTimeField(_("查询码清除时间"), null=True)

    class Meta:
        verbose_name = _("批量录入")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["organ", "-id"], name="intake_batches_of_organ")]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.begun_at:%Y-%m-%d %H:%M}"


class IntakeRow(models.Model):
    """One row of the workbook: sealed until it is taken in, then the application that it made, or why it made none."""

    batch = models.ForeignKey(IntakeBatch, models.CASCADE, related_name="rows", db_index=False)
    position = models.PositiveIntegerField(_("行号"))
    content = SealedTextField(_("内容"), blank=True)
    application = models.OneToOneField(
        Application, models.PROTECT, null=True, blank=True, related_name="intake_row"
    )
    code = SealedTextField(_("查询码"), blank=True)
    fault = SealedTextField(_("未录入的原因"), blank=True)
    done_at = models.DateTimeField(_("处理时间"), null=True)

    class Meta:
        verbose_name = _("批量录入的一行")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(name="intake_row_once", fields=["batch", "position"])]

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.position}"
