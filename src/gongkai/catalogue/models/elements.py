"""What a column asks of each of its items: the elements make the form, and the headings of a table."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.catalogue.models.columns import Audience, Column, Origin


class ElementKind(models.TextChoices):
    """What may be filled in."""

    TEXT = "text", _("短文本")
    LONG_TEXT = "long_text", _("长文本")
    NUMBER = "number", _("数字")
    MONEY = "money", _("金额")
    DAY = "day", _("日期")
    CHOICE = "choice", _("单选")
    ORGAN = "organ", _("机关")
    YES_NO = "yes_no", _("是否")
    URL = "url", _("网址")


class Element(models.Model):
    """One thing that an item of the column says, or one heading of its table.

    A retired element is asked of no new item; what was filled in under it keeps its name.
    """

    column = models.ForeignKey(Column, models.CASCADE, related_name="elements", verbose_name=_("栏目"))
    code = models.SlugField(_("代码"), max_length=50)
    name = models.CharField(_("名称"), max_length=50)
    kind = models.CharField(_("类型"), max_length=10, choices=ElementKind, default=ElementKind.TEXT)
    required = models.BooleanField(_("必填"), default=False)
    audience = models.CharField(_("公开范围"), max_length=10, choices=Audience, default=Audience.PUBLIC)
    choices = models.JSONField(_("选项"), default=list, blank=True)
    unit = models.CharField(_("单位"), max_length=20, blank=True)
    position = models.PositiveIntegerField(_("次序"), default=0)
    description = models.CharField(_("填写说明"), max_length=300, blank=True)
    origin = models.CharField(_("来源"), max_length=20, choices=Origin, default=Origin.NATIONAL)
    retired = models.BooleanField(_("停用"), default=False)
    revision = models.PositiveIntegerField(_("修订"), default=0, editable=False)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("要素")
        constraints = [models.UniqueConstraint(name="element_code_in_column", fields=["column", "code"])]

    def __str__(self) -> str:
        return self.name
