"""The styles of the docx: the faces and sizes that GB/T 9704-2012 names."""

from __future__ import annotations

import math
from typing import cast

from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run
from lxml import etree

from gongkai.foundation.documents import layout

FANGSONG, KAI, HEI, SONG, TITLE_FACE = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"
LATIN = "Times New Roman"
HEADING_FACES = {1: HEI, 2: KAI, 3: FANGSONG, 4: FANGSONG}
# What a machine without the official face should take for it.
STAND_INS = {FANGSONG: "仿宋", KAI: "楷体", TITLE_FACE: "宋体"}
TWIPS = 20
# The order in which the schema wants the properties of a paragraph; only those that are set here.
_ORDER = ("w:keepNext", "w:pBdr", "w:tabs", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def element(tag: str, **values: object) -> BaseOxmlElement:
    """A WordprocessingML element with its attributes, all in the w namespace."""
    made = cast(BaseOxmlElement, OxmlElement(f"w:{tag}"))
    for name, value in values.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def face_properties(face: str, size: float, color: str = "") -> list[BaseOxmlElement]:
    """The run properties that set Chinese in ``face`` and Latin in Times New Roman; ``size`` in points.

    Body text is set a hair closer, so that 28 characters make a line; all else at its natural width.
    """
    closer = math.floor((layout.CHAR_PITCH - layout.BODY) * TWIPS) if size == layout.BODY else 0
    return [
        element("rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=face, cs=LATIN),
        element("color", val=color or "000000"),
        element("spacing", val=closer),
        element("sz", val=round(size * 2)),
        element("szCs", val=round(size * 2)),
    ]


def set_face(run: Run, face: str, size: float, color: str = "") -> None:
    """Set one run in ``face``."""
    properties = run._r.get_or_add_rPr()
    properties.extend(face_properties(face, size, color))


def spacing(points: float, before: float = 0) -> BaseOxmlElement:
    """An exact line pitch, with ``before`` points above the paragraph."""
    return element(
        "spacing", before=round(before * TWIPS), after=0, line=round(points * TWIPS), lineRule="exact"
    )


def indents(*, first: float = 0, left: float = 0, right: float = 0) -> BaseOxmlElement:
    """Indents in characters, which follow the type size, with the same in points for programs without them."""
    made = element("ind")
    lead = "firstLine" if first >= 0 else "hanging"
    for name, chars in (("left", left), ("right", right), (lead, abs(first))):
        made.set(qn(f"w:{name}Chars"), str(round(chars * 100)))
        made.set(qn(f"w:{name}"), str(round(chars * layout.CHAR_PITCH * TWIPS)))
    return made


def set_paragraph(paragraph: WordParagraph, *properties: BaseOxmlElement) -> None:
    """Give the paragraph these properties, each in the place that the schema wants."""
    holder = paragraph._p.get_or_add_pPr()
    for made in properties:
        for old in holder.findall(made.tag):
            holder.remove(old)
        place = [qn(name) for name in _ORDER].index(made.tag)
        holder.insert_element_before(made, *_ORDER[place + 1 :])


def set_up_styles(word: Word) -> None:
    """Turn the stock styles into the official ones."""
    _restyle(
        word,
        "Normal",
        [
            element("widowControl", val=0),
            element("autoSpaceDE", val=0),  # no gap between Chinese and Latin or digits
            element("autoSpaceDN", val=0),
            spacing(layout.LINE_PITCH),
            element("jc", val="both"),
        ],
        [*face_properties(FANGSONG, layout.BODY), element("lang", val="en-US", eastAsia="zh-CN")],
    )
    for level, face in HEADING_FACES.items():
        outline = [element("keepNext"), indents(first=2), element("outlineLvl", val=level - 1)]
        _restyle(word, f"Heading {level}", outline, face_properties(face, layout.BODY))
    _restyle(
        word,
        "Title",
        [element("snapToGrid", val=0), spacing(layout.TITLE_PITCH), element("jc", val="center")],
        face_properties(TITLE_FACE, layout.TITLE),
    )
    word.settings.element.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")
    _name_stand_ins(word)


def _restyle(word: Word, name: str, paragraph: list[BaseOxmlElement], run: list[BaseOxmlElement]) -> None:
    """Throw away what the stock template says of a style and say it anew."""
    style = word.styles[name].element
    for tag, properties in (("pPr", paragraph), ("rPr", run)):
        for old in style.findall(qn(f"w:{tag}")):
            style.remove(old)
        holder = element(tag)
        holder.extend(properties)
        style.append(holder)


def _name_stand_ins(word: Word) -> None:
    """Tell Word which face to take where the official one is not installed."""
    part = word.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    table = etree.fromstring(part.blob)
    for face, stand_in in STAND_INS.items():
        entry = f'<w:font {nsdecls("w")} w:name="{face}"><w:altName w:val="{stand_in}"/></w:font>'
        table.append(etree.fromstring(entry))
    part._blob = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)
