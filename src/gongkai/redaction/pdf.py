"""PDF files: every page becomes a picture with the marked places black, and the words that are left laid under it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

import pypdfium2
from PIL import Image, ImageChops, ImageDraw

from gongkai.guard.files.pdfium import opened
from gongkai.guard.files.seen import MOST_PAGES
from gongkai.redaction.glyphs import Glyph, glyphs_of, settled
from gongkai.redaction.marks import Box, CannotRedact, Mark
from gongkai.redaction.needles import Folded, Needle, folded, needles_of
from gongkai.redaction.paper import Paper
from gongkai.redaction.readers import said_by_guard
from gongkai.redaction.runs import quarters_of, runs_of

_DPI = 200
_LARGEST = 6_000
_QUALITY = 82
_GREY_TOLERANCE = 16
_MARGIN = 0.0015
Covers = dict[int, list[Box]]


def redact_pdf(content: bytes, marks: Sequence[Mark]) -> tuple[bytes, Covers, int, list[str]]:
    """The new file, what was covered on each page (counted from 0), in how many places, what a person must look at."""
    needles = needles_of(marks)
    with opened(content) as document:
        if len(document) > MOST_PAGES:
            raise CannotRedact(f"超过{MOST_PAGES}页，无法遮盖。请拆分后再试。")
        pages = [glyphs_of(settled(document, index)) for index in range(len(document))]
        covers = _areas(marks, len(document))
        places = sum(map(len, covers.values()))
        for needle in needles:
            found = _cover(needle, pages, covers)
            places += found
            if not found and not _has_area(marks, needle):
                refuse_unknown(needle, content)
        paper = Paper()
        for index, glyphs in enumerate(pages):
            _add(paper, document, index, glyphs, covers.get(index, []))
        return paper.finished(), covers, places, _remarks(pages)


def refuse_unknown(needle: Needle, content: bytes) -> None:
    """Words that stand nowhere in a file are a slip; those that stand where no reader sees them go by themselves."""
    if not any(needle.is_in(text) for text in said_by_guard(content)):
        raise CannotRedact(f"文件中没有读到“{needle.hint}”。请核对，或者在页面上框选。")


def _areas(marks: Iterable[Mark], pages: int) -> Covers:
    covers: Covers = {}
    for mark in marks:
        if mark.box is None:
            continue
        if not 1 <= mark.page <= pages or not mark.box.area:
            raise CannotRedact("框选的位置不在文件的页面内，请重新框选。")
        covers.setdefault(mark.page - 1, []).append(mark.box)
    return covers


def _has_area(marks: Iterable[Mark], needle: Needle) -> bool:
    return any(mark.box is not None and mark.words == needle.words for mark in marks)


def _cover(needle: Needle, pages: Sequence[Sequence[Glyph]], covers: Covers) -> int:
    """Cover the words wherever they stand: among all characters, the seen ones alone, the unseen ones alone."""
    most = 0
    for kept in (None, True, False):
        places = [
            (number, glyph)
            for number, glyphs in enumerate(pages)
            for glyph in glyphs
            if kept is None or glyph.seen is kept or glyph.is_blank
        ]
        spans = list(needle.spans(_folded(places, loose=needle.loose)))
        most = max(most, len(spans))
        for number, glyph in (place for start, end in spans for place in places[start:end]):
            box = glyph.box.grown(_MARGIN, _MARGIN)
            if glyph.box.area and box not in covers.setdefault(number, []):
                covers[number].append(box)
    return most


def _folded(places: Sequence[tuple[int, Glyph]], *, loose: bool) -> Folded:
    return folded("".join(glyph.sign for _number, glyph in places), loose=loose)


def _add(
    paper: Paper, document: pypdfium2.PdfDocument, index: int, glyphs: Sequence[Glyph], covered: Sequence[Box]
) -> None:
    page = document[index]
    size: tuple[float, float] = page.get_size()
    picture: Image.Image = page.render(scale=min(_DPI / 72, _LARGEST / max(*size, 1))).to_pil().convert("RGB")
    page.close()
    blacken(picture, covered)
    if not _is_coloured(picture):
        picture = picture.convert("L")
    # Lines that run down or up the page are laid upright, and the page is shown turned: readers follow those lines.
    quarters = quarters_of(glyphs)
    picture = picture.rotate(90 * quarters, expand=True)
    out = BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    runs = runs_of(glyphs, covered, size[0] / max(size[1], 1), quarters)
    is_grey = picture.mode == "L"
    size = size[::-1] if quarters % 2 else size
    paper.add_page(size, out.getvalue(), picture.size, grey=is_grey, runs=runs, quarters=quarters)


def blacken(picture: Image.Image, covered: Iterable[Box]) -> None:
    """Paint these areas black, every pixel that they touch."""
    draw = ImageDraw.Draw(picture)
    for box in covered:
        draw.rectangle(pixels_of(box, picture.size), fill="black")


def pixels_of(box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """An area in pixels, both ends included."""
    width, height = size
    left, top = int(box.left * width), int(box.top * height)
    right, bottom = min(int(box.right * width) + 1, width) - 1, min(int(box.bottom * height) + 1, height) - 1
    return min(left, width - 1), min(top, height - 1), max(right, left), max(bottom, top)


def _is_coloured(picture: Image.Image) -> bool:
    small = picture.resize((max(1, picture.width // 4), max(1, picture.height // 4)))
    red, green, blue = small.split()
    spread = ImageChops.lighter(ImageChops.difference(red, green), ImageChops.difference(green, blue))
    return any(spread.histogram()[_GREY_TOLERANCE + 1 :])


def _remarks(pages: Sequence[Sequence[Glyph]]) -> list[str]:
    """Pages whose words a programme cannot read, and words that no reader sees."""
    silent = [str(at) for at, page in enumerate(pages, 1) if not any(glyph.seen for glyph in page)]
    unseen = [
        str(at)
        for at, page in enumerate(pages, 1)
        if any(not glyph.seen and not glyph.is_blank for glyph in page)
    ]
    remarks = []
    if silent:
        remarks.append(f"第{_few(silent)}页是图片，系统读不出其中的文字，请逐页核对是否还有应当遮盖的内容")
    if unseen:
        remarks.append(f"第{_few(unseen)}页有看不见的文字（扫描识别的文字或者被遮住的文字），没有带入新文件")
    return remarks


def _few(numbers: Sequence[str]) -> str:
    return "、".join(numbers[:10]) + ("等" if len(numbers) > 10 else "")
