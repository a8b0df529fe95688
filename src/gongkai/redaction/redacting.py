"""The one way from a file and its marks to a file that may be given."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.guard.files.kinds import kind_of
from gongkai.guard.files.seen import BROKEN, Unreadable
from gongkai.redaction.marks import CannotRedact, Mark, Proof, Redacted
from gongkai.redaction.needles import needles_of
from gongkai.redaction.office import redact_office
from gongkai.redaction.pdf import redact_pdf
from gongkai.redaction.pictures import redact_picture
from gongkai.redaction.proof import prove_drawn, prove_office

KINDS = {"pdf": "pdf", "jpg": "jpg", "png": "png", "docx": "word", "xlsx": "sheets"}
_DAMAGED = "文件结构异常，无法遮盖。请在本机另存一次后重新上传。"


def redact(kind: str, content: bytes, marks: Sequence[Mark]) -> Redacted:
    """The file without what is marked and without all that nobody sees, of the same kind (``KINDS``).

    The result is read again by every programme there is; raises StillThere when one of them finds a marked word or
    a covered place that is not black, CannotRedact when the file cannot be redacted here. Both speak to the user.
    """
    if kind not in KINDS or kind_of(f"file.{kind}", content) != KINDS[kind]:
        raise CannotRedact("只能遮盖 PDF、JPG、PNG、docx 和 xlsx 文件。请先转换为 PDF 后再试。")
    if not marks:
        raise CannotRedact("还没有标出要遮盖的内容。")
    if not all(mark.words.strip() or mark.box or mark.cell for mark in marks):
        raise CannotRedact("有一处标记没有写明要遮盖什么，请补充或者删去。")
    try:
        return _redacted(kind, content, marks)
    except Unreadable as error:
        raise CannotRedact(f"{error.reason}，无法遮盖。") from error
    except BROKEN as error:
        raise CannotRedact(_DAMAGED) from error


def _redacted(kind: str, content: bytes, marks: Sequence[Mark]) -> Redacted:
    needles = needles_of(marks)
    if kind in ("docx", "xlsx"):
        made, covered, remarks = redact_office(kind, content, marks)
        readers = prove_office(kind, made, needles)
        return Redacted(made, kind, Proof(readers, covered, tuple(remarks)))
    if kind == "pdf":
        made, covers, places, remarks = redact_pdf(content, marks)
    else:
        made, covers, remarks = redact_picture(kind, content, marks)
        places = len(covers[0])
    readers = prove_drawn(kind, made, needles, covers)
    return Redacted(made, kind, Proof(readers, places, tuple(remarks)))
