"""PDF and pictures: odd fonts, layers of scans, turned and cropped pages, older states of the file, camera data."""

from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader, PdfWriter

from gongkai.redaction import Box, CannotRedact, Mark, redact, words_of
from tests.guard.files import in_pdf, in_pdf_corners
from tests.guard.files.leaks import leak
from tests.redaction.searching import plain, readers_that_find, texts_of_pdf

NAME, LEFT = "欧阳小明", "道路维修"
GROUND = "third_party"
PHONE = leak("mobile", 3)


def words(text: str = NAME) -> Mark:
    return Mark(words=text, ground=GROUND)


def said(content: bytes) -> str:
    return plain(texts_of_pdf(content)["pdfium"])


@pytest.mark.parametrize(
    "source",
    [
        f"申请人{NAME}提出{LEFT}",
        "申请人欧阳 小 明提出道路维修",
        "申请人欧阳\\\n小明提出道路维修",
        "申请人欧#h(8pt)阳小#text(size: 14pt)[明]提出道路维修",
        "#rotate(30deg)[申请人欧阳小明] 道路维修",
        "#table(columns: 2, [欧阳小明], [道路维修])",
        "#columns(2)[欧阳小明 #colbreak() 道路维修]",
    ],
)
def test_a_name_goes_however_it_is_set_and_the_rest_stays_searchable(source):
    redacted = redact("pdf", in_pdf.pdf(source), [words()])

    assert readers_that_find(redacted.content, NAME) == []
    assert LEFT in said(redacted.content) and "汛期安全" in said(redacted.content)


@pytest.mark.parametrize(
    "marked", ["13800138000", "１３８００１３８０００", "138 0013 8000", "138-0013-8000"]
)
@pytest.mark.parametrize(
    "printed", ["13800138000", "１３８００１３８０００", "138 0013 8000", "138-0013-8000"]
)
def test_a_number_goes_in_any_width_and_spacing(marked, printed):
    redacted = redact("pdf", in_pdf.pdf(f"电话 {printed} 转 {LEFT}"), [words(marked)])

    assert readers_that_find(redacted.content, "13800138000") == []
    assert LEFT in said(redacted.content)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_an_area_is_covered_on_a_turned_and_cropped_page(turn):
    writer = PdfWriter(clone_from=BytesIO(in_pdf.pdf(f"{NAME}\n\n{LEFT}")))
    page = writer.pages[0]
    page.cropbox.lower_left, page.cropbox.upper_right = (20, 300), (560, 820)
    page.rotate(turn)
    out = BytesIO()
    writer.write(out)
    boxes = [one.box for one in words_of(out.getvalue())[0].passages if NAME in one.text]

    redacted = redact("pdf", out.getvalue(), [Mark(1, box, "", GROUND) for box in boxes])

    assert len(boxes) == 1
    assert readers_that_find(redacted.content, NAME) == []
    assert LEFT in said(redacted.content)


def test_an_older_state_of_the_file_is_gone():
    first = in_pdf.pdf(f"{NAME} {LEFT}")
    writer = PdfWriter(BytesIO(first), incremental=True)
    writer.pages[0].annotations = None
    writer.add_metadata({"/Subject": NAME})
    out = BytesIO()
    writer.write(out)

    redacted = redact("pdf", out.getvalue(), [words()])

    assert out.getvalue().startswith(first)
    assert readers_that_find(redacted.content, NAME) == []
    assert redacted.content.count(b"%%EOF") == 1


