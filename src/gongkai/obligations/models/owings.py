"""What one organ owes in one cycle, and what settled it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as told
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.workflow import Subject
from gongkai.obligations.models.obligations import Cycle, Obligation


class Settlement(models.TextChoices):
    """What settled it."""

    OPEN = "", _("尚未完成")
    PUBLISHED = "published", _("已公开")
    NO_CHANGE = "no_change", _("本期无变化")
    WAIVED = "waived", _("免予办理")


class Owing(Subject):
    """One organ owes one obligation in one cycle.

    ``cycle_from`` is the first day of the cycle; for what is owed on an event the day of the event. Publications
    from ``counts_from`` on settle it (null: any, however old). ``due_on`` is null until the event is recorded;
    ``original_due_on`` keeps the first answer when an event's day is corrected or the calendar changes.
    ``latest_on`` is by when the event is to be recorded: until it is, that day stands for the due day, and
    ``red_on`` is whichever of the two holds. ``publisher`` is the organ whose publication settles it, mostly the
    one that owes. ``declared_on`` and what belongs to it: that nothing has changed, as long as it waits to be
    confirmed.
    """

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="owings")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+", verbose_name=_("责任机关"))
    publisher = models.ForeignKey(
        "organs.Organ", models.PROTECT, related_name="+", verbose_name=_("公开机关")
    )
    cycle_from = models.DateField(_("周期开始"))
    cycle_to = models.DateField(_("周期结束"), null=True)
    year = models.PositiveSmallIntegerField(_("年度"))
    counts_from = models.DateField(null=True)
    event_on = models.DateField(_("起算日期"), null=True)
    due_on = models.DateField(_("期限"), null=True)
    original_due_on = models.DateField(_("原定期限"), null=True)
    latest_on = models.DateField(_("填写起算日期的最迟日期"), null=True)
    red_on = models.GeneratedField(
        expression=Coalesce("due_on", "latest_on"), output_field=models.DateField(), db_persist=True
    )
    settlement = models.CharField(_("完成方式"), max_length=10, choices=Settlement, blank=True)
    settled_on = models.DateField(_("完成日期"), null=True)
    settled_by = models.CharField(_("办理人"), max_length=100, blank=True)
    item = models.ForeignKey(
        "disclosure.InformationItem", models.PROTECT, null=True, related_name="+", verbose_name=_("信息")
    )
    reason = models.CharField(_("理由"), max_length=300, blank=True)
    declared_on = models.DateField(_("声明日期"), null=True)
    declared_by = models.CharField(_("声明人"), max_length=100, blank=True)
    declarer_id = models.BigIntegerField(null=True)
    declared_reason = models.CharField(_("声明的理由"), max_length=300, blank=True)
    # The organ was merged, and its successor owes the same: theirs is the one that counts.
    taken_over_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("应公开事项")
        constraints = [
            models.UniqueConstraint(name="owed_once_a_cycle", fields=["obligation", "organ", "cycle_from"]),
            models.CheckConstraint(
                name="settled_on_a_day",
                condition=Q(settlement="", settled_on__isnull=True)
                | (~Q(settlement="") & Q(settled_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="not_published_says_why",
                condition=~Q(settlement__in=[Settlement.NO_CHANGE, Settlement.WAIVED]) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="declared_while_open",
                condition=Q(declared_on__isnull=True, declared_reason="")
                | (Q(declared_on__isnull=False, settlement="") & ~Q(declared_reason="")),
            ),
        ]
        indexes = [
            models.Index(fields=["organ", "year"], name="owing_of_organ"),
            models.Index(fields=["year", "obligation", "settlement", "red_on"], name="owing_in_matrix"),
            models.Index(fields=["settlement", "red_on"], name="owing_open_by_day"),
            models.Index(
                fields=["declared_on"], name="owing_declared", condition=Q(declared_on__isnull=False)
            ),
            models.Index(fields=["item"], name="owing_settled_by_item"),
        ]

    def __str__(self) -> str:
        return f"{self.obligation} {self.cycle_name}"

    @property
    def lacks_event(self) -> bool:
        """Whether the day is missing from which its period is counted, so that only the latest day is known."""
        return self.obligation.needs_event and self.event_on is None

    @property
    def cycle_name(self) -> str:
        """The cycle in words, such as 2026年第3季度."""
        day = self.cycle_from
        match self.obligation.cycle:
            case Cycle.MONTH:
                return told("%(year)d年%(month)d月") % {"year": day.year, "month": day.month}
            case Cycle.QUARTER:
                return told("%(year)d年第%(n)d季度") % {"year": day.year, "n": (day.month + 2) // 3}
            case Cycle.HALF_YEAR:
                return (told("%(year)d年上半年") if day.month == 1 else told("%(year)d年下半年")) % {
                    "year": day.year
                }
            case Cycle.YEAR:
                return told("%(year)d年") % {"year": day.year}
            case Cycle.ONCE:
                return told("一次性")
            case _:
                return told("%(day)s的事由") % {"day": day.isoformat()}
