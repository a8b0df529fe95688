"""A template filled with a letter: the docx as the office has formed it, and the same text in our own layout.

What is put in is text and never read again: a name that looks like a place stays a name. The PDF can't follow the
faces and sizes of the template, for nothing here lays out docx; it has the same paragraphs in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

import docx
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

from gongkai.applications.documents.templates.places import BLOCKS, FOOT, HEAD, PLACE, blocks, texts
from gongkai.applications.documents.templates.reading import Line, lines_of
from gongkai.applications.documents.wording import LetterPaper
from gongkai.foundation.documents import Align, Block, Document, Heading, Paragraph, Signature, Table
from gongkai.foundation.documents.layout import TYPE_AREA_MM, signature_indents, title_lines
from gongkai.foundation.documents.model import printable
from gongkai.foundation.documents.word_files import opened, written
from gongkai.foundation.documents.word_styles import element, indents, set_paragraph
from gongkai.foundation.documents.word_tables import add_table

ALIGNED: Mapping[Any, Align] = {
    WD_ALIGN_PARAGRAPH.LEFT: "left",
    WD_ALIGN_PARAGRAPH.CENTER: "center",
    WD_ALIGN_PARAGRAPH.RIGHT: "right",
}
GRID = "Table Grid"


@dataclass(frozen=True)
class Filled:
    """The docx, and the same paper as data for the PDF."""

    docx: bytes
    document: Document


def fill(template: bytes, paper: LetterPaper) -> Filled:
    """Put the letter into a template that has passed its check."""
    word = opened(template)
    lines, said, parts = lines_of(word), texts(paper), blocks(paper)
    document = _as_data(lines, said, parts, paper)
    for line in lines:
        if line.block:
            _set_blocks(word, line.block, line.paragraph, parts[line.block])
        elif line.names:
            _set_texts(line, said)
    assert paper.signature is not None  # noqa: S101 - every letter is signed
    _set_apart(lines, paper.signature)
    properties = word.core_properties
    properties.title, properties.author = "".join(title_lines(paper.title)), paper.signature.organ
    properties.comments = properties.last_modified_by = properties.subject = properties.keywords = ""
    return Filled(written(word), document)


def _as_data(
    lines: Sequence[Line],
    said: Mapping[str, str],
    parts: Mapping[str, Sequence[Block]],
    paper: LetterPaper,
) -> Document:
    """The filled text in our own layout: head, what stands between, what is attached, who signs."""
    by_name = {name: _filled(line.text, said) for line in lines for name in line.names if name not in BLOCKS}
    between: list[Block] = []
    for line in lines:
        if line.block:
            between += [] if line.block == "附件" else parts[line.block]
        elif line.text.strip() and not set(line.names) & {*HEAD, *FOOT}:
            between.append(_paragraph(line, said))
    return Document(
        title=by_name["标题"],
        number=by_name["文号"],
        addressee=by_name["收件人"],
        blocks=between,
        attachments=paper.attachments,
        signature=Signature(by_name["署名"].strip(), by_name["日期"].strip()),
    )


def _paragraph(line: Line, said: Mapping[str, str]) -> Paragraph:
    align = ALIGNED.get(line.paragraph.alignment, "justify")
    return Paragraph(_filled(line.text, said).strip(), align=align, indent=align in ("justify", "left"))


def _filled(text: str, said: Mapping[str, str]) -> str:
    return PLACE.sub(lambda found: said[found[1]], text)


def _set_texts(line: Line, said: Mapping[str, str]) -> None:
    """Put the texts into the runs: each into the one where its place begins, however the place is split."""
    runs = line.paragraph.runs
    kept = [list(run.text) for run in runs]
    at = [(number, place) for number, run in enumerate(runs) for place in range(len(run.text))]
    for found in re.finditer(PLACE, line.text):
        for here in range(*found.span()):
            number, place = at[here]
            kept[number][place] = printable(said[found[1]]) if here == found.start() else ""
    for run, signs in zip(runs, kept, strict=True):
        run.text = "".join(signs)


def _set_blocks(word: Word, name: str, place: WordParagraph, given: Sequence[Block]) -> None:
    """Put paragraphs and tables where the place stands, in its face; with nothing to put, it goes."""
    before: Any = place._p.getprevious()
    if name == "附件" and before is not None and before.tag == qn("w:p"):
        # What is attached and signed never stands without some of what is said.
        set_paragraph(WordParagraph(before, place._parent), element("keepNext"))
    for block in given:
        for made in _elements(word, place, block):
            place._p.addprevious(made)
    parent = place._p.getparent()
    assert parent is not None  # noqa: S101 - it stands in the body
    parent.remove(place._p)


def _elements(word: Word, place: WordParagraph, block: Block) -> Iterator[Any]:
    match block:
        case Table():
            before = list(word.element.body)
            _have_grid(word)
            add_table(word, block, width_mm=TYPE_AREA_MM)
            yield from [one for one in word.element.body if one not in before]
        case Heading(level, text):
            made = _alike(place, text)
            if f"Heading {level}" in word.styles:
                made = word.add_paragraph(printable(text), style=f"Heading {level}")
            yield made._p
        case Paragraph(text, align):
            made = _alike(place, text)
            if align in ("center", "right"):
                made.alignment = {"center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}[
                    align
                ]
            yield made._p
        case _:
            raise TypeError(f"a letter has no {type(block).__name__}")


def _alike(place: WordParagraph, text: str) -> WordParagraph:
    """A paragraph like the one where the place stands, with this text in the face of the place."""
    made = WordParagraph(deepcopy(place._p), place._parent)
    first, *others = made.runs
    for run in others:
        made._p.remove(run._r)
    first.text = printable(text)
    return made


def _have_grid(word: Word) -> None:
    """A program may have thrown out the style of tables, which the template itself doesn't use."""
    if GRID not in word.styles:
        word.styles.element.append(deepcopy(docx.Document().styles[GRID].element))


def _set_apart(lines: Sequence[Line], signature: Signature) -> None:
    """Organ and date stand centred over each other, as the seal wants it, where the template sets them right."""
    [organ], date = signature_indents(replace(signature, co_signers=()))
    for line in lines:
        name = next((name for name in line.names if name in FOOT), "")
        if name and line.paragraph.alignment == WD_ALIGN_PARAGRAPH.RIGHT:
            set_paragraph(line.paragraph, indents(right=organ if name == "署名" else date))


def text_of(content: bytes) -> str:
    """All words of a docx in their order, for comparing."""
    body = opened(content).element.body
    return "\n".join(
        "".join(one.text or "" for one in paragraph.iter(qn("w:t"))) for paragraph in body.iter(qn("w:p"))
    )
