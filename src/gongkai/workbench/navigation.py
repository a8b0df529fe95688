"""Where each duty may go at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty

ALL = frozenset(Duty)
REPORTERS = frozenset({Duty.REPORT_CLERK, Duty.SIGNER, Duty.OFFICE_HEAD})
ANSWERERS = frozenset({Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD})
REPLIERS = ANSWERERS | {Duty.SIGNER, Duty.LEGAL_COUNSEL}
PUBLISHERS = frozenset(
    {Duty.SUBMITTER, Duty.REVIEWER, Duty.CONFIDENTIALITY_REVIEWER, Duty.SIGNER, Duty.OFFICE_HEAD}
)


@dataclass(frozen=True)
class Place:
    """One line of the navigation; it is marked on its own page and on all pages of the same room (path)."""

    label: Any
    page: str
    duties: frozenset[Duty]


DESK_NAV = (
    Place(_("我的工作"), "workbench:home", ALL),
    Place(_("政府信息"), "workbench:items", PUBLISHERS),
    Place(_("政策解读"), "workbench:interpretation", PUBLISHERS),
    Place(_("公开任务"), "workbench:obligations", PUBLISHERS),
    Place(_("内容巡查"), "workbench:patrol_report", PUBLISHERS | {Duty.SYSTEM_ADMIN}),
    Place(_("依申请公开"), "workbench:applications", REPLIERS),
    Place(_("文书模板"), "workbench:letter_templates", frozenset({Duty.OFFICE_HEAD})),
    Place(_("复议和诉讼"), "workbench:remedies", ANSWERERS),
    Place(_("消息发送"), "workbench:messages", frozenset({Duty.OFFICE_HEAD, Duty.SYSTEM_ADMIN})),
    Place(_("年度报告"), "workbench:annual_reports", REPORTERS),
    Place(_("栏目"), "workbench:columns", PUBLISHERS),
    Place(_("机关与工作机构"), "workbench:organs", ALL),
    Place(_("账号"), "workbench:accounts", frozenset({Duty.SYSTEM_ADMIN, Duty.SECURITY_ADMIN})),
    Place(_("岗位"), "workbench:appointments", frozenset({Duty.SECURITY_ADMIN})),
    Place(_("台账"), "workbench:ledger", frozenset({Duty.AUDIT_ADMIN, Duty.OFFICE_HEAD})),
    Place(_("修改密码"), "workbench:change_password", ALL),
)
