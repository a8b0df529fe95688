"""PowerPoint files: slides shown and hidden, their notes, and all else that a package can hold."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from gongkai.guard.files.loose import loose_piece
from gongkai.guard.files.ooxml import Package, attribute, attributes, named
from gongkai.guard.files.runs import runs_of
from gongkai.guard.files.seen import Look, Piece, Seen, Sign, Stretch
from gongkai.guard.files.tables import Cell, pieces_of

MAIN = "ppt/presentation.xml"


def slides_of(package: Package) -> list[str]:
    """The parts of the slides in the order in which they are shown."""
    parts = {relation.id: relation.target for relation in package.relations(MAIN)}
    found = (parts.get(attribute_in_r(one)) for one in named(package.tree(MAIN), "sldId"))
    return [name for name in found if name in package.parts and name]


def attribute_in_r(element: etree._Element) -> str:
    """The r:id of an element that also has an id of its own."""
    return next((value for key, value in attributes(element) if key.endswith("}id")), "")


def is_hidden_slide(root: etree._Element) -> bool:
    """Whether a slide is left out when the slides are shown."""
    return attribute(root, "show") in ("0", "false")


def look_into_slides(package: Package, _look: Look) -> Iterator[Seen]:
    """The slides one by one; comments and notes are read with the other parts."""
    for number, name in enumerate(slides_of(package), 1):
        root = package.tree(name)
        hidden = is_hidden_slide(root)
        label = f"第{number}张幻灯片{'（隐藏）' if hidden else ''}"
        yield from slide_pieces(root, name, label)
        if hidden:
            yield Sign("hidden_content", name, name, label)
    for name in sorted(package.parts):
        if name.startswith("ppt/comments/"):
            said = "".join(map(str, package.tree(name).itertext()))
            yield Sign("comment", said, name, "批注")


def slide_pieces(root: etree._Element, name: str, label: str) -> Iterator[Piece]:
    """All words of a slide in one piece, then its tables under their headings."""
    yield loose_piece(root, name, label)
    for table in named(root, "tbl"):
        rows = [
            [
                Cell(at, tuple(_stretches(cell, name, label)))
                for at, cell in enumerate(row.iterchildren("{*}tc"))
            ]
            for row in table.iterchildren("{*}tr")
        ]
        yield from pieces_of(rows)


def _stretches(cell: etree._Element, part: str, label: str) -> Iterator[Stretch]:
    for paragraph in named(cell, "p"):
        for run in runs_of(paragraph):
            yield Stretch(run.text, part, label if run.element is not None else "", run.element)
        yield Stretch(" ")
