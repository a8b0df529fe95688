"""Slides, pictures, archives and tables with a number where an inventive hand would put it."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.guard.files.in_office_corners import replaced
from tests.guard.files.in_others import File, slides, zipped
from tests.guard.files.leaks import Leak
from tests.guard.files.packages import related


def slide_notes(leak: Leak) -> File:
    content = slides("汛期安全")
    xml = (
        '<p:notes xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:txBody>'
        f"<a:p><a:r><a:t>{leak.sentence}</a:t></a:r></a:p></p:txBody></p:notes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml"
    return "汇报.pptx", related(
        content, "ppt/slides/slide1.xml", "ppt/notesSlides/notesSlide1.xml", xml.encode(), "notesSlide", kind
    )


def slide_comment(leak: Leak) -> File:
    xml = (
        '<p:cmLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
        f'<p:cm authorId="0"><p:text>{leak.sentence}</p:text></p:cm></p:cmLst>'
    )
    kind = "application/vnd.openxmlformats-officedocument.presentationml.comments+xml"
    return "汇报.pptx", related(
        slides("汛期安全"),
        "ppt/slides/slide1.xml",
        "ppt/comments/comment1.xml",
        xml.encode(),
        "comments",
        kind,
    )


def slide_alt_text(leak: Leak) -> File:
    content = slides("汛期安全")
    return "汇报.pptx", replaced(
        content, "<p:sp><p:txBody>",
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="图" descr="{leak.sentence}"/></p:nvSpPr><p:txBody>',
    )  # fmt: skip


def slide_boxes(leak: Leak) -> File:
    cells = "".join(
        f"<a:tc><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody></a:tc>"
        for text in (leak.heading, *leak.value)
    )
    return "汇报.pptx", replaced(
        slides("汛期安全"), "<p:sp><p:txBody>",
        f"<p:graphicFrame><a:tbl><a:tr>{cells}</a:tr></a:tbl></p:graphicFrame><p:sp><p:txBody>",
    )  # fmt: skip


def xmp_in_jpeg(leak: Leak) -> File:
    out = BytesIO()
    Image.new("RGB", (64, 64), "green").save(out, "JPEG")
    words = b"http://ns.adobe.com/xap/1.0/\0" + _xmp(leak)
    chunk = b"\xff\xe1" + struct.pack(">H", len(words) + 2) + words
    return "照片.jpg", out.getvalue()[:2] + chunk + out.getvalue()[2:]


def _xmp(leak: Leak) -> bytes:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f"<rdf:Description><dc:description xmlns:dc='http://purl.org/dc/elements/1.1/'>{leak.sentence}</dc:description>"
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def xmp_in_png(leak: Leak) -> File:
    out = BytesIO()
    words = PngInfo()
    words.add_itxt("XML:com.adobe.xmp", _xmp(leak).decode())
    Image.new("RGB", (64, 64), "green").save(out, "PNG", pnginfo=words)
    return "截图.png", out.getvalue()


def exif_in_png(leak: Leak) -> File:
    out = BytesIO()
    details = Image.Exif()
    details[0x013B] = leak.sentence.encode()
    Image.new("RGB", (64, 64), "green").save(out, "PNG", exif=details)
    return "截图.png", out.getvalue()


def user_comment(leak: Leak) -> File:
    out = BytesIO()
    details = Image.Exif()
    details.get_ifd(0x8769)[0x9286] = b"UNICODE\0" + leak.sentence.encode("utf-16-le")
    Image.new("RGB", (64, 64), "green").save(out, "JPEG", exif=details)
    return "照片.jpg", out.getvalue()


def behind_the_picture(leak: Leak) -> File:
    out = BytesIO()
    Image.new("RGB", (64, 64), "green").save(out, "JPEG")
    return "照片.jpg", out.getvalue() + leak.sentence.encode()


def iptc(leak: Leak) -> File:
    out = BytesIO()
    Image.new("RGB", (64, 64), "green").save(out, "JPEG")
    said = leak.sentence.encode()
    block = b"\x1c\x02\x78" + struct.pack(">H", len(said)) + said
    block += b"\0" * (len(block) % 2)
    words = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(block)) + block
    chunk = b"\xff\xed" + struct.pack(">H", len(words) + 2) + words
    return "照片.jpg", out.getvalue()[:2] + chunk + out.getvalue()[2:]


def zip_three_deep(leak: Leak) -> File:
    return "附件.zip", zipped(
        [("甲.zip", zipped([("乙.zip", zipped([("说明.txt", leak.sentence.encode())]))]))]
    )


def zip_member_comment(leak: Leak) -> File:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("说明.txt")
        info.comment = leak.sentence.encode("gb18030")
        archive.writestr(info, "道路维修".encode())
    return "附件.zip", out.getvalue()


def zip_comment(leak: Leak) -> File:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("说明.txt", "道路维修".encode())
        archive.comment = leak.sentence.encode("gb18030")
    return "附件.zip", out.getvalue()


def zip_folder_name(leak: Leak) -> File:
    return "附件.zip", zipped([(f"{leak.short}/", b""), ("说明.txt", "道路维修".encode())])


def zip_gbk_in_zip(leak: Leak) -> File:
    name = f"{leak.short}.txt".encode("gb18030")
    plain = zipped([("n" * len(name), "道路维修".encode())]).replace(b"n" * len(name), name)
    return "附件.zip", zipped([("内层.zip", plain)])


def csv_gbk_boxes(leak: Leak) -> File:
    return "名单.csv", f"{leak.heading},{','.join(leak.value)}\r\n道路维修\r\n".encode("gb18030")


def csv_utf16_tabs(leak: Leak) -> File:
    return "名单.csv", f"序号\t{leak.heading}\n1\t{leak.value}\n2\t道路维修\n".encode("utf-16")


def csv_formula(leak: Leak) -> File:
    return "名单.csv", f'序号,{leak.heading}\n1,"=""{leak.value}"""\n2,道路维修\n'.encode("gb18030")


def csv_tab_before(leak: Leak) -> File:
    return "名单.csv", f'序号,{leak.heading}\n1,"\t{leak.value}"\n2,道路维修\n'.encode()


PLACES = {
    "pptx 备注": slide_notes,
    "pptx 批注": slide_comment,
    "pptx 图片说明": slide_alt_text,
    "pptx 一格一字": slide_boxes,
    "jpg XMP": xmp_in_jpeg,
    "jpg 用户注释": user_comment,
    "jpg 图后的文字": behind_the_picture,
    "jpg IPTC": iptc,
    "png XMP": xmp_in_png,
    "png EXIF": exif_in_png,
    "zip 三层": zip_three_deep,
    "zip 成员的注释": zip_member_comment,
    "zip 注释": zip_comment,
    "zip 文件夹名": zip_folder_name,
    "zip 内层 GBK 文件名": zip_gbk_in_zip,
    "csv 一格一字": csv_gbk_boxes,
    "csv UTF-16": csv_utf16_tabs,
    "csv 等号引号": csv_formula,
    "csv 制表符在前": csv_tab_before,
}
