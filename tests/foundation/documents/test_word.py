"""A docx is laid out after GB/T 9704-2012 and can be worked on with its styles."""

import io
import re
import zipfile
from dataclasses import replace

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree

from gongkai.foundation.documents import Cell, Document, PageBreak, Paragraph, Table, as_docx

from .papers import LETTER, opened, picture, wide_table


def texts(word):
    return [paragraph.text for paragraph in word.paragraphs if paragraph.text]


def face_and_size(style):
    fonts = style.element.rPr.find(qn("w:rFonts"))
    return fonts.get(qn("w:eastAsia")), style.font.size.pt


def indents(paragraph):
    found = paragraph._p.pPr.find(qn("w:ind"))
    return {name.split("}")[1]: int(value) for name, value in found.attrib.items() if name.endswith("Chars")}


def test_a_letter_says_everything_in_its_order():
    assert texts(opened(as_docx(LETTER))) == [
        "临江市人民政府办公室\n政府信息公开申请部分公开答复书",
        "临政公开答〔2024〕12号",
        "王小明：",
        "一、答复内容",
        "（一）予以公开的部分",
        "本机关于2024年9月2日收到您的申请。",
        "特此答复。",
        "附件：1.\t城北片区方案",
        "2.\t评估报告",
        "临江市人民政府办公室",
        "2024年9月27日",
        "（此件依申请公开）",
    ]


def test_paper_margins_and_lines_are_those_of_the_standard():
    word = opened(as_docx(LETTER))
    page = word.sections[0]
    normal = word.styles["Normal"].paragraph_format

    assert [round(side / Mm(1)) for side in (page.page_width, page.page_height)] == [210, 297]
    margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert [round(margin / Mm(1)) for margin in margins] == [37, 35, 28, 26]
    assert round(normal.line_spacing.pt, 2) == 28.95
    assert page._sectPr.find(qn("w:docGrid")).get(qn("w:linePitch")) == "579"


def test_each_style_has_its_official_face_and_size():
    styles = opened(as_docx(LETTER)).styles

    assert {
        name: face_and_size(styles[name])
        for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3")
    } == {
        "Normal": ("仿宋_GB2312", 16),
        "Title": ("方正小标宋简体", 22),
        "Heading 1": ("黑体", 16),
        "Heading 2": ("楷体_GB2312", 16),
        "Heading 3": ("仿宋_GB2312", 16),
    }


def test_paragraphs_stand_in_by_characters():
    paragraphs = {paragraph.text: paragraph for paragraph in opened(as_docx(LETTER)).paragraphs}

    assert indents(paragraphs["本机关于2024年9月2日收到您的申请。"])["firstLineChars"] == 200
    assert indents(paragraphs["特此答复。"])["firstLineChars"] == 0
    assert indents(paragraphs["2024年9月27日"])["rightChars"] == 400
    assert paragraphs["2024年9月27日"].alignment is WD_ALIGN_PARAGRAPH.RIGHT


def test_page_numbers_are_fields_right_on_odd_and_left_on_even_pages():
    word = opened(as_docx(LETTER))
    page = word.sections[0]

    assert word.settings.odd_and_even_pages_header_footer
    for footer, side in (
        (page.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (page.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        assert footer.paragraphs[0].alignment is side
        assert footer.paragraphs[0].text == "—  —"
        assert [code.text for code in footer._element.iter(qn("w:instrText"))] == ["PAGE"]


def test_an_issuer_stands_in_red_above_a_red_line():
    word = opened(as_docx(replace(LETTER, issuer="临江市人民政府办公室文件")))
    issuer = word.paragraphs[0]
    line = next(word.element.iter(qn("w:pBdr")))

    assert (issuer.text, str(issuer.runs[0].font.color.rgb)) == ("临江市人民政府办公室文件", "E60012")
    assert line[0].get(qn("w:color")) == "E60012"
    assert word.core_properties.author == "临江市人民政府办公室文件"


def test_a_table_is_merged_and_its_header_repeated():
    table = opened(as_docx(Document("年报", [wide_table(25)]))).tables[0]

    assert (len(table.rows), len(table.columns)) == (27, 10)
    assert table.cell(2, 0)._tc is table.cell(26, 0)._tc
    assert (table.cell(0, 0).text, table.cell(1, 2).text, table.cell(26, 2).text) == (
        "项目",
        "项目",
        "第25项",
    )
    repeated = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert repeated == [True, True, *[False] * 25]
    assert sum(column.width for column in table.columns) / Mm(1) < 156.1


def test_a_turned_table_has_a_page_of_its_own():
    blocks = [Paragraph("前"), wide_table(3, landscape=True, caption="表三"), Paragraph("后"), PageBreak()]
    word = opened(as_docx(Document("题", blocks)))

    assert [section.orientation for section in word.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    assert texts(word) == ["题", "前", "表三", "后"]
    assert word.element.xpath("count(//w:br[@w:type='page'])") == 1


def test_a_picture_has_its_width_its_words_and_room_in_its_line():
    cell = Cell("扫码查询", picture=picture(20))
    word = opened(as_docx(Document("题", [picture(), picture(500), Table([[cell, "右"]])])))

    shown = list(word.element.iter(qn("wp:inline")))
    assert [round(one.extent.cx / Mm(1)) for one in shown] == [30, 156, 20]
    assert {one.docPr.get("descr") for one in shown} == {"二维码<&>：查询地址"}
    lines = [one.getparent().getparent().getparent().pPr.find(qn("w:spacing")) for one in shown]
    assert {line.get(qn("w:lineRule")) for line in lines} == {"auto"}
    assert [one.text for one in word.tables[0].cell(0, 0).paragraphs] == ["", "扫码查询"]


def test_the_properties_name_the_title_and_nothing_of_the_program():
    properties = opened(as_docx(LETTER)).core_properties

    assert (properties.title, properties.comments, properties.last_modified_by) == (LETTER.title, "", "")


def test_no_character_breaks_the_file_and_markup_is_text():
    hostile = "a\x00b\x1f <w:t>&amp;</w:t> {{ x }} \ud800\"'\uffff"
    paper = Document(hostile, [Paragraph(hostile), Table([[Cell(hostile)]], caption=hostile)], notes=hostile)
    word = opened(as_docx(paper))

    kept = "ab <w:t>&amp;</w:t> {{ x }} \"'"
    assert texts(word) == [kept, kept, kept, f"（{kept}）"]
    assert word.tables[0].cell(0, 0).text == kept


def test_every_part_is_sound_and_the_properties_stand_in_the_order_of_the_schema():
    order = ["keepNext", "pBdr", "tabs", "snapToGrid", "spacing", "ind", "jc", "outlineLvl"]
    with zipfile.ZipFile(
        io.BytesIO(as_docx(replace(LETTER, issuer="县政府", blocks=[wide_table(2)])))
    ) as package:
        parts = {
            name: etree.fromstring(package.read(name)) for name in package.namelist() if name.endswith(".xml")
        }

    for properties in parts["word/document.xml"].iter(qn("w:pPr")):
        names = [re.sub(r"\{.*\}", "", child.tag) for child in properties]
        known = [name for name in names if name in order]
        assert known == sorted(known, key=order.index)
    names = {font.get(qn("w:name")) for font in parts["word/fontTable.xml"]}
    assert {"仿宋_GB2312", "楷体_GB2312", "方正小标宋简体"} <= names
