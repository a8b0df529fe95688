"""Looking for marked words in the bytes of a file, whatever they are wrapped in."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import product

from gongkai.guard.files.container import tree
from gongkai.guard.files.seen import Unreadable
from gongkai.redaction.needles import Needle

_ENCODINGS = ("utf-8", "utf-16-be", "utf-16-le", "gb18030")
# What is shorter stands by chance somewhere in the pixels of a picture.
_TELLING = 6
_STREAM = re.compile(rb"stream\r?\n")
_JPEG = re.compile(rb"\xff\xd8\xff.*?\xff\xd9", re.DOTALL)
_MOST = 200 * 1024 * 1024
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def streams_of(content: bytes) -> Iterator[bytes]:
    """Every stream of a PDF that unpacks, found by its keyword and not by any table of the file."""
    for match in _STREAM.finditer(content):
        try:
            yield zlib.decompressobj().decompress(content[match.end() :], _MOST)
        except zlib.error:
            continue


def bytes_of(content: bytes) -> Iterator[bytes]:
    """Every member of a package unpacked, its name, and its words without the tags between them."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        yield package.comment
        for info in package.infolist():
            part = package.read(info)
            yield info.filename.encode()
            yield info.extra + info.comment
            yield part
            if info.filename.endswith((".xml", ".rels", ".vml")):
                yield from _words(part)


def _words(part: bytes) -> Iterator[bytes]:
    try:
        root = tree(part)
    except Unreadable:
        return
    texts = [str(text) for text in root.itertext()]
    yield "".join(texts).encode()
    yield "\n".join(str(value) for element in root.iter("*") for value in element.values()).encode()


def first_in_bytes(part: bytes, needles: Sequence[Needle]) -> Needle | None:
    """The first of these that stands in some bytes, in any encoding, as text or in figures, in either width."""
    bare = _JPEG.sub(b"", part)
    lowered = bare.lower()
    for needle in needles:
        for spelling in _spellings(needle):
            raw = spelling.lower()
            if raw in lowered or raw.hex().encode() in lowered or (len(raw) >= _TELLING and spelling in part):
                return needle
    text = bare.decode("utf-8", "ignore")
    return next((one for one in needles if len(one.sought.encode()) >= _TELLING and one.is_in(text)), None)


def _spellings(needle: Needle) -> Iterator[bytes]:
    words = needle.words.strip()
    forms = dict.fromkeys((words, needle.sought, "".join(words.split()), words.translate(_WIDE)))
    for form, encoding in product(forms, _ENCODINGS):
        raw = form.encode(encoding, "ignore")
        if len(raw) >= len(form) and len(raw) > 2:
            yield raw
