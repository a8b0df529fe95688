"""Masked copies of files of any kind, each read again before it is handed out."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from gongkai.guard.files.archive_mask import mask_zip
from gongkai.guard.files.cover import Cover, cover_for
from gongkai.guard.files.image_mask import whole, without_metadata
from gongkai.guard.files.kinds import IMAGES, kind_of
from gongkai.guard.files.names import without_values
from gongkai.guard.files.office_mask import mask_office
from gongkai.guard.files.pdf import SCANNED
from gongkai.guard.files.pdf_mask import mask_pdf
from gongkai.guard.files.plain_mask import mask_csv, mask_old_sheets, mask_plain
from gongkai.guard.files.result import CannotMask, FileScan, Masked
from gongkai.guard.files.scan import look_into, scan_file
from gongkai.guard.files.seen import BROKEN, Look, Unread, Unreadable
from gongkai.guard.rules import kind as rule_of

_INSTEAD = {
    "compound": "是旧版格式，无法遮盖。请另存为 docx、xlsx 或 pptx 后再试。",
    "ofd": "OFD 文件无法遮盖。请在原文件中删去后重新生成，或者转换为 PDF 后再试。",
    "odf": "OpenDocument 文件无法遮盖。请另存为 docx、xlsx 或 pptx 后再试。",
    "rtf": "RTF 文件无法遮盖。请另存为 docx 后再试。",
}
_CANNOT = "不是系统能够遮盖的文件类型。请在本机处理后重新上传。"
_PLAIN: dict[str, Callable[[bytes, Cover], bytes]] = {
    "pdf": mask_pdf,
    "text": mask_plain,
    "csv": mask_csv,
    "binary_sheets": mask_old_sheets,
}
_BINARY_SHEETS = ("xls", "et", "xlsb")


def mask_file(
    name: str,
    content: bytes,
    kinds: Collection[str] | None = None,
    office_numbers: Collection[str] = (),
    unread: Collection[str] | None = None,
) -> Masked:
    """A copy without the findings of these kinds, or of all kinds that masking can put right.

    The copy is read again: a finding left in it raises CannotMask, and so does what cannot be read or rebuilt.
    What is only shown (a NOTE such as an office's line) stays; a secrecy mark is never taken off. ``unread`` is what
    a look at the original could not read; whoever has had none leaves it out, and it is looked for here.
    """
    cover = cover_for(kinds, office_numbers)
    if unread is None:
        looked = look_into(name, content, Look(look_into))
        unread = [without_values(seen.reason) for seen in looked if isinstance(seen, Unread)]
    try:
        new_name, masked = _mask(name, content, cover, 0)
    except Unreadable as error:
        raise CannotMask(f"{error.reason}，无法遮盖。") from error
    except BROKEN as error:
        raise CannotMask("文件结构异常，无法遮盖。请在本机另存一次后重新上传。") from error
    proof = _proof(new_name, masked, cover)
    for reason in unread:
        cover.note(f"{reason}，请人工核对")
    return Masked(new_name, masked, tuple(cover.notes), after_covering(proof, unread))


def after_covering(proof: FileScan, unread: Collection[str]) -> FileScan:
    """The look at a masked copy, knowing what could not be read of the original.

    Covering makes pictures of the pages of a PDF: those were read before, save where the original was a scan itself.
    """
    left = [reason for reason in proof.unread if not reason.endswith(SCANNED)]
    scans = [reason for reason in unread if reason.endswith(SCANNED)]
    return replace(proof, unread=(*left, *scans))


def _mask(name: str, content: bytes, cover: Cover, depth: int) -> tuple[str, bytes]:
    stem, dot, extension = name.rpartition(".")
    name = f"{cover.masked(stem)}{dot}{extension}" if stem else cover.masked(name)
    if not content:
        return name, content
    found = kind_of(name, content)
    if found in ("word", "sheets", "slides"):
        return mask_office(name, content, cover)
    if found in IMAGES:
        return name, whole(without_metadata(content))
    if found == "zip":
        return name, mask_zip(content, cover, _mask, depth)
    if found == "compound" and extension.lower() in _BINARY_SHEETS:
        found = "binary_sheets"
    if found not in _PLAIN:
        raise CannotMask(_INSTEAD.get(found, _CANNOT))
    renamed = f"{name.rpartition('.')[0]}.xlsx" if found == "binary_sheets" else name
    return renamed, _PLAIN[found](content, cover)


def _proof(name: str, content: bytes, cover: Cover) -> FileScan:
    """The copy read again; a finding that is still there is a failure, told without its value."""
    after = scan_file(name, content, cover.office_numbers)
    left = [finding for finding in after.findings if cover.is_due(finding)]
    if left:
        places = "、".join(
            dict.fromkeys(f"{one.place.label}的{rule_of(one.kind).label.zh}" for one in left[:5])
        )
        raise CannotMask(f"遮盖后仍能读到：{places}。请在原文件中删去后重新上传。")
    return after
