"""Workbooks of standard catalogues as the localities write them."""

from io import BytesIO

import xlsxwriter

from gongkai.catalogue.queries.layout import HEADINGS

UPPER = [
    "序号", "公开事项", "", "公开内容\n（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体",
    "公开对象", "", "公开方式", "", "公开层级", "",
]  # fmt: skip
LOWER = [
    "", "一级事项", "二级事项", "", "", "", "", "", "全社会", "特定群众", "主动", "依申请公开", "县级", "乡、村级",
]  # fmt: skip
ROW = [
    "1", "招生管理", "学校招生工作", "招生方案、招生范围", "《中华人民共和国义务教育法》", "20个工作日", "教育局",
    "■政府网站 □政府公报\n□两微一端 ■公开查阅点", "√", "", "√", "", "√", "",
]  # fmt: skip
KEYS = [heading.key for heading in HEADINGS]
FIELD_NAME = "义务教育"


def row(**cells):
    """The usual row with some cells written otherwise, by their key."""
    return [cells.get(key, value) for key, value in zip(KEYS, ROW, strict=True)]


def workbook(*rows, sheets=(FIELD_NAME,), title="", upper=UPPER, lower=LOWER, merges=()):
    """The bytes of a workbook; ``merges`` are areas (row, column, row, column) below the header, from 0."""
    into = BytesIO()
    with xlsxwriter.Workbook(into, {"in_memory": True}) as book:
        for name in sheets:
            sheet = book.add_worksheet(name)
            lines = [[title], upper, lower, *rows]
            for at, line in enumerate(lines):
                for column, text in enumerate(line):
                    if text:
                        sheet.write_string(at, column, text)
            for top, left, bottom, right in merges:
                sheet.merge_range(top + 3, left, bottom + 3, right, rows[top][left])
    return into.getvalue()
