"""A file can be looked at in the page: harmless, bounded, kept, and never an error."""

import io
from contextlib import closing
from datetime import date

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.template import engines
from PIL import Image

from gongkai.foundation import previews
from gongkai.foundation.files import store_upload
from gongkai.foundation.ledger import Actor
from gongkai.foundation.previews import pages as page_pictures
from gongkai.foundation.previews import preview, send_page
from gongkai.foundation.previews import sheets as sheet_tables
from gongkai.foundation.scanning import ScanState

from . import packages

CLERK = Actor("王敏", "submitter", user_id=7)
ALL_BELOW = "下载文件可以看到全部内容。"
WORD_TYPES = packages.types("wordprocessingml.document")
MERGED = '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
pytestmark = pytest.mark.django_db


def upload(name, content):
    return store_upload(SimpleUploadedFile(name, content), by=CLERK)


def saved(thing):
    buffer = io.BytesIO()
    thing.save(buffer)
    return buffer.getvalue()


def picture(kind="PNG", size=(30, 20)):
    buffer = io.BytesIO()
    Image.new("RGB", size, "white").save(buffer, kind)
    return buffer.getvalue()


def word_with_everything():
    word = docx.Document()
    word.add_heading("一、总则", 1)
    word.add_paragraph("正文<script>alert(1)</script>")
    table = word.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合并"
    table.cell(1, 0).text = "甲"
    word.add_picture(io.BytesIO(picture()))
    return saved(word)


def book_with_spans():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "名单 <b>"
    sheet["A1"] = "标题"
    sheet.merge_cells("A1:B1")
    sheet["A2"], sheet["B2"] = date(2024, 9, 2), 0.1 + 0.2
    hidden = book.create_sheet("密")
    hidden["A1"] = "340881199001011234"
    hidden.sheet_state = "hidden"
    return saved(book)


@pytest.mark.parametrize(
    ("name", "content", "html", "left_out"),
    [
        (
            "a.docx",
            word_with_everything(),
            "<h2>一、总则</h2><p>正文&lt;script&gt;alert(1)&lt;/script&gt;</p><table><tbody><tr>"
            '<td colspan="2"><p>合并</p></td></tr><tr><td><p>甲</p></td><td></td></tr></tbody></table>',
            "文件中的1张图片这里没有显示。",
        ),
        (
            "a.xlsx",
            book_with_spans(),
            '<table><caption>名单 &lt;b&gt;</caption><tbody><tr><td colspan="2" rowspan="1">标题</td></tr>'
            "<tr><td>2024-09-02</td><td>0.3</td></tr></tbody></table>",
            "另有1个隐藏的工作表，这里没有显示。",
        ),
        (
            "a.csv",
            "单位;件数\n甲;<3>".encode("gb18030"),
            "<table><tbody><tr><td>单位</td><td>件数</td></tr><tr><td>甲</td><td>&lt;3&gt;</td></tr></tbody></table>",
            "",
        ),
        ("a.txt", "一\r\n\r\n<b>二".encode(), "<p>一</p><p>&lt;b&gt;二</p>", ""),
        (
            "a.pptx",
            packages.slides(),
            "<h3>第1页</h3><p>政策解读</p>",
            f"这里只显示文字，不显示版式和图片。{ALL_BELOW.replace('全部内容', '原样')}",
        ),
        (
            "a.ofd",
            packages.ofd(),
            "<h3>第1页</h3><p>版式文件</p>",
            f"这里只显示文字，不显示版式和图片。{ALL_BELOW.replace('全部内容', '原样')}",
        ),
    ],
    ids=["docx", "xlsx", "csv", "txt", "pptx", "ofd"],
)
def test_office_files_and_text_are_shown_as_clean_html(name, content, html, left_out):
    shown = preview(upload(name, content))

    assert (shown.kind, shown.html, shown.left_out, shown.reason) == ("html", html, left_out, "")


def test_a_pdf_is_shown_as_pictures_of_its_pages_with_their_text():
    stored = upload("a.pdf", packages.pdf("First page #pagebreak() Second page"))

    shown = preview(stored)
    response = send_page(stored, 2)

    assert (shown.kind, shown.truncated) == ("pages", False)
    assert [(page.number, page.width, page.text) for page in shown.pages] == [
        (1, 1100, "First page"),
        (2, 1100, "Second page"),
    ]
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("image/webp", "nosniff")
    with Image.open(io.BytesIO(response.content)) as drawn:
        assert (drawn.format, drawn.size) == ("WEBP", (shown.pages[1].width, shown.pages[1].height))


@pytest.mark.parametrize("number", [0, 2, 10**9, -1])
def test_a_page_that_is_not_there_does_not_exist(number):
    with pytest.raises(Http404):
        send_page(upload("a.pdf", packages.pdf()), number)


