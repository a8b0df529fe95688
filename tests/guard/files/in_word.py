"""Word documents with a leak in each place where one can hide."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.guard.files import in_sheets
from tests.guard.files.leaks import Leak
from tests.guard.files.packages import related, with_parts

HARMLESS = "关于做好汛期安全工作的通知"
W = nsdecls("w")


def word(change: Callable[..., object]) -> bytes:
    """A document with a harmless paragraph and a harmless table, changed."""
    document = Document()
    document.core_properties.author = ""
    document.add_paragraph(HARMLESS)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("项目", "金额", "道路维修", "12000"), strict=True):
        cell.text = text
    change(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _append(xml: str) -> bytes:
    return word(lambda d: d.element.body.insert(1, parse_xml(xml)))


def body(leak: Leak) -> bytes:
    return word(lambda d: d.add_paragraph(leak.sentence))


def split_runs(leak: Leak) -> bytes:
    def change(document):
        paragraph = document.add_paragraph()
        for at in range(0, len(leak.sentence), 4):
            paragraph.add_run(leak.sentence[at : at + 4]).bold = at % 8 == 0

    return word(change)


def table(leak: Leak) -> bytes:
    def change(document):
        rows = (("序号", leak.heading, "备注"), ("1", leak.value, "属实"), ("2", "", ""))
        added = document.add_table(rows=3, cols=3)
        for cell, text in zip(added._cells, [text for row in rows for text in row], strict=True):
            cell.text = text

    return word(change)


def header(leak: Leak) -> bytes:
    return word(lambda d: d.sections[0].header.paragraphs[0].add_run(leak.sentence))


def footer(leak: Leak) -> bytes:
    return word(lambda d: d.sections[0].footer.paragraphs[0].add_run(leak.sentence))


def footnote(leak: Leak) -> bytes:
    xml = f'<w:footnotes {W}><w:footnote w:id="1"><w:p><w:r><w:t>{leak.sentence}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    return related(
        word(lambda d: None), "word/document.xml", "word/footnotes.xml", xml.encode(), "footnotes", kind
    )


def endnote(leak: Leak) -> bytes:
    xml = f'<w:endnotes {W}><w:endnote w:id="1"><w:p><w:r><w:t>{leak.sentence}</w:t></w:r></w:p></w:endnote></w:endnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
    return related(
        word(lambda d: None), "word/document.xml", "word/endnotes.xml", xml.encode(), "endnotes", kind
    )


def comment(leak: Leak) -> bytes:
    return word(
        lambda d: d.add_comment(d.paragraphs[0].runs, text=leak.sentence, author="某甲", initials="甲")
    )


def insertion(leak: Leak) -> bytes:
    return _append(
        f'<w:p {W}><w:ins w:id="7" w:author="某甲" w:date="2026-01-01T00:00:00Z">'
        f"<w:r><w:t>{leak.sentence}</w:t></w:r></w:ins></w:p>"
    )


def deletion(leak: Leak) -> bytes:
    return _append(
        f'<w:p {W}><w:r><w:t>保留的文字</w:t></w:r><w:del w:id="8" w:author="某甲" w:date="2026-01-01T00:00:00Z">'
        f"<w:r><w:delText>{leak.sentence}</w:delText></w:r></w:del></w:p>"
    )


def half_deleted(leak: Leak) -> bytes:
    at = leak.sentence.index(leak.value) + len(leak.value) // 2
    return _append(
        f"<w:p {W}><w:r><w:t>{leak.sentence[:at]}</w:t></w:r>"
        f'<w:del w:id="8" w:author="某甲"><w:r><w:delText>{leak.sentence[at:]}</w:delText></w:r></w:del></w:p>'
    )


def hidden_words(leak: Leak) -> bytes:
    return _append(f"<w:p {W}><w:r><w:rPr><w:vanish/></w:rPr><w:t>{leak.sentence}</w:t></w:r></w:p>")


def hidden_style(leak: Leak) -> bytes:
    style = f'<w:style {W} w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:vanish/></w:rPr></w:style>'
    run = f'<w:p {W}><w:r><w:rPr><w:rStyle w:val="Gone"/></w:rPr><w:t>{leak.sentence}</w:t></w:r></w:p>'

    def change(document):
        document.styles.element.append(parse_xml(style))
        document.element.body.insert(1, parse_xml(run))

    return word(change)


def text_box(leak: Leak) -> bytes:
    return _append(
        f'<w:p {W} xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict><v:shape id="s1"><v:textbox><w:txbxContent>'
        f"<w:p><w:r><w:t>{leak.sentence}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )


def link(leak: Leak) -> bytes:
    def change(document):
        document.part.relate_to(f"file:///C:/名单/{leak.short}.docx", "http://x/hyperlink", is_external=True)

    return word(change)


def field_code(leak: Leak) -> bytes:
    return _append(
        f'<w:p {W}><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>QUOTE "{leak.sentence}"</w:instrText>'
        f'</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def picture_description(leak: Leak) -> bytes:
    wp = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    return _append(
        f'<w:p {W}><w:r><w:drawing><wp:inline xmlns:wp="{wp}"><wp:docPr id="1" name="图1" descr="{leak.sentence}"/>'
        f"</wp:inline></w:drawing></w:r><w:r><w:t>图片旁边的说明文字，足够长，不会被当成扫描件</w:t></w:r></w:p>"
    )


def core_property(leak: Leak) -> bytes:
    return word(lambda d: setattr(d.core_properties, "comments", leak.sentence))


def custom_property(leak: Leak) -> bytes:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    types = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    said = f'<property pid="2" name="备注"><vt:lpwstr>{leak.sentence}</vt:lpwstr></property>'
    xml = f'<Properties xmlns="{space}" xmlns:vt="{types}">{said}</Properties>'
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    content = word(lambda d: None)
    return related(
        content, "word/document.xml", "docProps/custom.xml", xml.encode(), "custom-properties", kind
    )


def document_variable(leak: Leak) -> bytes:
    content = word(lambda d: None)
    with zipfile.ZipFile(BytesIO(content)) as package:
        end = re.findall(r"</\w+:settings>", package.read("word/settings.xml").decode())[0]
    variable = f'<w:docVars><w:docVar w:name="a" w:val="{leak.sentence}"/></w:docVars>'
    return with_parts(content, {}, {"word/settings.xml": (end, variable)})


def embedded_sheet(leak: Leak) -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return related(
        word(lambda d: None),
        "word/document.xml",
        "word/embeddings/a.xlsx",
        in_sheets.cell(leak),
        "package",
        kind,
    )


PLACES = {
    "正文": body,
    "拆开的文字": split_runs,
    "表格": table,
    "页眉": header,
    "页脚": footer,
    "脚注": footnote,
    "尾注": endnote,
    "批注": comment,
    "修订插入": insertion,
    "修订删除": deletion,
    "只删一半": half_deleted,
    "隐藏文字": hidden_words,
    "隐藏样式": hidden_style,
    "文本框": text_box,
    "超链接": link,
    "域代码": field_code,
    "图片说明": picture_description,
    "文档属性": core_property,
    "自定义属性": custom_property,
    "文档变量": document_variable,
    "嵌入的表格": embedded_sheet,
}
