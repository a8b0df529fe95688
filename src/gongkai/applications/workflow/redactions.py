"""A file of which a part may not be given (art. 37): who marks and makes it does not release it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.applications.workflow.table import art, case_is_handled
from gongkai.foundation.ledger import Actor
from gongkai.foundation.workflow import Transition, Workflow


class RedactionState(models.TextChoices):
    MARKING = "marking", _("正在标记")
    MADE = "made", _("已生成，待复核放行")
    RELEASED = "released", _("已放行")
    DROPPED = "dropped", _("已作废")


_HANDLER = frozenset({Duty.APPLICATION_HANDLER})


def somebody_else_made_it(redaction: Any, by: Actor) -> Any:
    """Four eyes: who marked or made the file does not release it."""
    if by.user_id in (redaction.made_by, redaction.marked_by):
        return _("标记和生成文件的人不能自己放行，请由另一位工作人员核对后放行。")
    return None


_MARKING, _MADE = RedactionState.MARKING, RedactionState.MADE
_RELEASING = _HANDLER | {Duty.OFFICE_HEAD}
REDACTIONS = Workflow(
    "applications",
    RedactionState,
    Duty,
    Transition(
        "mark_redaction", _("标记"), {_MARKING, _MADE}, _MARKING, art(37), _HANDLER, (case_is_handled,)
    ),
    Transition(
        "make_redaction", _("生成遮盖后的文件"), {_MARKING}, _MADE, art(37), _HANDLER, (case_is_handled,)
    ),
    Transition(
        "release_redaction",
        _("放行"),
        {_MADE},
        RedactionState.RELEASED,
        art(37),
        _RELEASING,
        (case_is_handled, somebody_else_made_it),
    ),
    Transition(
        "return_redaction", _("退回重新标记"), {_MADE}, _MARKING, art(37), _RELEASING, (case_is_handled,)
    ),
    Transition("drop_redaction", _("作废"), {_MARKING, _MADE}, RedactionState.DROPPED, art(37), _HANDLER),
)
