import csv
import zipfile
from io import BytesIO, StringIO

import pytest
from PIL import Image

from gongkai.guard.files import CannotMask, mask_file, scan_file
from gongkai.guard.findings import Severity
from tests.guard.files import in_others, in_sheets, in_word
from tests.guard.files.leaks import leak

LEAK = leak("identity_number", 31)
MASKED = f"{LEAK.value[:2]}*************{LEAK.value[-3:]}"


@pytest.mark.parametrize(
    ("place", "label"),
    [
        ("文本", "第2行"),
        ("GBK 文本", "第2行"),
        ("CSV", "第2行第2列"),
        ("文件名", "文件名"),
        ("压缩包内", "压缩包内“附件/名单.xlsx”的工作表“名单”第2行B列"),
        ("压缩包内的压缩包", "压缩包内“内层.zip”的压缩包内“说明.docx”的第2段"),
        ("照片说明", "照片信息“ImageDescription”"),
        ("PNG 文字", "照片信息“Description”"),
        ("幻灯片", "第1张幻灯片"),
        ("隐藏幻灯片", "第2张幻灯片（隐藏）"),
        ("OFD 页面", "第1页"),
    ],
)
def test_the_place_is_told_in_the_users_words(place, label):
    findings = scan_file(*in_others.PLACES[place](LEAK)).findings
    assert [one.place.label for one in findings if one.kind == "identity_number"] == [label]


def test_the_address_of_a_member_leads_through_the_archive():
    [finding] = scan_file(*in_others.member(LEAK)).findings
    assert finding.place.part == "zip:附件/名单.xlsx|xl/sheet:名单!B2"
    assert (finding.place.start, finding.place.end) == (0, 18)


@pytest.mark.parametrize("make", ["JPEG", "WEBP"])
def test_a_place_in_a_photograph_is_found_and_taken_out(make):
    content = in_others.with_location(make)
    name = f"照片.{make.lower()}"
    assert [(one.kind, one.severity) for one in scan_file(name, content).findings] == [
        ("image_location", Severity.WARN)
    ]
    masked = mask_file(name, content)
    assert scan_file(name, masked.content).findings == ()
    assert Image.open(BytesIO(masked.content)).size == (64, 32)


def test_a_photograph_stays_the_right_way_up_and_its_pixels_the_same():
    content = in_others.with_location()
    masked = Image.open(BytesIO(mask_file("照片.jpg", content).content))
    assert masked.getexif()[0x0112] == 6
    assert masked.tobytes() == Image.open(BytesIO(content)).tobytes()


def test_words_behind_the_picture_in_a_png_are_found_and_taken_out():
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG")
    content = in_others.late_png_chunk(out.getvalue(), "Comment", f"id {LEAK.value}")
    assert [one.kind for one in scan_file("a.png", content).findings] == ["identity_number"]
    assert LEAK.value.encode() not in mask_file("a.png", content).content


def test_a_picture_says_that_its_words_were_not_read():
    assert scan_file("照片.jpg", in_others.with_location()).unread == ("图片中的文字无法自动检查",)


def test_a_masked_text_keeps_its_encoding_and_all_else():
    name, content = in_others.text_gbk(LEAK)
    assert mask_file(name, content).content == content.replace(LEAK.value.encode(), MASKED.encode())


def test_a_masked_table_keeps_its_delimiter_and_all_else():
    name, content = in_others.table(LEAK)
    masked = mask_file(name, content).content
    assert masked.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(StringIO(masked.decode("utf-8-sig")))) == [
        ["序号", "身份证号", "备注"],
        ["1", MASKED, "属实"],
        ["2", "", "待查"],
    ]


def test_a_table_without_findings_is_not_rewritten():
    content = '甲,乙\r\n"一",二\r\n'.encode()
    assert mask_file("a.csv", content).content == content


def test_an_archive_is_masked_member_by_member():
    files = [
        ("附件/名单.xlsx", in_sheets.cell(LEAK)),
        ("附件/说明.docx", in_word.body(LEAK)),
        (f"{LEAK.value}.txt", "道路维修".encode()),
    ]
    masked = mask_file("附件.zip", in_others.zipped(files))
    with zipfile.ZipFile(BytesIO(masked.content)) as archive:
        assert archive.namelist() == ["附件/名单.xlsx", "附件/说明.docx", f"{MASKED}.txt"]
        assert archive.read(f"{MASKED}.txt") == "道路维修".encode()
    assert scan_file("附件.zip", masked.content).findings == ()


def test_the_name_of_a_file_is_masked_too():
    masked = mask_file(f"关于{LEAK.value}的答复.txt", "道路维修".encode())
    assert masked.name == f"关于{MASKED}的答复.txt"


def test_an_archive_with_something_that_cannot_be_masked_is_not_handed_out():
    with pytest.raises(CannotMask, match="不是系统能够遮盖的文件类型"):
        mask_file("附件.zip", in_others.zipped([("a.exe", b"MZ\0\1" * 40)]))


def test_a_secrecy_mark_is_found_and_never_taken_off():
    content = "机密★1年\n关于某事项的通知\n".encode()
    assert [(one.kind, one.severity) for one in scan_file("a.txt", content).findings] == [
        ("secrecy_mark", Severity.BLOCK)
    ]
    assert mask_file("a.txt", content).content == content


def test_an_empty_file_holds_nothing():
    assert scan_file("空.txt", b"").findings == scan_file("空.txt", b"").unread == ()


def test_hidden_slides_go():
    masked = mask_file(*in_others.hidden_slide(LEAK))
    with zipfile.ZipFile(BytesIO(masked.content)) as package:
        assert [one for one in package.namelist() if "slides/slide" in one] == ["ppt/slides/slide1.xml"]
    assert masked.notes == ("已去掉1张隐藏的幻灯片",)
