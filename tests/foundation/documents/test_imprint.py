"""The 版记 lies at the foot of the last page; what is signed does not stand alone."""

import pypdfium2
from docx.oxml.ns import qn

from gongkai.foundation.documents import Document, Imprint, Paragraph, Signature, as_docx, as_pdf, layout

from .papers import opened, pdf_pages, pdf_text

IMPRINT = Imprint("临江市人民政府办公室", "2024年9月3日", "市委各部门，市法院。")
SAID = "抄送：市委各部门，市法院。"


def paper(lines=1, **more):
    return Document(title="通知", blocks=[Paragraph("正文。")] * lines, imprint=IMPRINT, **more)


def test_it_says_who_gets_a_copy_who_printed_and_when():
    assert (
        pdf_text(as_pdf(paper())).replace("—1—", "").endswith(f"{SAID}临江市人民政府办公室2024年9月3日印发")
    )
    table = opened(as_docx(paper())).tables[-1]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        [SAID, SAID],
        ["临江市人民政府办公室", "2024年9月3日印发"],
    ]
    assert table._tbl.tblPr.find(qn("w:tblpPr")).get(qn("w:tblpYSpec")) == "bottom"


def test_without_copies_there_is_no_line_for_them():
    only = Document(title="通知", imprint=Imprint("办公室", "2024年9月3日"))

    assert "抄送" not in pdf_text(as_pdf(only))
    assert len(opened(as_docx(only)).tables[-1].rows) == 1


def test_its_last_line_lies_on_the_lower_edge_of_the_type_area():
    page = pypdfium2.PdfDocument(as_pdf(paper()))[0]
    picture = page.render(scale=4).to_pil().convert("L")
    dark = [y for y in range(picture.height) if picture.getpixel((picture.width // 3, y)) < 90]
    edges = [round(y / picture.height * layout.PAGE_MM[1]) for y in dark]

    assert layout.PAGE_MM[1] - layout.MARGINS_MM["bottom"] in edges
    assert max(edges) == layout.PAGE_MM[1] - layout.MARGINS_MM["bottom"]


def test_a_signature_takes_the_end_of_the_text_along_to_the_next_page():
    signature = Signature("临江市人民政府", "2024年9月2日")
    for lines in range(14, 22):
        for attachments in ([], ["甲", "乙"]):
            pages = pdf_pages(as_pdf(paper(lines, signature=signature, attachments=attachments)))
            with_date = next(page for page in pages if "2024年9月2日" in page)
            before = with_date.partition("临江市人民政府2024")[0]
            assert "正文。" in before or "附件：1.甲2.乙" in before
