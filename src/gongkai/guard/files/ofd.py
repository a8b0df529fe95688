"""OFD, the national layout format (GB/T 33190), and the OpenDocument formats: packages of XML that are only read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.guard.files.container import local, open_zip, refuse_locked, tree
from gongkai.guard.files.ooxml import named
from gongkai.guard.files.properties import said_of
from gongkai.guard.files.seen import Look, Piece, Seen, Stretch

_PAGE = re.compile(r"/Pages/Page_(\d+)/")
_LABELS = (("/Annots/", "注释"), ("/Attachs/", "附件清单"), ("/Tpls/", "模板页"))
_INFO = ("Author", "Creator", "Title", "Subject", "Keyword", "CustomData", "Abstract")


def look_into_ofd(_name: str, content: bytes, look: Look) -> Iterator[Seen]:
    """The text of each page, and the files attached."""
    with open_zip(content, look.allowance) as package:
        refuse_locked(package)
        for info in package.infolist():
            if info.is_dir():
                continue
            if info.filename.endswith(".xml"):
                yield from _look_at(info.filename, package.read(info))
            elif "/Attachs/" in info.filename:
                name = info.filename.rpartition("/")[2]
                yield from look.inside(name, package.read(info), part=info.filename, label=f"附件“{name}”的")


def _look_at(name: str, content: bytes) -> Iterator[Seen]:
    root = tree(content)
    if local(root) == "OFD":
        for element in named(root, *_INFO):
            yield from said_of(local(element), element.text or "")
        return
    page = _PAGE.search(name)
    label = (
        f"第{int(page[1]) + 1}页" if page else next((zh for key, zh in _LABELS if key in name), "文件内部")
    )
    texts = named(root, "TextCode") if page else root.iter("{*}*")
    lines = [
        s
        for one in texts
        if (one.text or "").strip()
        for s in (Stretch(one.text or "", name, label), Stretch("\n"))
    ]
    yield Piece(tuple(lines))


def look_into_odf(_name: str, content: bytes, look: Look) -> Iterator[Seen]:
    """The paragraphs of text, sheets and properties of an OpenDocument file."""
    with open_zip(content, look.allowance) as package:
        refuse_locked(package)
        for info in package.infolist():
            if info.filename.endswith(".xml") and not info.filename.startswith("META-INF/"):
                root = tree(package.read(info))
                lines = [
                    "".join(map(str, one.itertext())) for one in named(root, "p", "h", "creator", "title")
                ]
                stretches = (s for one in lines for s in (Stretch(one, info.filename, "正文"), Stretch("\n")))
                yield Piece(tuple(stretches))
