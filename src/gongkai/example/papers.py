"""Attachments and tables as an office suite would have made them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO

from django.core.files.base import ContentFile

from gongkai.foundation.documents import Document, Paragraph, as_docx


def as_files(papers: Iterable[Mapping[str, str]]) -> Iterator[ContentFile[bytes]]:
    """One docx for each paper with its ``title`` and the lines of its ``text``."""
    for paper in papers:
        blocks = [Paragraph(line) for line in paper["text"].splitlines()]
        yield ContentFile(
            as_docx(Document(title=paper["title"], blocks=blocks)), name=f"{paper['title']}.docx"
        )


def as_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> ContentFile[bytes]:
    """A csv file as a spreadsheet saves it."""
    told = StringIO()
    csv.writer(told).writerows([headings, *rows])
    return ContentFile(told.getvalue().encode("utf-8-sig"), name="table.csv")
