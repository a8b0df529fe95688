"""Keeping the packed figures beside the reports true."""

from typing import Any

from django.db import transaction

from gongkai.annual_reports.models import AnnualReport, PackedCells
from gongkai.annual_reports.queries.headlines import HEADLINES
from gongkai.annual_reports.queries.packing import packed

BATCH = 500
SAID = ("year", "form", "cells", *HEADLINES)


def pack_figures(report: AnnualReport) -> None:
    """Write what the report says now; within the act that made it say so."""
    made = packed(report)
    PackedCells.objects.update_or_create(
        report_id=report.pk, defaults={name: getattr(made, name) for name in SAID}
    )


def repack() -> int:
    """Mend each row that is missing or says something else than its report; how many there were."""
    keys = list(AnnualReport.objects.order_by("pk").values_list("pk", flat=True))
    return sum(_repack(keys[start : start + BATCH]) for start in range(0, len(keys), BATCH))


@transaction.atomic
def _repack(keys: list[int]) -> int:
    reports = AnnualReport.objects.select_for_update().filter(pk__in=keys)
    reports = reports.only("pk", "year", "form", "figures", "cells", "imported", "reading", "explanations")
    kept = {row.report_id: _said(row) for row in PackedCells.objects.filter(pk__in=keys)}
    made = [packed(report) for report in reports]
    wrong = [row for row in made if kept.get(row.report_id) != _said(row)]
    PackedCells.objects.bulk_create(
        wrong, update_conflicts=True, unique_fields=["report"], update_fields=SAID
    )
    return len(wrong)


def _said(row: PackedCells) -> list[Any]:
    return [bytes(row.cells) if name == "cells" else getattr(row, name) for name in SAID]
