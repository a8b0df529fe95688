"""The table of a draft: the empty workbook to fill in, the filled one taken in whole or not at all, its first rows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from gongkai.accounts.queries import Duty
from gongkai.catalogue.queries import Shape, elements_of
from gongkai.disclosure import actions, queries
from gongkai.disclosure.actions.sheets import TableRefused, fill_table
from gongkai.disclosure.documents.sheets import FILES, empty_table
from gongkai.disclosure.queries.sheets import TOLD_PROBLEMS, CellProblem, ReadTable, shown_rows
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.disclosure.drafting_elements import chosen_column
from gongkai.workbench.disclosure.shown import as_download, shown_item

PREVIEWED = 20


class TableForm(forms.Form):
    """A filled workbook."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    workbook = forms.FileField(
        label=_("填好的表格"),
        help_text=_("xlsx 或者 csv。逐格核对，有一处不符就整张不收，并列出每一处。"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )


class RemoveTableForm(forms.Form):
    """That the table is to be taken off the draft."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


@require_GET
@duty_required(Duty.SUBMITTER)
def empty_workbook(request: Any, column_id: int) -> HttpResponse:
    """The workbook with the headings of the column, to be filled in."""
    column = chosen_column(column_id)
    if column is None or column.shape != Shape.TABLE:
        raise Http404
    name = _t("%(column)s（空白表格）.xlsx") % {"column": column.name}
    return as_download(empty_table(elements_of(column.pk)), FILES["xlsx"], name)


@duty_required(Duty.SUBMITTER)
def item_table(request: Any, pk: int) -> HttpResponse:
    """Upload the table of a draft, look at its first rows, replace it or take it off."""
    shown = shown_item(request, pk)
    wrong: tuple[CellProblem, ...] = ()
    removing = request.method == "POST" and request.POST.get("do") == "remove"
    form = (RemoveTableForm if removing else TableForm)(
        request.POST or None, request.FILES or None, initial={"seen": shown.revision}
    )
    if request.method == "POST":
        try:
            if act(request, form, lambda: _change(request, form, shown, removing)):
                return redirect("workbench:item_table", pk=shown.pk)
        except _Wrong as found:
            wrong = found.problems
        shown = shown_item(request, pk)
    return render(request, "workbench/disclosure/draft_table.html", _context(shown, form, wrong))


class _Wrong(Exception):
    """Cells that cannot be taken in; each has its line on the page."""

    def __init__(self, problems: tuple[CellProblem, ...]) -> None:
        self.problems = problems


def _change(request: Any, form: forms.Form, shown: queries.InformationItem, removing: bool) -> None:
    seen = form.cleaned_data["seen"]
    if removing:
        actions.edit(shown, by=request.actor, seen=seen, sheet_id=None)
        messages.success(request, _("表格已移除。"))
        return
    try:
        read = fill_table(shown, by=request.actor, upload=form.cleaned_data["workbook"], seen=seen)
    except TableRefused as refused:
        raise _Wrong(refused.read.problems) from refused
    _tell(request, read)


def _tell(request: Any, read: ReadTable) -> None:
    messages.success(request, _("表格已收入草稿，共%(count)s行，请核对。") % {"count": len(read.rows)})
    for note in read.notes:
        messages.info(request, note)


def _context(
    shown: queries.InformationItem, form: forms.Form, wrong: tuple[CellProblem, ...]
) -> dict[str, Any]:
    columns, rows = shown_rows(shown.sheet, inside=True) if shown.sheet else ([], [])
    form.initial["seen"] = shown.revision
    takes_table = shown.column is not None and shown.column.shape == Shape.TABLE
    return {
        "item": shown,
        "form": form if isinstance(form, TableForm) else TableForm(initial={"seen": shown.revision}),
        "refused": form,
        "wrong": wrong[:TOLD_PROBLEMS],
        "wrong_count": len(wrong),
        "takes_table": takes_table,
        "asked": elements_of(shown.column.pk) if shown.column and takes_table else [],
        "columns": columns,
        "rows": rows[:PREVIEWED],
        "row_count": len(rows),
    }
