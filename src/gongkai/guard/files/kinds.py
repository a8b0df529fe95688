"""What kind of file a content is, told from the content; the name decides only between kinds that look alike."""

from __future__ import annotations

import zipfile
from io import BytesIO

_HEADS = {
    b"%PDF-": "pdf",
    b"\xff\xd8\xff": "jpg",
    b"\x89PNG\r\n\x1a\n": "png",
    b"II*\0": "tiff",
    b"MM\0*": "tiff",
    b"GIF8": "gif",
    b"BM": "bmp",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "compound",
    b"{\\rtf": "rtf",
    b"Rar!": "rar",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"\x1f\x8b": "gz",
}
_MAIN_PARTS = {
    "word/document.xml": "word",
    "xl/workbook.xml": "sheets",
    "xl/workbook.bin": "binary_sheets",
    "ppt/presentation.xml": "slides",
    "OFD.xml": "ofd",
}
IMAGES = ("jpg", "png", "tiff", "webp", "gif", "bmp")


def extension(name: str) -> str:
    """The extension without its dot, in small letters."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def kind_of(name: str, content: bytes) -> str:
    """The kind: word, sheets, slides, ofd, zip, pdf, an image, csv, text, compound, …, or unknown."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    if b"%PDF-" in content[:1024]:
        return "pdf"
    for head, kind in _HEADS.items():
        if content.startswith(head):
            return kind
    if content.startswith(b"PK"):
        return _kind_of_package(content)
    if decoded(content) is None:
        return "unknown"
    return "csv" if extension(name) in ("csv", "tsv") else "text"


def _kind_of_package(content: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = set(package.namelist())
            first = package.infolist()[0] if names else None
            if first and first.filename == "mimetype" and b"opendocument" in content[:200]:
                return "odf"
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "zip"
    return next((kind for part, kind in _MAIN_PARTS.items() if part in names), "zip")


def decoded(content: bytes) -> tuple[str, str] | None:
    """The text of a plain text file and its encoding, or None if it is none."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in content:
        return None
    else:
        encodings = ["utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "utf-8", "gb18030"]
    for encoding in encodings:
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return None
