"""The papers that the tests set, and what can be read back from them."""

import io
import re

import docx
import pypdfium2

from gongkai.foundation.documents import Cell, Document, Heading, Paragraph, Signature, Table, scannable

LETTER = Document(
    title="临江市人民政府办公室政府信息公开申请部分公开答复书",
    number="临政公开答〔2024〕12号",
    addressee="王小明",
    blocks=[
        Heading(1, "一、答复内容"),
        Heading(2, "（一）予以公开的部分"),
        Paragraph("本机关于2024年9月2日收到您的申请。"),
        Paragraph("特此答复。", align="left", indent=False),
    ],
    attachments=["城北片区方案", "评估报告"],
    signature=Signature("临江市人民政府办公室", "2024年9月27日"),
    notes="此件依申请公开",
)


def picture(width_mm=30):
    """A square that can be scanned."""
    return scannable("gongkai", width_mm=width_mm, alt="二维码<&>：查询地址")


def wide_table(rows=25, **more):
    """A table like that of an annual report: ten columns, a header of two rows, merged labels."""
    header = [
        [Cell("项目", 3, 2), Cell("申请人情况", 7)],
        ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"],
    ]
    first = [Cell("三、办理结果", 1, rows), Cell("（一）不予公开", 1, rows), "第1项", *["0"] * 7]
    body = [first] + [[f"第{number}项", *["0"] * 7] for number in range(2, rows + 1)]
    return Table(body, header, **more)


def pdf_pages(content):
    """The text of each page, without blanks."""
    pdf = pypdfium2.PdfDocument(content)
    texts = [re.sub(r"\s", "", page.get_textpage().get_text_bounded()) for page in pdf]
    pdf.close()
    return texts


def pdf_text(content):
    return "".join(pdf_pages(content))


def opened(content):
    return docx.Document(io.BytesIO(content))
