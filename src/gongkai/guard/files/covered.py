"""Text under a black box or a picture: nobody sees it, everybody can copy it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from gongkai.guard.files.pdfium import Box, annotation_box, char_box, notes_on

_SCALE = 2.0
_DARK, _WHITE = 96, 250
_WHOLE_PAGE = 0.6
_SMALLEST = 3.0
_DIFFERENT = 24
_COVERING_NOTES = (
    pdfium.FPDF_ANNOT_SQUARE,
    pdfium.FPDF_ANNOT_REDACT,
    pdfium.FPDF_ANNOT_STAMP,
    pdfium.FPDF_ANNOT_INK,
)


@dataclass(frozen=True)
class _Drawn:
    """A page object in the order of drawing, with its bounds on the page."""

    raw: object
    kind: int
    box: Box


def covered_stretches(
    page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, text: str
) -> list[tuple[int, int]]:
    """The stretches of a page's text that a cover hides.

    A cover is a dark or white area or a picture drawn over text; whether it really hides the text is seen by
    drawing the page with and without the text: a seal over a signature leaves it readable. Pictures as large as
    the page are scans with their text laid under them, and hide nothing that they do not show.
    """
    drawn = list(_drawn(page))
    covers = [(at, one.box) for at, one in enumerate(drawn) if _is_cover(one, page)]
    covers += [(len(drawn), box) for box in _covering_notes(page)]
    if not covers:
        return []
    order = {_address(one.raw): at for at, one in enumerate(drawn) if one.kind == pdfium.FPDF_PAGEOBJ_TEXT}
    under = [
        index for index, sign in enumerate(text) if sign.strip() and _is_under(textpage, index, covers, order)
    ]
    return _joined(_unseen(page, textpage, under), text) if under else []


def _drawn(page: pypdfium2.PdfPage) -> Iterable[_Drawn]:
    for one in page.get_objects(max_depth=1):
        try:
            yield _Drawn(one.raw, one.type, one.get_bounds())
        except pypdfium2.PdfiumError:
            continue


def _is_cover(one: _Drawn, page: pypdfium2.PdfPage) -> bool:
    left, bottom, right, top = one.box
    if right - left < _SMALLEST or top - bottom < _SMALLEST:
        return False
    share = (right - left) * (top - bottom) / max(page.get_width() * page.get_height(), 1)
    if one.kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        return share < _WHOLE_PAGE
    if one.kind == pdfium.FPDF_PAGEOBJ_FORM:
        return share < _WHOLE_PAGE
    return one.kind == pdfium.FPDF_PAGEOBJ_PATH and _is_filled(one.raw)


def _is_filled(raw: object) -> bool:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(raw, mode, stroke)
    if mode.value == pdfium.FPDF_FILLMODE_NONE:
        return False
    channels = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(raw, *channels)
    red, green, blue, alpha = (channel.value for channel in channels)
    light = (red * 299 + green * 587 + blue * 114) / 1000
    return alpha > _WHITE and (light < _DARK or light > _WHITE)


def _covering_notes(page: pypdfium2.PdfPage) -> list[Box]:
    return [
        annotation_box(note)
        for note in notes_on(page)
        if pdfium.FPDFAnnot_GetSubtype(note) in _COVERING_NOTES
    ]


def _address(raw: object) -> int:
    return ctypes.cast(raw, ctypes.c_void_p).value or 0  # type: ignore[arg-type]


def _is_under(
    textpage: pypdfium2.PdfTextPage, index: int, covers: list[tuple[int, Box]], order: dict[int, int]
) -> bool:
    owner = order.get(_address(pdfium.FPDFText_GetTextObject(textpage, index)), -1)
    left, bottom, right, top = char_box(textpage, index)
    across, up = (left + right) / 2, (bottom + top) / 2
    return any(at > owner and box[0] <= across <= box[2] and box[1] <= up <= box[3] for at, box in covers)


def _unseen(page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, indices: list[int]) -> list[int]:
    """Those characters whose place looks the same when the text is not drawn at all."""
    boxes = {index: char_box(textpage, index) for index in indices}
    shown = _picture(page)
    owners = {
        _address(raw): raw for index in indices if (raw := pdfium.FPDFText_GetTextObject(textpage, index))
    }
    modes = {address: pdfium.FPDFTextObj_GetTextRenderMode(raw) for address, raw in owners.items()}
    for raw in owners.values():
        pdfium.FPDFTextObj_SetTextRenderMode(raw, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
    without = _picture(page)
    for address, raw in owners.items():
        pdfium.FPDFTextObj_SetTextRenderMode(raw, modes[address])
    difference = ImageChops.difference(shown, without)
    return [
        index
        for index, box in boxes.items()
        if not _differs(difference, device_box(page, box, difference.size))
    ]


def _picture(page: pypdfium2.PdfPage) -> Image.Image:
    picture: Image.Image = page.render(scale=_SCALE, grayscale=True, draw_annots=True).to_pil()
    return picture


def _differs(difference: Image.Image, box: tuple[int, int, int, int]) -> bool:
    extrema = difference.crop(box).getextrema() if box[2] > box[0] and box[3] > box[1] else (0, 0)
    return float(extrema[1]) > _DIFFERENT  # type: ignore[arg-type]


def device_box(page: pypdfium2.PdfPage, box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """A box of the page in the pixels of its picture, whatever way the page is turned."""
    corners = [_device(page, across, up, size) for across in (box[0], box[2]) for up in (box[1], box[3])]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return max(min(xs), 0), max(min(ys), 0), min(max(xs) + 1, size[0]), min(max(ys) + 1, size[1])


def _device(page: pypdfium2.PdfPage, across: float, up: float, size: tuple[int, int]) -> tuple[int, int]:
    x, y = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, across, up, x, y)
    return x.value, y.value


def _joined(indices: list[int], text: str) -> list[tuple[int, int]]:
    """Characters side by side as stretches, blanks between them included."""
    stretches: list[tuple[int, int]] = []
    for index in indices:
        if stretches and not text[stretches[-1][1] : index].strip():
            stretches[-1] = (stretches[-1][0], index + 1)
        else:
            stretches.append((index, index + 1))
    return stretches
