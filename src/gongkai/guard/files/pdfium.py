"""Opening a PDF with PDFium, one thread at a time."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
import pypdfium2.raw as pdfium

from gongkai.guard.files.seen import DAMAGED, LOCKED, Unreadable
from gongkai.pdfium import lock

_ODD_SIGNS = (0, 0xFFFE, 0xFFFF, 2)
NO_WIDTH = "\u200b"


@contextmanager
def opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document with its forms, for as long as the block runs; raises Unreadable when it cannot be read."""
    with lock:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            is_locked = "password" in str(error).lower()
            raise Unreadable(LOCKED if is_locked else DAMAGED) from error
        try:
            document.init_forms()
            yield document
        except pypdfium2.PdfiumError as error:
            raise Unreadable(DAMAGED) from error
        finally:
            document.close()


def page_text(textpage: pypdfium2.PdfTextPage) -> str:
    """The text of a page, one sign for each character that PDFium counts, so that offsets lead to places.

    Typesetting leaves a gap between Chinese and Latin signs. PDFium takes it for a blank; it is written as a sign
    without width, which the reading by rule passes over.
    """
    signs = []
    for index in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        is_odd = code in _ODD_SIGNS or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF
        signs.append(" " if is_odd else chr(code))
    for index in range(1, len(signs) - 1):
        is_gap = signs[index] == " " and _is_gap(signs[index - 1], signs[index + 1])
        if is_gap and pdfium.FPDFText_IsGenerated(textpage, index) == 1:
            signs[index] = NO_WIDTH
    return "".join(signs)


def _is_gap(before: str, after: str) -> bool:
    if before.isascii() == after.isascii():
        return False
    return (before + after).isalnum()


Box = tuple[float, float, float, float]


def char_box(textpage: pypdfium2.PdfTextPage, index: int) -> Box:
    """Left, bottom, right and top of a character on its page."""
    return textpage.get_charbox(index, loose=True)


def notes_on(page: pypdfium2.PdfPage) -> Iterator[ctypes.c_void_p]:
    """The annotations of a page, each closed after its turn."""
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if annotation:
            try:
                yield annotation
            finally:
                pdfium.FPDFPage_CloseAnnot(annotation)


def annotation_words(document: pypdfium2.PdfDocument, annotation: ctypes.c_void_p) -> dict[str, str]:
    """What an annotation or form field says: text, author, subject, value, name."""
    words = {key: _string(annotation, key) for key in ("Contents", "T", "Subj", "TU", "V", "DV", "RC")}
    if document.formenv:
        for key, ask in (
            ("V", pdfium.FPDFAnnot_GetFormFieldValue),
            ("TU", pdfium.FPDFAnnot_GetFormFieldAlternateName),
        ):
            words[key] = words[key] or _asked(ask, document.formenv, annotation)
    words["URI"] = _address(document, annotation)
    return {key: value for key, value in words.items() if value.strip()}


def is_stamp(annotation: ctypes.c_void_p) -> bool:
    """Whether an annotation is a picture laid over the page, which may say something of its own."""
    return pdfium.FPDFAnnot_GetSubtype(annotation) in (pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_WATERMARK)


def stamped_words(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, index: int) -> str:
    """What the stamps on a page say. They are made part of the page to be read: the last thing to be done with it."""
    if not any(is_stamp(note) for note in notes_on(page)):
        return ""
    before = page_text(page.get_textpage())
    pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
    flat = document[index]
    after = page_text(flat.get_textpage())
    flat.close()
    return "\n".join(line for line in after.splitlines() if line.strip() and line not in before)


def annotation_box(annotation: ctypes.c_void_p) -> Box:
    """Where an annotation stands on its page."""
    rect = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(rect))
    return (
        min(rect.left, rect.right),
        min(rect.bottom, rect.top),
        max(rect.left, rect.right),
        max(rect.bottom, rect.top),
    )


def _string(annotation: ctypes.c_void_p, key: str) -> str:
    return _asked(pdfium.FPDFAnnot_GetStringValue, annotation, key.encode())


def _asked(function: object, *arguments: object) -> str:
    """A text that PDFium hands out in two steps: how long it is, then the text."""
    length = function(*arguments, None, 0)  # type: ignore[operator]
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    function(*arguments, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)  # type: ignore[operator]
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")


def _address(document: pypdfium2.PdfDocument, annotation: ctypes.c_void_p) -> str:
    link = pdfium.FPDFAnnot_GetLink(annotation)
    action = pdfium.FPDFLink_GetAction(link) if link else None
    if not action:
        return ""
    length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    buffer = ctypes.create_string_buffer(length or 1)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
    return buffer.value.decode("utf-8", "replace")
