"""Word, Excel and PowerPoint files since 2007: the main text by its own reader, all else by one for all."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.guard.files.ooxml import Package
from gongkai.guard.files.parts import look_into_parts
from gongkai.guard.files.seen import Look, Seen
from gongkai.guard.files.sheets import look_into_sheets, read_parts
from gongkai.guard.files.slides import look_into_slides, slides_of
from gongkai.guard.files.word import look_into_word, stories


def look_into_office(_name: str, content: bytes, look: Look) -> Iterator[Seen]:
    """What is seen in an Office package."""
    package = Package(content, look.allowance)
    if "word/document.xml" in package.parts:
        yield from look_into_word(package, look)
        yield from look_into_parts(package, look, read=(), stories=[name for name, _root in stories(package)])
    elif "xl/workbook.xml" in package.parts:
        yield from look_into_sheets(package, look)
        yield from look_into_parts(package, look, read=read_parts(package), stories=())
    else:
        yield from look_into_slides(package, look)
        yield from look_into_parts(package, look, read=slides_of(package), stories=())
