"""Bounds on what a request may bring: too much is never kept, and the form says so beside its field.

What is over a bound is still read to its end but thrown away piece by piece, because a server that hangs up on a
browser in the middle of sending gives its user a connection error instead of a reason, and the rest of the form is
lost. Only what is beyond all reason is cut off.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

READ_AT_MOST = 2 * 1024**3


class NotTaken(UploadedFile):
    """Stands where a file was sent that was not kept. ``reason`` says why, in the user's words.

    Asked for its size, as every file field does first, it raises that reason as the field's error;
    ``store_upload`` refuses it with the same words.
    """

    def __init__(self, name: str, reason: Any) -> None:
        self.reason = reason
        super().__init__(file=ContentFile(b""), name=name, content_type="application/octet-stream")

    @property
    def size(self) -> int:
        raise ValidationError(self.reason, code="not_taken")

    @size.setter
    def size(self, value: int | None) -> None:
        """What the parser measured says nothing here."""


class BoundedUploads(FileUploadHandler):
    """Stands first among the handlers: passes on what is within the bounds, and answers for the rest.

    The bounds are ``UPLOAD_LIMIT_BYTES`` for a file, ``UPLOAD_REQUEST_BYTES`` for all files of a request and
    ``UPLOAD_MOST_FILES`` for their number.
    """

    files = 0
    taken = 0
    fault: Any = None

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """A request begins; the third argument is the length that it announces."""
        self.cut_off = args[2] > READ_AT_MOST

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins."""
        super().new_file(*args, **kwargs)
        if self.cut_off:
            raise StopUpload(connection_reset=True)
        self.files += 1
        most = settings.UPLOAD_MOST_FILES
        self.fault = too_many(most) if self.files > most else None

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """The piece for the next handler, or None once a bound is passed."""
        self.taken += len(raw_data) if self.fault is None else 0
        if self.fault is None and start + len(raw_data) > settings.UPLOAD_LIMIT_BYTES:
            self.fault = too_large(self.file_name or "")
            self.taken -= start + len(raw_data)  # it is thrown away and leaves room for the others
        elif self.fault is None and self.taken > settings.UPLOAD_REQUEST_BYTES:
            self.fault = too_much(settings.UPLOAD_REQUEST_BYTES)
        return raw_data if self.fault is None else None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """What stands in the form for a file over a bound; None leaves it to the next handler."""
        return None if self.fault is None else NotTaken(self.file_name or "-", self.fault)


def too_large(name: str) -> Any:
    """That one file is over its bound."""
    return _("“%(name)s”：文件超过%(limit)s的上限。请压缩图片、拆分文件，或者另存为 PDF 后重新上传。") % {
        "name": name,
        "limit": filesizeformat(settings.UPLOAD_LIMIT_BYTES),
    }


def too_much(limit: int) -> Any:
    """That all files together are over their bound."""
    return _("这次上传的文件合计超过%(limit)s的上限，超出的没有保存。请分几次上传。") % {
        "limit": filesizeformat(limit)
    }


def too_many(most: int) -> Any:
    """That there are too many files."""
    return _("一次最多上传%(n)s个文件，多出的没有保存。请分几次上传。") % {"n": most}
