"""What is said of a document rather than in it: author, company, title, and whether that names a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.guard.files.seen import Seen, Sign, piece

NAMES = {
    "creator": "作者",
    "Author": "作者",
    "lastModifiedBy": "最后修改者",
    "Manager": "经理",
    "Company": "单位",
    "title": "标题",
    "Title": "标题",
    "subject": "主题",
    "Subject": "主题",
    "description": "备注",
    "keywords": "关键词",
    "Keywords": "关键词",
    "category": "类别",
    "TitlesOfParts": "各部分标题",
    "HyperlinkBase": "超链接基础",
    "Template": "模板",
    "Creator": "制作程序",
    "Producer": "制作程序",
}
_OF_PERSONS = {"creator", "Author", "lastModifiedBy", "Manager"}
_NOBODY = re.compile(
    r"(?i)administrator|admin|user|users|微软用户|用户|unknown|author|root|pc|wps(?: office)?|openpyxl|python-docx"
    r"|xlsxwriter|apache poi|microsoft.*|libreoffice.*|kingsoft.*|typst.*|acer|asus|dell|lenovo|hp|huawei|系统|windows.*"
)


def said_of(name: str, value: str, part: str = "properties") -> Iterator[Seen]:
    """A property as a piece of text, and as a finding when it names the person who wrote the document."""
    value = value.strip()
    if not value:
        return
    label = f"文档属性“{NAMES.get(name, name)}”"
    yield piece(value, f"{part}:{name}", label)
    if name in _OF_PERSONS and not _NOBODY.fullmatch(value):
        yield Sign("document_properties", value, f"{part}:{name}", label, masked=f"{value[:1]}**")
