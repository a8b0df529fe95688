import zipfile
from datetime import date
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import Font, PatternFill

from gongkai.guard.files import CannotMask, mask_file, scan_file
from gongkai.guard.findings import Severity
from tests.guard.files import in_sheets
from tests.guard.files.compounds import old_workbook
from tests.guard.files.leaks import leak
from tests.guard.files.packages import with_parts

LEAK = leak("identity_number", 11)
MASKED = f"{LEAK.value[:2]}*************{LEAK.value[-3:]}"


def found(content: bytes, name: str = "名单.xlsx") -> list[tuple[str, str]]:
    return [(one.kind, one.place.label) for one in scan_file(name, content).findings]


def masked_book(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(mask_file("名单.xlsx", content).content))


@pytest.mark.parametrize(
    ("place", "label"),
    [
        ("单元格", "工作表“名单”第2行B列"),
        ("隐藏工作表", "工作表“底表”（隐藏）第2行B列"),
        ("深度隐藏工作表", "工作表“底表”（深度隐藏）第2行B列"),
        ("隐藏行", "工作表“名单”第2行B列（隐藏行）"),
        ("隐藏列", "工作表“名单”第2行B列（隐藏列）"),
        ("登记表", "工作表“登记表”第1行D列"),
        ("两行表头", "工作表“汇总”第4行C列"),
        ("批注", "批注（项目!B2）"),
        ("会话批注", "批注（项目!B2）"),
        ("公式里的文字", "工作表“名单”第1行A列的公式"),
        ("定义的名称", "工作簿的定义"),
        ("没有使用的字符串", "没有单元格使用的字符串"),
        ("透视表缓存", "数据透视表的缓存"),
        ("打印页眉", "工作表“项目”的设置"),
    ],
)
def test_the_place_is_told_in_the_users_words(place, label):
    findings = scan_file("名单.xlsx", in_sheets.PLACES[place](LEAK)).findings
    assert label in [one.place.label for one in findings if one.kind == "identity_number"]


def test_what_is_hidden_is_shown_even_without_a_leak():
    def change(book, _sheet):
        sheet = book.create_sheet("底表")
        sheet.append(["甲", "乙"])
        sheet.sheet_state = "hidden"
        other = book.create_sheet("明细")
        other.append(["甲", "乙"])
        other.row_dimensions[1].hidden = True
        other.column_dimensions["B"].hidden = True

    scan = scan_file("表.xlsx", in_sheets.book(change))
    assert [(one.kind, one.severity, one.place.label) for one in scan.findings] == [
        ("hidden_content", Severity.WARN, "工作表“底表”（隐藏）"),
        ("hidden_content", Severity.WARN, "工作表“明细”的隐藏行（1）"),
        ("hidden_content", Severity.WARN, "工作表“明细”的隐藏列（B）"),
    ]


def test_an_identity_number_kept_as_a_figure_has_lost_its_end_and_asks_a_person():
    content = in_sheets.book(lambda b, s: s.append([3, "某甲", float(LEAK.value[:15] + "000")]))
    [finding] = scan_file("表.xlsx", content).findings
    assert (finding.kind, finding.severity) == ("identity_number", Severity.WARN)
    assert finding.place.label == "工作表“项目”第7行C列"
    assert masked_book(content)["项目"]["C7"].value == f"{LEAK.value[:2]}{'*' * 13}000"


def test_a_cell_is_judged_by_its_own_heading_and_an_amount_is_never_a_telephone():
    rows = [["姓名", "联系电话", "预算数（元）"], ["某甲", "13912345678", "13812345678"]]
    content = in_sheets.sheet_of(rows)
    assert found(content) == [("mobile", "工作表“表”第2行B列")]


def test_the_numbers_of_an_office_may_stay():
    content = in_sheets.sheet_of([["科室", "联系电话"], ["办公室", "13912345678"]])
    assert scan_file("表.xlsx", content, office_numbers=["139 1234 5678"]).findings == ()


