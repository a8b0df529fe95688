"""The acts on a case at the desk: each its own page, and the defence file to take along."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.foundation.workflow import Refused
from gongkai.organs.queries import organ as organ_of
from gongkai.remedies import actions, queries
from gongkai.remedies.queries import WORKFLOW, RemedyCase
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.remedies.forms import FORMS, MappingForm
from gongkai.workbench.remedies.views import personal


@personal
@duty_required(Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD)
def perform(request: Any, pk: int, name: str) -> HttpResponse:
    """Ask what the act needs, and do it."""
    shown, row = _case(request, pk), WORKFLOW.transitions[name]
    form = FORMS[name](request.POST or None, initial={"seen": shown.revision})

    def do() -> None:
        getattr(actions, name)(shown, by=request.actor, **form.cleaned_data)

    if request.method == "POST" and act(request, form, do, done=_("已登记。")):
        return redirect("workbench:remedy", pk)
    return render(request, "workbench/remedies/act.html", {"case": shown, "form": form, "row": row})


@personal
@require_POST
@duty_required(Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD)
def export_defence_file(request: Any, pk: int) -> Any:
    """Everything of the application in one archive, made now and not kept."""
    shown = _case(request, pk)
    try:
        archive = actions.export_defence_file(shown, by=request.actor)
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
        return redirect("workbench:remedy", pk)
    name = f"defence-{pk}.zip"
    response = FileResponse(archive, as_attachment=True, filename=name, content_type="application/zip")
    response["X-Content-Type-Options"] = "nosniff"
    return response


@personal
@duty_required(Duty.OFFICE_HEAD)
def map_result(request: Any) -> HttpResponse:
    """In which columns this organ counts the results of its cases."""
    form = MappingForm(request.POST or None)

    def do() -> None:
        kind, _colon, result = form.cleaned_data["what"].partition(":")
        outcome = form.cleaned_data["outcome"]
        own = organ_of(request.actor.organ_id)
        actions.map_result(own, by=request.actor, kind=kind, result=result, outcome=outcome)

    if request.method == "POST" and act(request, form, do, done=_("已设定，今天起审结的案件按此统计。")):
        return redirect("workbench:map_result")
    return render(
        request,
        "workbench/remedies/mappings.html",
        {"form": form, "rows": queries.told_mappings(request.actor)},
    )


def _case(request: Any, pk: int) -> RemedyCase:
    try:
        return queries.case(request.actor, pk)
    except RemedyCase.DoesNotExist:
        raise Http404 from None
