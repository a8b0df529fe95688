"""What every Office package can hold beside its main text: properties, pictures, embedded files, links, macros."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from gongkai.guard.files.container import local
from gongkai.guard.files.images import look_at_metadata
from gongkai.guard.files.loose import loose_piece
from gongkai.guard.files.ooxml import TYPES, Package
from gongkai.guard.files.properties import said_of
from gongkai.guard.files.seen import Look, Piece, Seen, Sign, Stretch, Unread, prefixed

_LABELS = (
    (r"/drawings/|/diagrams/", "图形"),
    (r"/charts(heets)?/", "图表"),
    (r"/externalLinks/", "外部链接的缓存"),
    (r"^customXml/", "自定义数据"),
    (r"^xl/tables/", "表格的列名"),
    (r"^xl/workbook\.xml", "工作簿的定义"),
    (r"^xl/connections|/queryTables/", "数据连接"),
    (r"/notesSlides/", "备注页"),
    (r"/slideMasters/|/slideLayouts/|/notesMasters/|/handoutMasters/", "母版"),
    (r"/comments|/threadedComments/|/persons/|people\.xml", "批注"),
    (r"^word/settings|webSettings", "文档设置"),
)
PICTURE = re.compile(r"\.(jpe?g|png|tiff?|webp|gif|bmp)$", re.IGNORECASE)
EMBEDDED = re.compile(
    r"/embeddings/|^word/afchunk|\.(docx|xlsx|pptx|xls|doc|ppt|pdf|zip|html?|mht|rtf|txt)$", re.IGNORECASE
)
WITHOUT_WORDS = re.compile(
    r"/(theme|fontTable|fonts)/?|styles(WithEffects)?\.xml$|/printerSettings/|calcChain|numbering\.xml$"
)
MACROS = re.compile(r"vbaProject\.bin$|vbaData\.xml$|/macrosheets/|vbaProjectSignature", re.IGNORECASE)


def label_of(name: str) -> str:
    """A part in the user's words."""
    return next((label for pattern, label in _LABELS if re.search(pattern, name)), f"文件内部“{name}”")


def look_into_parts(
    package: Package, look: Look, *, read: Iterable[str], stories: Iterable[str]
) -> Iterator[Seen]:
    """All that the reader of the main text leaves.

    ``read``: parts that were read wholly; ``stories``: parts whose paragraphs were read, but not the rest.
    """
    read, stories = set(read), set(stories)
    for name in sorted(package.parts):
        if name in read or name == TYPES:
            continue
        if name in stories:
            yield loose_piece(package.tree(name), name, label_of_story(name), has_story=True)
        else:
            yield from _look_at(package, name, look)


def label_of_story(name: str) -> str:
    """Words of a story outside its paragraphs: field codes and the descriptions of pictures."""
    return "域代码或图片说明" if name.startswith("word/") else label_of(name)


def _look_at(package: Package, name: str, look: Look) -> Iterator[Seen]:
    content = package.parts[name]
    if MACROS.search(name):
        yield Sign("macro", name, name, "宏", masked="宏")
    elif name.startswith("docProps/") and name.endswith(".xml"):
        yield from _properties(package.tree(name))
    elif name.endswith(".rels"):
        yield link_piece(package, name)
    elif PICTURE.search(name):
        for seen in look_at_metadata(name, content):
            yield named_picture(seen, name)
    elif EMBEDDED.search(name):
        short = name.rpartition("/")[2]
        yield from look.inside(short, content, part=name, label=f"嵌入的文件“{short}”的")
    elif name.endswith((".xml", ".vml")) and not WITHOUT_WORDS.search(name):
        yield loose_piece(package.tree(name), name, label_of(name))
    elif name.endswith(".bin") and not WITHOUT_WORDS.search(name):
        short = name.rpartition("/")[2]
        yield from map(_beside, look.inside(short, content, part=name, label=f"文件内部“{name}”的"))


def named_picture(seen: Seen, name: str) -> Seen:
    """What a picture in a document tells, with the picture's name before it."""
    return _beside(prefixed(seen, part=name, label=f"图片“{name.rpartition('/')[2]}”的"))


def _beside(seen: Seen) -> Seen:
    """A picture or a setting that cannot be opened leaves the document around it read all the same."""
    return replace(seen, is_partial=True) if isinstance(seen, Unread) else seen


def link_piece(package: Package, name: str) -> Piece:
    """The addresses that links lead to."""
    stretches: list[Stretch] = []
    for element in package.tree(name).iter(etree.Element):
        if element.get("TargetMode") == "External":
            stretches += [
                Stretch(element.get("Target") or "", name, "超链接地址", (element, "Target")),
                Stretch("\n"),
            ]
    return Piece(tuple(stretches))


def _properties(root: etree._Element) -> Iterator[Seen]:
    for child in root:
        text = " ".join(str(words) for words in child.itertext())
        name = child.get("name") or local(child)
        yield from said_of(name, f"{text} {child.get('name') or ''}" if child.get("name") else text)
