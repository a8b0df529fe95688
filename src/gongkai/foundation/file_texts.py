"""What a file says, taken out for the search: bounded in length, and in what is read for it."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import IO

import pypdfium2
from lxml import etree

from gongkai.pdfium import lock

LONGEST_TEXT = 200_000
MOST_PAGES = 500
# What the readers of archives and XML raise on something broken.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    etree.XMLSyntaxError,
)
_TEXT_PARTS = {
    "docx": r"word/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml",
    "xlsx": r"xl/(workbook|sharedStrings|worksheets/[^/]+|comments[^/]*)\.xml",
    "pptx": r"ppt/(slides|notesSlides)/[^/]+\.xml",
    "ofd": r"(Doc_\d+/)?Pages/.+\.xml",
}
_LINE_ENDS = {"p", "br", "si", "is", "tr", "row", "TextCode"}
_GAPS = {"tab", "tc", "c"}
_POINTERS = ("s", "b", "e")  # what such a cell holds is no text but a number of one


class Unreadable(Exception):
    """The file is damaged; or, where ``locked``, it asks for a password."""

    def __init__(self, *, locked: bool = False) -> None:
        self.locked = locked
        super().__init__()


def text_of(kind: str, content: bytes) -> str:
    """The text of a file of this kind, at most LONGEST_TEXT characters that any database can store.

    Raises Unreadable.
    """
    if kind == "pdf":
        return _clean(_pdf_text(content))
    if kind in _TEXT_PARTS:
        return _clean(_package_text(kind, content))
    return _clean((decoded(content) or "")[:LONGEST_TEXT]) if kind in ("txt", "csv") else ""


def decoded(content: bytes) -> str | None:
    """The text of a plain text file, or None if it is none."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in content:
        return None
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def part_text(part: IO[bytes]) -> Iterator[str]:
    """The text runs of one XML part of an OOXML or OFD package, with a line end after each paragraph."""
    parsing = etree.iterparse(part, events=("end",), resolve_entities=False, no_network=True)
    for _event, element in parsing:
        local = etree.QName(element).localname
        if element.text and (local in ("t", "TextCode") or (local == "v" and _holds_number(element))):
            yield element.text
        if local == "sheet":
            yield element.get("name", "") + "\n"
        if local in _LINE_ENDS:
            yield "\n"
        elif local in _GAPS:
            yield " "
        _forget(element)


def _holds_number(value: etree._Element) -> bool:
    cell = value.getparent()
    return cell is not None and cell.get("t") not in _POINTERS


def _forget(element: etree._Element) -> None:
    """Let go of what has been read, so that a part of any length takes the memory of one element."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _pdf_text(content: bytes) -> str:
    with lock:
        try:
            pdf = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise Unreadable(locked="password" in str(error).lower()) from error
        try:
            return _joined(page.get_textpage().get_text_bounded() + "\n" for page in _pages(pdf))
        except pypdfium2.PdfiumError as error:
            raise Unreadable from error
        finally:
            pdf.close()


def _pages(pdf: pypdfium2.PdfDocument) -> Iterator[pypdfium2.PdfPage]:
    for index in range(min(len(pdf), MOST_PAGES)):
        yield pdf[index]


def _package_text(kind: str, content: bytes) -> str:
    wanted = re.compile(_TEXT_PARTS[kind])
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = [member for member in package.namelist() if wanted.fullmatch(member)]
            return _joined(piece for part in parts for piece in part_text(package.open(part)))
    except BROKEN as error:
        raise Unreadable from error


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


def _clean(text: str) -> str:
    """Without what a database refuses to store (NUL, lone surrogates) and other control characters."""
    text = re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]", " ", text.replace("\r\n", "\n"))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]*\n[ \t]*", "\n", text)).strip()
