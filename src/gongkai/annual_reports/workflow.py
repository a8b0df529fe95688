"""The way of an annual report from filling to the portal (Regulation, arts. 49-50)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.foundation.ledger import Actor, history_of
from gongkai.foundation.workflow import Transition, Workflow


class State(models.TextChoices):
    DRAFT = "draft", _("填报中")
    IN_REVIEW = "in_review", _("待审签")
    SIGNED = "signed", _("已审签")
    PUBLISHED = "published", _("已发布")


DRAFT, IN_REVIEW, SIGNED, PUBLISHED = State
CLERK, SIGNER, HEAD = {Duty.REPORT_CLERK}, {Duty.SIGNER}, {Duty.OFFICE_HEAD}

MAKING = [
    f"annual_reports.{act}"
    for act in ("open_report", "fill_from_records", "enter_cells", "write_section", "submit")
]


def signed_by_another(report: models.Model, by: Actor) -> Any:
    """The first responsible person signs what others have made (rulebook B-06)."""
    if history_of(report).filter(verb__in=MAKING, user_id=by.user_id).exists():
        return _("您参与了本报告的编制，须由其他签发人审签。")
    return None


CONTENT, DATES = "regulation-2019:50", "regulation-2019:49"

WORKFLOW = Workflow(
    "annual_reports",
    State,
    Duty,
    Transition("fill_from_records", _("从记录取数"), {DRAFT}, None, CONTENT, CLERK),
    Transition("enter_cells", _("填写数据"), {DRAFT}, None, CONTENT, CLERK),
    Transition("write_section", _("填写文字"), {DRAFT}, None, CONTENT, CLERK),
    Transition("submit", _("提交审签"), {DRAFT}, IN_REVIEW, CONTENT, CLERK),
    Transition("send_back", _("退回修改"), {IN_REVIEW, SIGNED}, DRAFT, CONTENT, SIGNER | HEAD),
    Transition("sign_off", _("审签"), {IN_REVIEW}, SIGNED, DATES, SIGNER, (signed_by_another,)),
    Transition("publish", _("发布"), {SIGNED}, PUBLISHED, DATES, CLERK | HEAD),
)

# Acts that make a report and so stand in no row of the table.
ACTS = {
    "annual_reports.open_report": _("开始编制年度报告"),
    "annual_reports.import_reading": _("导入已公布的年度报告"),
}
