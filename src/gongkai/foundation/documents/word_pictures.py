"""A picture in the docx, with the words for who cannot see it."""

from __future__ import annotations

from io import BytesIO

from docx.shared import Mm
from docx.text.paragraph import Paragraph as WordParagraph

from gongkai.foundation.documents import layout
from gongkai.foundation.documents.model import Picture, printable
from gongkai.foundation.documents.word_styles import element, indents, set_paragraph

ROOM_TWIPS = 120
ONE_LINE = 240


def set_picture(paragraph: WordParagraph, picture: Picture) -> None:
    """Put the picture into the middle of this paragraph, which grows as high as it is."""
    run = paragraph.add_run()
    shown = run.add_picture(BytesIO(picture.png), width=Mm(layout.picture_width_mm(picture)))
    shown._inline.docPr.set("descr", printable(picture.alt))
    set_paragraph(
        paragraph,
        element("snapToGrid", val=0),
        # The exact pitch of the text would cut it off.
        element("spacing", line=ONE_LINE, lineRule="auto", before=ROOM_TWIPS, after=ROOM_TWIPS),
        indents(),
        element("jc", val="center"),
    )
