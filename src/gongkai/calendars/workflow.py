"""The procedure of a change of the working-day calendar: proposed, looked through, put in force (rule J-07).

What it moves is listed before it is put in force; a version is never changed or removed after that, only taken
back by a later one.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.foundation.ledger import Actor
from gongkai.foundation.workflow import Transition, Workflow

CITE = "regulation-2019:33"
KEEPERS = frozenset({Duty.OFFICE_HEAD})


class State(models.TextChoices):
    DRAFTED = "drafted", _("待启用")
    IN_FORCE = "in_force", _("已启用")
    DROPPED = "dropped", _("已放弃")


class Work(models.TextChoices):
    """What a task is doing, or did last, about a version."""

    LOOKING = "looking", _("正在列出受影响的申请")
    LOOKED = "looked", _("已列出受影响的申请")
    MOVING = "moving", _("正在重新计算答复期限")
    MOVED = "moved", _("已重新计算答复期限")


def has_been_looked_through(version: Any, by: Actor) -> Any:
    """What it moves is known, and by the calendar in force now (J-07)."""
    if version.work != Work.LOOKED:
        return _("受影响的申请还没有列完，请等列完、看过之后再启用。")
    if version.is_outdated():
        return _("列出受影响的申请之后，又启用了别的日历，请重新列出后再启用。")
    return None


def work_is_over(version: Any, by: Actor) -> Any:
    """One look at a time; one that has stood still for long may be begun anew."""
    return _("正在列出受影响的申请，请稍候。") if version.is_at_work() else None


WORKFLOW = Workflow(
    "calendars",
    State,
    Duty,
    Transition(
        "look_again", _("重新列出受影响的申请"), {State.DRAFTED}, None, CITE, KEEPERS, (work_is_over,)
    ),
    Transition(
        "apply", _("启用日历"), {State.DRAFTED}, State.IN_FORCE, CITE, KEEPERS, (has_been_looked_through,)
    ),
    Transition("drop", _("放弃"), {State.DRAFTED}, State.DROPPED, CITE, KEEPERS),
)

# What is done without moving a version through the table.
ACTS = {"calendars.propose": _("提出日历变动")}
