"""What the annual report takes from the applications: the records behind table 3, and the fees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, FilteredRelation, Q, Sum

from gongkai.applications.models import Application, FeeNotice
from gongkai.law.reports import NoSuchForm, form_for_year


def table3_records(organ: Any, year: int) -> dict[str, list[int]]:
    """The applications behind each entered cell of table 3, by cell address (B-20 to B-58).

    ``{"applications.results.partial.natural": [12, 31], …}``: every entered cell of the year's form is there,
    an empty list being a known zero. New and carried-over applications are those received in law (art. 31)
    in the year or before it; one application counts in one row, with the first closing that stood at the end of
    its year (see ``models.Closing``); a supplement or a second decision makes no second application.
    Years whose form has no table 3 give an empty mapping.
    """
    try:
        entered = form_for_year(year).entered
    except NoSuchForm:
        return {}
    records: dict[str, list[int]] = {cell: [] for cell in entered if cell.startswith("applications.")}
    if not records:
        return {}
    first, last = date(year, 1, 1), date(year, 12, 31)
    counted = Application.objects.filter(organ_id=organ.pk, received_on__lte=last)
    counted = counted.annotate(closing=FilteredRelation("closings", condition=Q(closings__counts=True)))
    counted = counted.filter(Q(closing__on__isnull=True) | Q(closing__on__gte=first))
    fields = ("pk", "applicant_kind", "received_on", "closing__on", "closing__outcome")
    rows = counted.order_by("received_on", "pk").values_list(*fields)
    for pk, column, received_on, closed_on, outcome in rows:
        came = "received" if received_on >= first else "carried_over"
        went = "carried_forward"
        if closed_on and closed_on <= last:
            went = _result_row(records, outcome, column)
        for row in (came, went):
            records[f"applications.{row}.{column}"].append(pk)
    return records


def _result_row(records: dict[str, list[int]], outcome: str, column: str) -> str:
    """The form of 2019 has one row for all that is otherwise handled (B-70)."""
    row = f"results.{outcome}"
    return row if f"applications.{row}.{column}" in records else f"results.{outcome.partition('.')[0]}"


@dataclass(frozen=True)
class FeeFigures:
    """The fees of a year: how many notices, what they asked for, and what was paid, in yuan."""

    notices: int
    asked: int
    received: int


def fee_figures(organ: Any, year: int) -> FeeFigures:
    """What the annual report must say about fees (B-05): a notice and its payment count each in its own year."""
    served, paid = Q(served_on__year=year), Q(paid_on__year=year)
    counted = FeeNotice.objects.filter(application__organ_id=organ.pk).aggregate(
        notices=Count("pk", filter=served),
        asked=Sum("amount", filter=served, default=0),
        received=Sum("amount", filter=paid, default=0),
    )
    return FeeFigures(**counted)
