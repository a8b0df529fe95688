"""The catalogue (政府信息公开目录): the columns of the board in its four fixed blocks (Regulation, art. 12)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.moment import today


class Block(models.TextChoices):
    """The four blocks of the 政府信息公开 board; their names and number are prescribed (国办公开办函〔2019〕61号)."""

    GUIDE = "guide", _("政府信息公开指南")
    SYSTEM = "system", _("政府信息公开制度")
    STATUTORY = "statutory", _("法定主动公开内容")
    REPORTS = "reports", _("政府信息公开年报")


class Origin(models.TextChoices):
    """Who drew it up. What is national cannot be edited; local columns, elements and entries stand beside it."""

    NATIONAL = "national", _("国家规定")
    LOCAL = "local", _("本地增设")


class Scope(models.TextChoices):
    """Which organs the law has in mind for a column (arts. 20, 21)."""

    ALL = "all", _("所有行政机关")
    ABOVE_TOWNSHIP = "above_township", _("县级以上人民政府及其部门")
    TOWNSHIP = "township", _("乡镇人民政府")
    RULE_MAKERS = "rule_makers", _("有规章制定权的人民政府")
    GOVERNMENTS = "governments", _("各级人民政府")


class ItemKind(models.TextChoices):
    """What an item is, where the law treats it differently: its time limit, its validity, its row in a report."""

    GENERAL = "general", _("一般信息")
    RULES = "rules", _("规章")
    NORMATIVE = "normative", _("行政规范性文件")
    INTERPRETATION = "interpretation", _("政策解读")
    LICENCE = "licence", _("行政许可决定")
    PENALTY = "penalty", _("行政处罚决定")
    ENFORCEMENT = "enforcement", _("其他行政执法决定")
    BUDGET = "budget", _("预算、决算")
    DEPARTMENT_BUDGET = "department_budget", _("部门预算、决算")
    UNIT_BUDGET = "unit_budget", _("所属单位预算、决算")
    LAND_NOTICE = "land_notice", _("征收土地公告")
    AWARD = "award", _("采购中标、成交结果")
    CONTRACT = "contract", _("政府采购合同")


class Shape(models.TextChoices):
    """How an item of the column is filled: as a text, as one record of elements, or as a table of such records."""

    TEXT = "text", _("文章")
    RECORD = "record", _("要素表单")
    TABLE = "table", _("表格")


class UpdateInterval(models.TextChoices):
    """How often there must be something new, or a declaration that nothing has changed."""

    AS_NEEDED = "", _("有变化时更新")
    MONTH = "month", _("每月")
    QUARTER = "quarter", _("每季度")
    HALF_YEAR = "half_year", _("每半年")
    YEAR = "year", _("每年")


class FiveDisclosure(models.TextChoices):
    """The five disclosures (五公开), a second axis through the columns (中办发〔2016〕8号)."""

    NONE = "", _("未归类")
    DECISION = "decision", _("决策公开")
    EXECUTION = "execution", _("执行公开")
    MANAGEMENT = "management", _("管理公开")
    SERVICE = "service", _("服务公开")
    RESULT = "result", _("结果公开")


class Audience(models.TextChoices):
    """Who sees a column or an element."""

    PUBLIC = "public", _("向社会公开")
    INSIDE = "inside", _("仅内部可见")


class Column(models.Model):
    """A column of the board.

    Without ``organ`` every organ in its scope shows it: national columns, and local ones of the whole region.
    ``owners`` narrows it to the organs that answer for its content; ``kinds`` to the kinds of item named (none:
    any). ``time_limit`` names a period of the law that goes before the general one of art. 26, ``shortest_posting``
    one that says for how long at least a notice stays here. From the day after ``closes_on`` it stands in the
    archive: it takes no items and is still read.
    """

    code = models.CharField(_("代码"), max_length=50, unique=True)
    name = models.CharField(_("名称"), max_length=50)
    block = models.CharField(_("板块"), max_length=20, choices=Block)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级栏目")
    )
    position = models.PositiveIntegerField(_("次序"), default=0)
    statutory_item = models.CharField(_("法定事项"), max_length=10, blank=True)
    description = models.TextField(_("说明"), blank=True)
    basis = models.CharField(_("公开依据"), max_length=300, blank=True)
    scope = models.CharField(_("适用机关"), max_length=20, choices=Scope, default=Scope.ALL)
    item_kind = models.CharField(_("信息类别"), max_length=20, choices=ItemKind, default=ItemKind.GENERAL)
    kinds = models.JSONField(_("可以发布的信息类别"), default=list, blank=True)
    takes_items = models.BooleanField(_("直接发布信息"), default=True)
    shape = models.CharField(_("填写方式"), max_length=10, choices=Shape, default=Shape.TEXT)
    update_interval = models.CharField(_("更新周期"), max_length=10, choices=UpdateInterval, blank=True)
    time_limit = models.CharField(_("公开时限"), max_length=50, blank=True)
    shortest_posting = models.CharField(_("最短公示时间"), max_length=50, blank=True)
    opens_on = models.DateField(_("开放日期"), null=True, blank=True)
    closes_on = models.DateField(_("截止日期"), null=True, blank=True)
    is_special = models.BooleanField(_("专栏"), default=False)
    audience = models.CharField(_("公开范围"), max_length=10, choices=Audience, default=Audience.PUBLIC)
    five_disclosure = models.CharField(_("“五公开”类别"), max_length=10, choices=FiveDisclosure, blank=True)
    owners = models.ManyToManyField("organs.Organ", blank=True, related_name="+", verbose_name=_("责任机关"))
    organ = models.ForeignKey(
        "organs.Organ", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("所属机关")
    )
    origin = models.CharField(_("来源"), max_length=20, choices=Origin, default=Origin.NATIONAL)
    revision = models.PositiveIntegerField(_("修订"), default=0, editable=False)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("栏目")
        constraints = [
            models.CheckConstraint(
                name="national_columns_belong_to_all",
                condition=models.Q(origin="local") | models.Q(organ__isnull=True),
            ),
            models.CheckConstraint(
                name="column_closes_after_it_opened",
                condition=models.Q(opens_on__isnull=True)
                | models.Q(closes_on__isnull=True)
                | models.Q(closes_on__gte=models.F("opens_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_open_on(self, day: date) -> bool:
        """Whether the column takes items on this day: the day it closes is its last."""
        begun = self.opens_on is None or self.opens_on <= day
        return begun and not self.is_archived_on(day)

    def is_archived_on(self, day: date) -> bool:
        """Whether the column has ended by this day and stands in the archive."""
        return self.closes_on is not None and self.closes_on < day

    @property
    def archived(self) -> bool:
        """Whether the column stands in the archive today; nothing has to be done for it on the day."""
        return self.is_archived_on(today())
