"""The characters of a PDF page: where each stands, and whether a reader of the page sees it at all."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from gongkai.guard.files.covered import device_box
from gongkai.guard.files.pdfium import NO_WIDTH, notes_on, page_text
from gongkai.redaction.marks import Box

_FINE = (20_000, 20_000)
_SCALE = 2.0
_LARGEST = 3_000
_DIFFERENT = 24
_MARGIN = 0.75
# Marks of a reviewer that stand beside the page; the others are part of what a reader sees.
_BESIDE = (pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_FILEATTACHMENT)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character; ``box`` is empty where it stands beside the page, ``seen`` says whether it leaves any ink."""

    sign: str
    box: Box
    seen: bool

    @property
    def is_blank(self) -> bool:
        """Whether it is a space or a sign without width."""
        return self.sign.isspace() or self.sign == NO_WIDTH


def settled(document: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
    """The page with its form fields and stamps made part of it, and without the notes that stand beside it."""
    page = document[index]
    beside = [at for at, note in enumerate(notes_on(page)) if pdfium.FPDFAnnot_GetSubtype(note) in _BESIDE]
    for at in reversed(beside):
        pdfium.FPDFPage_RemoveAnnot(page, at)
    pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
    page.close()
    return document[index]


def glyphs_of(page: pypdfium2.PdfPage) -> list[Glyph]:
    """All characters in the order in which PDFium reads them, those that nobody sees included."""
    textpage = page.get_textpage()
    text = page_text(textpage)
    inked = _Ink(page, textpage)
    found = []
    for index, sign in enumerate(text):
        is_blank = sign.isspace() or sign == NO_WIDTH
        box = Box(0, 0, 0, 0) if is_blank else _box(page, textpage, index)
        found.append(Glyph(sign, box, not is_blank and inked.under(box)))
    textpage.close()
    return found


def _box(page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, index: int) -> Box:
    """The box of the character by its font and by its outline, whichever reaches further."""
    boxes = [textpage.get_charbox(index, loose=loose) for loose in (True, False)]
    left, bottom = (min(box[side] for box in boxes) - _MARGIN for side in (0, 1))
    right, top = (max(box[side] for box in boxes) + _MARGIN for side in (2, 3))
    left, top, right, bottom = device_box(page, (left, bottom, right, top), _FINE)
    if left >= right or top >= bottom:
        return Box(0, 0, 0, 0)
    return Box(left / _FINE[0], top / _FINE[1], right / _FINE[0], bottom / _FINE[1])


class _Ink:
    """What the page looks like with its text and without it: where the two differ, text is seen."""

    def __init__(self, page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage) -> None:
        owners = {}
        for index in range(textpage.count_chars()):
            raw = pdfium.FPDFText_GetTextObject(textpage, index)
            if raw:
                owners[ctypes.cast(raw, ctypes.c_void_p).value] = raw
        if not owners:
            self.difference: Image.Image | None = None
            return
        shown = _picture(page)
        modes = {address: pdfium.FPDFTextObj_GetTextRenderMode(raw) for address, raw in owners.items()}
        for raw in owners.values():
            pdfium.FPDFTextObj_SetTextRenderMode(raw, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
        self.difference = ImageChops.difference(shown, _picture(page))
        for address, raw in owners.items():
            pdfium.FPDFTextObj_SetTextRenderMode(raw, modes[address])

    def under(self, box: Box) -> bool:
        if self.difference is None or not box.area:
            return False
        width, height = self.difference.size
        area = (
            int(box.left * width),
            int(box.top * height),
            max(int(box.right * width), int(box.left * width) + 1),
            max(int(box.bottom * height), int(box.top * height) + 1),
        )
        return any(self.difference.crop(area).convert("L").histogram()[_DIFFERENT:])


def _picture(page: pypdfium2.PdfPage) -> Image.Image:
    scale = min(_SCALE, _LARGEST / max(*page.get_size(), 1))
    picture: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    return picture
