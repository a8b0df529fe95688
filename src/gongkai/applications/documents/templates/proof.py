"""Whether docx and PDF say the same that the letter says: both are read again, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.applications.documents.templates.filling import text_of as words_of
from gongkai.applications.documents.templates.places import blocks, required, texts
from gongkai.applications.documents.wording import LetterPaper
from gongkai.foundation.documents import Block, Heading, Paragraph, Table
from gongkai.foundation.file_kinds import FileKind
from gongkai.foundation.file_texts import text_of

FOLIO = re.compile(r"—\s*\d+\s*—")


def lacking(paper: LetterPaper, kind: str, *, docx: bytes, pdf: bytes) -> list[str]:
    """The places that a letter of this kind cannot be without and whose words don't stand in both files."""
    read = [_squeezed(words_of(docx)), _squeezed(FOLIO.sub("", text_of(FileKind.PDF, pdf)))]
    return [
        name
        for name in required(kind)
        if any(_squeezed(said) not in words for said in _said(paper, name) for words in read)
    ]


def _said(paper: LetterPaper, name: str) -> Iterator[str]:
    said = texts(paper)
    if name in said:
        yield from said[name].split("\n")
    elif name == "附件":
        yield from paper.attachments
    else:
        for block in blocks(paper)[name]:
            yield from _words(block)


def _words(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text) | Heading(_, text):
            yield from text.split("\n")
        case Table():
            for _row, _column, cell in block.placed():
                yield from cell.text.split("\n")


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
