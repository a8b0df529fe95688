"""Official papers as data, and their two renderings: docx to work on, PDF to hand out (GB/T 9704-2012).

    letter = Document(title="政府信息公开申请答复书", number="…〔2024〕12号", addressee="王小明",
                      blocks=[Paragraph("您好。…")], signature=Signature("…县人民政府办公室", "2024年9月2日"))
    as_docx(letter), as_pdf(letter)

``blocks_of`` makes the blocks of a paper from the clean HTML of an editor.

Text is data all the way: nothing in it is read as markup, a formula or a command.
"""

from gongkai.foundation.documents.from_html import blocks_of
from gongkai.foundation.documents.model import (
    Align,
    Block,
    Cell,
    Document,
    Heading,
    Imprint,
    Level,
    PageBreak,
    Paragraph,
    Picture,
    Signature,
    Table,
)
from gongkai.foundation.documents.pdf import as_pdf
from gongkai.foundation.documents.scannable import scannable
from gongkai.foundation.documents.word import as_docx

__all__ = [
    "Align",
    "Block",
    "Cell",
    "Document",
    "Heading",
    "Imprint",
    "Level",
    "PageBreak",
    "Paragraph",
    "Picture",
    "Signature",
    "Table",
    "as_docx",
    "as_pdf",
    "blocks_of",
    "scannable",
]
