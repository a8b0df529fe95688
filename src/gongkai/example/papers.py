"""Attachments as a word processor would have made them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.core.files.base import ContentFile

from gongkai.foundation.documents import Document, Paragraph, as_docx


def as_files(papers: Iterable[Mapping[str, str]]) -> Iterator[ContentFile[bytes]]:
    """One docx for each paper with its ``title`` and the lines of its ``text``."""
    for paper in papers:
        blocks = [Paragraph(line) for line in paper["text"].splitlines()]
        yield ContentFile(
            as_docx(Document(title=paper["title"], blocks=blocks)), name=f"{paper['title']}.docx"
        )
