"""What a change of the calendar moved, and who was reminded of which day."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongkai.accounts.queries import Duty
from gongkai.applications.models.application import Application
from gongkai.applications.workflow import Occasion


class DueMove(models.Model):
    """An application whose due date a version of the calendar moves (``moved_at`` empty: would move) from one day to another.

    Those who handle it see it until one of them has read it. The clock itself is computed, never read from here.
    Many are written at once, so a key that another index begins with has no index of its own.
    """

    version = models.ForeignKey("calendars.CalendarVersion", models.CASCADE, related_name="+", db_index=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="due_moves")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+", db_index=False)
    old_due = models.DateField(_("原答复期限"), null=True)
    new_due = models.DateField(_("新答复期限"), null=True)
    moved_at = models.DateTimeField(_("变动时间"), null=True)
    read_at = models.DateTimeField(_("阅读时间"), null=True)
    read_by = models.CharField(_("阅读人"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("答复期限变动")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="moved_once_a_version", fields=["version", "application"])
        ]
        indexes = [
            models.Index(fields=["version", "organ", "id"], name="due_moves_listed"),
            models.Index(
                fields=["organ", "id"],
                name="due_moves_unread",
                condition=models.Q(moved_at__isnull=False, read_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.old_due} → {self.new_due}"


class CaseReminder(models.Model):
    """A reminder of one day of one application to those who hold a duty in its organ; the first reader is kept.

    It shows from ``shown_from``: nobody is reminded at night or on a day off.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="reminders", db_index=False)
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+", db_index=False)
    duty = models.CharField(_("提醒对象"), max_length=50, choices=Duty)
    occasion = models.CharField(_("事由"), max_length=20, choices=Occasion)
    day = models.DateField(_("所提醒的日期"))
    shown_from = models.DateTimeField(_("提醒时间"))
    read_at = models.DateTimeField(_("阅读时间"), null=True)
    read_by = models.CharField(_("阅读人"), max_length=100, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("application", "提醒")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="case_reminded_once", fields=["application", "duty", "occasion", "day"]
            )
        ]
        indexes = [
            models.Index(
                fields=["organ", "duty", "id"],
                name="case_reminders_unread",
                condition=models.Q(read_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.get_occasion_display()}"
