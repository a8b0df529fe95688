"""Reminders: that an organ was told of what it owes, why then, and who read it when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as told
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongkai.obligations.models.owings import Owing


class Occasion(models.TextChoices):
    """Why an organ was reminded on that day."""

    IN_14_DAYS = "14", _("还有14天到期")
    IN_7_DAYS = "7", _("还有7天到期")
    IN_3_DAYS = "3", _("还有3天到期")
    OVERDUE = "overdue", _("已逾期")
    DATE_IN_14_DAYS = "date14", _("距填写起算日期的最迟日期还有14天")
    DATE_IN_7_DAYS = "date7", _("距填写起算日期的最迟日期还有7天")
    DATE_IN_3_DAYS = "date3", _("距填写起算日期的最迟日期还有3天")
    NO_DATE = "nodate", _("没有按时填写起算日期")
    CHASED = "chased", _("主管机关催办")


DATE = frozenset(
    {Occasion.DATE_IN_14_DAYS, Occasion.DATE_IN_7_DAYS, Occasion.DATE_IN_3_DAYS, Occasion.NO_DATE}
)


class Reminder(models.Model):
    """A reminder at the desk of the organ that owes. The first person there who reads it is kept with the time."""

    owing = models.ForeignKey(Owing, models.CASCADE, related_name="reminders")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+")
    occasion = models.CharField(_("事由"), max_length=10, choices=Occasion)
    made_on = models.DateField(_("提醒日期"))
    note = models.CharField(_("催办意见"), max_length=300, blank=True)
    by_name = models.CharField(_("催办人"), max_length=100, blank=True)
    read_at = models.DateTimeField(_("阅读时间"), null=True)
    read_by = models.CharField(_("阅读人"), max_length=100, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("obligation", "提醒")
        ordering = ["-made_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="reminded_once_an_occasion",
                fields=["owing", "occasion"],
                condition=~Q(occasion=Occasion.CHASED),
            ),
            models.UniqueConstraint(
                name="chased_once_a_day", fields=["owing", "made_on"], condition=Q(occasion=Occasion.CHASED)
            ),
        ]
        indexes = [models.Index(fields=["organ", "read_at"], name="reminder_unread")]

    def __str__(self) -> str:
        return f"{self.owing} {self.get_occasion_display()}"

    @property
    def words(self) -> str:
        """Why, and what is to be done where it is a day that is missing."""
        why = self.get_occasion_display()
        if self.occasion not in DATE:
            return why
        return told("请填写%(event)s（%(why)s）") % {"event": self.owing.obligation.event_name, "why": why}
