"""The catalogue (政府信息公开目录): the columns of the board in its four fixed blocks (Regulation, art. 12)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Block(models.TextChoices):
    """The four blocks of the 政府信息公开 board; their names and number are prescribed (国办公开办函〔2019〕61号)."""

    GUIDE = "guide", _("政府信息公开指南")
    SYSTEM = "system", _("政府信息公开制度")
    STATUTORY = "statutory", _("法定主动公开内容")
    REPORTS = "reports", _("政府信息公开年报")


class Origin(models.TextChoices):
    """Who drew the column up. What is national cannot be edited; local columns stand beside it."""

    NATIONAL = "national", _("国家规定")
    LOCAL = "local", _("本地增设")


class Scope(models.TextChoices):
    """Which organs the law has in mind for a column (arts. 20, 21)."""

    ALL = "all", _("所有行政机关")
    ABOVE_TOWNSHIP = "above_township", _("县级以上人民政府及其部门")
    TOWNSHIP = "township", _("乡镇人民政府")
    RULE_MAKERS = "rule_makers", _("有规章制定权的人民政府")


class ItemKind(models.TextChoices):
    """What an item is, where the law treats it differently: its time limit, its validity, its row in a report."""

    GENERAL = "general", _("一般信息")
    RULES = "rules", _("规章")
    NORMATIVE = "normative", _("行政规范性文件")
    LICENCE = "licence", _("行政许可决定")
    PENALTY = "penalty", _("行政处罚决定")
    BUDGET = "budget", _("预算、决算")


class Column(models.Model):
    """A column of the board. Without ``organ`` it is a standard column that every organ in its scope shows."""

    code = models.CharField(_("代码"), max_length=50, unique=True)
    name = models.CharField(_("名称"), max_length=50)
    block = models.CharField(_("板块"), max_length=20, choices=Block)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级栏目")
    )
    position = models.PositiveIntegerField(_("次序"), default=0)
    statutory_item = models.CharField(_("法定事项"), max_length=10, blank=True)
    description = models.TextField(_("说明"), blank=True)
    scope = models.CharField(_("适用机关"), max_length=20, choices=Scope, default=Scope.ALL)
    item_kind = models.CharField(_("信息类别"), max_length=20, choices=ItemKind, default=ItemKind.GENERAL)
    organ = models.ForeignKey(
        "organs.Organ", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("所属机关")
    )
    origin = models.CharField(_("来源"), max_length=20, choices=Origin, default=Origin.NATIONAL)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("栏目")
        constraints = [
            models.CheckConstraint(
                name="national_columns_belong_to_all",
                condition=models.Q(origin="local") | models.Q(organ__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.name
