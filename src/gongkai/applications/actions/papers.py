"""Files that come in with an application or go out with its reply, and the letters that are issued."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.base import ContentFile, File
from django.utils import translation

from gongkai.applications.documents import CHINESE, numbered
from gongkai.applications.documents.templates import files_of
from gongkai.applications.models import Application, Attachment, AttachmentKind, Letter, LetterKind
from gongkai.applications.queries import template_in_use
from gongkai.foundation.documents import Document
from gongkai.foundation.files import StoredFile, clean_name, store_upload
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import today
from gongkai.foundation.numbering import next_number


def keep_files(
    application: Application, files: Iterable[File[Any]], *, kind: str, by: Actor
) -> list[Attachment]:
    """Check and keep the files of an application."""
    return [_keep(application, file, kind=kind, by=by) for file in files]


def _keep(application: Application, file: File[Any], *, kind: str, by: Actor) -> Attachment:
    original_name = clean_name(file.name or "")
    stored = store_private(file, by=by, label=str(AttachmentKind(kind).label))
    return application.attachments.create(kind=kind, file=stored, original_name=original_name)


def store_private(file: File[Any], *, by: Actor, label: str, made_here: bool = False) -> StoredFile:
    """Keep a file whose name and words may be personal: neither is left in the open beside it.

    A refusal still names the file as its owner does.
    """
    stored = store_upload(file, by=by, made_here=made_here)
    stored.name, stored.text = f"{label}.{stored.kind}", ""
    stored.save(update_fields=["name", "text"])
    return stored


@translation.override(CHINESE)
def issue_letter(application: Application, kind: LetterKind, document: Document, *, by: Actor) -> Letter:
    """Number a letter, make it as docx and PDF, in the organ's own form if it has one, and keep both."""
    year = today().year
    serial = next_number(f"letters:{application.organ.code}", year)
    sign = application.organ.document_sign or application.organ.short_name
    number = f"{sign}公开〔{year}〕{serial}号"
    template = template_in_use(application.organ_id, kind)
    made = files_of(numbered(document, number), template)
    kept = {
        name: store_private(
            ContentFile(content, name=f"letter.{name}"), by=by, label=str(kind.label), made_here=True
        )
        for name, content in made.items()
    }
    letter: Letter = application.letters.create(
        kind=kind, number=number, issued_on=today(), template=template, **kept
    )
    return letter
