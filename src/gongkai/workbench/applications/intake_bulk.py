"""Keying in many applications from a workbook: look at every row first, then each becomes an application.

Between the two steps nothing is kept on the server: the sound rows travel in the page, sealed.
"""

from __future__ import annotations

import json
import secrets
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.applications import actions, queries
from gongkai.applications.queries import IntakeBatch, SheetRow
from gongkai.foundation.moment import now
from gongkai.foundation.sealed import CannotOpen, seal, unseal
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.applications.access import personal
from gongkai.workbench.applications.words import shortened

HOURS = timedelta(hours=4)
LONGEST_TOKEN = 8 * 1024 * 1024  # below what a form may bring (DATA_UPLOAD_MAX_MEMORY_SIZE)
RECENT, ROWS_SHOWN = 10, 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UploadForm(forms.Form):
    """The filled template."""

    file = forms.FileField(
        label=_("填好的 Excel 文件"),
        help_text=_("xlsx 格式，一行一件，使用下载的模板。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )


class ConfirmForm(forms.Form):
    """The sound rows as they were shown, and whether the others may be left out."""

    told = forms.CharField(widget=forms.HiddenInput)
    skip = forms.BooleanField(label=_("跳过有错误的行，只录入没有错误的行"), required=False)

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_told(self) -> dict[str, Any]:
        """What was shown to this person. An old or altered page must be looked at again."""
        try:
            told: dict[str, Any] = json.loads(unseal(self.cleaned_data["told"]))
        except (CannotOpen, ValueError):
            told = {}
        if told.get("for") != _whose(self.actor) or told["until"] < now().timestamp():
            raise ValidationError(_("预览已过期，请重新选择文件。"))
        return told

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "told" in said and said["told"]["left_out"] and not said.get("skip"):
            self.add_error("skip", _("有错误的行不会录入。请改好后重新上传，或者勾选跳过。"))
        return said


@personal
@duty_required(Duty.APPLICATION_HANDLER)
def take_in_many(request: Any) -> HttpResponse:
    """Upload a workbook, look at it, confirm."""
    if "told" in request.POST:
        return _confirm(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    read: list[SheetRow] = []

    def do() -> None:
        file = form.cleaned_data["file"]
        read.extend(queries.read_intake_sheet(file.name, file.read(), organ=request.organ))

    if request.method == "POST" and act(request, form, do):
        return _preview(request, form, read)
    return _ask(request, form)


def _ask(request: Any, form: UploadForm) -> HttpResponse:
    recent = queries.batches_of(request.actor)[:RECENT]
    return render(request, "workbench/applications/take_in_many.html", {"form": form, "recent": recent})


def _preview(request: Any, form: UploadForm, rows: list[SheetRow]) -> HttpResponse:
    sound = [row for row in rows if row.is_sound]
    told = seal(
        json.dumps(
            {
                "for": _whose(request.actor),
                "until": (now() + HOURS).timestamp(),
                "token": secrets.token_hex(actions.TOKEN_BYTES),
                "left_out": len(rows) - len(sound),
                "rows": [actions.sheet_content(row) for row in sound],
            },
            ensure_ascii=False,
        )
    )
    if len(told) > LONGEST_TOKEN:
        form.add_error("file", _("内容过多，一次预览不下。请分成几个文件后分别录入。"))
        return _ask(request, form)
    context = {
        "rows": [(row, shortened(row.values["description"] or "")) for row in rows],
        "sound": len(sound),
        "left_out": len(rows) - len(sound),
        "confirm": ConfirmForm(initial={"told": told}, actor=request.actor),
    }
    return render(request, "workbench/applications/take_in_many_preview.html", context)


def _confirm(request: Any) -> HttpResponse:
    form = ConfirmForm(request.POST, actor=request.actor)
    begun: list[IntakeBatch] = []

    def do() -> None:
        told = form.cleaned_data["told"]
        made = actions.take_in_many(request.organ, told["rows"], by=request.actor, token=told["token"])
        begun.append(made)

    if act(request, form, do):
        return redirect("workbench:intake_batch", begun[0].pk)
    return render(request, "workbench/applications/take_in_many_preview.html", {"confirm": form})


@duty_required(Duty.APPLICATION_HANDLER)
def intake_template(request: Any) -> HttpResponse:
    """The empty workbook."""
    response = HttpResponse(queries.intake_template(), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="applications.xlsx"'
    return response


@personal
@duty_required(Duty.APPLICATION_HANDLER)
def intake_batch(request: Any, pk: int) -> HttpResponse:
    """How far the rows are; numbers and codes of what was taken in, to be told to the applicants."""
    batch = _own(request, pk)
    page = Paginator(queries.rows_of(batch), ROWS_SHOWN).get_page(request.GET.get("page"))
    context = {"batch": batch, "progress": queries.progress_of(batch), "page": page}
    return render(request, "workbench/applications/intake_batch.html", context)


@require_POST
@duty_required(Duty.APPLICATION_HANDLER)
def clear_codes(request: Any, pk: int) -> HttpResponse:
    """The codes have been handed out: drop them."""
    batch = _own(request, pk)
    act(
        request,
        forms.Form({}),
        lambda: actions.clear_codes(batch, by=request.actor),
        done=_("查询码已清除。"),
    )
    return redirect("workbench:intake_batch", pk)


def _own(request: Any, pk: int) -> IntakeBatch:
    try:
        return queries.batch_of(request.actor, pk)
    except IntakeBatch.DoesNotExist:
        raise Http404 from None


def _whose(actor: Any) -> list[int]:
    return [actor.user_id, actor.organ_id]
