"""Text files, pictures, archives and slides with a leak in each place where one can hide."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.guard.files import in_pdf, in_sheets, in_word
from tests.guard.files.leaks import Leak

File = tuple[str, bytes]
_PNG_END = b"\0\0\0\0IEND\xaeB`\x82"


def text(leak: Leak) -> File:
    return "说明.txt", f"道路维修说明\n{leak.sentence}\n完毕".encode()


def text_gbk(leak: Leak) -> File:
    return "说明.txt", f"道路维修说明\r\n{leak.sentence}\r\n完毕".encode("gb18030")


def text_utf16(leak: Leak) -> File:
    return "说明.txt", f"道路维修说明\n{leak.sentence}".encode("utf-16")


def table(leak: Leak) -> File:
    return "名单.csv", f"序号,{leak.heading},备注\n1,{leak.value},属实\n2,,待查\n".encode("utf-8-sig")


def table_gbk(leak: Leak) -> File:
    return "名单.csv", f"序号,{leak.heading},备注\r\n1,{leak.value},属实\r\n".encode("gb18030")


def file_name(leak: Leak) -> File:
    return f"{leak.short.replace('/', '')}.txt", "道路维修".encode()


def zipped(files: list[File], flag_utf8: bool = True) -> bytes:
    """An archive of these files."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def member(leak: Leak) -> File:
    return "附件.zip", zipped(
        [("附件/名单.xlsx", in_sheets.cell(leak)), ("附件/说明.txt", "道路维修".encode())]
    )


def member_of_member(leak: Leak) -> File:
    return "附件.zip", zipped([("内层.zip", zipped([("说明.docx", in_word.body(leak))]))])


def member_name(leak: Leak) -> File:
    return "附件.zip", zipped([(f"附件/{leak.short}.txt", "道路维修".encode())])


def member_name_gbk(leak: Leak) -> File:
    name = f"{leak.short}.txt".encode("gb18030")
    plain = zipped([("n" * len(name), "道路维修".encode())])
    return "附件.zip", plain.replace(b"n" * len(name), name)


def member_pdf(leak: Leak) -> File:
    return "附件.zip", zipped([("公示.pdf", in_pdf.page(leak))])


def exif(leak: Leak) -> File:
    out = BytesIO()
    details = Image.Exif()
    details[0x010E] = leak.sentence.encode()
    Image.new("RGB", (64, 64), "green").save(out, "JPEG", exif=details)
    return "照片.jpg", out.getvalue()


def exif_windows(leak: Leak) -> File:
    out = BytesIO()
    details = Image.Exif()
    details[0x9C9C] = leak.sentence.encode("utf-16-le")
    Image.new("RGB", (64, 64), "green").save(out, "JPEG", exif=details)
    return "照片.jpg", out.getvalue()


def jpeg_comment(leak: Leak) -> File:
    out = BytesIO()
    Image.new("RGB", (64, 64), "green").save(out, "JPEG", comment=leak.sentence.encode())
    return "照片.jpg", out.getvalue()


def png_words(leak: Leak) -> File:
    out = BytesIO()
    words = PngInfo()
    words.add_itxt("Description", leak.sentence)
    Image.new("RGB", (64, 64), "green").save(out, "PNG", pnginfo=words)
    return "截图.png", out.getvalue()


def png_packed_words(leak: Leak) -> File:
    out = BytesIO()
    words = PngInfo()
    words.add_itxt("Comment", leak.sentence, zip=True)
    Image.new("RGB", (64, 64), "green").save(out, "PNG", pnginfo=words)
    return "截图.png", out.getvalue()


def webp(leak: Leak) -> File:
    out = BytesIO()
    details = Image.Exif()
    details[0x010E] = leak.sentence.encode()
    Image.new("RGB", (64, 64), "green").save(out, "WEBP", exif=details)
    return "图.webp", out.getvalue()


def tiff(leak: Leak) -> File:
    out = BytesIO()
    Image.new("RGB", (64, 64), "green").save(out, "TIFF", description=leak.sentence)
    return "图.tiff", out.getvalue()


_SLIDE = (
    '<p:sld xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" show="{show}"><p:cSld><p:spTree><p:sp><p:txBody>'
    "<a:p><a:r><a:t>{first}</a:t></a:r><a:r><a:t>{second}</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>"
)
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
_REL = f'<Relationship Id="{{0}}" Type="{_RELATED}/{{1}}" Target="{{2}}"/>'