def test_pages_and_pixels_are_bounded(monkeypatch):
    monkeypatch.setattr(page_pictures, "MOST_PAGES", 2)
    stored = upload(
        "a.pdf", packages.pdf("#set page(width: 20cm, height: 140cm)\na #pagebreak() b #pagebreak() c")
    )

    shown = preview(stored)

    assert len(shown.pages) == 2
    assert shown.left_out == f"全文共3页，这里显示前2页。{ALL_BELOW}"
    assert shown.pages[0].width * shown.pages[0].height <= page_pictures.MOST_PIXELS * 1.01
    with pytest.raises(Http404):
        send_page(stored, 3)


def test_a_picture_is_shown_as_it_is():
    stored = upload("图.png", picture())

    response = send_page(stored, 1)
    with closing(response.file_to_stream):
        assert response["Content-Type"] == "image/png"
        assert response["Content-Disposition"].startswith("inline")
    page = preview(stored).pages[0]
    assert (page.width, page.height, page.text) == (30, 20, "图.png")


def test_rows_columns_and_sheets_are_bounded_and_it_is_said(monkeypatch):
    for name in ("MOST_ROWS", "MOST_COLUMNS", "MOST_SHEETS"):
        monkeypatch.setattr(sheet_tables, name, 2)
    rows = [[1, 2, 3]] * 3

    shown = preview(upload("a.xlsx", packages.sheet_of(rows, "一", 二=rows, 三=rows)))

    assert shown.html.count("<table>") == 2
    assert shown.html.count("<td>") == 8
    assert shown.left_out == f"这里最多显示前2个工作表、每表前2行、前2列。{ALL_BELOW}"


def test_merged_cells_beyond_all_bounds_take_no_time():
    book = openpyxl.Workbook()
    book.active["A1"] = "甲"
    whole = packages.changed(
        saved(book),
        "xl/worksheets/sheet1.xml",
        "</sheetData>",
        MERGED,
    )

    assert preview(upload("a.xlsx", whole)).html.endswith(
        '<tr><td colspan="1" rowspan="1">甲</td></tr></tbody></table>'
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", packages.package({"[Content_Types].xml": WORD_TYPES, "word/document.xml": "<d/>"})),
        ("a.xlsx", packages.workbook()),
        ("a.png", packages.PNG),
        ("a.jpg", packages.JPG),
    ],
    ids=["docx of nothing", "xlsx without sheets", "half a png", "half a jpg"],
)
def test_what_cannot_be_read_is_told_to_be_downloaded(name, content):
    shown = preview(upload(name, content))

    assert (shown.kind, shown.pages, shown.html) == ("none", (), "")
    assert shown.reason.endswith("请下载后查看。")


@pytest.mark.parametrize("state", [ScanState.QUARANTINED, ScanState.INFECTED])
def test_what_is_in_quarantine_is_not_shown(state):
    stored = upload("a.pdf", packages.pdf())
    preview(stored)
    send_page(stored, 1)
    stored.scan_state = state

    assert (preview(stored).kind, preview(stored).reason) == ("none", state.label)
    with pytest.raises(Http404):
        send_page(stored, 1)


def test_a_lost_file_says_so(settings):
    stored = upload("a.txt", b"a")
    (settings.MEDIA_ROOT / stored.path).unlink()

    assert preview(stored).reason == "文件已丢失，请联系管理员。"


def test_a_preview_is_made_once_and_one_that_was_kept_by_halves_is_made_anew(settings, monkeypatch):
    stored = upload("a.pdf", packages.pdf())
    first, drawn = preview(stored), send_page(stored, 1).content
    kept = sorted(path for path in (settings.MEDIA_ROOT / "previews").rglob("*") if path.is_file())
    assert {path.suffix for path in kept} == {".webp", ".json"}
    original = (settings.MEDIA_ROOT / stored.path).read_bytes()

    (settings.MEDIA_ROOT / stored.path).unlink()
    assert (preview(stored), send_page(stored, 1).content) == (first, drawn)

    (settings.MEDIA_ROOT / stored.path).write_bytes(original)
    for path in kept:
        path.write_bytes(path.read_bytes()[:50])
    assert (preview(stored), send_page(stored, 1).content) == (first, drawn)
    assert [path.stat().st_size > 50 for path in kept] == [True, True]


def test_the_component_shows_pages_with_their_text_html_and_what_is_left_out():
    source = "{% load ui %}{% file_preview shown %}"
    draw = engines["django"].from_string(source).render
    pages = previews.Preview(
        previews.PreviewKind.PAGES, (previews.Page(1, 10, 20, 'a "b" <c>'),), left_out="余下"
    )

    html = draw({"shown": pages})

    assert 'alt="第1页：a &quot;b&quot; &lt;c&gt;"' in html
    assert 'width="10" height="20"' in html
    assert "余下" in html
    assert "不能打开" in draw({"shown": previews.Preview(previews.PreviewKind.NONE, reason="不能打开")})
