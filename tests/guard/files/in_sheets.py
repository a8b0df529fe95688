"""Workbooks with a leak in each place where one can hide."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from tests.guard.files.leaks import Leak
from tests.guard.files.packages import related, with_parts

ROWS = (("序号", "项目", "金额"), (1, "道路维修", 12000), (2, "桥梁加固", 34000))
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def book(change: Callable[[openpyxl.Workbook, openpyxl.worksheet.worksheet.Worksheet], object]) -> bytes:
    """A workbook with a harmless sheet of a bold heading, merged cells and a sum, changed."""
    workbook = openpyxl.Workbook()
    workbook.properties.creator = ""
    sheet = workbook.active
    sheet.title = "项目"
    for row in ROWS:
        sheet.append(row)
    sheet["A1"].font = Font(bold=True)
    sheet.merge_cells("A6:B6")
    sheet["A6"] = "合计"
    sheet["C6"] = "=SUM(C2:C3)"
    change(workbook, sheet)
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def people(sheet: openpyxl.worksheet.worksheet.Worksheet, leak: Leak) -> None:
    """A list with the leak under its heading."""
    for row in (("序号", leak.heading, "备注"), (1, leak.value, "属实"), (2, "", "待查")):
        sheet.append(row)


def cell(leak: Leak) -> bytes:
    return book(lambda b, s: people(b.create_sheet("名单"), leak))


def form(leak: Leak) -> bytes:
    def change(workbook, _sheet):
        sheet = workbook.create_sheet("登记表")
        sheet.append(["登记日期", "2026-03-01", leak.heading, leak.value])
        sheet.append(["事项", "道路维修", "编制人", "某甲"])

    return book(change)


def two_line_heading(leak: Leak) -> bytes:
    def change(workbook, _sheet):
        sheet = workbook.create_sheet("汇总")
        for row in (
            ["人员汇总表"],
            ["序号", "基本情况", "", "备注"],
            ["", "类别", leak.heading, ""],
            [1, "甲", leak.value, ""],
        ):
            sheet.append(row)
        sheet.merge_cells("B2:C2")

    return book(change)


def _hidden(state: str) -> Callable[[Leak], bytes]:
    def make(leak: Leak) -> bytes:
        def change(workbook, _sheet):
            sheet = workbook.create_sheet("底表")
            people(sheet, leak)
            sheet.sheet_state = state

        return book(change)

    return make


def hidden_row(leak: Leak) -> bytes:
    def change(workbook, _sheet):
        sheet = workbook.create_sheet("名单")
        people(sheet, leak)
        sheet.row_dimensions[2].hidden = True

    return book(change)


def hidden_column(leak: Leak) -> bytes:
    def change(workbook, _sheet):
        sheet = workbook.create_sheet("名单")
        people(sheet, leak)
        sheet.column_dimensions["B"].hidden = True

    return book(change)


def number_cell(leak: Leak) -> bytes:
    """A mobile number kept as a number; longer ones lose digits and are planted by themselves."""

    def change(workbook, _sheet):
        sheet = workbook.create_sheet("名单")
        sheet.append(["序号", leak.heading])
        sheet.append([1, int(leak.value)])

    return book(change)


def cached_value(leak: Leak, value: str = "") -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("名单")
        sheet.write_row(0, 0, ["序号", leak.heading])
        sheet.write(1, 0, 1)
        sheet.write_formula(1, 1, "=[1]底表!$B$2", None, value or leak.value)
        sheet.write_row(2, 0, [2, "道路维修"])
    return out.getvalue()


def formula_words(leak: Leak) -> bytes:
    def change(workbook, _sheet):
        sheet = workbook.create_sheet("名单")
        sheet["A1"] = f'=IF(1>0,"{leak.sentence}","")'

    return book(change)


def comment(leak: Leak) -> bytes:
    return book(lambda b, s: setattr(s["B2"], "comment", Comment(leak.sentence, "某甲")))


def threaded_comment(leak: Leak) -> bytes:
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    note = f'<threadedComment ref="B2" id="a"><text>{leak.sentence}</text></threadedComment>'
    xml = f'<ThreadedComments xmlns="{space}">{note}</ThreadedComments>'
    return related(
        book(lambda b, s: None), "xl/worksheets/sheet1.xml", "xl/threadedComments/threadedComment1.xml",
        xml.encode(), "threadedComment", "application/vnd.ms-excel.threadedcomments+xml",
    )  # fmt: skip


def defined_name(leak: Leak) -> bytes:
    def change(workbook, _sheet):
        workbook.defined_names["备用"] = DefinedName("备用", attr_text=f'"{leak.sentence}"')

    return book(change)


def choices(leak: Leak) -> bytes:
    def change(_workbook, sheet):
        validation = DataValidation(type="list", formula1=f'"甲,{leak.short}"')
        validation.add("D2")
        sheet.add_data_validation(validation)

    return book(change)


def print_header(leak: Leak) -> bytes:
    return book(lambda b, s: setattr(s.oddHeader.center, "text", leak.sentence))


def unused_string(leak: Leak) -> bytes:
    item = f"<si><t>{leak.sentence}</t></si>"
    return with_parts(cached_value(leak, "道路维修"), {}, {"xl/sharedStrings.xml": ("</sst>", item)})


def document_property(leak: Leak) -> bytes:
    return book(lambda b, s: setattr(b.properties, "description", leak.sentence))


def rich_text(leak: Leak) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("说明")
        bold = workbook.add_format({"bold": True})
        half = leak.sentence.index(leak.value) + len(leak.value) // 2
        sheet.write_rich_string("A1", leak.sentence[:half], bold, leak.sentence[half:])
        sheet.write("A2", "道路维修")
    return out.getvalue()


def text_box(leak: Leak) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("说明")
        sheet.write("A1", "道路维修")
        sheet.insert_textbox("B2", leak.sentence)
    return out.getvalue()


def chart_cache(leak: Leak) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("图")
        sheet.write_row("A1", ["道路维修", 3])
        chart = workbook.add_chart({"type": "column"})
        chart.add_series({"values": "=图!$B$1", "name": leak.short})
        chart.set_title({"name": leak.sentence})
        sheet.insert_chart("D2", chart)
    return out.getvalue()


def sheet_name(leak: Leak) -> bytes:
    return book(lambda b, s: b.create_sheet(leak.short[:31]).append(["道路维修"]))


def pivot_cache(leak: Leak) -> bytes:
    definition = (
        f'<pivotCacheDefinition xmlns="{SPACE}" recordCount="1"><cacheFields count="2">'
        f'<cacheField name="姓名"><sharedItems><s v="某甲"/></sharedItems></cacheField>'
        f'<cacheField name="{leak.heading}"><sharedItems><s v="{leak.value}"/></sharedItems></cacheField>'
        f"</cacheFields></pivotCacheDefinition>"
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheDefinition+xml"
    return related(
        book(lambda b, s: None), "xl/workbook.xml", "xl/pivotCache/pivotCacheDefinition1.xml",
        definition.encode(), "pivotCacheDefinition", kind,
    )  # fmt: skip


def external_cache(leak: Leak) -> bytes:
    xml = (
        f'<externalLink xmlns="{SPACE}"><externalBook><sheetDataSet><sheetData sheetId="0"><row r="1">'
        f'<cell r="A1" t="str"><v>{leak.sentence}</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>'
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
    return related(
        book(lambda b, s: None), "xl/workbook.xml", "xl/externalLinks/externalLink1.xml",
        xml.encode(), "externalLink", kind,
    )  # fmt: skip


def sheet_of(rows: list[list[str]], *, figures: bool = True) -> bytes:
    """A workbook of these rows, figures kept as figures unless told otherwise."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": figures}) as workbook:
        sheet = workbook.add_worksheet("表")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


PLACES = {
    "单元格": cell,
    "登记表": form,
    "两行表头": two_line_heading,
    "隐藏工作表": _hidden("hidden"),
    "深度隐藏工作表": _hidden("veryHidden"),
    "隐藏行": hidden_row,
    "隐藏列": hidden_column,
    "公式的缓存值": cached_value,
    "公式里的文字": formula_words,
    "批注": comment,
    "会话批注": threaded_comment,
    "定义的名称": defined_name,
    "下拉选项": choices,
    "打印页眉": print_header,
    "没有使用的字符串": unused_string,
    "文档属性": document_property,
    "富文本": rich_text,
    "文本框": text_box,
    "图表": chart_cache,
    "工作表名": sheet_name,
    "透视表缓存": pivot_cache,
    "外部链接缓存": external_cache,
}
