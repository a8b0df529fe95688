"""Bytes of any kind become a paper: plain text with one paragraph or table row a line.

``CELL`` stands between the cells of a row; a cell that a merge covers is left out, an empty cell is empty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath

from gongkai.reading.html import html_text
from gongkai.reading.office import docx_text, sheet_text
from gongkai.reading.packages import BODY, names_in
from gongkai.reading.pdf import pdf_text, picture_text, scanned_text
from gongkai.reading.unreadable import Scanned, Unreadable

__all__ = ["Paper", "Unreadable", "decode"]

_TAG = re.compile(r"<(?:!doctype|html|body|div|p|table|tr|td|span|br|h[1-6])\b[^>]*>", re.IGNORECASE)
_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)\b", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1e\x7f]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
LONGEST_TEXT = 2_000_000
_OLE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Paper:
    """What came in, as text; ``media`` is one of text, html, pdf, docx, xlsx and scan."""

    name: str
    media: str
    text: str


def decode(source: bytes | str, name: str = "", *, ocr: bool = False) -> Paper:
    """Decode a file by its content; raises ``Unreadable`` with a sentence that says what is wrong and what to do.

    With ``ocr`` scans are read by their looks: seconds a page, and only where ``gongkai[ocr]`` is installed.
    """
    if isinstance(source, str):
        return _of_text(source, name)
    if not source.strip():
        raise Unreadable("文件是空的，没有可读的内容。")
    if source.startswith(b"%PDF"):
        return _bounded(_of_pdf(source, name, ocr=ocr))
    if source.startswith(b"PK\x03\x04"):
        return _bounded(_of_package(source, name))
    if source.startswith(_OLE):
        return _bounded(_of_old_office(source, name))
    if source.startswith(_IMAGES):
        if ocr:
            return _bounded(Paper(name, "scan", picture_text(source)))
        raise Scanned("这是图片，不能直接读出文字。请先做文字识别（OCR），或者提供文字版。")
    return _of_text(_characters(source), name)


def _of_pdf(source: bytes, name: str, *, ocr: bool) -> Paper:
    try:
        return Paper(name, "pdf", pdf_text(source))
    except Scanned:
        if not ocr:
            raise
        return Paper(name, "scan", scanned_text(source))


def _of_text(text: str, name: str) -> Paper:
    if not text.strip():
        raise Unreadable("文件是空的，没有可读的内容。")
    _bounded(Paper(name, "text", text))
    if len(_CONTROL.findall(text, 0, 4000)) > 8:
        raise Unreadable(
            "这不是文本文件，认不出是什么格式。可以读取的有：网页、文本、docx、xlsx 和带文字的 PDF。"
        )
    if _PAGE.match(text) or len(list(islice(_TAG.finditer(text, 0, 200_000), 3))) == 3:
        return Paper(name, "html", html_text(text))
    return Paper(name, "text", text)


def _bounded(paper: Paper) -> Paper:
    if len(paper.text) > LONGEST_TEXT:
        raise Unreadable(f"文字超过{LONGEST_TEXT // 10_000}万字，不像一份年度报告。请把各份报告分开。")
    return paper


def _of_package(source: bytes, name: str) -> Paper:
    names = names_in(source)
    if BODY in names:
        return Paper(name, "docx", docx_text(source))
    if "xl/workbook.bin" in names:
        raise Unreadable("这是二进制的 Excel 工作簿（xlsb），请另存为 xlsx 以后再读取。")
    if any(entry.startswith("xl/") for entry in names):
        return Paper(name, "xlsx", sheet_text(source))
    raise Unreadable("这是压缩包，里面不是 Word 或 Excel 文档。请解压以后分别读取。")


def _of_old_office(source: bytes, name: str) -> Paper:
    if "EncryptedPackage".encode("utf-16-le") in source:
        raise Unreadable("这份 Word 或 Excel 文档设有密码，请取消密码以后再读取。")
    if "Workbook".encode("utf-16-le") in source or PurePath(name).suffix.lower() == ".xls":
        return Paper(name, "xlsx", sheet_text(source))
    raise Unreadable("这是旧版 Word 文档（doc），请另存为 docx 以后再读取。")


def _characters(source: bytes) -> str:
    """The characters of a text in whatever charset: what it declares, else UTF-8, else GB 18030, else Big5."""
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        return source.decode("utf-16", "replace")
    declared = _META.search(source, 0, 4096)
    names = [
        "utf-8-sig",
        declared.group(1).decode("ascii", "replace") if declared else "",
        "gb18030",
        "big5hkscs",
    ]
    for charset in names:
        try:
            return source.decode(charset)
        except (UnicodeDecodeError, LookupError):
            continue
    return _least_damaged(source)


def _least_damaged(source: bytes) -> str:
    """A text with broken bytes: the charset in which most of it is Chinese."""
    readings = [source.decode(charset, "replace") for charset in ("utf-8", "gb18030")]
    best = max(readings, key=lambda text: len(_CHINESE.findall(text)) - 4 * text.count("\ufffd"))
    if best.count("\ufffd") > len(best) / 20:
        raise Unreadable(
            "这不是文本文件，认不出是什么格式。可以读取的有：网页、文本、docx、xlsx 和带文字的 PDF。"
        )
    return best
