import re
import zipfile
from io import BytesIO

import pytest
from docx import Document
from PIL import Image

from gongkai.guard.files import mask_file, scan_file
from gongkai.guard.findings import Severity
from tests.guard.files import in_others, in_word
from tests.guard.files.compounds import compound
from tests.guard.files.leaks import leak
from tests.guard.files.packages import related, with_parts

LEAK = leak("identity_number", 12)
MASKED = f"{LEAK.value[:2]}*************{LEAK.value[-3:]}"


@pytest.mark.parametrize(
    ("place", "label"),
    [
        ("正文", "第2段"),
        ("拆开的文字", "第2段"),
        ("表格", "表格2第2行第2列"),
        ("页眉", "页眉第1段"),
        ("脚注", "脚注第1段"),
        ("批注", "批注第1段"),
        ("修订插入", "第2段"),
        ("修订删除", "修订前的文字：第2段"),
        ("只删一半", "修订前的文字：第2段"),
        ("隐藏文字", "隐藏文字：第2段"),
        ("隐藏样式", "隐藏文字：第2段"),
        ("文本框", "文本框"),
        ("超链接", "超链接地址"),
        ("文档属性", "文档属性“备注”"),
        ("嵌入的表格", "嵌入的文件“a.xlsx”的工作表“名单”第2行B列"),
    ],
)
def test_the_place_is_told_in_the_users_words(place, label):
    findings = scan_file("通知.docx", in_word.PLACES[place](LEAK)).findings
    assert [one.place.label for one in findings if one.kind == "identity_number"] == [label]


@pytest.mark.parametrize(
    ("place", "kind", "severity"),
    [
        ("批注", "comment", Severity.WARN),
        ("修订插入", "tracked_change", Severity.WARN),
        ("修订删除", "tracked_change", Severity.WARN),
        ("隐藏文字", "hidden_content", Severity.WARN),
        ("隐藏样式", "hidden_content", Severity.WARN),
    ],
)
def test_what_is_beside_the_text_is_a_finding_by_being_there(place, kind, severity):
    findings = scan_file("通知.docx", in_word.PLACES[place](LEAK)).findings
    assert (kind, severity) in [(one.kind, one.severity) for one in findings]


def test_an_author_is_shown_but_a_programme_is_none():
    def named(author):
        content = in_word.word(lambda d: setattr(d.core_properties, "author", author))
        return [(one.kind, one.severity, one.place.label) for one in scan_file("a.docx", content).findings]

    assert named("欧阳某某") == [("document_properties", Severity.NOTE, "文档属性“作者”")]
    assert named("Administrator") == named("") == named("微软用户") == []


def test_a_finding_over_many_runs_is_covered_and_the_runs_keep_their_look():
    masked = Document(BytesIO(mask_file("a.docx", in_word.split_runs(LEAK)).content))
    paragraph = masked.paragraphs[-1]
    assert paragraph.text == LEAK.sentence.replace(LEAK.value, MASKED)
    assert {run.bold for run in paragraph.runs} == {True, False}


def test_a_number_broken_over_two_paragraphs_is_found_and_covered():
    def change(document):
        document.add_paragraph(f"身份证号{LEAK.value[:10]}")
        document.add_paragraph(f"{LEAK.value[10:]}。")

    content = in_word.word(change)
    assert [one.place.label for one in scan_file("a.docx", content).findings] == ["第2段"]
    masked = Document(BytesIO(mask_file("a.docx", content).content))
    assert [one.text for one in masked.paragraphs[-2:]] == [f"身份证号{MASKED}", "。"]


def test_changes_are_accepted_and_comments_taken_out():
    masked = mask_file("a.docx", in_word.deletion(LEAK))
    assert [one.text for one in Document(BytesIO(masked.content)).paragraphs] == [
        in_word.HARMLESS,
        "保留的文字",
    ]
    assert masked.notes == ("已接受全部修订",)
    masked = mask_file("a.docx", in_word.comment(LEAK))
    with zipfile.ZipFile(BytesIO(masked.content)) as package:
        assert [one for one in package.namelist() if "comment" in one] == []
        assert b"<w:comment" not in package.read("word/document.xml")
        assert b"comments" not in package.read("[Content_Types].xml")


