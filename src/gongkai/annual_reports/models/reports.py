"""One report for an organ and a year; its cells are packed into one row (addresses are those of law.reports)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.annual_reports.models.campaigns import Owed
from gongkai.annual_reports.workflow import CampaignState, State
from gongkai.foundation.moment import now
from gongkai.foundation.workflow import Subject

Number = int | Decimal

NOTHING = "无"


class AnnualReport(Subject):
    """政府信息公开工作年度报告 (Regulation, arts. 49-50).

    A cell is an address with a value. ``figures`` holds what the records gave when they were last counted and
    ``sources`` the keys of the records behind each of them; both stand still once the report is submitted.
    ``cells`` holds what a person entered, and wins over a figure; ``reasons`` says why a figure was corrected.
    A cell in neither is unknown, which is not zero. Sums are never stored.

    ``units`` of a government's report holds under ``figures`` what the reports of the organs below it say together,
    under ``reports`` the key of each by the code of its organ; ``values`` are its own office's, ``whole`` is both.
    """

    organ = models.ForeignKey("organs.Organ", models.PROTECT, related_name="+", verbose_name=_("机关"))
    year = models.PositiveSmallIntegerField(_("年度"))
    form = models.CharField(_("格式"), max_length=20)
    state = models.CharField(_("状态"), max_length=20, choices=State, default=State.DRAFT)
    # What was published is never altered: mending it makes the next edition, and the public note says why.
    edition = models.PositiveSmallIntegerField(_("版次"), default=1)
    mended_because = models.CharField(_("更正说明"), max_length=500, blank=True)
    superseded = models.BooleanField(_("已由后一版代替"), default=False)
    digest = models.CharField(_("发布时的摘要"), max_length=64, blank=True)

    figures = models.JSONField(_("记录所得数据"), default=dict, encoder=DjangoJSONEncoder)
    sources = models.JSONField(_("数据所依据的记录"), default=dict)
    cells = models.JSONField(_("填写的数据"), default=dict, encoder=DjangoJSONEncoder)
    reasons = models.JSONField(_("更正理由"), default=dict)
    # Of a government: what the reports of the organs under it add up to, and which of them were added (B-08).
    units = models.JSONField(_("所属机关汇总"), default=dict, encoder=DjangoJSONEncoder)
    explanations = models.JSONField(_("对提醒事项的说明"), default=dict)

    proactive = models.TextField(_("主动公开"), blank=True)
    upon_application = models.TextField(_("依申请公开"), blank=True)
    management = models.TextField(_("政府信息管理"), blank=True)
    platform = models.TextField(_("政府信息公开平台建设"), blank=True)
    supervision = models.TextField(_("监督保障"), blank=True)
    earlier_problems = models.TextField(_("上年问题的改进结果"), blank=True)
    problems = models.TextField(_("存在的主要问题"), blank=True)
    improvements = models.TextField(_("改进情况"), blank=True)
    fees = models.TextField(_("信息处理费收取情况"), blank=True)
    other_matters = models.TextField(_("其他需要报告的事项"), blank=True, default=NOTHING)

    imported = models.BooleanField(_("由已公布的报告导入"), default=False)
    source_name = models.CharField(_("来源"), max_length=300, blank=True)
    source_text = models.TextField(_("来源原文"), blank=True)
    reading = models.JSONField(_("读取结果"), default=dict)
    # Who confirmed that what it says at its end is where the organ's records begin.
    opening_taken_by = models.CharField(_("期初数确认人"), max_length=100, blank=True)
    opening_taken_at = models.DateTimeField(_("期初数确认时间"), null=True, blank=True)

    returned_because = models.CharField(_("退回原因"), max_length=500, blank=True)
    opened_at = models.DateTimeField(_("开始填报时间"), default=now)
    submitted_at = models.DateTimeField(_("提交时间"), null=True, blank=True)
    signed_at = models.DateTimeField(_("审签时间"), null=True, blank=True)
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("年度报告")
        constraints = [
            models.UniqueConstraint(fields=["organ", "year", "edition"], name="one_edition_of_a_report")
        ]
        indexes = [models.Index(fields=["state", "-year"], name="report_state_year")]

    def __str__(self) -> str:
        return self.title

    def campaign_wants_approval(self) -> bool:
        """Whether the office to which the organ owes the report looks at it before it is published."""
        return (
            Owed.objects.filter(
                organ_id=self.organ_id,
                campaign__year=self.year,
                campaign__approves=True,
                campaign__state=CampaignState.OPEN,
                exempt_because="",
            )
            .exclude(campaign__organ_id=self.organ_id)
            .exists()
        )

    def has_later_edition(self) -> bool:
        """Whether it is being mended, or was."""
        later = AnnualReport.objects.filter(organ_id=self.organ_id, year=self.year, edition__gt=self.edition)
        return later.exists()

    @property
    def title(self) -> str:
        """The official pattern: organ, year, 政府信息公开工作年度报告 (rulebook B-02)."""
        return f"{self.organ.name}{self.year}年政府信息公开工作年度报告"

    @property
    def values(self) -> dict[str, Number | None]:
        """What is known of the entered cells: figures from records, with what a person entered over them."""
        return _numbers({**self.figures, **self.cells})

    @property
    def whole(self) -> dict[str, Number | None]:
        """The same with the organs below a government added to its own office; what either leaves open is unknown."""
        if not self.units.get("figures"):
            return self.values
        own, below = self.values, _numbers(self.units["figures"])
        return {address: _sum(own.get(address), below.get(address)) for address in own | below}


def _numbers(kept: Mapping[str, Any]) -> dict[str, Number | None]:
    # JSON keeps an amount of money as text.
    return {address: Decimal(value) if isinstance(value, str) else value for address, value in kept.items()}


def _sum(one: Number | None, other: Number | None) -> Number | None:
    return None if one is None or other is None else one + other
