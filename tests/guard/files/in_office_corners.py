"""Word documents and workbooks with a number where an inventive hand would put it: over cells, in formulas, in hints."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import xlsxwriter
from docx.oxml import parse_xml
from openpyxl.formatting.rule import FormulaRule
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink

from tests.guard.files import in_sheets, in_word
from tests.guard.files.in_others import File
from tests.guard.files.leaks import Leak
from tests.guard.files.packages import related, with_parts

W = in_word.W
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def _paragraph(inside: str) -> bytes:
    return in_word._append(f"<w:p {W} {M}>{inside}</w:p>")


def _run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def boxes_in_word(leak: Leak) -> File:
    """A form with a box for every digit."""

    def change(document):
        table = document.add_table(rows=2, cols=len(leak.value) + 1)
        for cell, text in zip(table.rows[0].cells, [leak.heading, *leak.value], strict=True):
            cell.text = text
        table.rows[1].cells[0].text = "道路维修"

    return "登记表.docx", in_word.word(change)


def two_cells_in_word(leak: Leak) -> File:
    def change(document):
        table = document.add_table(rows=1, cols=3)
        half = 6 if len(leak.value) > 11 else 3
        for cell, text in zip(
            table.rows[0].cells, (leak.heading, leak.value[:half], leak.value[half:]), strict=True
        ):
            cell.text = text

    return "登记表.docx", in_word.word(change)


def equation(leak: Leak) -> File:
    return "公式.docx", _paragraph(f"<m:oMath><m:r><m:t>{leak.short}</m:t></m:r></m:oMath>")


def ruby(leak: Leak) -> File:
    return "注音.docx", _paragraph(
        f"<w:r><w:ruby><w:rt>{_run(leak.sentence)}</w:rt><w:rubyBase>{_run('汛期')}</w:rubyBase></w:ruby></w:r>"
    )


def content_control(leak: Leak) -> File:
    return "表单.docx", _paragraph(
        f'<w:sdt><w:sdtPr><w:alias w:val="{leak.short}"/></w:sdtPr><w:sdtContent>{_run("请填写")}</w:sdtContent></w:sdt>'
    )


def control_choice(leak: Leak) -> File:
    return "表单.docx", _paragraph(
        f'<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="甲" w:value="{leak.short}"/></w:dropDownList>'
        f"</w:sdtPr><w:sdtContent>{_run('请选择')}</w:sdtContent></w:sdt>"
    )


def bookmark(leak: Leak) -> File:
    return "书签.docx", _paragraph(f'<w:bookmarkStart w:id="9" w:name="周三{leak.short}"/>{_run("汛期")}')


def old_picture_title(leak: Leak) -> File:
    shape = f'<v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="a" alt="{leak.sentence}"/>'
    return "图.docx", _paragraph(
        f"<w:r><w:pict>{shape}</w:pict></w:r>{_run('图片旁边的说明文字，足够长，不会被当成扫描件')}"
    )


def box_in_header(leak: Leak) -> File:
    box = (
        f'<w:r {W} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape id="h"><v:textbox><w:txbxContent><w:p>'
        f"{_run(leak.sentence)}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    return "页眉.docx", in_word.word(lambda d: d.sections[0].header.paragraphs[0]._p.append(parse_xml(box)))


def nested_table(leak: Leak) -> File:
    def change(document):
        inner = document.add_table(rows=1, cols=1).cell(0, 0).add_table(rows=2, cols=2)
        for cell, text in zip(inner._cells, ("序号", leak.heading, "1", leak.value), strict=True):
            cell.text = text

    return "嵌套.docx", in_word.word(change)


def split_field(leak: Leak) -> File:
    half = len(leak.sentence) // 2
    parts = "".join(
        f"<w:r><w:instrText>{text}</w:instrText></w:r>"
        for text in (f'QUOTE "{leak.sentence[:half]}', f'{leak.sentence[half:]}"')
    )
    return "域.docx", _paragraph(
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{parts}<w:r><w:fldChar w:fldCharType="end"/></w:r>{_run("汛期")}'
    )


def comment_author(leak: Leak) -> File:
    return "批注.docx", in_word.word(
        lambda d: d.add_comment(d.paragraphs[0].runs, text="请核", author=leak.short, initials="甲")
    )


def custom_xml(leak: Leak) -> File:
    xml = f"<data><person>{leak.sentence}</person></data>".encode()
    content = related(
        in_word.word(lambda d: None),
        "word/document.xml",
        "customXml/item1.xml",
        xml,
        "customXml",
        "application/xml",
    )
    return "数据.docx", content


def boxes_in_sheet(leak: Leak) -> File:
    """A digit in each cell, as a figure."""

    def change(workbook, _sheet):
        sheet = workbook.create_sheet("登记表")
        sheet.append([leak.heading, *(int(sign) if sign.isdecimal() else sign for sign in leak.value)])
        sheet.append(["道路维修"])

    return "登记表.xlsx", in_sheets.book(change)


def two_cells_in_sheet(leak: Leak) -> File:
    def change(workbook, _sheet):
        sheet = workbook.create_sheet("登记表")
        half = 6 if len(leak.value) > 11 else 3
        sheet.append([leak.heading, leak.value[:half], leak.value[half:]])

    return "登记表.xlsx", in_sheets.book(change)


def formula_of_pieces(leak: Leak) -> File:
    half = len(leak.value) // 2

    def change(workbook, _sheet):
        sheet = workbook.create_sheet("名单")
        sheet.append(["序号", leak.heading])
        sheet.append([1, f'="{leak.value[:half]}"&"{leak.value[half:]}"'])

    return "公式.xlsx", in_sheets.book(change)


def formula_with_function(leak: Leak) -> File:
    half = len(leak.value) // 2

    def change(workbook, _sheet):
        sheet = workbook.create_sheet("名单")
        sheet.append(["序号", leak.heading])
        sheet.append([1, f'=CONCATENATE("{leak.value[:half]}","{leak.value[half:]}")'])

    return "公式.xlsx", in_sheets.book(change)


def formula_without_words(leak: Leak) -> File:
    def change(workbook, _sheet):
        sheet = workbook.create_sheet("名单")
        sheet.append(["序号", leak.heading])
        sheet.append([1, f"={leak.value}+0"])

    return "公式.xlsx", in_sheets.book(change)


def _formatted(style: str) -> Callable[[Leak], File]:
    def make(leak: Leak) -> File:
        out = BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
            sheet = workbook.add_worksheet("名单")
            sheet.write_row(0, 0, ["序号", leak.heading])
            sheet.write(1, 0, 1)
            sheet.write_number(1, 1, int(leak.value), workbook.add_format({"num_format": style}))
        return "名单.xlsx", out.getvalue()

    return make


def quoted_text(leak: Leak) -> File:
    return "名单.xlsx", in_sheets.book(lambda b, s: s.append([f"'{leak.heading}", f"'{leak.value}"]))


def scientific(leak: Leak) -> File:
    """A mobile number kept as 1.38…E+10."""
    content = in_sheets.number_cell(leak)
    return "名单.xlsx", replaced(
        content, f"<v>{leak.value}</v>", f"<v>{leak.value[0]}.{leak.value[1:]}E+10</v>"
    )


def replaced(content: bytes, old: str, new: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as package, zipfile.ZipFile(out, "w") as result:
        for name in package.namelist():
            result.writestr(name, package.read(name).replace(old.encode(), new.encode()))
    return out.getvalue()


def under_a_merge(leak: Leak) -> File:
    """A cell that a merged one covers."""
    content = in_sheets.book(lambda b, s: s.merge_cells("E1:H9"))
    row = f'<row r="8"><c r="F8" t="inlineStr"><is><t>{leak.sentence}</t></is></c></row>'
    return "合并.xlsx", with_parts(content, {}, {"xl/worksheets/sheet1.xml": ("</sheetData>", row)})


def input_hint(leak: Leak) -> File:
    def change(_workbook, sheet):
        rule = DataValidation(
            type="whole", formula1="1", prompt=leak.sentence, promptTitle="提示", error=leak.short
        )
        rule.add("E2")
        sheet.add_data_validation(rule)

    return "提示.xlsx", in_sheets.book(change)


def condition(leak: Leak) -> File:
    return "条件.xlsx", in_sheets.book(
        lambda b, s: s.conditional_formatting.add("A1:B9", FormulaRule(formula=[f'$A1="{leak.short}"']))
    )


def link_hint(leak: Leak) -> File:
    def change(_workbook, sheet):
        sheet["A1"].hyperlink = Hyperlink(ref="A1", target="https://a.cn/", tooltip=leak.sentence)

    return "链接.xlsx", in_sheets.book(change)


def sheet_footer(leak: Leak) -> File:
    return "页脚.xlsx", in_sheets.book(lambda b, s: setattr(s.evenFooter.left, "text", leak.sentence))


def first_header(leak: Leak) -> File:
    return "页眉.xlsx", in_sheets.book(lambda b, s: setattr(s.firstHeader.right, "text", leak.sentence))


def column_far_out(leak: Leak) -> File:
    return "远处.xlsx", in_sheets.book(lambda b, s: setattr(s["XFD9999"], "value", leak.sentence))


PLACES = {
    "docx 一格一字": boxes_in_word,
    "docx 分在两格": two_cells_in_word,
    "docx 公式": equation,
    "docx 注音": ruby,
    "docx 内容控件的名称": content_control,
    "docx 下拉控件": control_choice,
    "docx 书签": bookmark,
    "docx 旧式图片说明": old_picture_title,
    "docx 页眉的文本框": box_in_header,
    "docx 嵌套的表格": nested_table,
    "docx 拆开的域代码": split_field,
    "docx 批注的作者": comment_author,
    "docx 自定义数据": custom_xml,
    "xlsx 一格一字": boxes_in_sheet,
    "xlsx 分在两格": two_cells_in_sheet,
    "xlsx 拼接的公式": formula_of_pieces,
    "xlsx 拼接的函数": formula_with_function,
    "xlsx 带引号的文本": quoted_text,
    "xlsx 合并格下面": under_a_merge,
    "xlsx 输入提示": input_hint,
    "xlsx 条件格式": condition,
    "xlsx 链接提示": link_hint,
    "xlsx 偶数页页脚": sheet_footer,
    "xlsx 首页页眉": first_header,
    "xlsx 远处的单元格": column_far_out,
}
FIGURES = {
    "xlsx 数字 0.00": _formatted("0.00"),
    "xlsx 数字 #,##0": _formatted("#,##0"),
    "xlsx 数字加单位": _formatted('0"号"'),
    "xlsx 科学计数": scientific,
    "xlsx 无引号的公式": formula_without_words,
}
"""Places of a number that a sheet keeps as a figure: for mobile numbers, which are short enough."""
