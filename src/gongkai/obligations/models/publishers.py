"""Which organ publishes what another one owes, where the competent office has named it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.obligations.models.obligations import Obligation


class Publisher(models.Model):
    """What ``organ`` owes of the obligation is published by ``publisher``, in this cycle and the next."""

    obligation = models.ForeignKey(Obligation, models.CASCADE, related_name="publishers")
    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+", verbose_name=_("责任机关"))
    publisher = models.ForeignKey(
        "organs.Organ", models.PROTECT, related_name="+", verbose_name=_("公开机关")
    )

    class Meta:
        verbose_name = _("公开机关")
        constraints = [models.UniqueConstraint(name="one_publisher_an_organ", fields=["obligation", "organ"])]

    def __str__(self) -> str:
        return f"{self.obligation} {self.organ} {self.publisher}"
