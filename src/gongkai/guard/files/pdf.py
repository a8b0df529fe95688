"""PDF files: pages, text under covers, annotations, form fields, properties, attachments, bookmarks."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from gongkai.guard.files.covered import covered_stretches
from gongkai.guard.files.pdf_strings import string_pieces
from gongkai.guard.files.pdfium import annotation_words, notes_on, opened, page_text, stamped_words
from gongkai.guard.files.properties import said_of
from gongkai.guard.files.seen import MOST_PAGES, Look, Piece, Seen, Sign, Stretch, Unread, piece

SCANNED = "页是扫描图片，没有文字，无法检查"
_WORDS = {"Contents": "批注", "T": "批注的作者", "V": "表单栏", "DV": "表单栏", "URI": "链接地址"}
_XMP = re.compile(rb"<x:xmpmeta.{0,200000}?</x:xmpmeta>", re.DOTALL)
_NOTES = (
    pdfium.FPDF_ANNOT_TEXT,
    pdfium.FPDF_ANNOT_FREETEXT,
    pdfium.FPDF_ANNOT_HIGHLIGHT,
    pdfium.FPDF_ANNOT_POPUP,
    pdfium.FPDF_ANNOT_UNDERLINE,
    pdfium.FPDF_ANNOT_STRIKEOUT,
    pdfium.FPDF_ANNOT_CARET,
)


def look_into_pdf(_name: str, content: bytes, look: Look) -> Iterator[Seen]:
    """All that is in a PDF. What is seen is gathered first, so that PDFium is not held while others read it."""
    with opened(content) as document:
        seen = list(_look_into(document))
        attachments = list(_attachments(document))
    yield from seen
    for match in _XMP.finditer(content):
        yield piece(
            re.sub(r"<[^>]+>", "\n", match[0].decode("utf-8", "replace")), "properties:xmp", "文档属性"
        )
    yield from string_pieces(content)
    for name, attached in attachments:
        yield from look.inside(name, attached, part=f"attachment:{name}", label=f"附件“{name}”的")


def _look_into(document: pypdfium2.PdfDocument) -> Iterator[Seen]:
    for key, value in document.get_metadata_dict(skip_empty=True).items():
        yield from said_of(key, value)
    scans = []
    for index in range(min(len(document), MOST_PAGES)):
        page = document[index]
        text = _text_of(page)
        if not text.strip() and _has_picture(page):
            scans.append(str(index + 1))
        yield from _look_at(document, page, index + 1)
        page.close()
    if scans:
        few = "、".join(scans[:10]) + ("等" if len(scans) > 10 else "")
        yield Unread(f"第{few}{SCANNED}")
    if len(document) > MOST_PAGES:
        yield Unread(f"页数太多，第{MOST_PAGES + 1}页起没有检查")
    yield from _bookmarks(document)


def _text_of(page: pypdfium2.PdfPage) -> str:
    return page_text(page.get_textpage())


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    kinds = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM, pdfium.FPDF_PAGEOBJ_PATH)
    return next(iter(page.get_objects(filter=kinds, max_depth=2)), None) is not None


def _look_at(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, number: int) -> Iterator[Seen]:
    textpage = page.get_textpage()
    text = page_text(textpage)
    part, label = f"pdf:{number}", f"第{number}页"
    yield piece(text, part, label)
    for start, end in covered_stretches(page, textpage, text):
        under, where = text[start:end], f"{part}:{start}-{end}"
        yield Sign("covered_text", under, where, f"{label}遮盖物下面", masked=f"{len(under)}个字")
    for at, note in enumerate(notes_on(page)):
        words = annotation_words(document, note)
        for key, value in words.items():
            yield piece(value, f"{part}:note{at}:{key}", f"{label}的{_WORDS.get(key, '批注')}")
        if pdfium.FPDFAnnot_GetSubtype(note) in _NOTES:
            yield Sign("comment", words.get("Contents", ""), f"{part}:note{at}", f"{label}的批注")
    yield piece(stamped_words(document, page, number - 1), f"{part}:stamp", f"{label}的图章")


def _attachments(document: pypdfium2.PdfDocument) -> Iterator[tuple[str, bytes]]:
    for index in range(document.count_attachments()):
        attachment = document.get_attachment(index)
        try:
            yield attachment.get_name(), bytes(attachment.get_data())
        except pypdfium2.PdfiumError:
            yield attachment.get_name(), b""


def _bookmarks(document: pypdfium2.PdfDocument) -> Iterator[Seen]:
    titles = [Stretch(f"{mark.get_title()}\n", "bookmarks", "书签") for mark in document.get_toc(max_depth=8)]
    yield Piece(tuple(titles))
