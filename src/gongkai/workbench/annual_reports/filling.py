"""A table at the desk: each cell with its field, the way to its records, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.forms import BoundField

from gongkai.annual_reports.documents import Shown, ShownTable, figure
from gongkai.annual_reports.queries import AnnualReport, Number, evaluation_as_typed, is_explained
from gongkai.law.reports import Evaluation, Finding
from gongkai.workbench.annual_reports.forms import CellsForm


@dataclass(frozen=True)
class Filled:
    """One cell of the table at the desk; ``before`` is last year's figure, empty when there is none."""

    shown: Shown
    field: BoundField | None = None
    has_records: bool = False
    reason: str = ""
    figure: int | None = None
    broken: bool = False
    way: str = ""
    before: str = ""


def filled_rows(
    report: AnnualReport,
    table: ShownTable,
    form: CellsForm | None,
    findings: list[Finding],
    before: Mapping[str, Number],
) -> list[list[Filled]]:
    """The rows of the table; without a form everything is only shown."""
    wrong = {address for finding in findings if finding.severity != "note" for address in finding.cells}
    return [[_filled(report, cell, form, wrong, before) for cell in row] for row in table.rows]


def evaluation_of(report: AnnualReport, form: CellsForm) -> Evaluation:
    """Sums and findings of the table as it is typed; nothing of it is kept."""
    unread = form.unread
    typed = {address: form.cleaned_data[address] for address in form.addresses if address not in unread}
    return evaluation_as_typed(report, typed, unread)


def _filled(
    report: AnnualReport, cell: Shown, form: CellsForm | None, wrong: set[str], before: Mapping[str, Number]
) -> Filled:
    if not cell.is_value:
        return Filled(cell)
    field = form[cell.address] if form and cell.address in form.fields else None
    return Filled(
        shown=cell,
        field=field,
        has_records=field is None and is_explained(report, cell.address),
        reason=report.reasons.get(cell.address, ""),
        figure=report.figures.get(cell.address),
        broken=cell.address in wrong,
        before=figure(before[cell.address]) if cell.address in before else "",
    )
