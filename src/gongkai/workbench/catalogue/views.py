"""The catalogue at the desk: the columns of the organ's board with what is in them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.catalogue import actions, queries
from gongkai.disclosure.queries import DUTIES, counts_at_work, public_counts
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.catalogue.forms import ColumnForm


@duty_required(*DUTIES)
def columns(request: Any) -> HttpResponse:
    """The four blocks with their columns: how many items are public in each, how many on their way."""
    public, at_work = public_counts(request.organ), counts_at_work(request.actor)
    blocks = [
        (
            block.label,
            [
                (one, one.pk != branch.column.pk, public.get(one.pk, 0), at_work.get(one.pk, 0))
                for branch in block.branches
                for one in branch.walk()
            ],
        )
        for block in queries.board_columns(request.organ)
    ]
    return render(request, "workbench/catalogue/columns.html", {"blocks": blocks})


@duty_required(Duty.OFFICE_HEAD)
def add_column(request: Any) -> HttpResponse:
    """Add a column of the organ's own (art. 12)."""
    form = ColumnForm(request.POST or None, organ=request.organ)

    def add() -> None:
        actions.add_column(by=request.actor, organ_id=request.organ.pk, **form.cleaned_data)

    if request.method == "POST" and act(request, form, add, done=_("栏目已增设。")):
        return redirect("workbench:columns")
    return render(request, "workbench/catalogue/add_column.html", {"form": form})
