"""The forms of letters at the desk: the standard docx, an office's own versions, and how each would look."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gongkai.accounts.queries import Duty
from gongkai.applications import actions, documents, queries
from gongkai.applications.documents import templates
from gongkai.applications.queries import TEMPLATES, LetterKind, LetterTemplate, TemplateState
from gongkai.foundation.documents import as_pdf
from gongkai.foundation.file_kinds import CONTENT_TYPES, FileKind
from gongkai.foundation.files import send_stored
from gongkai.foundation.workflow import Stale
from gongkai.workbench.access import duty_required
from gongkai.workbench.acting import act
from gongkai.workbench.applications.access import PAPER_READERS, own, personal
from gongkai.workbench.applications.letter_forms import ActOnTemplate, TemplateForm

TONES = {TemplateState.DRAFT: "warning", TemplateState.IN_USE: "good", TemplateState.RETIRED: "calm"}
DONE = {
    "adopt_template": _("模板已启用，此后签发的这种文书都用它。"),
    "retire_template": _("模板已停用，此后签发的这种文书用标准格式。"),
}


@personal
@duty_required(*PAPER_READERS)
def registration_sheet(request: Any, number: str) -> HttpResponse:
    """The office's own sheet of an application, to be worked on by hand; made now and kept nowhere."""
    content = as_pdf(documents.registration_sheet(own(request, number)))
    return _file(content, FileKind.PDF, f"registration-{number}.pdf")


@duty_required(Duty.OFFICE_HEAD)
def letter_templates(request: Any) -> HttpResponse:
    """Every kind of letter with the form that it is issued in now."""
    newest: dict[str, LetterTemplate] = {}
    for one in queries.templates_of(request.actor):
        if one.state == TemplateState.IN_USE or one.kind not in newest:
            newest[one.kind] = one
    rows = [(kind, *_shown(newest.get(kind))) for kind in map(LetterKind, templates.TEMPLATED)]
    return render(request, "workbench/applications/letter_templates.html", {"rows": rows})


@duty_required(Duty.OFFICE_HEAD)
def letter_template(request: Any, kind: str) -> HttpResponse:
    """One kind: what its form must hold, the standard docx, the versions, and the way to bring another."""
    letter = _kind(kind)
    form = TemplateForm(request.POST or None, request.FILES or None)
    made: list[LetterTemplate] = []

    def do() -> None:
        file = form.cleaned_data["upload"]
        made.append(actions.upload_template(request.organ, letter.value, file=file, by=request.actor))

    done = _("模板已通过检查。请看过示例后启用；启用之前，文书仍按原来的格式签发。")
    if request.method == "POST" and act(request, form, do, done=done):
        return redirect("workbench:letter_template", kind)
    return _show(request, letter, form)


@require_POST
@duty_required(Duty.OFFICE_HEAD)
def perform_template(request: Any, kind: str, version: int, name: str) -> HttpResponse:
    """Put a version in use, or out of it."""
    shown, form = _own(request, kind, version), ActOnTemplate(request.POST)

    def do() -> None:
        try:
            getattr(actions, name)(shown, by=request.actor, **form.cleaned_data)
        except Stale as stale:
            # A second click on the same button finds the act done already, and that is well.
            first = [(entry.user_id, entry.verb) for entry in stale.entries[:1]]
            if first != [(request.actor.user_id, f"applications.{name}")]:
                raise

    if act(request, form, do, done=DONE[name]):
        return redirect("workbench:letter_template", kind)
    return _show(request, _kind(kind), TemplateForm(), tried=form)


@duty_required(Duty.OFFICE_HEAD)
def standard_docx(request: Any, kind: str) -> HttpResponse:
    """The docx that an office begins with."""
    content = templates.standard_template(_kind(kind).value)
    return _file(content, FileKind.DOCX, f"{kind}.docx")


@duty_required(Duty.OFFICE_HEAD)
def template_docx(request: Any, kind: str, version: int) -> Any:
    """A version as it was uploaded."""
    return send_stored(_own(request, kind, version).file)


@duty_required(Duty.OFFICE_HEAD)
def template_example(request: Any, kind: str, version: int, form: str) -> HttpResponse:
    """An invented letter in this version, as it would be issued; version 0 is the standard form."""
    letter = _kind(kind)
    if form not in ("pdf", "docx"):
        raise Http404
    chosen = _own(request, kind, version) if version else None
    if chosen is not None and not chosen.file.is_servable:
        raise Http404
    example = templates.example_letter(request.organ, letter.value)
    content = templates.files_of(example, chosen)[form]
    return _file(content, FileKind(form), f"{kind}-{version}.{form}")


def _file(content: bytes, kind: FileKind, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=CONTENT_TYPES[kind])
    shown = "inline" if kind == FileKind.PDF else "attachment"
    response["Content-Disposition"] = f'{shown}; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _kind(kind: str) -> LetterKind:
    if kind not in templates.TEMPLATED:
        raise Http404
    return LetterKind(kind)


def _own(request: Any, kind: str, version: int) -> LetterTemplate:
    try:
        return queries.template_of(request.actor, kind, version)
    except LetterTemplate.DoesNotExist:
        raise Http404 from None


def _shown(template: LetterTemplate | None) -> tuple[LetterTemplate | None, str]:
    return template, TONES[TemplateState(template.state)] if template else "calm"


def _show(request: Any, letter: LetterKind, form: TemplateForm, tried: Any = None) -> HttpResponse:
    rows = [
        (
            one,
            TONES[TemplateState(one.state)],
            [(step.name, step.label) for step in TEMPLATES.open_to(one, request.actor)],
        )
        for one in queries.templates_of(request.actor).filter(kind=letter)
    ]
    required = templates.required(letter.value)
    context = {
        "kind": letter,
        "rows": rows,
        "form": form,
        "tried": tried,
        "places": [
            (name, templates.EXPLAINED[name], name in required) for name in templates.allowed(letter.value)
        ],
    }
    return render(request, "workbench/applications/letter_template.html", context)
