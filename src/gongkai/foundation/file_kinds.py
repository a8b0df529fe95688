"""What an uploaded file really is, whether it may be kept, and what it says: told from its content alone."""

from __future__ import annotations

import zipfile
from io import BytesIO

from django.db import models
from django.utils.translation import gettext_lazy as _
from lxml import etree

from gongkai.foundation.file_spread import is_spread_out
from gongkai.foundation.file_texts import BROKEN, Unreadable, decoded, text_of
from gongkai.foundation.wording import listed
from gongkai.foundation.workflow import Refused

MOST_MEMBERS = 5_000
MOST_UNPACKED = 200 * 1024 * 1024
HIGHEST_RATIO = 200
RATIO_COUNTS_FROM = 1024 * 1024


class FileKind(models.TextChoices):
    """The kinds of file that are kept."""

    PDF = "pdf", "PDF"
    DOCX = "docx", _("Word 文档")
    XLSX = "xlsx", _("Excel 工作簿")
    PPTX = "pptx", _("PowerPoint 演示文稿")
    OFD = "ofd", "OFD"
    JPG = "jpg", _("JPG 图片")
    PNG = "png", _("PNG 图片")
    TXT = "txt", _("文本文件")
    CSV = "csv", _("CSV 表格")


CONTENT_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    FileKind.OFD: "application/ofd",
    FileKind.JPG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.TXT: "text/plain",
    FileKind.CSV: "text/csv",
}
EXTENSIONS = {kind.value: kind for kind in FileKind} | {"jpeg": FileKind.JPG}
_MAIN_PARTS = {
    FileKind.DOCX: ("word/document.xml", b"wordprocessingml.document.main+xml"),
    FileKind.XLSX: ("xl/workbook.xml", b"spreadsheetml.sheet.main+xml"),
    FileKind.PPTX: ("ppt/presentation.xml", b"presentationml.presentation.main+xml"),
}
_DAMAGED = _("文件已损坏，无法打开。请在本机确认能够打开后重新上传。")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
_LOCKED = _("文件设有打开密码。请取消密码后重新上传。")
_MACROS = _("含有宏。请另存为不含宏的 docx、xlsx 或 pptx 后重新上传。")
_MACRO_TYPE = b"macroEnabled"


class Opened:
    """A file that has passed: its kind and, taken out of it, its text (cleaned and bounded)."""

    def __init__(self, kind: FileKind, text: str) -> None:
        self.kind = kind
        self.text = text


def examine(name: str, content: bytes) -> Opened:
    """Tell the kind from the content, check that the name agrees, take the text out.

    Raises Refused, naming the file and what to do, for a kind that is not kept, a name that does not agree,
    a password, a macro, a damaged file, an archive that unpacks to far more than it seems, and a sheet that spreads its
    cells so far apart that to lay it out would take all memory.
    """
    claimed = EXTENSIONS.get(name.rpartition(".")[2].lower())
    found = _kind_of(name, content)
    if found is FileKind.TXT and claimed is FileKind.CSV:
        found = FileKind.CSV
    if claimed is not found:
        raise _refused(
            name,
            _("扩展名与内容不符，内容实为%(kind)s。请改用正确的扩展名（.%(ext)s）后重新上传。"),
            kind=found.label,
            ext=found.value,
        )
    try:
        return Opened(found, text_of(found, content))
    except Unreadable as unreadable:
        raise _refused(name, _LOCKED if unreadable.locked else _DAMAGED) from unreadable


def _refused(name: str, reason: object, **values: object) -> Refused:
    return Refused(_("“%(name)s”：%(reason)s") % {"name": name, "reason": str(reason) % values})


def _kind_of(name: str, content: bytes) -> FileKind:
    if content.startswith(b"%PDF-"):
        return FileKind.PDF
    if content.startswith(b"\xff\xd8\xff"):
        return FileKind.JPG
    if content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR":
        return FileKind.PNG
    if content.startswith(b"PK"):
        return _kind_of_package(name, content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise _refused(name, _why_not_compound(content))
    if decoded(content) is not None:
        return FileKind.TXT
    raise _refused(name, _not_kept())


def _not_kept() -> str:
    kinds = listed(sorted(EXTENSIONS))
    return str(_("不是可以上传的文件类型。请转换为以下类型之一后重新上传：%(kinds)s。") % {"kinds": kinds})


def _why_not_compound(content: bytes) -> object:
    """The container of Office before 2007; a present-day file with a password is wrapped in it too."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return _LOCKED
    return _("是旧版 Office 或 WPS 格式。请在软件中另存为 docx、xlsx 或 PDF 后重新上传。")


def _kind_of_package(name: str, content: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            _check_package(name, package)
            names = set(package.namelist())
            if "OFD.xml" in names:
                return FileKind.OFD
            types = package.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
            if _MACRO_TYPE in types:
                raise _refused(name, _MACROS)
            for kind, (part, content_type) in _MAIN_PARTS.items():
                if part in names and content_type in types:
                    etree.parse(package.open(part), _PARSER)
                    _check_spread(name, package)
                    return kind
    except BROKEN as error:
        raise _refused(name, _DAMAGED) from error
    raise _refused(name, _not_kept())


def _check_package(name: str, package: zipfile.ZipFile) -> None:
    """Look at the table of contents only: nothing is unpacked before its size is known to be bearable."""
    members = package.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise _refused(name, _("文件设有密码。请取消密码后重新上传。"))
    swollen = any(
        member.file_size > RATIO_COUNTS_FROM
        and member.file_size > HIGHEST_RATIO * max(member.compress_size, 1)
        for member in members
    )
    if swollen or len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise _refused(name, _("解压后的内容过大。请拆分，或者另存为 PDF 后重新上传。"))
    if any(_is_macro(member.filename.lower()) for member in members):
        raise _refused(name, _MACROS)


def _is_macro(member: str) -> bool:
    return member.endswith("vbaproject.bin") or "/macrosheets/" in member


def _check_spread(name: str, package: zipfile.ZipFile) -> None:
    for member in package.namelist():
        if member.lower().startswith("xl/worksheets/"):
            with package.open(member) as part:
                if is_spread_out(part):
                    raise _refused(
                        name,
                        _("有的单元格离其他内容过远，表格大得无法读取。请删除表格外的零散内容后重新上传。"),
                    )
