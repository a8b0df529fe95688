"""A PDF shows what the paper says, on any machine, and nothing in a text is a command."""

import re
import struct
from dataclasses import replace
from functools import cache

import pypdfium2
import pytest
import typst

from gongkai.foundation.documents import (
    Cell,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Signature,
    Table,
    as_pdf,
    pdf,
)

from .papers import LETTER, pdf_pages, pdf_text, picture, wide_table

NAMES = "朱镕基李喆王堃陈玥赵祎孙翀张昇刘燊周垚吴囍〇黄淼郑瑄冯頔褚龑卫犇蒋羴沈猋韩骉杨皞朱翯秦劼尤昉许昳何烜吕晞施曌張陳劉黃"
SIGNS = "〔2024〕《》〈〉「」『』【】（）—…·‘’“”、。，；：？！％‰℃㎡①⑩⑳㈠Ⅰ√×÷±≤≥≠■□▲●○★→ABCxyz0123456789@#&*+=_~|$￥€"


@pytest.fixture(autouse=True, scope="module")
def bare_machine():
    """No font but those that are shipped."""
    compiler = typst.Compiler(
        str(pdf.HERE / "official.typ"),
        root=str(pdf.HERE),
        font_paths=[str(pdf.FONTS)],
        ignore_system_fonts=True,
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "_compiler", lambda: compiler)
        yield


@cache
def characters_of(file):
    """What a font can draw, from its table of characters (OpenType cmap, format 12)."""
    data = (pdf.FONTS / file).read_bytes()
    (tables,) = struct.unpack_from(">H", data, 4)
    entry = next(at for at in range(12, 12 + 16 * tables, 16) if data[at : at + 4] == b"cmap")
    (start,) = struct.unpack_from(">L", data, entry + 8)
    (count,) = struct.unpack_from(">H", data, start + 2)
    places = [start + struct.unpack_from(">HHL", data, start + 4 + 8 * number)[2] for number in range(count)]
    table = next(place for place in places if struct.unpack_from(">H", data, place)[0] == 12)
    (groups,) = struct.unpack_from(">L", data, table + 12)
    found = set()
    for group in range(groups):
        first, last, _glyph = struct.unpack_from(">LLL", data, table + 16 + 12 * group)
        found.update(range(first, last + 1))
    return found


def gb2312():
    codes = (bytes((lead, trail)) for lead in range(0xB0, 0xF8) for trail in range(0xA1, 0xFF))
    return "".join(code.decode("gb2312", "ignore") for code in codes)


@pytest.mark.parametrize("text", [NAMES, SIGNS, gb2312()], ids=["names", "signs", "GB 2312"])
def test_the_body_face_has_every_character_that_is_to_be_expected(text):
    assert {char for char in text if ord(char) not in characters_of("GongkaiSong-Regular.otf")} == set()


def test_each_part_is_set_in_its_face_and_size():
    document = pypdfium2.PdfDocument(as_pdf(LETTER))
    texts = [item for item in document[0].get_objects() if isinstance(item, pypdfium2.PdfTextObj)]
    faces = [re.sub(r".*\+|-Identity-H", "", text.get_font().get_base_name()) for text in texts]
    used = [(face, round(text.get_font_size())) for face, text in zip(faces, texts, strict=True)]
    document.close()

    assert list(dict.fromkeys(used)) == [
        ("GongkaiSongBold", 22),
        ("GongkaiSongRegular", 16),
        ("GongkaiHeiRegular", 16),
        ("GongkaiKaiRegular", 16),
        ("GongkaiSongRegular", 14),
    ]


def test_rare_names_come_out_in_body_title_and_headings():
    names = "喆堃玥祎翀昇燊垚囍镕"
    told = pdf_text(as_pdf(Document(names, [Heading(1, names), Heading(2, names), Paragraph(names)])))

    assert told.count(names) == 4


def test_a_letter_says_everything_in_its_order():
    pages = pdf_pages(as_pdf(LETTER))

    assert pages == [
        "临江市人民政府办公室政府信息公开申请部分公开答复书临政公开答〔2024〕12号王小明："
        "一、答复内容（一）予以公开的部分本机关于2024年9月2日收到您的申请。特此答复。"
        "附件：1.城北片区方案2.评估报告临江市人民政府办公室2024年9月27日（此件依申请公开）—1—"
    ]


