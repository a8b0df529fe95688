"""Where each duty may go at the desk."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty

PUBLISHERS = {Duty.SUBMITTER, Duty.REVIEWER, Duty.CONFIDENTIALITY_REVIEWER, Duty.SIGNER, Duty.OFFICE_HEAD}

# (label, page, duties that see it, further pages under the same heading)
DESK_NAV: tuple[tuple[Any, str, set[Duty], tuple[str, ...]], ...] = (
    (_("我的工作"), "workbench:home", set(Duty), ("duties",)),
    (_("政府信息"), "workbench:items", PUBLISHERS, ("item", "draft_item")),
    (
        _("依申请公开"),
        "workbench:applications",
        {Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD},
        ("application",),
    ),
    (_("年度报告"), "workbench:annual_reports", {Duty.REPORT_CLERK, Duty.OFFICE_HEAD}, ("annual_report",)),
    (_("机关与工作机构"), "workbench:organs", set(Duty), ("organ", "describe_office")),
    (_("台账"), "workbench:ledger", {Duty.AUDIT_ADMIN, Duty.OFFICE_HEAD}, ("ledger_entry",)),
)