def slides(sentence: str, *, hidden: str = "") -> bytes:
    """A small presentation: a slide that says something harmless and the sentence, and perhaps a hidden one."""
    half = len(sentence) // 2
    pages = {"slide1": _SLIDE.format(show=1, first=f"道路维修{sentence[:half]}", second=sentence[half:])}
    if hidden:
        pages["slide2"] = _SLIDE.format(show=0, first=hidden, second="")
    ids = "".join(f'<p:sldId id="{256 + at}" r:id="rId{at}"/>' for at in range(1, len(pages) + 1))
    lines = "".join(
        _REL.format(f"rId{at}", "slide", f"slides/{name}.xml") for at, name in enumerate(pages, 1)
    )
    kind = "application/vnd.openxmlformats-officedocument.presentationml."
    types = "".join(
        f'<Override PartName="/ppt/slides/{name}.xml" ContentType="{kind}slide+xml"/>' for name in pages
    )
    return zipped(
        [
            (
                "[Content_Types].xml",
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"'
                ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override'
                f' PartName="/ppt/presentation.xml" ContentType="{kind}presentation.main+xml"/>{types}</Types>',
            ),
            ("_rels/.rels", _RELS.format(_REL.format("rId1", "officeDocument", "ppt/presentation.xml"))),
            (
                "ppt/presentation.xml",
                f'<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="{_RELATED}">'
                f"<p:sldIdLst>{ids}</p:sldIdLst></p:presentation>",
            ),
            ("ppt/_rels/presentation.xml.rels", _RELS.format(lines)),
            *((f"ppt/slides/{name}.xml", page) for name, page in pages.items()),
        ]
    )


def slide(leak: Leak) -> File:
    return "汇报.pptx", slides(leak.sentence)


def hidden_slide(leak: Leak) -> File:
    return "汇报.pptx", slides("", hidden=leak.sentence)


def ofd(leak: Leak) -> File:
    """Not a whole OFD file, but the parts that carry words."""
    space = "http://www.ofdspec.org/2016"
    line = f"<ofd:TextObject><ofd:TextCode>{leak.sentence}</ofd:TextCode></ofd:TextObject>"
    page = f'<ofd:Page xmlns:ofd="{space}"><ofd:Content>{line}</ofd:Content></ofd:Page>'
    root = f'<ofd:OFD xmlns:ofd="{space}"><ofd:DocBody><ofd:DocInfo/></ofd:DocBody></ofd:OFD>'
    return "公文.ofd", zipped([("OFD.xml", root), ("Doc_0/Pages/Page_0/Content.xml", page)])


def with_location(make: str = "JPEG") -> bytes:
    """A photograph that says where it was taken."""
    out = BytesIO()
    details = Image.Exif()
    details[0x0112] = 6
    details.get_ifd(0x8825).update({1: "N", 2: (30.0, 45.0, 1.0), 3: "E", 4: (105.0, 24.0, 1.0)})
    Image.new("RGB", (64, 32), "green").save(out, make, exif=details)
    return out.getvalue()


def late_png_chunk(content: bytes, key: str, words: str) -> bytes:
    """A PNG with a text chunk behind the picture. The checksum is not looked at by those who read words."""
    data = key.encode() + b"\0" + words.encode("latin-1", "replace")
    chunk = struct.pack(">I", len(data)) + b"tEXt" + data + b"\0\0\0\0"
    return content.replace(_PNG_END, chunk + _PNG_END)


PLACES = {
    "文本": text,
    "GBK 文本": text_gbk,
    "UTF-16 文本": text_utf16,
    "CSV": table,
    "GBK 的 CSV": table_gbk,
    "文件名": file_name,
    "压缩包内": member,
    "压缩包内的压缩包": member_of_member,
    "压缩包内的文件名": member_name,
    "压缩包内的 GBK 文件名": member_name_gbk,
    "压缩包内的 PDF": member_pdf,
    "照片说明": exif,
    "照片备注": exif_windows,
    "JPG 注释": jpeg_comment,
    "PNG 文字": png_words,
    "PNG 压缩文字": png_packed_words,
    "WebP 说明": webp,
    "TIFF 说明": tiff,
    "幻灯片": slide,
    "隐藏幻灯片": hidden_slide,
    "OFD 页面": ofd,
}
