"""Files made to break a reader: each ends in a reason within seconds, none in an error."""

import random
import struct
import zipfile
from io import BytesIO
from time import perf_counter

import pytest

from gongkai.guard.files import CannotMask, mask_file, scan_file
from tests.guard.files import in_others, in_pdf, in_sheets, in_word
from tests.guard.files.compounds import compound, old_workbook
from tests.guard.files.leaks import leak
from tests.guard.files.packages import with_parts
from tests.guard.files.reading import opens

LEAK = leak("identity_number", 1)
ENTITIES = (
    '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)


def laughs(part: str) -> bytes:
    content = in_word.body(LEAK) if part.startswith("word") else in_sheets.cell(LEAK)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return with_parts(content, {part: f'{ENTITIES}<w:document xmlns:w="{space}">&j;</w:document>'.encode()})


def swollen() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("大.txt", b"\0" * 60_000_000)
    return out.getvalue()


def declared(size: int) -> bytes:
    """An archive whose table of contents says that a small member is huge."""
    content = bytearray(in_others.zipped([("a.txt", b"abc" * 50)]))
    at = content.rindex(b"PK\1\2")
    struct.pack_into("<I", content, at + 24, size)
    return bytes(content)


def nested(depth: int) -> bytes:
    content = in_others.zipped([("说明.txt", LEAK.sentence.encode())])
    for _ in range(depth):
        content = in_others.zipped([("内层.zip", content)])
    return content


def with_password() -> bytes:
    content = bytearray(in_others.zipped([("a.txt", b"abc")]))
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        content[content.index(mark) + offset] |= 1
    return bytes(content)


def locked_pdf() -> bytes:
    return in_pdf.pdf("").replace(
        b"trailer\n<<",
        b"trailer\n<< /Encrypt << /Filter /Standard /V 1 /R 2 /O <"
        + b"00" * 32
        + b"> /U <"
        + b"00" * 32
        + b"> /P -4 >>"
        b" /ID [<00> <00>]",
    )


CASES = {
    "a truncated archive": ("a.zip", in_others.zipped([("a.txt", b"abc" * 999)])[:-30], "损坏"),
    "a truncated document": ("a.docx", in_word.body(LEAK)[:-300], "损坏"),
    "a truncated pdf": ("a.pdf", b"%PDF-1.7\n1 0 obj", "损坏"),
    "a truncated picture": ("a.png", in_others.png_words(LEAK)[1][:40], "损坏"),
    "entities in a document": ("a.docx", laughs("word/document.xml"), "损坏"),
    "entities in a sheet": ("a.xlsx", laughs("xl/worksheets/sheet1.xml"), ""),
    "a member that swells": ("a.zip", swollen(), "过大"),
    "a member said to have a gigabyte": ("a.zip", declared(1 << 30), "过大"),
    "too many archives in archives": ("a.zip", nested(5), "超过3层"),
    "an archive with a password": ("a.zip", with_password(), "密码"),
    "a workbook with a password": (
        "a.xlsx",
        compound({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"y"}),
        "密码",
    ),
    "a compound file in a circle": ("a.doc", compound({"WordDocument": b"x" * 5000}, circle=True), "旧版"),
    "a compound file without end": ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 2000, ""),
    "a package without parts": ("a.docx", in_others.zipped([("word/document.xml", b"<a/>")]), "损坏"),
    "something unknown": ("a.exe", b"MZ\0\0\1\2" * 50, "人工检查"),
    "an archive of another maker": ("a.rar", b"Rar!\x1a\7\0" + b"\0" * 50, "人工检查"),
}


@pytest.mark.parametrize(("name", "content", "reason"), CASES.values(), ids=CASES)
def test_a_hostile_file_ends_in_a_reason(name, content, reason):
    start = perf_counter()
    scan = scan_file(name, content)
    assert perf_counter() - start < 10
    assert any(reason in one for one in scan.unread), scan.unread


@pytest.mark.parametrize(("name", "content", "reason"), CASES.values(), ids=CASES)
def test_a_hostile_file_is_not_masked(name, content, reason):
    with pytest.raises(CannotMask) as refused:
        mask_file(name, content)
    assert refused.value.reason.endswith("。")


def test_an_archive_three_deep_is_still_read():
    scan = scan_file("a.zip", nested(2))
    assert [finding.kind for finding in scan.findings] == ["identity_number"]
    assert scan.unread == ()


def test_the_allowance_is_shared_by_all_that_is_nested():
    half = bytes(random.Random(1).randbytes(1000)) * 110_000
    inner = BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.bin", half)
    outer = in_others.zipped([("1.zip", inner.getvalue())])
    assert any("过大" in reason for reason in scan_file("a.zip", outer).unread)


MAKERS = {
    "docx": in_word.table(LEAK),
    "xlsx": in_sheets.cell(LEAK),
    "pdf": in_pdf.covered(LEAK),
    "jpg": in_others.exif(LEAK)[1],
    "png": in_others.png_words(LEAK)[1],
    "webp": in_others.webp(LEAK)[1],
    "tiff": in_others.tiff(LEAK)[1],
    "pptx": in_others.slide(LEAK)[1],
    "xls": old_workbook({"名单": [["姓名", "金额"], ["某甲", 3.5]]}),
    "doc": compound({"WordDocument": b"abc" * 3000, "1Table": b"x" * 100}),
}


def broken(content: bytes, dice: random.Random) -> bytes:
    """The file with some bytes changed, and perhaps an end missing."""
    changed = bytearray(content)
    for _ in range(dice.randint(1, 12)):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed[: dice.randint(len(changed) // 2, len(changed))] if dice.random() < 0.3 else changed)


@pytest.mark.parametrize("extension", MAKERS)
def test_no_broken_byte_lets_an_error_out(extension):
    dice = random.Random(extension)
    for _ in range(25):
        scan_file(f"a.{extension}", broken(MAKERS[extension], dice))


@pytest.mark.parametrize("extension", [one for one in MAKERS if one != "doc"])
def test_masking_a_broken_file_gives_a_copy_or_a_reason(extension):
    dice = random.Random(extension)
    reasons = []
    for _ in range(10):
        try:
            masked = mask_file(f"a.{extension}", broken(MAKERS[extension], dice))
            opens(masked.name, masked.content)
        except CannotMask as refused:
            reasons.append(refused.reason)
    assert all(reasons)