def test_a_paper_with_an_issuer_starts_with_it():
    told = pdf_text(as_pdf(replace(LETTER, issuer="临江市人民政府办公室文件", attachments=["工作要点"])))

    assert told.startswith(
        "临江市人民政府办公室文件临政公开答〔2024〕12号临江市人民政府办公室政府信息公开申请"
    )
    assert "附件：工作要点" in told


def test_the_title_stands_in_the_metadata_and_the_headings_in_the_outline():
    content = as_pdf(replace(LETTER, issuer="县政府"))
    document = pypdfium2.PdfDocument(content)

    assert document.get_metadata_value("Title") == LETTER.title
    assert document.get_metadata_value("Author") == "县政府"
    assert [mark.get_title() for mark in document.get_toc()] == ["一、答复内容", "（一）予以公开的部分"]
    assert document.is_tagged()
    document.close()


@pytest.mark.parametrize(
    "text",
    [
        '#eval("1+1") #read("/etc/passwd") #sys.inputs',
        "*粗* _斜_ `码` $x^2$ <标签> @引用 https://x.cn",
        "]) } \\u{41} \\ // 注释 /* */ = 标题",
        "- 一\n+ 二\n/ 三: 四",
        '"引号\' \\" {{ }} {% %} &amp; <b>',
    ],
)
def test_no_text_is_read_as_markup_wherever_it_stands(text):
    paper = Document(
        text.replace("\n", " "),
        [Heading(1, text), Paragraph(text), Table([[text]], [[text]], caption=text)],
        number=text,
        issuer=text,
        addressee=text,
        attachments=[text],
        signature=Signature(text, text),
        notes=text,
    )

    assert pdf_text(as_pdf(paper)).count(re.sub(r"\s", "", text)) == 13


def test_a_long_table_repeats_its_header_and_loses_no_row():
    pages = pdf_pages(as_pdf(Document("年度报告", [wide_table(60, caption="表三")])))

    assert len(pages) > 1
    assert all(page.startswith("申请人情况项目自然人") for page in pages[1:])
    assert [number for number in range(1, 61) if f"第{number}项" not in "".join(pages)] == []


def test_the_table_of_an_annual_report_fits_one_page_in_both_directions():
    for table in (wide_table(25), wide_table(20, landscape=True)):
        document = pypdfium2.PdfDocument(as_pdf(Document("年报", [table])))
        page = document[1] if table.landscape else document[0]
        right = 297 - 37 if table.landscape else 210 - 26
        edges = [item.get_bounds() for item in page.get_objects()]
        assert max(edge[2] for edge in edges) <= (right + 0.5) * 72 / 25.4
        assert len(document) == (2 if table.landscape else 1)
        document.close()


def test_a_picture_has_its_width_stands_in_the_middle_and_fits_the_lines():
    cell = Cell("扫码查询", picture=picture(20))
    document = pypdfium2.PdfDocument(as_pdf(Document("题", [picture(), picture(500), Table([[cell, "右"]])])))
    found = [
        tuple(round(edge / 72 * 25.4) for edge in item.get_bounds()[::2])
        for page in document
        for item in page.get_objects()
        if isinstance(item, pypdfium2.PdfImage)
    ]
    document.close()

    middle = (210 + 28 - 26) // 2
    assert found[:2] == [(middle - 15, middle + 15), (28, 184)]
    assert found[2][1] - found[2][0] == 20


def test_pages_are_numbered_outside_and_broken_where_asked():
    blocks = [Paragraph("甲"), PageBreak(), Paragraph("乙"), wide_table(3, landscape=True), Paragraph("丙")]
    document = pypdfium2.PdfDocument(as_pdf(Document("题", blocks)))

    sizes = [tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in document]
    document.close()
    pages = pdf_pages(as_pdf(Document("题", blocks)))

    assert sizes == [(210, 297), (210, 297), (297, 210), (210, 297)]
    assert [page[-3:] for page in pages] == ["—1—", "—2—", "—3—", "—4—"]


def test_a_full_page_holds_22_lines_of_28_characters():
    pages = pdf_pages(
        as_pdf(Document("题", [PageBreak(), Paragraph("公" * 28 * 30, indent=False, align="left")]))
    )

    assert pages[1] == "公" * 28 * 22 + "—2—"


def test_the_same_paper_gives_the_same_bytes():
    assert as_pdf(LETTER) == as_pdf(LETTER)
