"""Letters and files of an application, for those at the desk who may read them."""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.http import Http404
from django.urls import reverse

from gongkai.accounts.queries import Duty
from gongkai.applications.queries import Application, AttachmentKind
from gongkai.foundation.files import send_stored
from gongkai.foundation.templatetags.shown import FileLink, file_link
from gongkai.workbench.access import duty_required
from gongkai.workbench.applications.access import PAPER_READERS, own, personal

# An opened identity paper can be looked at for so long after the reason was given.
PASS_SECONDS = 600
SALT = "gongkai.identity_file"


@personal
@duty_required(*PAPER_READERS)
def letter(request: Any, number: str, pk: int, kind: str) -> Any:
    """A letter as it was issued, as PDF or docx."""
    found = next((one for one in own(request, number).letters.all() if one.pk == pk), None)
    if found is None or kind not in ("pdf", "docx"):
        raise Http404
    return send_stored(found.pdf if kind == "pdf" else found.docx)


@personal
@duty_required(*PAPER_READERS)
def attachment(request: Any, number: str, pk: int) -> Any:
    """A file of the application; identity papers open only with a reason."""
    found = next((one for one in own(request, number).attachments.all() if one.pk == pk), None)
    if found is None or found.kind == AttachmentKind.IDENTITY:
        raise Http404
    return send_stored(found.file)


@personal
@duty_required(Duty.APPLICATION_HANDLER, Duty.OFFICE_HEAD)
def identity_file(request: Any, number: str, pass_: str) -> Any:
    """An identity paper, with the pass that opening the identity gave to this person."""
    shown = own(request, number)
    try:
        pk, user_id = signing.loads(pass_, salt=SALT, max_age=PASS_SECONDS)
    except signing.BadSignature:
        raise Http404 from None
    found = next((one for one in shown.attachments.all() if one.pk == pk), None)
    if found is None or user_id != request.actor.user_id:
        raise Http404
    return send_stored(found.file)


def letter_links(application: Application) -> list[tuple[Any, str, list[FileLink]]]:
    """Each letter with its two files."""
    return [
        (
            one,
            one.get_kind_display(),
            [
                FileLink(name.upper(), _letter_address(application, one.pk, name), "", file.size)
                for name, file in (("pdf", one.pdf), ("docx", one.docx))
            ],
        )
        for one in application.letters.all()
    ]


def file_links(application: Application) -> list[FileLink]:
    """The files, without the identity papers."""
    kept = [one for one in application.attachments.all() if one.kind != AttachmentKind.IDENTITY]
    address = "workbench:application_file"
    return [_file_link(one, reverse(address, args=[application.number, one.pk])) for one in kept]


def released_links(application: Application) -> list[tuple[int, FileLink]]:
    """The files that go out with the reply, each with its key; what an earlier reply gave stays with that."""
    given = application.given_files()
    released = [one for one in application.attachments.all() if one.kind == AttachmentKind.RELEASED]
    kept = [one for one in released if one.pk not in given]
    address = "workbench:application_file"
    return [(one.pk, _file_link(one, reverse(address, args=[application.number, one.pk]))) for one in kept]


def identity_links(request: Any, application: Application) -> list[FileLink]:
    """The identity papers, each with a pass for this person and a short time."""
    kept = [one for one in application.attachments.all() if one.kind == AttachmentKind.IDENTITY]
    return [
        _file_link(
            one,
            reverse(
                "workbench:identity_file",
                args=[application.number, signing.dumps((one.pk, request.actor.user_id), salt=SALT)],
            ),
        )
        for one in kept
    ]


def _file_link(one: Any, address: str) -> FileLink:
    name = f"{one.get_kind_display()}：{one.original_name}"
    return file_link(one.file, address, name)


def _letter_address(application: Application, pk: int, kind: str) -> str:
    return reverse("workbench:application_letter", args=[application.number, pk, kind])
