"""Cases of reconsideration and litigation in which the organ is the respondent (art. 51; B-61)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.sealed import SealedTextField
from gongkai.foundation.workflow import Subject
from gongkai.remedies.workflow import Outcome, RemedyKind, State


class RemedyCase(Subject):
    """One case before a reconsideration organ or a court.

    Whether a suit is brought directly or after reconsideration is told by this dispute's own history (K-10).
    The case number may point to a person, so it is sealed like the claim.
    """

    organ = models.ForeignKey(
        "organs.Organ", models.PROTECT, related_name="remedy_cases", verbose_name=_("被申请人、被告")
    )
    kind = models.CharField(_("类别"), max_length=20, choices=RemedyKind)
    state = models.CharField(_("状态"), max_length=20, choices=State, default=State.PENDING)
    application = models.ForeignKey(
        "applications.Application",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="remedy_cases",
        verbose_name=_("所涉申请"),
    )
    case_number = SealedTextField(_("案号"))
    heard_by = models.CharField(_("复议机关、人民法院"), max_length=100)
    accepted_on = models.DateField(_("受理、立案日期"))
    decided_on = models.DateField(_("审结日期"), null=True, blank=True)
    result = models.CharField(_("审理结果"), max_length=30, blank=True)
    outcome = models.CharField(_("年度报告统计项"), max_length=20, choices=Outcome, blank=True)

    class Meta:
        verbose_name = _("复议、诉讼案件")
        ordering = ["-accepted_on", "-pk"]
        indexes = [models.Index(fields=["organ", "accepted_on"], name="remedies_accepted")]
        constraints = [
            models.CheckConstraint(
                name="remedy_decided_whole",
                condition=models.Q(decided_on__isnull=True, result="", outcome="")
                | (
                    models.Q(decided_on__gte=models.F("accepted_on"))
                    & ~models.Q(result="")
                    & ~models.Q(outcome="")
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"
