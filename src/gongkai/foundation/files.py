"""Stored files: checked by content, kept under generated names, with digest and text taken out."""

from __future__ import annotations

import logging
import re
import unicodedata
import uuid
import weakref
from collections.abc import Collection, Iterable
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.http import FileResponse, Http404
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.file_kinds import CONTENT_TYPES, EXTENSIONS, FileKind, Opened, examine
from gongkai.foundation.ledger import Actor
from gongkai.foundation.moment import now
from gongkai.foundation.scanning import OPENABLE, Answer, ScanState, scan_content
from gongkai.foundation.sm3 import sm3_hex
from gongkai.foundation.uploading import NotTaken, too_large
from gongkai.foundation.wording import listed
from gongkai.foundation.workflow import Refused

LONGEST_NAME = 100
ALL_KINDS = frozenset(FileKind)
SHOWN_AS_THEY_ARE = frozenset({FileKind.PDF, FileKind.JPG, FileKind.PNG})
logger = logging.getLogger(__name__)
_UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


class StoredFile(models.Model):
    """One file that has passed the checks. Who may read it is for the record that points at it to say."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("文件名"), max_length=LONGEST_NAME)
    kind = models.CharField(_("类型"), max_length=10, choices=FileKind.choices)
    size = models.PositiveBigIntegerField(_("大小"))
    sm3 = models.CharField(_("SM3 摘要"), max_length=64, db_index=True)
    text = models.TextField(_("文字内容"), blank=True)
    uploaded_at = models.DateTimeField(_("上传时间"))
    uploaded_by = models.BigIntegerField(_("上传人"), null=True)
    scan_state = models.CharField(_("查毒"), max_length=20, choices=ScanState, default=ScanState.NOT_SCANNED)
    # Why it waits, or the virus that was found.
    scan_note = models.CharField(_("查毒说明"), max_length=200, blank=True)
    scanned_at = models.DateTimeField(_("查毒时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("文件")
        indexes = [
            models.Index(
                fields=["uploaded_at"],
                name="files_to_scan",
                condition=models.Q(scan_state__in=[ScanState.QUARANTINED, ScanState.NOT_SCANNED]),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """Where the content lies in the storage: nothing of it comes from the uploader."""
        return f"{self.id.hex[:2]}/{self.id.hex}"

    @property
    def content_type(self) -> str:
        """What to serve it as: follows from the content as it was examined, not from the upload."""
        return CONTENT_TYPES[FileKind(self.kind)]

    @property
    def is_servable(self) -> bool:
        """Whether it may be opened at all: a file in quarantine is neither sent nor shown nor published."""
        return self.scan_state in OPENABLE

    def note_scan(self, answer: Answer) -> None:
        """Take over what the scanner said; does not save."""
        self.scan_state, self.scan_note = answer.state, answer.note[:200]
        self.scanned_at = None if answer.state == ScanState.NOT_SCANNED else now()


@transaction.atomic
def store_upload(
    uploaded: File[Any],
    *,
    by: Actor,
    kinds: Collection[FileKind] = ALL_KINDS,
    name: str = "",
    made_here: bool = False,
) -> StoredFile:
    """Check an uploaded file and keep it; for a file that we made ourselves pass a ContentFile with a name.

    ``kinds`` narrows what is taken (only pictures and PDF for an identity paper, for instance). Raises
    Refused in the user's words, for a virus too; where the scanner is configured but gives no answer, the file is
    kept in quarantine (``is_servable`` is False) until :mod:`gongkai.foundation.quarantine` hears one. What was
    ``made_here`` out of our own data does not wait for the scanner. The content is removed again if the caller's
    transaction rolls back.
    """
    name, content, opened = read_upload(uploaded, kinds=kinds, name=name)
    answer = Answer(ScanState.NOT_SCANNED) if made_here else _scanned(content, name, by)
    stored = StoredFile(
        name=name,
        kind=opened.kind,
        size=len(content),
        sm3=sm3_hex(content),
        text=opened.text,
        uploaded_at=now(),
        uploaded_by=by.user_id,
    )
    stored.note_scan(answer)
    stored.save(force_insert=True)
    _write(stored.path, content)
    return stored


def read_upload(
    uploaded: File[Any], *, kinds: Collection[FileKind] = ALL_KINDS, name: str = ""
) -> tuple[str, bytes, Opened]:
    """The clean name, the content and what it was found to be, of an upload that is read but not kept.

    Raises Refused as :func:`store_upload` does, but looks for no virus.
    """
    name = clean_name(name or uploaded.name or "")
    content = _read(uploaded, name)
    opened = examine(name, content)
    if opened.kind not in kinds:
        wanted = listed(kind.value for kind in FileKind if kind in kinds)
        raise Refused(
            _("“%(name)s”：此处只收以下类型的文件：%(wanted)s。") % {"name": name, "wanted": wanted}
        )
    return name, content, opened


def open_file(stored: StoredFile) -> File[bytes]:
    """The content, open for reading. Raises FileNotFoundError when the storage has lost it."""
    return default_storage.open(stored.path, "rb")


def reasons_not_servable(files: Iterable[StoredFile]) -> list[str]:
    """Why these files can't be opened or published yet, one line each; empty when nothing stands against it."""
    return [
        str(_("“%(name)s”：%(state)s。") % {"name": file.name, "state": file.get_scan_state_display()})
        for file in files
        if not file.is_servable
    ]


