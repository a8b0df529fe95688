"""Cases of reconsideration and litigation in which the organ is the respondent (art. 51; B-61)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.sealed import SealedTextField
from gongkai.foundation.workflow import Subject
from gongkai.remedies.workflow import Outcome, RemedyKind, StageKind, State


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
    follows = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="suits",
        verbose_name=_("起诉前的复议案件"),
    )
    appeal_of = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="appeal", verbose_name=_("一审案件")
    )
    case_number = SealedTextField(_("案号"))
    heard_by = models.CharField(_("复议机关、人民法院"), max_length=100)
    accepted_on = models.DateField(_("受理、立案日期"))
    is_simplified = models.BooleanField(_("适用简易程序"), default=False)
    notified_on = models.DateField(_("收到答复通知、应诉通知的日期"), null=True, blank=True)
    answer_due_on = models.DateField(_("答复、答辩期限"), null=True, blank=True)
    answered_on = models.DateField(_("提交答复、答辩的日期"), null=True, blank=True)
    reopened_on = models.DateField(_("重新办理申请的日期"), null=True, blank=True)
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

    @property
    def on_appeal(self) -> bool:
        """Whether this is the second instance of another case."""
        return self.appeal_of_id is not None


class Stage(models.Model):
    """Something that happened on the way to the decision."""

    case = models.ForeignKey(RemedyCase, models.CASCADE, related_name="stages")
    kind = models.CharField(_("环节"), max_length=20, choices=StageKind)
    on = models.DateField(_("日期"))
    note = SealedTextField(_("说明"), blank=True)

    class Meta:
        verbose_name = _("办理环节")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"


class Evidence(models.Model):
    """A line of the list of evidence: what it is and what it proves. Both may speak of a person."""

    case = models.ForeignKey(RemedyCase, models.CASCADE, related_name="evidence")
    position = models.PositiveSmallIntegerField(_("序号"))
    name = SealedTextField(_("证据名称"))
    proves = SealedTextField(_("证明内容"))

    class Meta:
        verbose_name = _("证据")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(name="evidence_numbered", fields=["case", "position"])]

    def __str__(self) -> str:
        return f"{self.position}"


class ResultMapping(models.Model):
    """In which column an organ counts a result, from a day on: no official definition was found (K-09).

    A later row of the same result takes its place; none is changed or removed.
    """

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+", verbose_name=_("机关"))
    kind = models.CharField(_("类别"), max_length=20, choices=RemedyKind)
    result = models.CharField(_("审理结果"), max_length=30)
    outcome = models.CharField(_("年度报告统计项"), max_length=20, choices=Outcome)
    since = models.DateField(_("起始日期"))

    class Meta:
        verbose_name = _("审理结果的统计项")
        ordering = ["pk"]
        indexes = [models.Index(fields=["organ", "kind", "result"], name="remedies_mapping")]

    def __str__(self) -> str:
        return f"{self.kind}.{self.result} → {self.outcome}"
