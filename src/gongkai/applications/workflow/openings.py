"""What many asked for may be opened to all: found or suggested, proposed, drafted, published (art. 44)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.applications.workflow.table import APPLICANT, art
from gongkai.foundation.ledger import SYSTEM
from gongkai.foundation.workflow import Transition, Workflow


class OpeningState(models.TextChoices):
    FOUND = "found", _("待核对")
    PROPOSED = "proposed", _("待起草")
    DRAFTED = "drafted", _("公开前审查中")
    OPENED = "opened", _("已主动公开")
    DECLINED = "declined", _("不纳入主动公开")


_OFFICE = frozenset({Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD})
_UNDER_WAY = {OpeningState.FOUND, OpeningState.PROPOSED, OpeningState.DRAFTED}

OPENINGS = Workflow(
    "applications",
    OpeningState,
    Duty,
    Transition(
        "propose_opening",
        _("建议转为主动公开"),
        {OpeningState.FOUND, OpeningState.DECLINED},
        OpeningState.PROPOSED,
        art(44),
        _OFFICE,
    ),
    Transition(
        "suggest_opening",
        _("申请人建议主动公开"),
        {OpeningState.FOUND},
        None,
        art("44¶2"),
        {APPLICANT.duty},
    ),
    Transition(
        "draft_opening",
        _("起草主动公开信息"),
        {OpeningState.PROPOSED},
        OpeningState.DRAFTED,
        art(44),
        {Duty.SUBMITTER},
    ),
    Transition("decline_opening", _("不纳入主动公开"), _UNDER_WAY, OpeningState.DECLINED, art(44), _OFFICE),
    Transition(
        "open_to_all",
        _("已纳入主动公开"),
        {OpeningState.PROPOSED, OpeningState.DRAFTED, OpeningState.DECLINED},
        OpeningState.OPENED,
        art(44),
        {SYSTEM.duty},
    ),
)
