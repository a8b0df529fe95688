"""A docx in memory: opened to be worked on, and as bytes again."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.document import Document as Word


def opened(content: bytes) -> Word:
    """A docx that has been found sound, to be worked on."""
    return docx.Document(BytesIO(content))


def written(word: Word) -> bytes:
    """The docx as it stands now."""
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()
