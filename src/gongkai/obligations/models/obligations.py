"""Obligations: which organs owe a column, how often and by when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Group(models.TextChoices):
    """Under which heading of the coverage matrix an obligation stands."""

    BASICS = "basics", _("指南和机构信息")
    BUDGET = "budget", _("预算、决算")
    REPORT = "report", _("年度报告")
    REGULAR = "regular", _("定期更新")
    OTHER = "other", _("其他")


class Cycle(models.TextChoices):
    """How often it is owed."""

    ONCE = "once", _("一次")
    MONTH = "month", _("每月")
    QUARTER = "quarter", _("每季度")
    HALF_YEAR = "half_year", _("每半年")
    YEAR = "year", _("每年")
    ON_EVENT = "on_event", _("每次事由发生时")


class DueRule(models.TextChoices):
    """By when an instance is owed."""

    DAY = "day", _("周期内的固定日期")
    DAYS = "days", _("周期结束后若干日")
    PERIOD = "period", _("自某一日期起的法定期限")
    LAW_DATE = "law_date", _("法律规定的日期")


class Reach(models.TextChoices):
    """Which organs owe it."""

    SUBTREE = "subtree", _("按范围：一个机关及其下级")
    LISTED = "listed", _("按名单：逐个指定")


class Publishing(models.TextChoices):
    """Which organ publishes what is owed, unless the office names another."""

    ORGAN = "organ", _("责任机关自行公开")
    FINANCE = "finance", _("由本级政府财政部门公开")


class Answer(models.TextChoices):
    """What settles it by itself."""

    ITEM = "item", _("在栏目公开信息")
    ANNUAL_REPORT = "annual_report", _("发布年度报告")


class Obligation(models.Model):
    """A column that organs owe. ``keeper`` is the organ whose disclosure office set it up and watches over it.

    ``reach``: every organ under ``top`` of these ``levels`` and ``kinds`` (empty: of any) that the column is
    meant for, or exactly the ``listed`` ones.
    ``due_rule``: DAY the ``due_day`` of the ``due_month``-th month of the cycle (a month's last day where it is
    shorter); DAYS ``due_days`` after the cycle's end, for what is owed once after its beginning; PERIOD the period
    ``law`` from the day called ``event_name``, which each organ records (for what is owed once: its beginning);
    LAW_DATE the month and day of the rule ``law``.
    ``latest_month`` and ``latest_day``: by when in the cycle a day that is counted from is recorded at the latest,
    as the office sets it (the cycle's end without it): who records none is late then.
    ``publishing``: who publishes; budgets and accounts of a government its finance department (Budget Law, art. 14).
    """

    keeper = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+", verbose_name=_("主管机关"))
    code = models.SlugField(_("代码"), max_length=60, blank=True)
    column = models.ForeignKey(
        "catalogue.Column", models.PROTECT, related_name="obligations", verbose_name=_("栏目")
    )
    title = models.CharField(_("名称"), max_length=60)
    basis = models.CharField(_("依据"), max_length=200)
    group = models.CharField(_("分组"), max_length=20, choices=Group, default=Group.OTHER)
    reach = models.CharField(_("责任机关"), max_length=10, choices=Reach, default=Reach.SUBTREE)
    top = models.ForeignKey(
        "organs.Organ", models.PROTECT, related_name="+", verbose_name=_("范围内的最高机关")
    )
    levels = models.JSONField(_("层级"), default=list, blank=True)
    kinds = models.JSONField(_("类别"), default=list, blank=True)
    listed = models.ManyToManyField("organs.Organ", blank=True, related_name="+", verbose_name=_("名单"))
    cycle = models.CharField(_("周期"), max_length=10, choices=Cycle)
    due_rule = models.CharField(_("期限"), max_length=10, choices=DueRule)
    due_month = models.PositiveSmallIntegerField(_("周期的第几个月"), null=True, blank=True)
    due_day = models.PositiveSmallIntegerField(_("该月几日"), null=True, blank=True)
    due_days = models.PositiveSmallIntegerField(_("日数"), null=True, blank=True)
    law = models.CharField(_("法定期限"), max_length=60, blank=True)
    event_name = models.CharField(_("起算日期的名称"), max_length=40, blank=True)
    latest_month = models.PositiveSmallIntegerField(_("起算日期最迟在周期的第几个月"), null=True, blank=True)
    latest_day = models.PositiveSmallIntegerField(_("起算日期最迟在该月几日"), null=True, blank=True)
    publishing = models.CharField(_("公开机关"), max_length=10, choices=Publishing, default=Publishing.ORGAN)
    # Only items of these kinds settle it; empty: of any.
    item_kinds = models.JSONField(_("信息类别"), default=list, blank=True)
    answer = models.CharField(_("完成方式"), max_length=20, choices=Answer, default=Answer.ITEM)
    # Whether a corrected version of something published before counts as this cycle's publication.
    corrections_count = models.BooleanField(_("更正原信息也算完成"), default=False)
    # Whether a declared "no change" counts only once the competent office has confirmed it.
    confirms_no_change = models.BooleanField(_("“本期无变化”须经主管机关确认"), default=False)
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)
    revision = models.PositiveIntegerField(_("修订"), default=0, editable=False)

    class Meta:
        verbose_name = _("公开任务")
        ordering = ["group", "column__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_obligation_a_code", fields=["keeper", "code"], condition=~Q(code="")
            ),
            models.CheckConstraint(
                name="obligation_ends_after_it_began",
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
            ),
            models.CheckConstraint(
                name="obligation_says_by_when",
                condition=Q(due_rule=DueRule.DAY, due_month__isnull=False, due_day__isnull=False)
                | Q(due_rule=DueRule.DAYS, due_days__isnull=False)
                | (Q(due_rule__in=[DueRule.PERIOD, DueRule.LAW_DATE]) & ~Q(law="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def needs_event(self) -> bool:
        """Whether each organ has to record a day before it is known by when this is owed."""
        return self.due_rule == DueRule.PERIOD and self.cycle != Cycle.ONCE

    @property
    def allows_no_change(self) -> bool:
        """Whether a cycle can pass without anything new: not what is owed once, on an event, or as a report."""
        return self.cycle not in (Cycle.ONCE, Cycle.ON_EVENT) and self.answer == Answer.ITEM
