"""The pages of the docx: paper, margins, 22 lines a page, page numbers."""

from __future__ import annotations

from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import Section, _Footer
from docx.shared import Mm

from gongkai.foundation.documents import layout
from gongkai.foundation.documents.word_styles import (
    SONG,
    TWIPS,
    element,
    indents,
    set_face,
    set_paragraph,
    spacing,
)


def set_up_pages(word: Word) -> None:
    """The first section; later ones inherit its page numbers."""
    word.settings.odd_and_even_pages_header_footer = True
    section = word.sections[0]
    apply_page(section, WD_ORIENT.PORTRAIT)
    _number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def apply_page(section: Section, orientation: WD_ORIENT) -> None:
    """A4 with the official margins; on a turned page the head of the table lies along the binding edge."""
    turned = orientation is WD_ORIENT.LANDSCAPE
    short, long = layout.PAGE_MM
    section.orientation = orientation
    section.page_width, section.page_height = (Mm(long), Mm(short)) if turned else (Mm(short), Mm(long))
    margins = layout.TURNED_MARGINS_MM if turned else layout.MARGINS_MM
    section.top_margin, section.bottom_margin = Mm(margins["top"]), Mm(margins["bottom"])
    section.left_margin, section.right_margin = Mm(margins["left"]), Mm(margins["right"])
    folio_mm = layout.FOLIO * 1.2 / layout.POINTS_A_MM
    section.footer_distance = Mm(margins["bottom"] - layout.FOLIO_BELOW_AREA_MM - folio_mm)
    _set_grid(section)


def _set_grid(section: Section) -> None:
    properties = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    # Lines only: what a grid of characters does differs from program to program. The style sets their pitch.
    properties.append(element("docGrid", type="lines", linePitch=round(layout.LINE_PITCH * TWIPS)))


def _number(footer: _Footer, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 — in 宋体 of the fourth size, one character in from the outer edge."""
    paragraph = footer.paragraphs[0]
    paragraph.style = "Normal"
    paragraph.alignment = side
    right = side is WD_ALIGN_PARAGRAPH.RIGHT
    set_paragraph(
        paragraph, spacing(layout.FOLIO * 1.2), indents(left=0 if right else 1, right=1 if right else 0)
    )
    for text, field in (("— ", ""), ("", "begin"), ("PAGE", "instruction"), ("", "end"), (" —", "")):
        run = paragraph.add_run("" if field else text)
        set_face(run, SONG, layout.FOLIO)
        if field == "instruction":
            code = element("instrText")
            code.text = text
            run._r.append(code)
        elif field:
            run._r.append(element("fldChar", fldCharType=field))
