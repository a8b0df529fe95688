"""What an owed disclosure can be, when its organ is reminded, and who may do what about it.

An owed disclosure has no stored state: what settled it and when it is due are facts, and :class:`Status` is
computed from them and the day (see :mod:`gongkai.obligations.queries.status`).
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty


class Status(models.TextChoices):
    """Where an owed disclosure stands on a day."""

    MISSING = "missing", _("逾期未完成")
    DUE_SOON = "due_soon", _("即将到期")
    WAITING = "waiting", _("待填写日期")
    PENDING = "pending", _("未到期")
    DONE_LATE = "done_late", _("逾期完成")
    DONE = "done", _("已完成")
    NO_CHANGE = "no_change", _("本期无变化")
    WAIVED = "waived", _("免予办理")
    TAKEN_OVER = "taken_over", _("由承接机关办理")


# Never by colour alone: each status has its sign beside its word, and a tone.
SIGNS = {
    Status.MISSING: "✕",
    Status.DUE_SOON: "▲",
    Status.WAITING: "？",
    Status.PENDING: "○",
    Status.DONE_LATE: "◐",
    Status.DONE: "●",
    Status.NO_CHANGE: "＝",
    Status.WAIVED: "－",
    Status.TAKEN_OVER: "→",
}
TONES = {
    Status.MISSING: "danger",
    Status.DUE_SOON: "warning",
    Status.WAITING: "info",
    Status.PENDING: "calm",
    Status.DONE_LATE: "warning",
    Status.DONE: "good",
    Status.NO_CHANGE: "good",
    Status.WAIVED: "calm",
    Status.TAKEN_OVER: "calm",
}
OPEN = (Status.MISSING, Status.DUE_SOON, Status.WAITING, Status.PENDING)

# How many days before the end an organ is reminded: a habit of offices, not of law.
REMIND_BEFORE = (14, 7, 3)
SOON = max(REMIND_BEFORE)

KEEPERS = frozenset({Duty.OFFICE_HEAD})
OWING = frozenset({Duty.SUBMITTER, Duty.OFFICE_HEAD})
READERS = frozenset(
    {Duty.SUBMITTER, Duty.REVIEWER, Duty.CONFIDENTIALITY_REVIEWER, Duty.SIGNER, Duty.OFFICE_HEAD}
)
CITE = "regulation-2019:22"

# Acts on an obligation: by the head of the competent office.
KEEPING = {
    "set_up_obligation": _("设立公开任务"),
    "change_obligation": _("修改公开任务"),
    "end_obligation": _("终止公开任务"),
    "adopt_standard_obligations": _("采用标准公开任务"),
    "waive": _("免予办理"),
    "reopen": _("恢复办理"),
    "chase": _("催办"),
    "confirm_no_change": _("确认本期无变化"),
    "reject_no_change": _("不予确认本期无变化"),
    "name_publisher": _("指定公开机关"),
}
# Acts on what one's own organ owes; the competent office records dates for others, too.
DOING = {
    "record_event": _("填写起算日期"),
    "report_event": _("登记事由"),
    "declare_no_change": _("声明本期无变化"),
    "name_item": _("指认已公开的信息"),
    "acknowledge": _("已读提醒"),
}
# What the system does by itself, each night and after acts elsewhere.
BY_ITSELF = {
    "open_owings": _("生成本期公开任务"),
    "fulfil": _("公开后自动办结"),
    "unfulfil": _("信息撤回，恢复为未完成"),
    "remind": _("发出提醒"),
    "take_over_owings": _("承接公开任务"),
}
ACTS = {f"obligations.{name}": label for acts in (KEEPING, DOING, BY_ITSELF) for name, label in acts.items()}
