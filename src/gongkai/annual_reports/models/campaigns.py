"""A year in which a competent office gathers the reports of its organs (Regulation, art. 49)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.annual_reports.workflow import CampaignState
from gongkai.foundation.moment import now
from gongkai.foundation.workflow import Subject


class Campaign(Subject):
    """What one office asks of its organs for one year. Its dates may be earlier than those of the law, never later."""

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+", verbose_name=_("主管机关"))
    year = models.PositiveSmallIntegerField(_("年度"))
    form = models.CharField(_("格式"), max_length=20)
    state = models.CharField(_("状态"), max_length=20, choices=CampaignState, default=CampaignState.OPEN)
    department_due = models.DateField(_("部门、乡镇公布期限"))
    government_due = models.DateField(_("政府公布期限"))
    instructions = models.TextField(_("编制要求"), blank=True, max_length=5000)
    approves = models.BooleanField(_("发布前由本机关审核"), default=False)
    opened_at = models.DateTimeField(_("布置时间"), default=now)
    closed_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    gaps_because = models.CharField(_("有缺报仍结束的说明"), max_length=500, blank=True)
    digest = models.CharField(_("全年摘要"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("年度报告工作")
        constraints = [models.UniqueConstraint(fields=["organ", "year"], name="one_campaign_a_year")]

    def __str__(self) -> str:
        return f"{self.organ.short_name}{self.year}"


class Owed(models.Model):
    """A report that an organ owes in a year; ``maker`` makes it: the organ itself, or the heir of one that ended.

    ``edition`` and ``digest`` are those of the report as it stood when the year was closed.
    """

    campaign = models.ForeignKey(
        Campaign, models.CASCADE, related_name="owed", verbose_name=_("年度报告工作")
    )
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+", verbose_name=_("机关"))
    maker = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+", verbose_name=_("编制机关"))
    due_on = models.DateField(_("期限"))
    extended_because = models.CharField(_("延期原因"), max_length=500, blank=True)
    exempt_because = models.CharField(_("不需编制的原因"), max_length=500, blank=True)
    edition = models.PositiveSmallIntegerField(_("结束时的版次"), null=True, blank=True)
    digest = models.CharField(_("结束时的摘要"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("应编年度报告")
        constraints = [models.UniqueConstraint(fields=["campaign", "organ"], name="owed_once_a_campaign")]
        indexes = [models.Index(fields=["organ", "campaign"], name="owed_by_organ")]

    def __str__(self) -> str:
        return f"{self.organ.short_name}{self.campaign.year}"


class Occasion(models.TextChoices):
    """Why an organ is reminded of its report."""

    OPENED = "opened", _("开始编制")
    IN_14_DAYS = "14", _("14天内到期")
    IN_7_DAYS = "7", _("7天内到期")
    IN_3_DAYS = "3", _("3天内到期")
    OVERDUE = "overdue", _("已逾期")
    CHASED = "chased", _("催办")


class Reminder(models.Model):
    """A reminder to those who make the report; by itself once for each occasion, or by the office with a note."""

    owed = models.ForeignKey(Owed, models.CASCADE, related_name="reminders", verbose_name=_("应编年度报告"))
    occasion = models.CharField(_("事由"), max_length=10, choices=Occasion)
    made_on = models.DateField(_("提醒日期"))
    note = models.CharField(_("附言"), max_length=500, blank=True)
    by_name = models.CharField(_("催办人"), max_length=100, blank=True)
    read_at = models.DateTimeField(_("阅读时间"), null=True, blank=True)
    read_by = models.CharField(_("阅读人"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("年度报告提醒")
        constraints = [
            models.UniqueConstraint(fields=["owed", "occasion", "made_on"], name="report_reminded_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.owed}·{self.get_occasion_display()}"
