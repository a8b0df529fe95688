"""What an uploaded file really is, whether it may be kept, and what it says: told from its content alone."""

from __future__ import annotations

import re
import threading
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import IO

import pypdfium2
from django.db import models
from django.utils.translation import gettext_lazy as _
from lxml import etree

from gongkai.foundation.workflow import Refused

LONGEST_TEXT = 200_000
MOST_PAGES = 500
MOST_MEMBERS = 5_000
MOST_UNPACKED = 200 * 1024 * 1024
HIGHEST_RATIO = 200
RATIO_COUNTS_FROM = 1024 * 1024

# PDFium keeps global state and must not be entered by two threads at once.
_pdfium = threading.Lock()


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
_TEXT_PARTS = {
    FileKind.DOCX: r"word/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml",
    FileKind.XLSX: r"xl/(sharedStrings|worksheets/[^/]+|comments[^/]*)\.xml",
    FileKind.PPTX: r"ppt/(slides|notesSlides)/[^/]+\.xml",
    FileKind.OFD: r"Doc_\d+/Pages/.+\.xml",
}
_DAMAGED = _("文件已损坏，无法打开。请在本机确认能够打开后重新上传。")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    etree.XMLSyntaxError,
)
_LINE_ENDS = {"p", "br", "si", "is", "tr", "TextCode"}


class Opened:
    """A file that has passed: its kind and, taken out of it, its text (cleaned, at most LONGEST_TEXT)."""

    def __init__(self, kind: FileKind, text: str) -> None:
        self.kind = kind
        self.text = text


def examine(name: str, content: bytes) -> Opened:
    """Tell the kind from the content, check that the name agrees, take the text out.

    Raises Refused, naming the file and what to do, for a kind that is not kept, a name that does not agree,
    a password, a macro, a damaged file, and an archive that unpacks to far more than it seems.
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
    return Opened(found, _clean(_text_of(name, found, content)))


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
    if _decoded(content) is not None:
        return FileKind.TXT
    raise _refused(name, _not_kept())


def _not_kept() -> str:
    kinds = "、".join(sorted(EXTENSIONS))
    return str(_("不是可以上传的文件类型。请转换为以下类型之一后重新上传：%(kinds)s。") % {"kinds": kinds})


def _why_not_compound(content: bytes) -> object:
    """The container of Office before 2007; a present-day file with a password is wrapped in it too."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return _("文件设有打开密码。请取消密码后重新上传。")
    return _("是旧版 Office 或 WPS 格式。请在软件中另存为 docx、xlsx 或 PDF 后重新上传。")


def _kind_of_package(name: str, content: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            _check_package(name, package)
            names = set(package.namelist())
            if "OFD.xml" in names:
                return FileKind.OFD
            types = package.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    except _BROKEN as error:
        raise _refused(name, _DAMAGED) from error
    for kind, (part, content_type) in _MAIN_PARTS.items():
        if part in names and content_type in types:
            return kind
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
        raise _refused(name, _("含有宏。请另存为不含宏的 docx、xlsx 或 pptx 后重新上传。"))


def _is_macro(member: str) -> bool:
    return member.endswith("vbaproject.bin") or "/macrosheets/" in member


def _text_of(name: str, kind: FileKind, content: bytes) -> str:
    if kind is FileKind.PDF:
        return _pdf_text(name, content)
    if kind in _TEXT_PARTS:
        return _package_text(name, kind, content)
    return (_decoded(content) or "") if kind in (FileKind.TXT, FileKind.CSV) else ""


def _pdf_text(name: str, content: bytes) -> str:
    with _pdfium:
        try:
            pdf = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            asks_password = "password" in str(error).lower()
            reason = _("文件设有打开密码。请取消密码后重新上传。") if asks_password else _DAMAGED
            raise _refused(name, reason) from error
        try:
            return _joined(page.get_textpage().get_text_bounded() for page in _pages(pdf))
        except pypdfium2.PdfiumError as error:
            raise _refused(name, _DAMAGED) from error
        finally:
            pdf.close()


def _pages(pdf: pypdfium2.PdfDocument) -> Iterator[pypdfium2.PdfPage]:
    for index in range(min(len(pdf), MOST_PAGES)):
        yield pdf[index]


def _package_text(name: str, kind: FileKind, content: bytes) -> str:
    wanted = re.compile(_TEXT_PARTS[kind])
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = [member for member in package.namelist() if wanted.fullmatch(member)]
            return _joined(piece for part in parts for piece in _part_text(package.open(part)))
    except _BROKEN as error:
        raise _refused(name, _DAMAGED) from error


def _part_text(part: IO[bytes]) -> Iterator[str]:
    """The text runs of one XML part of an OOXML or OFD package, with a line end after each paragraph."""
    parsing = etree.iterparse(part, events=("end",), resolve_entities=False, no_network=True)
    for _event, element in parsing:
        local = etree.QName(element).localname
        if local in ("t", "TextCode") and element.text:
            yield element.text
        if local in _LINE_ENDS:
            yield "\n"
        _forget(element)


def _forget(element: etree._Element) -> None:
    """Let go of what has been read, so that a part of any length takes the memory of one element."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _joined(pieces: Iterator[str]) -> str:
    """The pieces up to LONGEST_TEXT; what would come after is never read."""
    taken: list[str] = []
    room = LONGEST_TEXT
    for piece in pieces:
        taken.append(piece[:room])
        room -= len(taken[-1])
        if room <= 0:
            break
    return "".join(taken)


def _decoded(content: bytes) -> str | None:
    """The text of a plain text file, or None if it is none."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in content:
        return None
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return content.decode(encoding)[:LONGEST_TEXT]
        except UnicodeDecodeError:
            continue
    return None


def _clean(text: str) -> str:
    """Without what a database refuses to store (NUL, lone surrogates) and other control characters."""
    text = re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]", " ", text.replace("\r\n", "\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()
