"""Versions of the working-day calendar: each adds one notice to what the law's own data knows (J-07 to J-10)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.calendars.workflow import State, Work
from gongkai.foundation.moment import now
from gongkai.foundation.workflow import Subject
from gongkai.law.notices import Notice

# A look that tells nothing for so long has been broken off.
STALLED = timedelta(minutes=10)


class CalendarVersion(Subject):
    """One notice about days off and days worked, or the taking back of an earlier one.

    ``number`` is the order in which versions came into force; the calendar of version 3 is the law's own data with
    the notices of 1 to 3. ``days`` holds ``{"2027-01-01": "off"}``. The progress of the task that lists or moves
    what depends on the calendar is kept beside it: it is no act and stands in no ledger.
    """

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+", verbose_name=_("提出机关"))
    state = models.CharField(_("状态"), max_length=20, choices=State, default=State.DRAFTED)
    number = models.PositiveIntegerField(_("版本号"), null=True, unique=True, editable=False)
    title = models.CharField(_("通知名称"), max_length=200)
    document_number = models.CharField(_("文号"), max_length=100, blank=True)
    issued_on = models.DateField(_("发布日期"))
    source = models.CharField(_("出处"), max_length=300, blank=True)
    region = models.CharField(_("适用地区的行政区划代码"), max_length=12, blank=True)
    year = models.PositiveSmallIntegerField(_("全年安排的年份"), null=True, blank=True)
    days = models.JSONField(_("变动的日期"), default=dict)
    takes_back = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="taken_back_by",
        verbose_name=_("撤回的版本"),
    )
    proposed_by = models.CharField(_("提出人"), max_length=100)
    proposed_at = models.DateTimeField(_("提出时间"), default=now)
    applied_by = models.CharField(_("启用人"), max_length=100, blank=True)
    applied_at = models.DateTimeField(_("启用时间"), null=True, blank=True)

    work = models.CharField(_("进度"), max_length=20, choices=Work, blank=True, editable=False)
    work_total = models.PositiveIntegerField(default=0, editable=False)
    work_done = models.PositiveIntegerField(default=0, editable=False)
    work_found = models.PositiveIntegerField(default=0, editable=False)
    work_at = models.DateTimeField(null=True, editable=False)
    looked_after = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("工作日历版本")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="calendar_numbered_in_force",
                condition=models.Q(state=State.IN_FORCE, number__isnull=False)
                | (~models.Q(state=State.IN_FORCE) & models.Q(number__isnull=True)),
            ),
            models.UniqueConstraint(
                name="calendar_taken_back_once",
                fields=["takes_back"],
                condition=models.Q(takes_back__isnull=False, state=State.IN_FORCE),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def notice(self) -> Notice:
        """The same for the law's calendar."""
        days = {date.fromisoformat(day): said == "work" for day, said in self.days.items()}
        return Notice(issued=self.issued_on, days=days, region=self.region, year=self.year)

    def is_outdated(self) -> bool:
        """Whether another version came into force after what this one moves was listed."""
        return self.looked_after != latest_number()

    def is_at_work(self) -> bool:
        """Whether a task is listing or moving just now."""
        at_work = self.work in (Work.LOOKING, Work.MOVING)
        return at_work and self.work_at is not None and now() - self.work_at < STALLED

    def awaits_work(self) -> bool:
        """Whether a task is at work, or is to begin at any moment."""
        if self.state == State.DRAFTED:
            return not self.work or self.is_at_work()
        return self.state == State.IN_FORCE and self.work != Work.MOVED

    @property
    def progress(self) -> int:
        """How far the task is, in per cent."""
        return 100 * self.work_done // self.work_total if self.work_total else 100


def latest_number() -> int:
    """The number of the version in force; 0 while only the law's own data is."""
    found: Any = CalendarVersion.objects.aggregate(latest=models.Max("number"))["latest"]
    return int(found or 0)
