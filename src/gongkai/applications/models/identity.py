"""The identity paper of the applicant, kept apart from the application (art. 29)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.applications.models.application import Application
from gongkai.applications.models.asked import IdentityKind
from gongkai.foundation.sealed import SealedTextField


class WithoutNumber(models.Manager["Identity"]):
    """Loads everything but the number: who needs that asks for it by name, in ``reveal_identity`` alone."""

    def get_queryset(self) -> models.QuerySet[Identity]:
        return super().get_queryset().defer("number")


class Identity(models.Model):
    """Kind and number of the paper; the number is never loaded with the application.

    The digest by which the same applicant is found stays with the application. ``purged_on`` is the day on which
    the applicant's personal data was cleared away; the row is made then if there was none.
    """

    application = models.OneToOneField(Application, models.CASCADE, related_name="identity")
    kind = models.CharField(_("证件类型"), max_length=20, choices=IdentityKind, blank=True)
    number = SealedTextField(_("证件号码"), blank=True)
    purged_on = models.DateField(_("个人信息清除日期"), null=True, blank=True)

    objects = WithoutNumber()

    class Meta:
        verbose_name = _("身份证明")
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.kind} {self.application_id}"
