"""The catalogue at the desk: the columns of the organ's board with what is in them, and each column by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from gongkai.catalogue import queries
from gongkai.catalogue.queries import Column
from gongkai.disclosure.queries import DUTIES, counts_at_work, public_totals
from gongkai.foundation.ledger import history_of
from gongkai.foundation.wording import listed
from gongkai.workbench.access import duty_required
from gongkai.workbench.catalogue.shown import shown_column, told_of


@dataclass(frozen=True)
class ShownColumn:
    """One line of the tree: how many items are out in the column, how many on their way, and who answers for it."""

    column: Column
    is_lower: bool
    public: int
    at_work: int
    owners: str


@duty_required(*DUTIES)
def columns(request: Any) -> HttpResponse:
    """The four blocks with their columns and what is in them, and the columns that have ended."""
    public, at_work = public_totals(request.organ, inside=True), counts_at_work(request.actor)
    named = queries.named_owners()

    def shown(one: Column, is_lower: bool) -> ShownColumn:
        own = [one.organ.short_name] if one.organ else []
        owners = listed(named.get(one.pk, own))
        return ShownColumn(one, is_lower, public.get(one.pk, 0), at_work.get(one.pk, 0), owners)

    blocks = [
        (
            block.label,
            [shown(one, one is not branch.column) for branch in block.branches for one in branch.walk()],
        )
        for block in queries.board_columns(request.organ, inside=True)
    ]
    context = {"blocks": blocks, "archived": queries.archived_columns(request.organ)}
    return render(request, "workbench/catalogue/columns.html", context)


@duty_required(*DUTIES)
def column(request: Any, code: str) -> HttpResponse:
    """One column: what it asks of its items, by when, of whom; and what may be done with it."""
    shown = shown_column(request, code)
    keeps_region = queries.may_keep(None, request.actor)
    context = {
        "column": shown,
        "facts": told_of(shown, [owner.short_name for owner in shown.owners.all()]),
        "elements": queries.elements_of(shown.pk, retired=True),
        "entries": queries.entries_of(shown),
        "may_change": queries.may_change(shown, request.actor),
        "may_add_element": queries.may_keep(shown.organ_id, request.actor),
        "may_name_owners": shown.organ_id is None and keeps_region,
        "moments": history_of(shown),
    }
    return render(request, "workbench/catalogue/column.html", context)
