"""A Word file becomes the fields of a draft; what cannot be read is said, and why."""

import io
import zipfile
from datetime import date

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from PIL import Image

from gongkai.disclosure.actions.word_import import WordText, read_word_file
from gongkai.foundation.workflow import Refused

CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
HEAD = [("青财发[2026]8号", CENTRE), ("关于印发《办法》的通知", CENTRE)]


def word(*lines, change=None):
    """A docx with these paragraphs, each a text or a text and where it stands."""
    document = docx.Document()
    for line in lines:
        text, place = line if isinstance(line, tuple) else (line, None)
        document.add_paragraph(text).alignment = place
    if change:
        change(document)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def read(content, name="稿.docx"):
    return read_word_file(SimpleUploadedFile(name, content))


def test_title_number_and_date_are_told_from_the_layout_of_an_official_document():
    foot = [("青禾市财政局", RIGHT), ("2026年11月16日", RIGHT)]

    assert read(word(*HEAD, "各科室：", "现印发给你们。", *foot)) == WordText(
        title="关于印发《办法》的通知",
        document_number="青财发〔2026〕8号",
        formed_on=date(2026, 11, 16),
        head='<p class="center">青财发[2026]8号</p><p class="center">关于印发《办法》的通知</p>',
        body='<p class="flush">各科室：</p><p>现印发给你们。</p>'
        '<p class="right">青禾市财政局</p><p class="right">2026年11月16日</p>',
        pictures=0,
    )


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026年1月5日", date(2026, 1, 5)),
        ("二〇二六年十一月二十三日", date(2026, 11, 23)),
        ("二○二六年十月十日", date(2026, 10, 10)),
        ("2026年13月1日", None),
        ("2026年2月30日", None),
        ("自2026年1月5日起施行。", None),
    ],
)
def test_the_date_below_is_read_in_digits_and_in_chinese(words, day):
    assert read(word("正文。", (words, RIGHT))).formed_on == day


@pytest.mark.parametrize(
    ("lines", "title", "number"),
    [
        (["关于召开会议的通知", "各科室："], "关于召开会议的通知", ""),
        ([("青禾市财政局文件", CENTRE), *HEAD], "关于印发《办法》的通知", "青财发〔2026〕8号"),
        ([("关于印发", CENTRE), ("办法的通知", CENTRE), "正文。"], "关于印发办法的通知", ""),
        (["一段普通的话。", "又一段。"], "", ""),
        (["根据青财发〔2026〕8号文件，通知如下。"], "", ""),
    ],
)
def test_what_is_no_title_is_left_in_the_text(lines, title, number):
    told = read(word(*lines))

    assert (told.title, told.document_number) == (title, number)
    assert bool(told.head) == bool(title)


def test_lists_tables_and_drawn_in_lines_are_kept_and_pictures_counted():
    def change(document):
        document.add_paragraph("甲", style="List Number")
        document.add_paragraph("乙", style="List Number")
        table = document.add_table(2, 2)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "合"
        table.cell(1, 0).text = "左"
        document.add_paragraph("落款").paragraph_format.first_line_indent = Pt(240)
        picture = io.BytesIO()
        Image.new("RGB", (4, 4)).save(picture, "PNG")
        document.add_picture(picture)

    told = read(word("正文。", change=change))

    assert told.body == (
        "<p>正文。</p><ol><li>甲</li><li>乙</li></ol>"
        '<table><tbody><tr><td colspan="2"><p>合</p></td></tr><tr><td><p>左</p></td><td></td></tr></tbody></table>'
        '<p class="right">落款</p>'
    )
    assert told.pictures == 1


def with_member(content, name, text=b"x"):
    whole = io.BytesIO(content)
    with zipfile.ZipFile(whole, "a") as package:
        package.writestr(name, text)
    return whole.getvalue()


def broken_inside(content):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(out, "w") as copy:
        for member in package.namelist():
            text = package.read(member)
            copy.writestr(member, text.replace(b"</w:body>", b"") if member == "word/document.xml" else text)
    return out.getvalue()


PASSWORD = b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("宏.docx", lambda: with_member(word("甲"), "word/vbaProject.bin"), "含有宏"),
        ("密码.docx", lambda: PASSWORD, "取消密码"),
        ("旧.doc", lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "另存为 docx"),
        ("坏.docx", lambda: word("甲")[:-200], "已损坏"),
        ("坏.docx", lambda: broken_inside(word("甲")), "已损坏"),
        ("表.txt", lambda: "不是文档".encode(), "不是 Word 文档"),
        ("空.docx", lambda: word(), "没有文字"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(name, content, said):
    with pytest.raises(Refused) as refused:
        read(content(), name)

    assert said in str(refused.value)
    assert name.split(".")[0] in str(refused.value)


def test_a_file_beyond_the_limit_is_refused_unread(settings):
    settings.UPLOAD_LIMIT_BYTES = 1000

    with pytest.raises(Refused, match="上限"):
        read(word("甲"))
