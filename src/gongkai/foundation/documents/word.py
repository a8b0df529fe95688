"""The docx of a paper, to be worked on in Word or WPS: real styles, so that the office can go on from it."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

from gongkai.foundation.documents import layout
from gongkai.foundation.documents.model import (
    Block,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Signature,
    Table,
    printable,
)
from gongkai.foundation.documents.word_imprint import add_imprint
from gongkai.foundation.documents.word_masthead import add_issuers
from gongkai.foundation.documents.word_pages import apply_page, set_up_pages
from gongkai.foundation.documents.word_pictures import set_picture
from gongkai.foundation.documents.word_styles import (
    HEADING_FACES,
    TWIPS,
    element,
    indents,
    set_face,
    set_paragraph,
    set_up_styles,
    spacing,
)
from gongkai.foundation.documents.word_tables import add_table

SHARE_BELOW = 0.35
RED_LINE_EIGHTHS = 10  # of a point: 0.44 mm
SIDES = {
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def as_docx(document: Document) -> bytes:
    """The paper as docx: faces by their official names, headings as styles, page numbers as fields."""
    word = docx.Document()
    set_up_styles(word)
    set_up_pages(word)
    _set_properties(word, document)
    _head(word, document)
    for block in document.blocks:
        _add(word, block)
    if document.signature is not None and document.attachments:
        _keep_with_end(word)
    _attachments(word, document)
    if document.signature is not None:
        _keep_with_end(word)
        _signature(word, document.signature)
    if document.notes:
        set_paragraph(word.add_paragraph(layout.in_brackets(document.notes)), indents(first=2))
    if document.imprint:
        add_imprint(word, document.imprint)
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _set_properties(word: Word, document: Document) -> None:
    properties = word.core_properties
    properties.title = "".join(layout.title_lines(document.title))
    properties.author = layout.author(document)
    properties.comments = properties.last_modified_by = ""
    properties.language = "zh-CN"


def _head(word: Word, document: Document) -> None:
    if document.issuer:
        _masthead(word, document)
    title = word.add_paragraph(style="Title")
    _set_lines(title, layout.title_lines(document.title))
    if document.number and not document.issuer:
        _centred(word, document.number)
    word.add_paragraph()
    if document.addressee:
        word.add_paragraph(layout.with_colon(document.addressee))


def _masthead(word: Word, document: Document) -> None:
    add_issuers(word, document)
    word.add_paragraph()
    word.add_paragraph()
    line = element("pBdr")
    within = (layout.LINE_PITCH - layout.BODY) * SHARE_BELOW  # of the line of the number, under its signs
    below = round(layout.RED_LINE_BELOW_NUMBER_MM * layout.POINTS_A_MM - within)
    line.append(element("bottom", val="single", sz=RED_LINE_EIGHTHS, space=below, color=layout.RED))
    set_paragraph(_centred(word, document.number), line)
    word.add_paragraph()
    word.add_paragraph()


def _centred(word: Word, text: str) -> WordParagraph:
    paragraph = word.add_paragraph(printable(text))
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _add(word: Word, block: Block) -> None:
    match block:
        case Heading(level, text, rest) if rest:
            paragraph = word.add_paragraph()
            set_face(paragraph.add_run(printable(text)), HEADING_FACES[level], layout.BODY)
            _set_lines(paragraph, printable(rest).split("\n"))
            set_paragraph(paragraph, indents(first=2))
        case Heading(level, text, _rest, align):
            paragraph = word.add_paragraph(style=f"Heading {level}")
            _set_lines(paragraph, printable(text).split("\n"))
            if align == "center":
                set_paragraph(paragraph, indents(), element("jc", val="center"))
        case Paragraph(text, align, indented):
            paragraph = word.add_paragraph()
            _set_lines(paragraph, printable(text).split("\n"))
            paragraph.alignment = SIDES[align]
            set_paragraph(paragraph, indents(first=2 if indented else 0))
        case Table(landscape=True):
            apply_page(word.add_section(WD_SECTION.NEW_PAGE), WD_ORIENT.LANDSCAPE)
            add_table(word, block, width_mm=layout.TURNED_AREA_MM)
            apply_page(word.add_section(WD_SECTION.NEW_PAGE), WD_ORIENT.PORTRAIT)
        case Table():
            add_table(word, block, width_mm=layout.TYPE_AREA_MM)
        case Picture():
            set_picture(word.add_paragraph(), block)
        case PageBreak():
            _break_page(word)


def _break_page(word: Word) -> None:
    """Its paragraph ends on the new page: as low as a hair, it takes no line there."""
    paragraph = word.add_paragraph()
    paragraph.add_run().add_break(WD_BREAK.PAGE)
    set_paragraph(paragraph, element("snapToGrid", val=0), spacing(1))


def _set_lines(paragraph: WordParagraph, lines: list[str]) -> None:
    for number, line in enumerate(lines):
        run = paragraph.add_run(line)
        if number < len(lines) - 1:
            run.add_break()


def _attachments(word: Word, document: Document) -> None:
    names = [printable(name) for name in document.attachments]
    if not names:
        return
    set_paragraph(word.add_paragraph(), element("keepNext"))
    hang = 5.0 if len(names) == 1 else 6.25  # where the names begin, in characters
    for number, name in enumerate(names, 1):
        lead = "附件：" if number == 1 else ""
        text = f"{lead}{number}.\t{name}" if len(names) > 1 else f"{lead}{name}"
        paragraph = word.add_paragraph(text)
        stops = element("tabs")
        stops.append(element("tab", val="left", pos=round(hang * layout.CHAR_PITCH * TWIPS)))
        kept = [element("keepNext")] if len(names) <= layout.MOST_TOGETHER else []
        set_paragraph(paragraph, *kept, stops, indents(left=hang, first=2 - hang if lead else 5 - hang))


def _keep_with_end(word: Word) -> None:
    """What is signed stays with the end of what is said: a signature never stands alone on a page."""
    if word.element.body[-2].tag == qn(
        "w:p"
    ):  # the last but one: after it come the properties of the section
        set_paragraph(word.paragraphs[-1], element("keepNext"))


def _signature(word: Word, signature: Signature) -> None:
    """Two empty lines leave room for the seal, which is set over organ and date."""
    organ_indents, date_indent = layout.signature_indents(signature)
    organs = zip(signature.organs, organ_indents, strict=True)
    for text, stands_in in (("", 0.0), ("", 0.0), *organs, (signature.date, date_indent)):
        paragraph = word.add_paragraph(printable(text))
        together = [] if text == signature.date else [element("keepNext")]
        set_paragraph(paragraph, *together, indents(right=stands_in), element("jc", val="right"))