def test_tables_and_properties_after_masking():
    content = in_word.word(lambda d: setattr(d.core_properties, "author", "欧阳某某"))
    document = Document(BytesIO(mask_file("a.docx", content).content))
    assert [cell.text for cell in document.tables[0]._cells] == ["项目", "金额", "道路维修", "12000"]
    assert document.core_properties.author == ""


def test_a_picture_keeps_its_pixels_and_loses_its_place():
    content = in_word.word(lambda d: d.add_picture(BytesIO(in_others.with_location())))
    assert "image_location" in [one.kind for one in scan_file("a.docx", content).findings]
    masked = mask_file("a.docx", content)
    assert scan_file("a.docx", masked.content).findings == ()
    document = Document(BytesIO(masked.content))
    [picture] = [
        part for part in document.part.package.iter_parts() if part.partname.startswith("/word/media/")
    ]
    assert Image.open(BytesIO(picture.blob)).size == (64, 32)


def test_an_embedded_object_is_read_and_a_bad_one_taken_out():
    packed = b"\0\0\0\0\2\0" + "说明.txt\0".encode("gb18030") + b"C:\\x.txt\0" + b"\0" * 4
    packed += b"\1\0\0\0\0" + len(LEAK.sentence.encode()).to_bytes(4, "little") + LEAK.sentence.encode()
    content = related(
        in_word.word(lambda d: None), "word/document.xml", "word/embeddings/oleObject1.bin",
        compound({"\1Ole10Native": packed}), "oleObject", "application/vnd.openxmlformats-officedocument.oleObject",
    )  # fmt: skip
    [finding] = scan_file("a.docx", content).findings
    assert finding.place.label == "嵌入的文件“oleObject1.bin”的嵌入的文件“说明.txt”的第1行"
    masked = mask_file("a.docx", content)
    assert masked.notes == ("已去掉1个嵌入的文件",)
    with zipfile.ZipFile(BytesIO(masked.content)) as package:
        assert [one for one in package.namelist() if "oleObject" in one] == []


def test_a_document_with_macros_becomes_one_without():
    content = in_word.body(LEAK)
    with zipfile.ZipFile(BytesIO(content)) as package:
        types = package.read("[Content_Types].xml").decode()
    macro = types.replace(
        "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        "vnd.ms-word.document.macroEnabled.main",
    )
    content = with_parts(content, {"[Content_Types].xml": macro.encode(), "word/vbaProject.bin": b"x" * 99})
    assert "macro" in [one.kind for one in scan_file("a.docm", content).findings]
    masked = mask_file("a.docm", content)
    assert masked.name == "a.docx"
    assert Document(BytesIO(masked.content)).paragraphs[0].text == in_word.HARMLESS


def test_a_scan_pasted_into_a_document_is_told_as_unread():
    document = Document()
    document.add_picture(BytesIO(in_others.with_location()))
    out = BytesIO()
    document.save(out)
    assert scan_file("a.docx", out.getvalue()).unread == ("正文只有图片，没有文字，无法检查图片中的内容",)


def test_the_excerpt_of_a_row_tells_nothing_of_other_rows():
    def change(document):
        rows = (("姓名", "身份证号"), ("某甲", LEAK.value), ("某乙", leak("identity_number", 13).value))
        table = document.add_table(rows=3, cols=2)
        for cell, text in zip(table._cells, [text for row in rows for text in row], strict=True):
            cell.text = text

    excerpts = [one.excerpt for one in scan_file("a.docx", in_word.word(change)).findings]
    assert excerpts[0] == f"某甲 {MASKED}"
    assert not any(re.search(r"\d{6}", one) for one in excerpts)
