"""Running numbers: one series for each name and year, without gaps and without twins."""

from __future__ import annotations

from django.db import connection, models
from django.utils.translation import gettext_lazy as _


class NumberSeries(models.Model):
    """The last number given out in one series of one year."""

    name = models.CharField(_("编号序列"), max_length=100)
    year = models.PositiveSmallIntegerField(_("年度"))
    last = models.PositiveIntegerField(_("已用到"), default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "year"], name="one_series_a_year")]
        verbose_name = _("编号序列")

    def __str__(self) -> str:
        return f"{self.name} {self.year}: {self.last}"


def next_number(series: str, year: int) -> int:
    """The next number, from 1, of ``series`` in ``year``.

    The row stays locked until the caller's transaction ends, so a number that was taken by an act that
    failed is given out again and two acts never get the same one. Raises RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"A number of {series} must be taken inside the transaction that uses it")
    row, _created = NumberSeries.objects.select_for_update().get_or_create(name=series, year=year)
    row.last += 1
    row.save(update_fields=["last"])
    return row.last
