"""The forms of letters that an office has made its own: docx with places to be filled, version by version."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.applications.models.casework import LetterKind
from gongkai.applications.workflow import TemplateState
from gongkai.foundation.workflow import Subject


class LetterTemplate(Subject):
    """One version of an organ's own form of a kind of letter. An issued letter remembers the version it was made by.

    The file has passed :func:`gongkai.applications.documents.check_template` before there is a row.
    """

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+", verbose_name=_("机关"))
    kind = models.CharField(_("文书"), max_length=20, choices=LetterKind)
    version = models.PositiveIntegerField(_("版本"))
    state = models.CharField(_("状态"), max_length=20, choices=TemplateState, default=TemplateState.DRAFT)
    file = models.ForeignKey("foundation.StoredFile", models.PROTECT, related_name="+")
    since = models.DateField(_("启用日期"), null=True, blank=True)
    retired_on = models.DateField(_("停用日期"), null=True, blank=True)
    by = models.BigIntegerField(_("上传人"), null=True)
    by_name = models.CharField(_("上传人姓名"), max_length=100)

    class Meta:
        verbose_name = _("文书模板")
        ordering = ["kind", "-version"]
        constraints = [
            models.UniqueConstraint(name="one_template_a_version", fields=["organ", "kind", "version"]),
            models.UniqueConstraint(
                name="one_template_in_use",
                fields=["organ", "kind"],
                condition=Q(state=TemplateState.IN_USE),
            ),
            models.CheckConstraint(
                name="template_used_since",
                condition=~Q(state=TemplateState.IN_USE) | Q(since__isnull=False, retired_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"

    @property
    def label(self) -> Any:
        """The kind in words."""
        return LetterKind(self.kind).label