def test_a_name_in_the_text_laid_under_a_scan_is_covered_in_the_picture_too():
    scan = Image.new("RGB", (1240, 1754), "white")
    document = pypdfium2.PdfDocument(in_pdf.pdf(f"#place(top + left, dx: 2cm, dy: 5cm)[{NAME}]"))
    page = document[0]
    for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        pdfium.FPDFTextObj_SetTextRenderMode(one.raw, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
    image, jpeg = pypdfium2.PdfImage.new(document), BytesIO()
    scan.save(jpeg, "JPEG")
    image.load_jpeg(BytesIO(jpeg.getvalue()), inline=True)
    image.set_matrix(pypdfium2.PdfMatrix().scale(*page.get_size()))
    page.insert_obj(image)
    page.gen_content()
    out = BytesIO()
    document.save(out)

    redacted = redact("pdf", out.getvalue(), [words()])

    picture = pypdfium2.PdfDocument(redacted.content)[0].render(scale=1, grayscale=True).to_pil()
    assert readers_that_find(redacted.content, NAME) == []
    assert redacted.proof.covered > 0 and picture.getextrema()[0] < 10
    assert any("第1页是图片" in one for one in redacted.proof.remarks)


def test_a_font_whose_codes_mean_other_signs_tells_nothing():
    """The drawing says (qbttxpse) but the map to Unicode says (password)."""
    signs = "".join(f"<{code:02X}> <{code - 1:04X}>\n" for code in range(0x61, 0x7B))
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange 26 beginbfchar\n{signs}endbfchar endcmap end end"
    )
    planted = in_pdf_corners.pdf(
        "BT /F1 12 Tf 72 700 Td (qbttxpse) Tj ET\n",
        objects={
            4: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 7 0 R >>",
            7: f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
        },
    )

    redacted = redact("pdf", planted, [words("password")])

    assert "password" in said(planted)
    assert readers_that_find(redacted.content, "password") == []
    assert "qbttxpse" not in said(redacted.content)


def test_words_that_stand_nowhere_are_refused():
    with pytest.raises(CannotRedact, match="没有读到“诸\\*\\*\\*”"):
        redact("pdf", in_pdf.pdf(LEFT), [words("诸葛小明")])


def test_one_sign_is_too_little_to_look_for():
    with pytest.raises(CannotRedact, match="太短"):
        redact("pdf", in_pdf.pdf(LEFT), [words("王")])


@pytest.mark.parametrize(
    ("kind", "content", "marks"),
    [
        ("pdf", in_pdf.pdf(LEFT), []),
        ("pdf", in_pdf.pdf(LEFT), [Mark(ground=GROUND)]),
        ("pdf", in_pdf.pdf(LEFT), [Mark(2, Box(0, 0, 1, 1), "", GROUND)]),
        ("pdf", in_pdf.pdf(LEFT), [Mark(1, Box(0.5, 0.5, 0.5, 0.9), "", GROUND)]),
        ("pdf", b"%PDF-1.7 broken", [words()]),
        ("docx", in_pdf.pdf(LEFT), [words()]),
        ("txt", LEFT.encode(), [words(LEFT)]),
        ("png", b"\x89PNG\r\n\x1a\n broken", [Mark(1, Box(0, 0, 1, 1), "", GROUND)]),
    ],
)
def test_what_cannot_be_redacted_is_refused(kind, content, marks):
    with pytest.raises(CannotRedact):
        redact(kind, content, marks)


def photo(kind: str) -> bytes:
    picture = Image.new("RGB", (400, 300), "white")
    ImageDraw.Draw(picture).rectangle((40, 30, 200, 60), fill="red")
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = NAME, 6
    out, chunks = BytesIO(), PngInfo()
    chunks.add_itxt("XML:com.adobe.xmp", f"<x>{NAME}</x>")
    options = (
        {"pnginfo": chunks} if kind == "png" else {"comment": NAME.encode(), "xmp": f"<x>{NAME}</x>".encode()}
    )
    picture.save(out, {"jpg": "JPEG", "png": "PNG"}[kind], exif=exif, **options)
    return out.getvalue() + NAME.encode()


@pytest.mark.parametrize("kind", ["jpg", "png"])
def test_a_picture_keeps_its_pixels_alone_and_those_painted(kind):
    redacted = redact(kind, photo(kind), [Mark(1, Box(0.5, 0, 1, 0.6), NAME, GROUND)])

    with Image.open(BytesIO(redacted.content)) as picture:
        assert picture.size == (300, 400)  # stood upright
        assert picture.convert("L").crop((160, 10, 290, 230)).getextrema()[1] < 40
        assert dict(picture.getexif()) == {}
    assert readers_that_find(redacted.content, NAME) == []


def test_the_words_of_a_picture_can_only_be_marked_by_area():
    with pytest.raises(CannotRedact, match="框选"):
        redact("jpg", photo("jpg"), [words()])


def test_the_new_file_says_nothing_of_who_made_it():
    redacted = redact("pdf", in_pdf.document_property(PHONE), [words(PHONE.value)])
    reader = PdfReader(BytesIO(redacted.content))

    assert reader.metadata is None
    assert sorted(reader.trailer["/Root"]) == ["/Lang", "/Pages", "/Type"]
