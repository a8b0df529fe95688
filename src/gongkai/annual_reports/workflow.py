"""The way of an annual report from filling to the portal, and of the year in which an office gathers them (arts. 49-50)."""

from collections.abc import Collection
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.foundation.ledger import Actor, history_of
from gongkai.foundation.workflow import Transition, Workflow
from gongkai.organs.queries import keys_above


class State(models.TextChoices):
    DRAFT = "draft", _("填报中")
    IN_REVIEW = "in_review", _("待审签")
    SIGNED = "signed", _("已审签")
    APPROVED = "approved", _("主管部门已审核")
    PUBLISHED = "published", _("已发布")


class CampaignState(models.TextChoices):
    OPEN = "open", _("进行中")
    CLOSED = "closed", _("已结束")


DRAFT, IN_REVIEW, SIGNED, APPROVED, PUBLISHED = State
# Signed by the responsible person: what counts in a sum.
COUNTED = (SIGNED, APPROVED, PUBLISHED)
CLERK, SIGNER, HEAD = {Duty.REPORT_CLERK}, {Duty.SIGNER}, {Duty.OFFICE_HEAD}

MAKING = [
    f"annual_reports.{act}"
    for act in ("open_report", "fill_from_records", "enter_cells", "write_section", "submit")
]
# How many days before the end an organ is reminded: a habit of offices, not of law.
REMIND_BEFORE = (14, 7, 3)
# Who sees to the report of an organ.
MAKERS = frozenset({Duty.REPORT_CLERK, Duty.OFFICE_HEAD})


def signed_by_another(report: models.Model, by: Actor) -> Any:
    """The first responsible person signs what others have made (rulebook B-06)."""
    if history_of(report).filter(verb__in=MAKING, user_id=by.user_id).exists():
        return _("您参与了本报告的编制，须由其他签发人审签。")
    return None


def approved_where_it_is_wanted(report: Any, by: Actor) -> Any:
    """Where the competent office looks at the reports first, it has said yes."""
    if report.state == SIGNED and report.campaign_wants_approval():
        return _("主管部门要求发布前先审核，请等主管部门审核通过。")
    return None


def is_made_here(report: Any, by: Actor) -> Any:
    """What was taken over from elsewhere stays as it was published there."""
    return _("导入的报告保持公布时的样子，不能更正。") if report.imported else None


def is_the_newest(report: Any, by: Actor) -> Any:
    """One mending at a time, and of what is public now."""
    return _("本报告已经有后一版，请在后一版上更正。") if report.has_later_edition() else None


def is_historical(report: Any, by: Actor) -> Any:
    """Only a year before the system hands on what the records could not know."""
    return None if report.imported else _("只有导入的历史报告可以取用期初数。")


def organs_above(report: Any) -> Collection[int]:
    return keys_above(report.organ)


CONTENT, DATES, OVERSIGHT = "regulation-2019:50", "regulation-2019:49", "regulation-2019:46"

WORKFLOW = Workflow(
    "annual_reports",
    State,
    Duty,
    Transition("fill_from_records", _("从记录取数"), {DRAFT}, None, CONTENT, CLERK),
    Transition("enter_cells", _("填写数据"), {DRAFT}, None, CONTENT, CLERK),
    Transition("write_section", _("填写文字"), {DRAFT}, None, CONTENT, CLERK),
    Transition("submit", _("提交审签"), {DRAFT}, IN_REVIEW, CONTENT, CLERK),
    Transition("send_back", _("退回修改"), {IN_REVIEW, SIGNED, APPROVED}, DRAFT, CONTENT, SIGNER | HEAD),
    Transition("sign_off", _("审签"), {IN_REVIEW}, SIGNED, DATES, SIGNER, (signed_by_another,)),
    Transition("approve", _("审核通过"), {SIGNED}, APPROVED, OVERSIGHT, HEAD, above=True),
    Transition(
        "return_report", _("退回下级机关修改"), {SIGNED, APPROVED}, DRAFT, OVERSIGHT, HEAD, above=True
    ),
    Transition(
        "publish",
        _("发布"),
        {SIGNED, APPROVED},
        PUBLISHED,
        DATES,
        CLERK | HEAD,
        (approved_where_it_is_wanted,),
    ),
    Transition("mend", _("更正已发布的报告"), {PUBLISHED}, None, DATES, CLERK, (is_made_here, is_the_newest)),
    Transition("take_opening", _("取用期初数"), {PUBLISHED}, None, CONTENT, HEAD, (is_historical,)),
    superiors=organs_above,
)


CAMPAIGN = Workflow(
    "annual_reports",
    CampaignState,
    Duty,
    Transition("change_campaign", _("调整要求"), {CampaignState.OPEN}, None, OVERSIGHT, HEAD),
    Transition("extend_due", _("延长期限"), {CampaignState.OPEN}, None, OVERSIGHT, HEAD),
    Transition("exempt", _("标为不需编制"), {CampaignState.OPEN}, None, OVERSIGHT, HEAD),
    Transition("owe_again", _("恢复为应编制"), {CampaignState.OPEN}, None, OVERSIGHT, HEAD),
    Transition("chase", _("催办"), {CampaignState.OPEN}, None, OVERSIGHT, HEAD),
    Transition(
        "close_campaign",
        _("结束全年工作"),
        {CampaignState.OPEN},
        CampaignState.CLOSED,
        OVERSIGHT,
        HEAD,
    ),
)

# Acts that make a record and so stand in no row of the tables, and those that the system does by itself.
ACTS = {
    "annual_reports.open_report": _("开始编制年度报告"),
    "annual_reports.import_reading": _("导入已公布的年度报告"),
    "annual_reports.open_campaign": _("布置年度报告工作"),
    "annual_reports.follow_organs": _("按机关变动更新应编制的机关"),
    "annual_reports.remind": _("提醒编制年度报告"),
    "annual_reports.acknowledge": _("已读提醒"),
} | {f"annual_reports.{row.name}": row.label for row in CAMPAIGN.transitions.values()}
