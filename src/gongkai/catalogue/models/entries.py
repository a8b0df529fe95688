"""The standard catalogues of the grassroots fields (基层政务公开标准目录; 国办发〔2019〕54号)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.catalogue.models.columns import Column, Origin


class Method(models.TextChoices):
    """How the matter becomes public; exactly one is ticked."""

    PROACTIVE = "proactive", _("主动")
    UPON_APPLICATION = "upon_application", _("依申请")


class TimeUnit(models.TextChoices):
    """In what the time limit is counted; the last three have no number."""

    WORKING_DAY = "working_day", _("个工作日")
    CALENDAR_DAY = "calendar_day", _("日")
    MONTH = "month", _("个月")
    YEAR = "year", _("年")
    AT_ONCE = "at_once", _("实时")
    PROMPTLY = "promptly", _("及时")
    LASTING = "lasting", _("长期")


class StandardEntry(models.Model):
    """One row of a standard catalogue; national rows are not edited, local ones stand beside them.

    ``nth`` tells apart the rows that divide one second-level matter. ``time_limit`` is what the row says; amount
    and unit are what could be read from it. ``checked`` is False while nobody has compared a national row with
    the ministry's own file; ``note`` says so. A local row that is used no longer is ``retired``, not deleted.
    """

    field = models.CharField(_("领域"), max_length=30)
    origin = models.CharField(_("来源"), max_length=20, choices=Origin, default=Origin.LOCAL)
    edition = models.CharField(_("版本"), max_length=50, blank=True)
    position = models.PositiveIntegerField(_("序号"), default=0)
    first_level = models.CharField(_("一级事项"), max_length=100)
    second_level = models.CharField(_("二级事项"), max_length=100, blank=True)
    nth = models.PositiveSmallIntegerField(default=1)
    content = models.TextField(_("公开内容（要素）"))
    basis = models.TextField(_("公开依据"), blank=True)
    time_limit = models.CharField(_("公开时限"), max_length=300, blank=True)
    time_amount = models.PositiveSmallIntegerField(null=True, blank=True)
    time_unit = models.CharField(max_length=20, choices=TimeUnit, blank=True)
    subject = models.CharField(_("公开主体"), max_length=200, blank=True)
    channels = models.JSONField(_("公开渠道和载体"), default=list, blank=True)
    for_all = models.BooleanField(_("全社会"), default=True)
    for_group = models.BooleanField(_("特定群体"), default=False)
    group = models.CharField(_("群体名称"), max_length=100, blank=True)
    method = models.CharField(_("公开方式"), max_length=20, choices=Method, default=Method.PROACTIVE)
    county = models.BooleanField(_("县级"), default=True)
    township = models.BooleanField(_("乡级"), default=False)
    checked = models.BooleanField(_("已核对原文"), default=True)
    note = models.CharField(_("备注"), max_length=300, blank=True)
    column = models.ForeignKey(
        Column, models.SET_NULL, null=True, blank=True, related_name="entries", verbose_name=_("对应栏目")
    )
    retired = models.BooleanField(_("已停用"), default=False)
    revision = models.PositiveIntegerField(_("修订"), default=0, editable=False)

    class Meta:
        ordering = ["field", "origin", "position", "pk"]
        verbose_name = _("标准目录事项")
        indexes = [models.Index(fields=["field", "position"], name="entry_field")]
        constraints = [
            models.UniqueConstraint(
                name="entry_once_in_its_field",
                fields=["field", "origin", "first_level", "second_level", "nth"],
            )
        ]

    def __str__(self) -> str:
        return "／".join(filter(None, [self.first_level, self.second_level]))
