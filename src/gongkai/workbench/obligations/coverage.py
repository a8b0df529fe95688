"""The coverage matrix for the office that watches over other organs: who has done what, and whom to chase."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.foundation.workflow import Refused
from gongkai.obligations import actions, documents, queries
from gongkai.obligations.workflow import READERS
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.obligations.forms import CoverageForm, NoteForm
from gongkai.workbench.obligations.words import cell_marks, marks, tiles

KEPT = ("year", "group", "status", "within", "q", "obligation")
ONE, ALL = "chosen", "missing"


@duty_required(*READERS)
def coverage(request: Any) -> HttpResponse:
    """The matrix of one's own organ and all under it."""
    return _show(request, NoteForm())


@require_POST
@duty_required(Duty.OFFICE_HEAD)
def chase(request: Any) -> HttpResponse:
    """Chase the chosen organs, or all that are late, with a note."""
    form = NoteForm(request.POST)
    count = 0

    def do() -> None:
        nonlocal count
        count = actions.chase(_to_chase(request), by=request.actor, note=form.cleaned_data["note"])

    if act(request, form, do):
        messages.success(request, _("已催办%(n)s项，对方可以在工作台看到。") % {"n": count})
        return redirect(f"{reverse('workbench:coverage')}?{_kept(request.POST)}")
    return _show(request, form)


@duty_required(*READERS)
def coverage_file(request: Any, kind: str) -> HttpResponse:
    """The matrix with all organs that the filters choose, as a file."""
    try:
        made = documents.coverage_file(request.organ, _filters(request, request.GET).filters(), kind)
    except KeyError:
        raise Http404 from None
    response = HttpResponse(made.content, content_type=made.content_type)
    response["Content-Disposition"] = content_disposition_header(True, made.name)
    return response


def _to_chase(request: Any) -> list[queries.Owing]:
    filters = _filters(request, request.POST).filters()
    owed = queries.still_open(queries.chosen_owings(request.organ, filters))
    owed = owed.filter(obligation__keeper__path__startswith=request.organ.path)
    owed = queries.with_status(owed).filter(status=queries.Status.MISSING)
    if request.POST.get("whom") == ONE:
        chosen = [int(pk) for pk in request.POST.getlist("organs") if pk.isdecimal()]
        if not chosen:
            raise Refused(_("请先勾选要催办的机关。"))
        owed = owed.filter(organ_id__in=chosen)
    return list(owed.select_related("obligation__keeper"))


def _filters(request: Any, data: Any) -> CoverageForm:
    return CoverageForm(data, years=queries.years_owed(request.organ))


def _kept(data: Any) -> str:
    """The filters of this page, to be carried on."""
    return urlencode({name: data[name] for name in KEPT if data.get(name)})


def _show(request: Any, note: NoteForm) -> HttpResponse:
    data = request.POST if request.method == "POST" else request.GET
    form = _filters(request, data)
    filters = form.filters()
    shown = queries.matrix(request.organ, filters, request.GET)
    here = reverse("workbench:coverage")
    rows = [
        (
            row,
            [cell_marks(cell, row, heading) for cell, heading in zip(row.cells, shown.headings, strict=True)],
            marks(row.counts),
        )
        for row in shown.rows
    ]
    context = {
        "form": form,
        "filters": filters,
        "matrix": shown,
        "headings": [(one, marks(one.counts)) for one in shown.headings],
        "rows": rows,
        "totals": marks(shown.totals, f"{here}?year={filters.year or 'all'}&status="),
        "tiles": tiles(queries.forecast(request.organ), here),
        "note": note,
        "kept": _kept(data),
        "carried": [(name, data[name]) for name in KEPT if data.get(name)],
        "may_chase": request.actor.duty == Duty.OFFICE_HEAD,
    }
    return render(request, "workbench/obligations/coverage.html", context)
