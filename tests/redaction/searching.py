"""Looking for words in a file in every way we know, with no line of the product's own code."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

import pypdfium2
from pypdf import PdfReader

POPPLER = shutil.which("pdftotext")


def plain(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text).lower())


def texts_of_pdf(content: bytes) -> dict[str, str]:
    """What each extractor reads."""
    document = pypdfium2.PdfDocument(content)
    said = {"pdfium": "\n".join(page.get_textpage().get_text_range() for page in document)}
    document.close()
    said["pypdf"] = "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    if POPPLER:
        for order in ("-raw", "-layout"):
            done = subprocess.run([POPPLER, order, "-", "-"], input=content, capture_output=True, check=True)
            said[f"pdftotext {order}"] = done.stdout.decode()
    return said


def pieces_of(content: bytes) -> Iterator[bytes]:
    """The bytes of a file, of its members and of its packed streams."""
    yield content
    for match in re.finditer(rb"stream\r?\n", content):
        try:
            yield zlib.decompressobj().decompress(content[match.end() :])
        except zlib.error:
            continue
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as package:
            for name in package.namelist():
                yield package.read(name)
                yield re.sub(rb"<[^>]+>", b"", package.read(name))


def readers_that_find(content: bytes, words: str) -> list[str]:
    """Whoever still finds the words; nobody, if all is well."""
    found = []
    if content.startswith(b"%PDF"):
        found += [name for name, text in texts_of_pdf(content).items() if plain(words) in plain(text)]
    spellings = {words, plain(words), "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in words)}
    for encoding in ("utf-8", "utf-16-be", "utf-16-le", "gb18030"):
        for raw in (one.encode(encoding) for one in spellings):
            for piece in pieces_of(content):
                if raw in piece or raw.hex().encode() in piece.lower():
                    found.append(f"bytes {encoding}")
    return found
