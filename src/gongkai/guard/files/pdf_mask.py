"""Masking PDF files: every page becomes a picture in which the findings are black, and nothing else is left."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pypdfium2
from PIL import Image, ImageChops, ImageDraw

from gongkai.guard.files.cover import Cover
from gongkai.guard.files.covered import device_box
from gongkai.guard.files.pdfium import (
    Box,
    annotation_box,
    annotation_words,
    char_box,
    is_stamp,
    notes_on,
    opened,
    page_text,
    stamped_words,
)
from gongkai.guard.files.result import CannotMask
from gongkai.guard.files.seen import MOST_PAGES, piece

_DPI = 200
_LARGEST = 6_000
_QUALITY = 80
_MARGIN = 1.0
_GREY_TOLERANCE = 16


def mask_pdf(content: bytes, cover: Cover) -> bytes:
    """The pages as pictures of 200 dots an inch. Text layer, properties, attachments and links are gone."""
    with opened(content) as document:
        if len(document) > MOST_PAGES:
            raise CannotMask(f"超过{MOST_PAGES}页，无法遮盖。请拆分后再试。")
        result = pypdfium2.PdfDocument.new()
        for index in range(len(document)):
            size, picture = _picture(document, index, cover)
            _add(result, size, picture)
        out = BytesIO()
        result.save(out)
        result.close()
    cover.note("PDF 已逐页转为图片，文字不能再选取、复制，附件、书签和文档属性已去掉")
    return out.getvalue()


def _picture(
    document: pypdfium2.PdfDocument, index: int, cover: Cover
) -> tuple[tuple[float, float], Image.Image]:
    """The size of a page and what it looks like, covered."""
    page = document[index]
    size: tuple[float, float] = page.get_size()
    picture: Image.Image = page.render(scale=min(_DPI / 72, _LARGEST / max(*size, 1))).to_pil().convert("RGB")
    draw = ImageDraw.Draw(picture)
    for box in [*_boxes(document, page, cover), *_stamps(document, page, index, cover)]:
        left, top, right, bottom = device_box(page, box, picture.size)
        if left <= right and top <= bottom:  # else it stands beside the page, and is not in the picture
            draw.rectangle((left, top, right, bottom), fill="black")
    page.close()
    return size, picture


def _boxes(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, cover: Cover) -> Iterator[Box]:
    """Where the findings of a page stand: of its text, and of its annotations and form fields."""
    textpage = page.get_textpage()
    text = page_text(textpage)
    for finding in cover.due(piece(text, "", "页")):
        for index in range(finding.place.start, finding.place.end):
            if text[index].strip():
                left, bottom, right, top = char_box(textpage, index)
                yield left - _MARGIN, bottom - _MARGIN, right + _MARGIN, top + _MARGIN
    for note in notes_on(page):
        words = annotation_words(document, note)
        if any(cover.due(piece(text, "", "批注", headers=words.get("TU", ""))) for text in words.values()):
            yield annotation_box(note)


def _stamps(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, index: int, cover: Cover) -> list[Box]:
    """All stamps of a page, if one of them says what must not be seen."""
    boxes = [annotation_box(note) for note in notes_on(page) if is_stamp(note)]
    return boxes if boxes and cover.due(piece(stamped_words(document, page, index), "", "图章")) else []


def _add(result: pypdfium2.PdfDocument, size: tuple[float, float], picture: Image.Image) -> None:
    width, height = size
    page = result.new_page(width, height)
    image = pypdfium2.PdfImage.new(result)
    image.load_jpeg(BytesIO(_jpeg(picture)), inline=True)
    image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
    page.insert_obj(image)
    page.gen_content()
    page.close()


def _jpeg(picture: Image.Image) -> bytes:
    if not _is_coloured(picture):
        picture = picture.convert("L")
    out = BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def _is_coloured(picture: Image.Image) -> bool:
    small = picture.resize((max(1, picture.width // 4), max(1, picture.height // 4)))
    red, green, blue = small.split()
    spread = ImageChops.lighter(ImageChops.difference(red, green), ImageChops.difference(green, blue))
    return any(spread.histogram()[_GREY_TOLERANCE + 1 :])
