import ctypes
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image

from gongkai.guard.files import mask_file, scan_file
from gongkai.guard.findings import Severity
from tests.guard.files import in_others, in_pdf
from tests.guard.files.leaks import leak

LEAK = leak("identity_number", 21)


def picture_of(content: bytes, page: int = 0) -> Image.Image:
    document = pypdfium2.PdfDocument(content)
    picture = document[page].render(scale=2).to_pil().convert("L")
    document.close()
    return picture


@pytest.mark.parametrize(
    ("place", "label"),
    [
        ("页面", "第1页"),
        ("第二页", "第2页"),
        ("黑块下面", "第1页"),
        ("批注", "第1页的批注"),
        ("附件", "附件“附件.txt”的第1行"),
        ("文档属性", "文档属性“标题”"),
        ("书签", "书签"),
        ("链接地址", "第1页的链接地址"),
    ],
)
def test_the_place_is_told_in_the_users_words(place, label):
    findings = scan_file("公示.pdf", in_pdf.PLACES[place](LEAK)).findings
    assert label in [one.place.label for one in findings if one.kind == "identity_number"]


@pytest.mark.parametrize("place", ["黑块下面", "白块下面", "图片下面"])
def test_text_under_a_cover_is_a_finding_that_blocks(place):
    findings = scan_file("公示.pdf", in_pdf.PLACES[place](LEAK)).findings
    [covered] = [one for one in findings if one.kind == "covered_text"]
    assert (covered.severity, covered.place.label) == (Severity.BLOCK, "第1页遮盖物下面")
    assert (
        LEAK.value in covered.value.replace("\u200b", "")
        and LEAK.value not in covered.excerpt + covered.masked
    )


@pytest.mark.parametrize(
    "source",
    [
        "#table(columns: 2, fill: black, text(white)[甲], text(white)[乙])",
        "#box(fill: white)[白底上的字]",
        "#highlight[划重点的字]",
        "#rect(stroke: black)[框里的字]",
        "#place(rect(width: 20pt, height: 20pt, fill: black)) #v(30pt) 黑块旁边的字",
        "#box({[盖章]; place(top + left, circle(radius: 20pt, stroke: red))})",
        "#box({[水印下]; place(top + left, rect(width: 100%, height: 20pt, fill: rgb(0, 0, 0, 40)))})",
    ],
)
def test_text_on_a_ground_or_beside_a_shape_is_not_covered(source):
    assert scan_file("公示.pdf", in_pdf.pdf(source)).findings == ()


def test_a_scan_without_text_is_told_as_unread():
    out = BytesIO()
    Image.new("L", (300, 400), 200).save(out, "PDF")
    assert scan_file("扫描.pdf", out.getvalue()).unread == ("第1页是扫描图片，没有文字，无法检查",)


def test_masked_pages_are_pictures_in_which_only_the_finding_is_black():
    content = in_pdf.pdf(f"身份证号#h(1em){LEAK.value}\n\n道路维修")
    before = picture_of(content)
    masked = mask_file("公示.pdf", content)
    after = picture_of(masked.content)
    assert before.size == after.size
    dark = [sum(picture.histogram()[:60]) for picture in (before, after)]
    assert dark[1] > dark[0] * 1.5
    top = (0, 0, before.size[0], 165)
    assert sum(after.crop(top).histogram()[:60]) == pytest.approx(
        sum(before.crop(top).histogram()[:60]), rel=0.2
    )
    document = pypdfium2.PdfDocument(masked.content)
    assert document[0].get_textpage().get_text_range() == ""
    assert document.get_metadata_dict(skip_empty=True).keys() <= {"Creator", "Producer", "CreationDate"}
    assert "文字不能再选取" in masked.notes[0]


def test_a_turned_page_is_covered_where_the_finding_stands():
    document = pypdfium2.PdfDocument(in_pdf.page(LEAK))
    document[0].set_rotation(90)
    out = BytesIO()
    document.save(out)
    before, after = picture_of(out.getvalue()), picture_of(mask_file("公示.pdf", out.getvalue()).content)
    spots = [(x, y) for x in range(0, after.size[0], 2) for y in range(0, after.size[1], 2)]
    grown = [after.getpixel(spot) < 40 <= before.getpixel(spot) for spot in spots]
    assert sum(grown) > 200


def test_a_form_field_with_a_finding_is_covered():
    document = pypdfium2.PdfDocument(in_pdf.pdf(""))
    note = pdfium.FPDFPage_CreateAnnot(document[0], pdfium.FPDF_ANNOT_FREETEXT)
    pdfium.FPDFAnnot_SetRect(note, pdfium.FS_RECTF(100, 700, 300, 660))
    raw = (LEAK.sentence + "\0").encode("utf-16-le")
    words = (ctypes.c_ushort * (len(raw) // 2)).from_buffer_copy(raw)
    pdfium.FPDFAnnot_SetStringValue(note, b"Contents", words)
    pdfium.FPDFPage_CloseAnnot(note)
    out = BytesIO()
    document.save(out)
    masked = picture_of(mask_file("公示.pdf", out.getvalue()).content)
    assert masked.getpixel((400, ((842 - 680) * 2))) < 40


def test_a_photograph_in_a_document_is_no_cover_when_it_stands_alone():
    out = BytesIO()
    Image.open(BytesIO(in_others.with_location())).save(out, "PDF")
    assert [one.kind for one in scan_file("a.pdf", out.getvalue()).findings] == []
