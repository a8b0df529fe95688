"""Reading files independently of the code under test: everything in them, as bytes and as words without tags."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import zipfile
from io import BytesIO

import openpyxl
import pypdfium2
import python_calamine
from docx import Document
from PIL import Image


def said_anywhere(name: str, content: bytes) -> str:
    """All that can be got out of a file by unpacking it: names, bytes in three encodings, words without tags."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as package:
            return name + "".join(said_anywhere(one, package.read(one)) for one in package.namelist())
    pieces = [name]
    for encoding in ("utf-8", "gb18030", "utf-16-le"):
        text = content.decode(encoding, "ignore")
        pieces += [text, html.unescape(re.sub(r"<[^>]*>", "", text))]
    if content.startswith(b"%PDF"):
        pieces.append(said_in_pdf(content))
    return "\n".join(pieces)


def said_in_pdf(content: bytes) -> str:
    """The text layer, read by PDFium and by poppler where that is installed."""
    document = pypdfium2.PdfDocument(content)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    text += str(document.get_metadata_dict()) + str(document.count_attachments())
    if shutil.which("pdftotext"):
        text += subprocess.run(
            ["pdftotext", "-", "-"], input=content, capture_output=True, check=True
        ).stdout.decode()
    document.close()
    return text


def opens(name: str, content: bytes) -> None:
    """Open a file with the libraries that others would open it with."""
    extension = name.rpartition(".")[2]
    if extension == "docx":
        Document(BytesIO(content))
    elif extension == "xlsx":
        openpyxl.load_workbook(BytesIO(content))
        book = python_calamine.load_workbook(BytesIO(content))
        [book.get_sheet_by_name(sheet).to_python() for sheet in book.sheet_names]
    elif extension == "pdf":
        assert len(pypdfium2.PdfDocument(content)) > 0
    elif extension in ("jpg", "png", "webp", "tiff"):
        Image.open(BytesIO(content)).load()
    elif extension == "zip":
        assert zipfile.ZipFile(BytesIO(content)).testzip() is None
