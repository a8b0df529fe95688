"""The pages of a PDF as pictures."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pypdfium2
from django.utils.translation import gettext_lazy as _
from PIL import Image

from gongkai.foundation.previews.model import Page, Preview, PreviewKind, Unshowable
from gongkai.pdfium import lock

MOST_PAGES = 50
WIDTH = 1100
MOST_PIXELS = 4_000_000
LONGEST_ALT = 1500
QUALITY = 80


def pages_of_pdf(content: bytes) -> Preview:
    """How large each page is and what stands on it; the pictures themselves are drawn when they are asked for."""
    with lock:
        pdf = _opened(content)
        try:
            count = len(pdf)
            pages = tuple(_page(pdf, number) for number in range(1, min(count, MOST_PAGES) + 1))
        finally:
            pdf.close()
    left_out = (
        _("全文共%(all)s页，这里显示前%(n)s页。下载文件可以看到全部内容。") % {"all": count, "n": MOST_PAGES}
        if count > MOST_PAGES
        else ""
    )
    return Preview(PreviewKind.PAGES, pages, left_out=str(left_out))


def picture_of_page(content: bytes, number: int) -> bytes:
    """The page as WebP. Raises Unshowable if there is no such page or it can't be drawn."""
    with lock:
        pdf = _opened(content)
        try:
            if not 1 <= number <= min(len(pdf), MOST_PAGES):
                raise Unshowable(_("没有这一页。"))
            page = pdf[number - 1]
            drawn = page.render(scale=_scale(*page.get_size())).to_pil().convert("RGB")
        except pypdfium2.PdfiumError as error:
            raise Unshowable(_("这一页无法显示。")) from error
        finally:
            pdf.close()
    buffer = BytesIO()
    drawn.save(buffer, "WEBP", quality=QUALITY, method=2)
    return buffer.getvalue()


def page_of_picture(content: bytes, name: str) -> Preview:
    """A picture is a file of one page."""
    try:
        with Image.open(BytesIO(content)) as picture:
            width, height = picture.size
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise Unshowable(_("图片无法显示。请下载后查看。")) from error
    return Preview(PreviewKind.PAGES, (Page(1, width, height, name),))


def _opened(content: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Unshowable(_("文件无法显示。请下载后查看。")) from error


def _page(pdf: Any, number: int) -> Page:
    try:
        page = pdf[number - 1]
        width, height = page.get_size()
        scale = _scale(width, height)
        text = page.get_textpage().get_text_bounded()
    except pypdfium2.PdfiumError:
        return Page(number, WIDTH, WIDTH)
    plain = " ".join(text.replace("\ufffe", "").split())[:LONGEST_ALT]
    return Page(number, max(1, round(width * scale)), max(1, round(height * scale)), plain)


def _scale(width: float, height: float) -> float:
    """As wide as a page is shown, but never more pixels than can be borne."""
    width, height = max(width, 1.0), max(height, 1.0)
    return float(min(WIDTH / width, (MOST_PIXELS / (width * height)) ** 0.5))
