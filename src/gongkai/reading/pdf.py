"""The text layer of a PDF, page by page in reading order."""

from __future__ import annotations

import re

import pypdfium2

from gongkai.pdfium import lock
from gongkai.reading.unreadable import Unreadable

_PAGE_NUMBER = re.compile(r"[-—–\s]*(?:第\s*)?\d{1,4}(?:\s*页)?[-—–\s]*")


def pdf_text(source: bytes) -> str:
    """The text of all pages, without the page numbers; raises ``Unreadable`` for a locked or scanned file."""
    with lock:
        pages = _pages(source)
    if not any(page.strip() for page in pages):
        raise Unreadable("这份 PDF 是扫描件，没有文字。请先做文字识别（OCR），或者提供文字版。")
    return "\n".join(pages)


def _pages(source: bytes) -> list[str]:
    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(_why(error)) from error
    try:
        return [_page_text(page) for page in document]
    finally:
        document.close()


def _why(error: Exception) -> str:
    if "password" in str(error).lower():
        return "这份 PDF 设有密码，请取消密码以后再读取。"
    return "这份 PDF 已经损坏，打不开。请重新下载或者重新导出。"


def _page_text(page: pypdfium2.PdfPage) -> str:
    text_page = page.get_textpage()
    lines: list[str] = text_page.get_text_range().replace("\r\n", "\n").split("\n")
    text_page.close()
    page.close()
    for edge in (0, -1):
        if lines and _PAGE_NUMBER.fullmatch(lines[edge]):
            del lines[edge]
    return "\n".join(lines)