def is_intact(stored: StoredFile) -> bool:
    """Whether the stored content still has the digest it was taken in with; False when it is lost."""
    try:
        with open_file(stored) as file:
            return sm3_hex(file.read()) == stored.sm3
    except FileNotFoundError:
        return False


def send_stored(stored: StoredFile, *, inline: bool = False) -> FileResponse:
    """Answer with the file, to be saved; ``inline`` shows it in the page's place if its kind can do no harm there.

    The caller has made sure that this reader may have it. Raises Http404 when the storage has lost it and while it is
    in quarantine.
    """
    if not stored.is_servable:
        raise Http404
    try:
        content = open_file(stored)
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(
        content,
        as_attachment=not (inline and stored.kind in SHOWN_AS_THEY_ARE),
        filename=content_disposition_name(stored),
        content_type=stored.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def content_disposition_name(stored: StoredFile) -> str:
    """The name to hand to ``FileResponse(filename=…)``: cleaned, its extension that of the content."""
    stem, _dot, extension = stored.name.rpartition(".")
    if EXTENSIONS.get(extension.lower()) == stored.kind:
        return stored.name
    return f"{stem or stored.name}.{stored.kind}"


def clean_name(name: str) -> str:
    """The last part of an uploaded name without anything a file system or a header could trip over."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    name = "".join(char for char in name if unicodedata.category(char) not in _UNPRINTABLE)
    name = re.sub(r'[:*?"<>|]', "_", re.sub(r"\s+", " ", name))
    stem, dot, extension = name.rpartition(".")
    stem, extension = (stem, extension) if dot else (extension, "")
    stem = stem.strip(" .") or str(_("附件"))
    extension = re.sub(r"\W", "", extension)[:10]
    return f"{stem[: LONGEST_NAME - len(extension) - 1]}.{extension}".rstrip(".")


def _scanned(content: bytes, name: str, by: Actor) -> Answer:
    answer = scan_content(content)
    if answer.state == ScanState.INFECTED:
        logger.warning("an upload of user %s was refused: %s", by.user_id, answer.note)
        raise Refused(
            _(
                "“%(name)s”：查出病毒（%(virus)s），没有保存。请清除病毒后重新上传，并告知本机关的信息技术人员。"
            )
            % {"name": name, "virus": answer.note}
        )
    return answer


def _read(uploaded: File[Any], name: str) -> bytes:
    if isinstance(uploaded, NotTaken):
        raise Refused(uploaded.reason)
    limit: int = settings.UPLOAD_LIMIT_BYTES
    content = b"" if uploaded.size > limit else uploaded.open("rb").read(limit + 1)
    if uploaded.size > limit or len(content) > limit:
        raise Refused(too_large(name))
    if not content:
        raise Refused(_("“%(name)s”：文件是空的。请在本机确认内容后重新上传。") % {"name": name})
    return content


def _write(path: str, content: bytes) -> None:
    """Write the content and see to it that it goes if the transaction does.

    Django has no hook for a rollback, but it drops what was to be called on commit: when that callback is
    collected uncalled, its finalizer removes the file.
    """
    keep = _Kept(path)
    default_storage.save(path, ContentFile(content))
    transaction.on_commit(keep)


class _Kept:
    def __init__(self, path: str) -> None:
        self._remove = weakref.finalize(self, default_storage.delete, path)

    def __call__(self) -> None:
        self._remove.detach()
