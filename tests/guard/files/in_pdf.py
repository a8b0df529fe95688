"""PDF files with a leak in each place where one can hide."""

from __future__ import annotations

import ctypes
from functools import cache
from io import BytesIO
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import typst
from PIL import Image

import gongkai.foundation
from tests.guard.files.leaks import Leak

FONTS = Path(gongkai.foundation.__file__).parent / "fonts"
HARMLESS = "关于做好汛期安全工作的通知"
_HEAD = '#set text(font: "GongkaiSong", size: 12pt)\n'


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(font_paths=[str(FONTS)])


def pdf(source: str) -> bytes:
    """A PDF set from typst source, led by a harmless line."""
    made: bytes = _compiler().compile(f"{_HEAD}{HARMLESS}\n\n{source}".encode(), format="pdf")
    return made


def _escaped(text: str) -> str:
    return text.replace("★", "\\★").replace("#", "\\#").replace("*", "\\*")


def page(leak: Leak) -> bytes:
    return pdf(_escaped(leak.sentence))


def second_page(leak: Leak) -> bytes:
    return pdf(f"#pagebreak()\n{_escaped(leak.sentence)}")


def table(leak: Leak) -> bytes:
    return pdf(f"#table(columns: 3, [序号], [{leak.heading}], [备注], [1], [{_escaped(leak.value)}], [属实])")


def covered(leak: Leak) -> bytes:
    return pdf(
        f"#box({{[{_escaped(leak.sentence)}]; place(top + left, dy: -4pt, rect(width: 100%, height: 20pt, fill: black))}})"
    )


def covered_by_white(leak: Leak) -> bytes:
    return pdf(
        f"#box({{[{_escaped(leak.sentence)}]; place(top + left, dy: -4pt, rect(width: 100%, height: 20pt, fill: white))}})"
    )


def covered_by_picture(leak: Leak) -> bytes:
    document = pypdfium2.PdfDocument(page(leak))
    first = document[0]
    out = BytesIO()
    Image.new("L", (40, 40), 30).save(out, "JPEG")
    image = pypdfium2.PdfImage.new(document)
    image.load_jpeg(BytesIO(out.getvalue()), inline=True)
    image.set_matrix(pypdfium2.PdfMatrix().scale(500, 60).translate(60, 700))
    first.insert_obj(image)
    first.gen_content()
    return _saved(document)


def _saved(document: pypdfium2.PdfDocument) -> bytes:
    out = BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def _wide(text: str) -> ctypes.Array[ctypes.c_ushort]:
    raw = (text + "\0").encode("utf-16-le")
    return (ctypes.c_ushort * (len(raw) // 2)).from_buffer_copy(raw)


def annotation(leak: Leak) -> bytes:
    document = pypdfium2.PdfDocument(pdf(""))
    first = document[0]
    note = pdfium.FPDFPage_CreateAnnot(first, pdfium.FPDF_ANNOT_TEXT)
    pdfium.FPDFAnnot_SetRect(note, pdfium.FS_RECTF(100, 700, 120, 680))
    pdfium.FPDFAnnot_SetStringValue(note, b"Contents", _wide(leak.sentence))
    pdfium.FPDFPage_CloseAnnot(note)
    return _saved(document)


def attachment(leak: Leak) -> bytes:
    document = pypdfium2.PdfDocument(pdf(""))
    document.new_attachment("附件.txt").set_data(leak.sentence.encode())
    return _saved(document)


def document_property(leak: Leak) -> bytes:
    return pdf(f'#set document(title: "{leak.sentence}")')


def bookmark(leak: Leak) -> bytes:
    return pdf(f"#hide[#heading[{_escaped(leak.sentence)}]]")


def link(leak: Leak) -> bytes:
    return pdf(f'#link("mailto:a@b.cn?subject={leak.short}")[点击这里]')


PLACES = {
    "页面": page,
    "第二页": second_page,
    "表格": table,
    "黑块下面": covered,
    "白块下面": covered_by_white,
    "图片下面": covered_by_picture,
    "批注": annotation,
    "附件": attachment,
    "文档属性": document_property,
    "书签": bookmark,
    "链接地址": link,
}
