"""Small office files that would swell: refused before any library keeps what they claim."""

import io
import re
import zipfile

import pytest
from xlsxwriter import Workbook

from gongkai.reading import packages
from gongkai.reading.decode import decode
from gongkai.reading.packages import names_in, unpacked
from gongkai.reading.unreadable import Unreadable

PLAIN = 10_000


def book(cells, *, change=None):
    """A workbook with these cells; ``change`` edits the XML of its sheet."""
    out = io.BytesIO()
    workbook = Workbook(out)
    sheet = workbook.add_worksheet("报告")
    for row, column, value in cells:
        sheet.write(row, column, value)
    workbook.close()
    return within(out.getvalue(), "xl/worksheets/sheet1.xml", change) if change else out.getvalue()


def within(content, member, change):
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as package,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as anew,
    ):
        for name in package.namelist():
            part = package.read(name)
            anew.writestr(name, change(part) if name == member else part)
    return out.getvalue()


@pytest.mark.parametrize(
    ("last", "change"),
    [
        ((1_048_575, 16_383), None),
        ((19_000, 16_383), None),
        ((1, 1), lambda xml: xml.replace(b'r="B2"', b"r = 'xfd1048576'")),
        ((1, 1), lambda xml: re.sub(rb'r="2"', b'r="4000000000"', xml)),
    ],
)
def test_a_sheet_with_two_cells_far_apart_is_refused(last, change):
    with pytest.raises(Unreadable, match="不像年度报告。请只保留报告所在的工作表"):
        decode(book([(0, 0, "x"), (*last, "y")], change=change), "a.xlsx")


def merged(*spans):
    cells = "".join(f'<mergeCell ref="{span}"/>' for span in spans)
    return lambda xml: xml.replace(b"</sheetData>", f"</sheetData><mergeCells>{cells}</mergeCells>".encode())


def test_a_merge_to_the_end_of_the_sheet_covers_only_what_is_filled():
    paper = decode(book([(0, 0, "x"), (1, 1, "y")], change=merged("A1:XFD1048576")), "a.xlsx")

    assert paper.text == "x\n"


def test_merges_upon_merges_are_refused(monkeypatch):
    monkeypatch.setattr("gongkai.reading.office.WIDEST", 5)
    with pytest.raises(Unreadable, match="工作表“报告”里合并的单元格太多"):
        decode(book([(0, 0, "x"), (2, 2, "y")], change=merged("A1:C3")), "a.xlsx")


def whole(body):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", body)
    return out.getvalue()


def test_the_size_that_a_package_states_is_not_believed(monkeypatch):
    lying = whole(b" " * PLAIN).replace(PLAIN.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    monkeypatch.setattr(packages, "LARGEST_BODY", PLAIN - 1)

    assert zipfile.ZipFile(io.BytesIO(lying)).infolist()[0].file_size == 10
    assert unpacked(lying, PLAIN) == PLAIN
    assert unpacked(lying, 1) > 1
    assert unpacked(whole(b" " * 5_000_000), 10**9) == 5_000_000
    with pytest.raises(Unreadable, match="文档解开以后太大"):
        names_in(lying)


def test_a_damaged_package_is_left_to_whoever_reads_it():
    assert unpacked(b"PK\x03\x04 nothing", 1) == 0
    assert unpacked(b"no package", 1) == 0


def test_a_binary_workbook_is_told():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("xl/workbook.bin", b"x")

    with pytest.raises(Unreadable, match="请另存为 xlsx"):
        decode(out.getvalue(), "a.xlsb")
