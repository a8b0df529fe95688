"""The figures of a report packed into one short column, from which whole provinces are summed, and its main ones."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PackedCells(models.Model):
    """What a report says in its entered cells, as ``queries.packing`` writes it, and what a list of reports shows.

    ``cells`` hold every entered cell; the main figures stand in columns of their own (``queries.headlines``), null
    where the report does not tell them, so that the database sorts and adds them up.

    Derived from the report, never read as its source: every act that writes a report's figures writes this row in
    the same transaction, and each night what is missing or different is mended.
    """

    report = models.OneToOneField(
        "annual_reports.AnnualReport", models.CASCADE, primary_key=True, related_name="packed"
    )
    year = models.PositiveSmallIntegerField(_("年度"))
    form = models.CharField(_("格式"), max_length=20)
    cells = models.BinaryField(_("数据"))
    disclosed = models.BigIntegerField(_("主动公开"), null=True)
    received = models.BigIntegerField(_("新收申请"), null=True)
    carried_over = models.BigIntegerField(_("上年结转"), null=True)
    concluded = models.BigIntegerField(_("办理结果总计"), null=True)
    granted = models.BigIntegerField(_("予以公开"), null=True)
    carried_forward = models.BigIntegerField(_("结转下年度"), null=True)
    reconsidered = models.BigIntegerField(_("行政复议"), null=True)
    litigated = models.BigIntegerField(_("行政诉讼"), null=True)
    errors = models.PositiveIntegerField(_("错误"), default=0)
    warnings = models.PositiveIntegerField(_("提醒"), default=0)
    notes = models.PositiveIntegerField(_("说明"), default=0)

    class Meta:
        verbose_name = _("打包的报告数据")
        indexes = [models.Index(fields=["year"], name="packed_by_year")]

    def __str__(self) -> str:
        return str(self.report_id)
