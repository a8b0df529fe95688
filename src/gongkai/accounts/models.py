"""People with duties. A person signs in as a Django user and acts in one duty for one organ at a time."""

from datetime import date

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger import Actor


class Duty(models.TextChoices):
    """What a person answers for. Each duty is a Django group of the same name."""

    SUBMITTER = "submitter", _("信息报送员")
    REVIEWER = "reviewer", _("审核员")
    CONFIDENTIALITY_REVIEWER = "confidentiality_reviewer", _("保密审查员")
    SIGNER = "signer", _("签发人")
    APPLICATION_HANDLER = "application_handler", _("依申请公开承办人")
    LEGAL_COUNSEL = "legal_counsel", _("法律审核员")
    OFFICE_HEAD = "office_head", _("公开工作机构负责人")
    REPORT_CLERK = "report_clerk", _("年度报告编制人")
    SYSTEM_ADMIN = "system_admin", _("系统管理员")
    SECURITY_ADMIN = "security_admin", _("安全管理员")
    AUDIT_ADMIN = "audit_admin", _("审计管理员")


# Nobody holds two of these, nor one of them beside any other duty (GB/T 22239-2019, 三员分立).
ADMINISTRATORS = frozenset({Duty.SYSTEM_ADMIN, Duty.SECURITY_ADMIN, Duty.AUDIT_ADMIN})


class Appointment(models.Model):
    """A person holds a duty in an organ from one day to another."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="appointments", verbose_name=_("人员")
    )
    organ = models.ForeignKey(
        "organs.Organ", models.PROTECT, related_name="appointments", verbose_name=_("机关")
    )
    group = models.ForeignKey(Group, models.PROTECT, related_name="+", verbose_name=_("岗位"))
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)

    class Meta:
        verbose_name = _("任职")
        constraints = [
            models.UniqueConstraint(
                name="one_appointment_a_duty",
                fields=["user", "organ", "group", "since"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.user.get_full_name()} {self.organ} {self.duty.label}"

    @property
    def duty(self) -> Duty:
        return Duty(self.group.name)

    def holds_on(self, day: date) -> bool:
        """Whether the duty is held on this day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def actor(self) -> Actor:
        """The person acting in this duty, as the ledger will name them."""
        return Actor(
            name=self.user.get_full_name() or self.user.get_username(),
            duty=self.duty,
            user_id=self.user_id,
            organ_id=self.organ_id,
        )
