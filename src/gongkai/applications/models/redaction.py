"""A file of which a part may not be given: the original, the marks, and the file that is given (art. 37)."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.applications.models.application import Application
from gongkai.applications.workflow import RedactionState
from gongkai.foundation.sealed import SealedTextField
from gongkai.foundation.workflow import Subject


class Redaction(Subject):
    """One original on its way to a released file.

    The original is for those who redact it and never an attachment of the application; what is released becomes one.
    ``marks`` and ``remarks`` are JSON lists; marks hold what must not be given and are sealed. Somebody else than who
    made the file releases it.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="redactions")
    state = models.CharField(
        _("状态"), max_length=20, choices=RedactionState, default=RedactionState.MARKING, db_index=True
    )
    name = SealedTextField(_("文件名"))
    original = models.ForeignKey("foundation.StoredFile", models.PROTECT, related_name="+")
    marks = SealedTextField(_("标记"), blank=True)
    made = models.ForeignKey("foundation.StoredFile", models.PROTECT, related_name="+", null=True, blank=True)
    proof = models.JSONField(_("核验结果"), default=dict, blank=True)
    marked_by = models.BigIntegerField(null=True, blank=True)
    made_by = models.BigIntegerField(null=True, blank=True)
    made_at = models.DateTimeField(_("生成时间"), null=True, blank=True)
    released_by = models.BigIntegerField(null=True, blank=True)
    released_at = models.DateTimeField(_("放行时间"), null=True, blank=True)
    released = models.OneToOneField(
        "applications.Attachment", models.PROTECT, null=True, blank=True, related_name="redaction"
    )

    class Meta:
        verbose_name = _("遮盖处理")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="redaction_released_by_another",
                condition=Q(released_by__isnull=True)
                | (Q(made_by__isnull=False) & ~Q(released_by=F("made_by"))),
            ),
            models.CheckConstraint(
                name="redaction_released_whole",
                condition=~Q(state=RedactionState.RELEASED)
                | Q(released__isnull=False, released_by__isnull=False, made__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"

    @property
    def organ_id(self) -> int:
        """Redactions belong to the organ of their application."""
        organ_id: int = self.application.organ_id
        return organ_id

    @property
    def marked(self) -> list[dict[str, Any]]:
        """The marks as they were kept: page, box, words, cell, ground."""
        kept: list[dict[str, Any]] = json.loads(self.marks) if self.marks else []
        return kept
