"""Any bytes: the charset is found out, and what cannot be read is refused with the reason and a way out."""

import io
import zipfile

import pytest
from docx import Document

from gongkai.reading.decode import Unreadable, decode
from gongkai.reading.reader import read

from . import papers

WORDS = "清河县水务局2023年政府信息公开工作年度报告。主动公开政府信息120条。"


def package(path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(path, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "utf-16", "utf-16-le-bom"]
)
def test_text_is_read_in_any_charset(charset):
    source = WORDS.encode("utf-16-le") if charset == "utf-16-le-bom" else WORDS.encode(charset)
    source = b"\xff\xfe" + source if charset == "utf-16-le-bom" else source

    assert decode(source).text.lstrip("\ufeff") == WORDS


def test_big5_is_read_when_the_page_declares_it():
    page = "<html><head><meta charset='big5'></head><body><p>政府資訊公開</p><p>一</p></body></html>"

    assert "政府資訊公開" in decode(page.encode("big5")).text


def test_a_page_that_declares_gbk_is_read():
    page = f"<html><head><meta http-equiv='Content-Type' content='text/html; charset=gb2312'></head><p>{WORDS}</p></html>"

    assert decode(page.encode("gbk")).text == WORDS


@pytest.mark.parametrize(
    ("source", "message"),
    [
        pytest.param(b"", "文件是空的", id="empty"),
        pytest.param(b" \n\t ", "文件是空的", id="white space"),
        pytest.param(bytes(range(256)) * 20, "不是文本文件", id="binary"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "这是图片", id="picture"),
        pytest.param(papers.locked_pdf(), "设有密码", id="locked pdf"),
        pytest.param(b"%PDF-1.4\nbroken", "已经损坏", id="broken pdf"),
        pytest.param(papers.as_pdf([]), "扫描件", id="scanned pdf"),
        pytest.param(b"PK\x03\x04 word/document.xml broken", "文档已经损坏", id="broken docx"),
        pytest.param(package("word/document.xml"), "Word 文档已经损坏", id="docx of nothing"),
        pytest.param(package("xl/workbook.xml"), "Excel 文档已经损坏", id="xlsx of nothing"),
        pytest.param(package("a.txt"), "压缩包", id="archive of other things"),
        pytest.param(b"\xd0\xcf\x11\xe0" + b"\0" * 600, "另存为 docx", id="old word"),
        pytest.param(
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "设有密码", id="locked docx"
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(source, message):
    with pytest.raises(Unreadable, match=message):
        read(source, "file")


def test_a_workbook_of_many_rows_is_refused():
    cells = [(row, 0, "1") for row in range(20_001)]

    with pytest.raises(Unreadable, match="20001行，不像年度报告"):
        decode(papers.workbook(cells, []))


def test_a_word_document_keeps_its_paragraphs_in_order():
    document = Document()
    document.add_paragraph("一、总体情况")
    document.add_table(rows=1, cols=2).rows[0].cells[1].text = "12"
    document.add_paragraph("六、其他")
    buffer = io.BytesIO()
    document.save(buffer)

    assert decode(buffer.getvalue()).text == "一、总体情况\n\x1f12\n六、其他"


def test_scripts_and_menus_of_a_page_are_not_words():
    script, menu = "<script>var n = '公开99条';</script>", "<select><option>x</option></select>"
    page = f"<html><body>{script}<p>公开<b>1</b>2条</p>{menu}</body></html>"

    assert decode(page).text == "公开12条"


def test_words_deep_inside_a_page_are_not_lost():
    assert decode(f"<html><body>{'<div>' * 400}公开12条{'</div>' * 400}</body></html>").text == "公开12条"


def test_a_text_of_many_reports_is_refused():
    with pytest.raises(Unreadable, match="超过200万字"):
        decode("公开" * 1_000_001)


@pytest.mark.parametrize(
    "words",
    [
        "公开\n",
        "公开信息3条,",
        "收到申请",
        "其中:",
        "|",
        "1",
        "(",
        "统计期限自",
        "政府信息公开工作",
        "第二十条第(一)项 信息内容 ",
    ],
)
def test_a_text_that_repeats_itself_is_read_in_a_moment(words):
    reading = read("一、总体情况\n政府信息公开\n" + words * 5000)

    assert reading.figures == {}
