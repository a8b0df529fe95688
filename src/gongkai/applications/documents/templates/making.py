"""The two files of a letter."""

from __future__ import annotations

from gongkai.applications.documents.templates.filling import fill
from gongkai.applications.documents.wording import LetterPaper
from gongkai.applications.models import LetterTemplate
from gongkai.foundation.documents import Document, as_docx, as_pdf
from gongkai.foundation.files import open_file


def files_of(document: Document, template: LetterTemplate | None) -> dict[str, bytes]:
    """The docx and the PDF of a letter: in the office's own form, or in the standard layout."""
    if template is None or not isinstance(document, LetterPaper):
        return {"docx": as_docx(document), "pdf": as_pdf(document)}
    with open_file(template.file) as file:
        filled = fill(file.read(), document)
    return {"docx": filled.docx, "pdf": as_pdf(filled.document)}
