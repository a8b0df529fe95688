"""The text layer of a PDF, page by page in reading order."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any, TypeVar

import pypdfium2
from numpy import asarray
from PIL import Image

from gongkai.pdfium import lock
from gongkai.reading import scans
from gongkai.reading.alignment import Line, aligned, placed_lines
from gongkai.reading.unreadable import Scanned, Unreadable

_PAGE_NUMBER = re.compile(
    r"[-—–\s]*(?:第\s*)?(?P<n>\d{1,4})(?:\s*页)?(?:\s*[/／]\s*\d{1,4}|\s*[,/]?\s*共\s*\d{1,4}\s*页)?[-—–\s]*"
)

PAGES_AT_MOST = 500
Taken = TypeVar("Taken")


def pdf_text(source: bytes) -> str:
    """The text of all pages, without the page numbers; raises ``Scanned`` for a scan, ``Unreadable`` for a locked file."""
    pages = _without_page_numbers(aligned(_each_page(source, _page_lines, PAGES_AT_MOST)))
    if not any(page.strip() for page in pages):
        raise Scanned("这份 PDF 是扫描件，没有文字。请先做文字识别（OCR），或者提供文字版。")
    return "\n".join(pages)


def scanned_text(source: bytes) -> str:
    """The text of the pages of a scan, read by their looks; raises ``Unreadable``."""
    pages = _each_page(source, _picture, scans.PAGES_AT_MOST)
    lines = [scans.lines_of(scans.seen_on(picture)) for picture in pages]
    return "\n".join(_without_page_numbers(aligned(lines, scans.UNSEEN)))


def picture_text(source: bytes) -> str:
    """The text of one page that came as a picture; raises ``Unreadable``."""
    try:
        picture = Image.open(io.BytesIO(source)).convert("RGB")
    except (OSError, Image.DecompressionBombError) as error:
        raise Unreadable("这张图片打不开，可能已经损坏。请重新扫描。") from error
    return "\n".join(aligned([scans.lines_of(scans.seen_on(asarray(picture)))], scans.UNSEEN)[0])


def _each_page(source: bytes, taken: Callable[[pypdfium2.PdfPage], Taken], at_most: int) -> list[Taken]:
    with lock:
        return _opened(source, taken, at_most)


def _opened(source: bytes, taken: Callable[[pypdfium2.PdfPage], Taken], at_most: int) -> list[Taken]:
    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(_why(error)) from error
    try:
        if len(document) > at_most:
            raise Unreadable(f"这份 PDF 有{len(document)}页，不像一份年度报告。请只保留报告所在的几页。")
        return [taken(page) for page in document]
    except pypdfium2.PdfiumError as error:
        raise Unreadable(_why(error)) from error
    finally:
        document.close()


def _why(error: Exception) -> str:
    if "password" in str(error).lower():
        return "这份 PDF 设有密码，请取消密码以后再读取。"
    return "这份 PDF 已经损坏，打不开。请重新下载或者重新导出。"


def _picture(page: pypdfium2.PdfPage) -> Any:
    picture = page.render(scale=scans.SCALE).to_numpy()
    page.close()
    return picture


def _page_lines(page: pypdfium2.PdfPage) -> list[Line]:
    text_page = page.get_textpage()
    words: str = text_page.get_text_range()
    # Characters that PDFium leaves out of the words would put every place after them wrong.
    if len(words) == text_page.count_chars():
        lines = placed_lines(words, lambda at: text_page.get_charbox(at, loose=True))
    else:
        lines = [Line(line, line) for line in words.replace("\r\n", "\n").split("\n")]
    text_page.close()
    page.close()
    return lines


def _without_page_numbers(pages: list[list[str]]) -> list[str]:
    """The pages without the numbers at their edges: lone figures that rise by one from page to page.

    A lone figure that does not is a cell of a table that a page break parted.
    """
    for edge in (0, -1):
        numbers = {
            at: number for at, lines in enumerate(pages) if (number := _edge_number(lines, edge)) is not None
        }
        offsets = [number - at for at, number in numbers.items()]
        usual = max(set(offsets), key=offsets.count, default=0)
        for at, number in numbers.items():
            if number - at == usual and (offsets.count(usual) > 1 or len(pages) == number == 1):
                del pages[at][edge]
    return ["\n".join(lines) for lines in pages]


def _edge_number(lines: list[str], edge: int) -> int | None:
    match = _PAGE_NUMBER.fullmatch(lines[edge]) if lines else None
    return int(match["n"]) if match else None
