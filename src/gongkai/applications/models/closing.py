"""Each time an application was closed, and whether that closing was undone."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.applications.models.application import Application
from gongkai.foundation.sealed import SealedTextField


class Closing(models.Model):
    """One ending of an application: by a reply, by lapse, by withdrawal.

    An application whose decision was overturned is decided anew and closed again, yet it stays one application in
    the annual reports (B-55). What ``counts`` is the first closing that stood at the end of its year: undone in
    the year in which it was made, it gives way to the next; undone later, it has been reported, and the second
    decision is in no later table 3, neither as received nor as handled. No official rule says so; it follows
    from B-50, B-53 and B-57: the tables of all years together hold each application once.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="closings")
    on = models.DateField(_("办结日期"))
    due_on = models.DateField(_("答复期限"), null=True, blank=True)
    # Working days of the reply period that had been used; None where it never ran.
    days_used = models.PositiveSmallIntegerField(_("用时（工作日）"), null=True, blank=True)
    outcome = models.CharField(_("办理结果"), max_length=40)
    reply_kind = models.CharField(_("答复情形"), max_length=40, blank=True)
    counts = models.BooleanField(_("计入年度报告"), default=True)
    undone_on = models.DateField(_("被撤销的日期"), null=True, blank=True)
    # The paper that undid it may point to a person, like the number of a case.
    undone_by = SealedTextField(_("撤销的文书"), blank=True)

    class Meta:
        verbose_name = _("办结记录")
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="application_counted_once", fields=["application"], condition=Q(counts=True)
            ),
            models.UniqueConstraint(
                name="application_closed_once", fields=["application"], condition=Q(undone_on__isnull=True)
            ),
            models.CheckConstraint(
                name="closing_undone_after",
                condition=Q(undone_on__isnull=True) | Q(undone_on__gte=F("on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.on}"
