"""Masking Office files: all that is beside the main text, and the package put together again."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from gongkai.guard.files.cover import Cover
from gongkai.guard.files.image_mask import without_metadata
from gongkai.guard.files.loose import loose_piece
from gongkai.guard.files.ooxml import Package
from gongkai.guard.files.parts import EMBEDDED, MACROS, PICTURE, WITHOUT_WORDS, link_piece
from gongkai.guard.files.seen import Allowance
from gongkai.guard.files.sheets_mask import mask_sheets
from gongkai.guard.files.slides_mask import mask_slides
from gongkai.guard.files.word_mask import mask_word

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_BLANK = {
    "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_CORE}"/>'.encode(),
    "docProps/app.xml": f'<Properties xmlns="{_EXTENDED}"/>'.encode(),
}
_PLAIN_TYPES = {
    "word/document.xml": "wordprocessingml.document",
    "xl/workbook.xml": "spreadsheetml.sheet",
    "ppt/presentation.xml": "presentationml.presentation",
}
_TYPE = "application/vnd.openxmlformats-officedocument.{}.main+xml"
_WITH_MACROS = {
    "docm": "docx",
    "dotm": "docx",
    "xlsm": "xlsx",
    "xltm": "xlsx",
    "pptm": "pptx",
    "ppsm": "pptx",
}
_MASKS: dict[str, Callable[[Package, Cover], set[str]]] = {
    "word/document.xml": mask_word,
    "xl/workbook.xml": mask_sheets,
    "ppt/presentation.xml": mask_slides,
}


def mask_office(name: str, content: bytes, cover: Cover) -> tuple[str, bytes]:
    """The file with its main text masked by its own rules, and everything beside it masked or taken out."""
    package = Package(content, Allowance())
    main = next(part for part in _MASKS if part in package.parts)
    if cover.wants("macro"):
        name = _without_macros(package, main, name, cover)
    if cover.wants("document_properties"):
        _empty_properties(package)
    _drop_embedded(package, cover)
    done = _MASKS[main](package, cover)
    _mask_rest(package, cover, done)
    return name, package.save()


def _without_macros(package: Package, main: str, name: str, cover: Cover) -> str:
    macros = [part for part in package.parts if MACROS.search(part)]
    if macros:
        package.drop(macros)
        cover.note("已去掉宏")
    if "macroEnabled" in package.content_type(main):
        package.set_content_type(main, _TYPE.format(_PLAIN_TYPES[main]))
    stem, dot, extension = name.rpartition(".")
    return f"{stem}{dot}{_WITH_MACROS.get(extension.lower(), extension)}"


def _empty_properties(package: Package) -> None:
    for name, blank in _BLANK.items():
        if name in package.parts:
            package.replace(name, blank)
    package.drop([part for part in package.parts if part.startswith("docProps/") and part not in _BLANK])


def _drop_embedded(package: Package, cover: Cover) -> None:
    """Embedded files that hold a finding, or cannot be read, are taken out with the frame that shows them."""
    embedded = [part for part in package.parts if EMBEDDED.search(part)]
    bad = [part for part in embedded if not cover.is_clean(part.rpartition("/")[2], package.parts[part])]
    if bad:
        package.drop(bad)
        cover.note(f"已去掉{len(bad)}个嵌入的文件")


def _mask_rest(package: Package, cover: Cover, done: set[str]) -> None:
    """Pictures without what they tell of the camera, and the loose words of every part left."""
    for name in sorted(package.parts):
        if PICTURE.search(name):
            package.replace(name, without_metadata(package.parts[name]))
        elif name.endswith(".rels"):
            cover.write(link_piece(package, name))
        elif name.endswith((".xml", ".vml")) and name not in done and not WITHOUT_WORDS.search(name):
            _mask_loose(package.tree(name), name, cover)


def _mask_loose(root: etree._Element, name: str, cover: Cover) -> None:
    for remark in list(root.iter(etree.Comment, etree.PI)):
        if remark.getparent() is not None:
            etree.strip_tags(remark.getparent(), etree.Comment, etree.PI)
    cover.write(loose_piece(root, name, "文字"))
