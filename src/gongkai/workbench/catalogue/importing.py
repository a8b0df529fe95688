"""Importing standard catalogues from Excel in two steps: look at every row first, then store the sound ones.

Between the two steps nothing is kept on the server: the sound rows travel in the page, signed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from gongkai.accounts.queries import Duty
from gongkai.catalogue import actions, queries
from gongkai.catalogue.queries import Change, StandardBook, StandardRow, StandardSheet
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act

SALT = "catalogue.import"
HOURS = 4
LONGEST_TOKEN = 8 * 1024 * 1024  # below what a form may bring (DATA_UPLOAD_MAX_MEMORY_SIZE)


class UploadForm(forms.Form):
    """The workbook, and of which field it is if its sheets do not say so."""

    file = forms.FileField(
        label=_("Excel 文件"),
        help_text=_("xlsx 格式，两行表头的标准目录；一个工作表一个领域。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )
    field = forms.ChoiceField(label=_("领域"), required=False)
    edition = forms.CharField(
        label=_("版本"),
        max_length=50,
        required=False,
        help_text=_("例如：2026年版。不填的，保留原来的版本。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = [(field.code, field.name) for field in queries.grassroots_fields().values()]
        self.fields["field"].choices = [("", _("按工作表名称识别")), *fields]  # type: ignore[attr-defined]

    def read(self) -> StandardBook:
        """What the workbook says. Raises Refused."""
        file = self.cleaned_data["file"]
        return queries.read_standard_book(file.name, file.read(), field=self.cleaned_data["field"])


class ConfirmForm(forms.Form):
    """The sound rows as they were shown, and whether the others may be left out."""

    token = forms.CharField(widget=forms.HiddenInput)
    skip_errors = forms.BooleanField(label=_("跳过有错误的行，只导入没有错误的行"), required=False)

    def clean_token(self) -> dict[str, Any]:
        """What was shown. An old or altered page must be looked at again."""
        try:
            told: dict[str, Any] = signing.loads(self.cleaned_data["token"], salt=SALT, max_age=HOURS * 3600)
        except signing.BadSignature as error:
            raise ValidationError(_("预览已过期，请重新选择文件。")) from error
        return told


@duty_required(Duty.OFFICE_HEAD)
def import_entries(request: Any) -> HttpResponse:
    """Upload a workbook, look at it, confirm."""
    if "token" in request.POST:
        return _confirm(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    read: list[StandardBook] = []
    if request.method == "POST" and act(request, form, lambda: read.append(form.read())):
        return _preview(request, form, read[0])
    context = {"form": form, "may_import": queries.may_keep(None, request.actor)}
    return render(request, "workbench/catalogue/import_entries.html", context)


def _preview(request: Any, form: UploadForm, book: StandardBook) -> HttpResponse:
    told = {"rows": book.sound, "left_out": book.errors, "edition": form.cleaned_data["edition"]}
    token = signing.dumps(told, salt=SALT, compress=True)
    if len(token) > LONGEST_TOKEN:
        form.add_error("file", _("内容过多，一次预览不下。请按领域分成几个文件后分别导入。"))
        return render(request, "workbench/catalogue/import_entries.html", {"form": form, "may_import": True})
    context = {
        "sheets": list(_compared(book)),
        "sound": len(book.sound),
        "errors": book.errors,
        "confirm": ConfirmForm(initial={"token": token}),
    }
    return render(request, "workbench/catalogue/import_preview.html", context)


def _confirm(request: Any) -> HttpResponse:
    form = ConfirmForm(request.POST)
    done: list[actions.Imported] = []

    def store() -> None:
        told = form.cleaned_data["token"]
        skip = form.cleaned_data["skip_errors"]
        done.append(actions.import_entries(told.pop("rows"), by=request.actor, skip_errors=skip, **told))

    if act(request, form, store):
        result = vars(done[0])
        said = _("导入完成：新增%(added)s项，修改%(changed)s项，%(same)s项与已有的相同。") % result
        messages.success(request, said)
        return redirect("workbench:standard_fields")
    return render(request, "workbench/catalogue/import_preview.html", {"confirm": form})


def _compared(book: StandardBook) -> Iterator[tuple[StandardSheet, list[tuple[StandardRow, str, str]]]]:
    """Each sheet with its rows, and what an import would do with each: a word and its tone."""
    outcomes = queries.changes(book.sound)
    for sheet in book.sheets:
        rows = []
        for row in sheet.rows:
            stored = row.is_sound and sheet.field
            word, tone = _outcome(next(outcomes)) if stored else (_("不导入"), "danger")
            rows.append((row, str(word), tone))
        yield sheet, rows


def _outcome(change: Change) -> tuple[Any, str]:
    if change.is_national:
        return _("与国家目录相同，不重复导入"), "calm"
    if change.entry is None:
        return _("新增"), "good"
    return (_("与已有的相同"), "calm") if change.is_same else (_("修改"), "info")
