"""What may not be in a template: anything that acts, reaches outside, hides, or would not come into the PDF."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.utils.translation import gettext_lazy as _
from docx.oxml.ns import qn
from lxml import etree

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/"
MAIN, THUMBNAIL = "word/document.xml", f"{PACKAGE}metadata/thumbnail"
# All that a paper of text needs; whatever else a file is tied to is not taken.
HARMLESS = {
    f"{OFFICE}{name}"
    for name in (
        "officeDocument",
        "styles",
        "settings",
        "fontTable",
        "theme",
        "numbering",
        "webSettings",
        "header",
        "footer",
        "footnotes",
        "endnotes",
        "extended-properties",
        "custom-properties",
        "customXml",
        "customXmlProps",
    )
} | {
    f"{PACKAGE}metadata/core-properties",
    THUMBNAIL,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
}
W = qn("w:p").removesuffix("p")
BODY = {
    f"{W}{name}"
    for name in (
        "document",
        "body",
        "p",
        "r",
        "t",
        "tab",
        "br",
        "cr",
        "noBreakHyphen",
        "softHyphen",
        "proofErr",
        "lastRenderedPageBreak",
        "bookmarkStart",
        "bookmarkEnd",
    )
}
# Within these everything is formatting; what may not be among it is named below.
FORMATS = {qn("w:pPr"), qn("w:rPr"), qn("w:sectPr")}
HIDING = {qn(f"w:{name}") for name in ("vanish", "specVanish", "webHidden", "strike", "dstrike", "fitText")}
TRACKED = {
    qn(f"w:{name}") for name in ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange", "sectPrChange")
}
FIELDS = {qn(f"w:{name}") for name in ("fldChar", "fldSimple", "instrText", "hyperlink")}
PICTURES = {qn(f"w:{name}") for name in ("drawing", "pict", "object")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
}
PAGE_FIELDS = {"PAGE", "NUMPAGES", "SECTIONPAGES"}
SMALLEST_HALF_POINTS = 12
OFF = {"0", "false", "off"}
FAINT = {"FFFFFF", "WHITE"}

TIED = _("模板引用了外部内容，或者嵌入了图片、对象、批注、字体等。请删除后再上传。")
ACTIVE = _("模板里有超链接或者域（除页码外）。请改为普通文字后再上传。")
DRAWN = _("模板里有图片、文本框或者对象，印成 PDF 时不会出现。请删除后再上传。")
TABLES = _("模板里不能自己加表格：文书需要的表格由{{正文}}带出。请删除表格后再上传。")
REVISED = _("模板里有未接受的修订。请在 Word 或者 WPS 中接受或者拒绝全部修订后再上传。")
HIDDEN = _("模板里有隐藏、划去、白色或者过小的文字。请改为正常文字后再上传。")
NUMBERED = _("模板里有自动编号，印成 PDF 时不会出现。请改为手工输入的编号后再上传。")
MARGINAL = _("页眉、页脚里除页码外不能有文字，印成 PDF 时不会出现。请移到正文中后再上传。")
UNKNOWN = _("模板里有不能识别的内容（%(tag)s）。请把文字粘贴到下载的标准模板中，另存后再上传。")
BROKEN = _("模板无法读取。请从下载的标准模板开始修改，另存为 docx 后再上传。")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def dangers(content: bytes) -> list[Any]:
    """Why this docx can't be a template, each reason once; empty when nothing stands against it.

    What is not known to be harmless is not taken.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = package.namelist()
            trees: dict[str, Any] = {
                name: etree.fromstring(package.read(name), _PARSER)
                for name in names
                if name.endswith((".xml", ".rels"))
            }
    except (zipfile.BadZipFile, etree.XMLSyntaxError, RuntimeError, OSError):
        return [BROKEN]
    twice = len(names) != len(set(names))
    if twice or MAIN not in trees or any(tree.getroottree().docinfo.doctype for tree in trees.values()):
        return [BROKEN]
    return list(dict.fromkeys(_all_dangers(trees)))


def _all_dangers(trees: dict[str, Any]) -> Iterator[Any]:
    """By what each part is, not by what it is called."""
    for name, tree in trees.items():
        kind = etree.QName(tree).localname
        if name.endswith(".rels"):
            yield from _ties(tree)
        if name == MAIN:
            yield from _in_body(tree)
        if kind in ("hdr", "ftr"):
            yield from _in_margin(tree)
        if kind in ("document", "styles", "hdr", "ftr"):
            yield from _hidden(kind, tree)


def _ties(tree: Any) -> Iterator[Any]:
    for tie in tree:
        target, kind = tie.get("Target", ""), tie.get("Type")
        if tie.get("TargetMode") == "External" or kind not in HARMLESS:
            yield TIED
        elif not _leads_where_we_look(kind, target):
            yield BROKEN


def _leads_where_we_look(kind: str, target: str) -> bool:
    """Whether the part is one of those that are read here: the text lies in its usual place."""
    if kind == f"{OFFICE}officeDocument":
        return target.lstrip("/") == MAIN
    return kind == THUMBNAIL or target.endswith(".xml")


def _in_body(main: Any) -> Iterator[Any]:
    reasons = [(TRACKED, REVISED), (FIELDS, ACTIVE), (PICTURES, DRAWN), ({qn("w:tbl")}, TABLES)]
    known = set()
    for tags, reason in reasons:
        if next(main.iter(*tags), None) is not None:
            known |= tags
            yield reason
    if next(main.iter(qn("w:numPr")), None) is not None:
        yield NUMBERED
    if not known:
        yield from _unknown(main)


def _unknown(element: Any) -> Iterator[Any]:
    """Whatever is neither text nor formatting, wherever it stands."""
    for child in element:
        if child.tag in FORMATS or child.tag is etree.Comment:
            continue
        if child.tag not in BODY:
            yield UNKNOWN % {"tag": etree.QName(child).localname}
            return
        yield from _unknown(child)


def _in_margin(tree: Any) -> Iterator[Any]:
    text = "".join(tree.itertext(qn("w:t")))
    if text.strip(" —–-－・·/第页共0123456789　"):
        yield MARGINAL
    if next(tree.iter(*PICTURES), None) is not None:
        yield DRAWN
    codes = [
        *tree.itertext(qn("w:instrText")),
        *(one.get(qn("w:instr"), "") for one in tree.iter(qn("w:fldSimple"))),
    ]
    if any(code.split()[:1] and code.split()[0].upper() not in PAGE_FIELDS for code in codes):
        yield ACTIVE
    if next(tree.iter(qn("w:hyperlink"), qn("w:dataBinding")), None) is not None:
        yield ACTIVE


def _hidden(kind: str, tree: Any) -> Iterator[Any]:
    """Looks at what formats text, not at the stock styles of tables, of which a template has none."""
    formats = [tree]
    if kind == "styles":
        formats = [one for one in tree if one.get(qn("w:type")) != "table"]
    if any(_hides(one) for part in formats for one in part.iter(*HIDING, qn("w:color"), qn("w:sz"))):
        yield HIDDEN


def _hides(one: Any) -> bool:
    value = one.get(qn("w:val"), "")
    if one.tag == qn("w:color"):
        return value.upper() in FAINT
    if one.tag == qn("w:sz"):
        return value.isdigit() and int(value) < SMALLEST_HALF_POINTS
    return value not in OFF