def test_masking_keeps_values_styles_merged_cells_and_formulas_of_untouched_cells():
    def change(book, sheet):
        sheet["B2"].fill = PatternFill("solid", fgColor="FFEE00")
        sheet["D1"], sheet["D2"] = "身份证号", LEAK.value
        sheet["D2"].font = Font(italic=True)
        sheet["E2"] = date(2026, 3, 1)
        sheet["F2"] = "=LEN(D2)"

    book = masked_book(in_sheets.book(change))
    sheet = book["项目"]
    assert [cell.value for cell in sheet[2]][:4] == [1, "道路维修", 12000, MASKED]
    assert sheet["B2"].fill.fgColor.rgb == "00FFEE00" and sheet["D2"].font.italic and sheet["A1"].font.bold
    assert [str(one) for one in sheet.merged_cells.ranges] == ["A6:B6"]
    assert sheet["C6"].value == "=SUM(C2:C3)"
    assert sheet["E2"].value.date() == date(2026, 3, 1)
    assert sheet["F2"].value is None


def test_a_formula_over_a_masked_cell_becomes_its_value():
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        people, sums = book.add_worksheet("名单"), book.add_worksheet("统计")
        people.write_column("A1", ["身份证号", LEAK.value])
        sums.write_formula("A1", "=COUNTA(名单!A:A)", None, 2)
        sums.write_formula("A2", "=SUM(B1:B9)", None, 0)
        sums.write_formula("A3", '=INDIRECT("名单!A2")', None, "不明")
    sheet = masked_book(out.getvalue())["统计"]
    assert [sheet[f"A{row}"].value for row in (1, 2, 3)] == [2, "=SUM(B1:B9)", "不明"]


def test_hidden_sheets_go_and_the_names_of_the_others_keep_their_place():
    def change(book, _sheet):
        hidden = book.create_sheet("底表", 0)
        in_sheets.people(hidden, LEAK)
        hidden.sheet_state = "veryHidden"
        book["项目"].print_area = "A1:C6"
        book["项目"]["D2"] = "=底表!A2"

    masked = mask_file("名单.xlsx", in_sheets.book(change))
    book = openpyxl.load_workbook(BytesIO(masked.content))
    assert book.sheetnames == ["项目"]
    assert book["项目"].print_area == "'项目'!$A$1:$C$6"
    assert book["项目"]["D2"].value is None
    assert "已去掉1个隐藏的工作表" in masked.notes


def test_a_workbook_of_hidden_sheets_only_is_not_masked():
    content = in_sheets.cell(LEAK)
    with zipfile.ZipFile(BytesIO(content)) as package:
        frame = package.read("xl/workbook.xml").replace(b'state="visible"', b'state="hidden"')
    with pytest.raises(CannotMask, match="只有隐藏的工作表"):
        mask_file("名单.xlsx", with_parts(content, {"xl/workbook.xml": frame}))


def test_only_the_kinds_asked_for_are_masked():
    def change(book, sheet):
        sheet.append(["身份证号", LEAK.value, "手机", "13912345678"])
        book.create_sheet("底表").append(["甲"])
        book["底表"].sheet_state = "hidden"

    masked = mask_file("名单.xlsx", in_sheets.book(change), kinds=["identity_number"])
    book = openpyxl.load_workbook(BytesIO(masked.content))
    assert [cell.value for cell in book["项目"][7]] == ["身份证号", MASKED, "手机", "13912345678"]
    assert book.sheetnames == ["项目", "底表"]


def test_macros_go_and_the_workbook_becomes_one_without():
    types = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    content = with_parts(in_sheets.book(lambda b, s: None), {"xl/vbaProject.bin": b"x" * 100})
    assert ("macro", "宏") in found(content)
    masked = mask_file("名单.xlsm", content)
    assert masked.name == "名单.xlsx" and b"vbaProject" not in masked.content and types not in masked.content
    assert openpyxl.load_workbook(BytesIO(masked.content)).sheetnames == ["项目"]


def test_an_old_workbook_is_read_by_its_cells_and_becomes_a_new_one():
    sheets = {
        "项目": [["项目", "金额"], ["道路维修", 12000.0]],
        "底表": [["姓名", "身份证号"], ["某甲", LEAK.value]],
    }
    content = old_workbook(sheets, hidden=("底表",))
    assert found(content, "名单.xls") == [
        ("identity_number", "工作表“底表”（隐藏）第2行B列"),
        ("hidden_content", "工作表“底表”（隐藏）"),
    ]
    masked = mask_file("名单.xls", content)
    book = openpyxl.load_workbook(BytesIO(masked.content))
    assert masked.name == "名单.xlsx" and book.sheetnames == ["项目"]
    assert [[cell.value for cell in row] for row in book["项目"]] == [["项目", "金额"], ["道路维修", 12000]]
