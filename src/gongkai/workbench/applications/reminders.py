"""What somebody is reminded of: days that come near or have passed, and days that a calendar has moved."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.applications import actions, queries
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.applications.access import personal

SHOWN = 50
REMINDED = (Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD)


class ReadForm(forms.Form):
    """Up to which of those shown somebody has read."""

    until = forms.IntegerField(required=False, widget=forms.HiddenInput)
    moves_until = forms.IntegerField(required=False, widget=forms.HiddenInput)


@personal
@duty_required(*REMINDED)
def case_reminders(request: Any) -> HttpResponse:
    """The oldest unread ones; when these are read, the next come."""
    reminders = queries.unread_reminders(request.actor).order_by("pk")[:SHOWN]
    moves = queries.unread_moves(request.actor)[:SHOWN]
    read = {"until": _last(reminders), "moves_until": _last(moves)}
    context = {"reminders": reminders, "moves": moves, "form": ReadForm(initial=read)}
    return render(request, "workbench/applications/reminders.html", context)


@require_POST
@duty_required(*REMINDED)
def acknowledge_reminders(request: Any) -> HttpResponse:
    """Those that were shown are read."""
    form = ReadForm(request.POST)

    def do() -> None:
        told = {name: value or 0 for name, value in form.cleaned_data.items()}
        actions.acknowledge(by=request.actor, **told)

    act(request, form, do, done=_("已阅读。"))
    return redirect("workbench:case_reminders")


def _last(rows: Any) -> int:
    return max((one.pk for one in rows), default=0)
