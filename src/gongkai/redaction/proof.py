"""The result read again by every programme there is, as somebody would who wants to know what was covered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO

import pypdfium2
from PIL import Image

from gongkai.guard.files.pdfium import opened
from gongkai.redaction.bytes_search import bytes_of, first_in_bytes, streams_of
from gongkai.redaction.glyphs import glyphs_of
from gongkai.redaction.marks import Box, StillThere
from gongkai.redaction.needles import Needle, first_in
from gongkai.redaction.pdf import pixels_of
from gongkai.redaction.readers import (
    said_by_guard,
    said_by_openpyxl,
    said_by_pdfium,
    said_by_pdftotext,
    said_by_pypdf,
    said_by_python_docx,
)

_DARK = 64
_SCALE = 2.0
_SLACK = 2
Reader = Callable[[bytes], Iterator[str] | None]
_OF_PDF: Mapping[str, Reader] = {
    "pdfium": said_by_pdfium,
    "pypdf": said_by_pypdf,
    "pdftotext": said_by_pdftotext,
}
_OF_OFFICE: Mapping[str, Mapping[str, Reader]] = {
    "docx": {"guard": said_by_guard, "python-docx": said_by_python_docx},
    "xlsx": {"guard": said_by_guard, "openpyxl": said_by_openpyxl},
}
BYTES = "bytes"


def prove_drawn(
    kind: str, content: bytes, needles: Sequence[Needle], covers: Mapping[int, Sequence[Box]]
) -> tuple[str, ...]:
    """The readers that found nothing in a PDF or a picture; raises StillThere."""
    readers = _read(_OF_PDF if kind == "pdf" else {}, content, needles)
    _search(content, streams_of(content) if kind == "pdf" else [], needles)
    if kind == "pdf":
        _prove_pages(content, covers)
    else:
        with Image.open(BytesIO(content)) as picture:
            _prove_black(picture.convert("L"), covers.get(0, ()), 1)
            if picture.getexif() or {"xmp", "exif", "comment"} & {str(key).lower() for key in picture.info}:
                raise StillThere("图片中仍有拍摄信息，没有生成。请在本机另存一次后重新上传。")
    return (*readers, BYTES)


def prove_office(kind: str, content: bytes, needles: Sequence[Needle]) -> tuple[str, ...]:
    """The readers that found nothing in a Word file or a workbook; raises StillThere."""
    readers = _read(_OF_OFFICE[kind], content, needles)
    _search(content, bytes_of(content), needles)
    return (*readers, BYTES)


def _read(readers: Mapping[str, Reader], content: bytes, needles: Sequence[Needle]) -> list[str]:
    done = []
    for name, read in readers.items():
        said = read(content)
        if said is None:
            continue
        for text in said:
            if needle := first_in(text, needles):
                raise _still(needle, name)
        done.append(name)
    return done


def _search(content: bytes, parts: Iterable[bytes], needles: Sequence[Needle]) -> None:
    for part in (content, *parts):
        if needle := first_in_bytes(part, needles):
            raise _still(needle, BYTES)


def _still(needle: Needle, reader: str) -> StillThere:
    return StillThere(
        f"遮盖后仍能读到“{needle.hint}”（{reader}），没有生成。请补充标记，或者把整段框选后再试。"
    )


def _prove_pages(content: bytes, covers: Mapping[int, Sequence[Box]]) -> None:
    """No character stands in a covered place, and every such place is black."""
    with opened(content) as document:
        for index, boxes in covers.items():
            page = document[index]
            for glyph in glyphs_of(page):
                if glyph.sign not in "■ \r\n\u200b" and any(_holds(box, glyph.box) for box in boxes):
                    raise StillThere(f"第{index + 1}页遮盖的位置仍能读到文字，没有生成。请把整段框选后再试。")
            _prove_black(_drawn(page), boxes, index + 1)
            page.close()


def _holds(box: Box, inner: Box) -> bool:
    across, down = (inner.left + inner.right) / 2, (inner.top + inner.bottom) / 2
    return box.left < across < box.right and box.top < down < box.bottom


def _drawn(page: pypdfium2.PdfPage) -> Image.Image:
    picture: Image.Image = page.render(scale=_SCALE, grayscale=True).to_pil().convert("L")
    return picture


def _prove_black(picture: Image.Image, boxes: Iterable[Box], number: int) -> None:
    for box in boxes:
        left, top, right, bottom = pixels_of(box, picture.size)
        inner = (left + _SLACK, top + _SLACK, right - _SLACK, bottom - _SLACK)
        if inner[0] < inner[2] and inner[1] < inner[3] and any(picture.crop(inner).histogram()[_DARK:]):
            raise StillThere(f"第{number}页有一处没有完全遮住，没有生成。请重新框选后再试。")
