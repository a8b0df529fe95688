"""An office's own form of a letter: whoever answers for the office puts it in use (art. 36)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.applications.workflow.table import art
from gongkai.foundation.workflow import Transition, Workflow


class TemplateState(models.TextChoices):
    DRAFT = "draft", _("待启用")
    IN_USE = "in_use", _("使用中")
    RETIRED = "retired", _("已停用")


TEMPLATES = Workflow(
    "applications",
    TemplateState,
    Duty,
    Transition(
        "adopt_template",
        _("启用文书模板"),
        {TemplateState.DRAFT},
        TemplateState.IN_USE,
        art(36),
        frozenset({Duty.OFFICE_HEAD}),
    ),
    Transition(
        "retire_template",
        _("停用文书模板"),
        {TemplateState.DRAFT, TemplateState.IN_USE},
        TemplateState.RETIRED,
        art(36),
        frozenset({Duty.OFFICE_HEAD}),
    ),
)
