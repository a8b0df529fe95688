"""What is told of a place never holds a value: names of members, sheets and attachments are masked like any text."""

from __future__ import annotations

import pytest

from gongkai.guard.files import mask_file, scan_file
from tests.guard.files import in_pdf, in_sheets
from tests.guard.files.in_others import with_location, zipped
from tests.guard.files.leaks import leak
from tests.guard.numbers import IDENTITY, MOBILE

ONE = leak("identity_number", 5)
NAME = f"周三{IDENTITY}手机{MOBILE}"


def hidden_sheet() -> bytes:
    def change(workbook, _sheet):
        sheet = workbook.create_sheet(f"周三{IDENTITY}")
        in_sheets.people(sheet, ONE)
        sheet.sheet_state = "hidden"

    return in_sheets.book(change)


def locked_zip() -> bytes:
    """An archive whose member says that it has a password."""
    plain = bytearray(zipped([(f"{NAME}.txt", b"x")]))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = plain.find(mark)
        plain[at + (6 if mark.endswith(b"\x04") else 8)] |= 1
    return bytes(plain)


FILES = {
    "member": ("附件.zip", zipped([(f"{NAME}.txt", ONE.sentence.encode())])),
    "member of member": (
        "附件.zip",
        zipped([(f"{NAME}.zip", zipped([(f"{NAME}.xlsx", in_sheets.cell(ONE))]))]),
    ),
    "folder": ("附件.zip", zipped([(f"{NAME}/", b""), (f"{NAME}/说明.txt", ONE.sentence.encode())])),
    "hidden sheet": ("名单.xlsx", hidden_sheet()),
    "locked member": ("附件.zip", locked_zip()),
    "broken member": ("附件.zip", zipped([(f"{NAME}.pdf", b"%PDF-1.7 broken")])),
}


@pytest.mark.parametrize("case", FILES)
def test_no_label_and_no_reason_shows_a_value(case):
    scan = scan_file(*FILES[case])

    told = [one.place.label + one.masked + one.excerpt for one in scan.findings] + [
        *scan.unread,
        *scan.partly,
    ]
    assert told
    assert not [words for words in told if IDENTITY in words or MOBILE in words or ONE.value in words]


def test_a_compound_file_with_a_false_head_is_broken_and_no_error():
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600

    assert scan_file("旧文件.doc", head).unread == ("文件已损坏，无法打开",)


def test_the_masked_copy_of_a_pdf_was_read_before_its_pages_became_pictures():
    masked = mask_file("公示.pdf", in_pdf.page(ONE))

    assert masked.proof.unread == ()
    assert scan_file("公示.pdf", masked.content).unread == ("第1页是扫描图片，没有文字，无法检查",)


def test_what_was_a_scan_before_stays_unread_after_masking():
    scan = mask_file("公示.pdf", in_pdf.page(ONE)).content

    assert mask_file("公示.pdf", scan).proof.unread == ("第1页是扫描图片，没有文字，无法检查",)


def test_a_picture_is_read_in_part_and_a_locked_member_not_at_all():
    picture = scan_file("照片.jpg", with_location())
    locked = scan_file(*FILES["locked member"])

    assert (picture.partly, locked.partly) == (picture.unread, ())
    assert len(locked.unread) == 1
