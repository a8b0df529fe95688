"""What a workbook keeps beside its cells: comments, threaded comments, the memory of pivot tables."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from gongkai.guard.files.book import Sheet
from gongkai.guard.files.container import local
from gongkai.guard.files.ooxml import Package, attribute, named
from gongkai.guard.files.seen import Piece, Sign, Stretch
from gongkai.guard.files.tables import Cell, pieces_of

_CACHE = "数据透视表的缓存"
_VALUES = ("s", "n", "d")
_NEWLINE = Stretch("\n")


def notes_of(package: Package, sheets: list[Sheet]) -> Iterator[tuple[str, str, etree._Element]]:
    """Each comment with its part and its place in the user's words."""
    for sheet in sheets:
        for relation in package.relations(sheet.part):
            if relation.kind in ("comments", "threadedComment") and relation.target in package.parts:
                for note in named(package.tree(relation.target), "comment", "threadedComment"):
                    yield relation.target, f"批注（{sheet.name}!{note.get('ref') or ''}）", note


def note_pieces(package: Package, sheets: list[Sheet]) -> Iterator[Piece]:
    """The text of the comments."""
    for part, label, note in notes_of(package, sheets):
        texts = [one for one in named(note, "t", "text") if one.text]
        yield Piece(tuple(Stretch(one.text or "", part, label, one) for one in texts))


def note_signs(package: Package, sheets: list[Sheet]) -> Iterator[Sign]:
    """The comments as findings by being there."""
    for part, label, note in notes_of(package, sheets):
        said = "".join(one.text or "" for one in named(note, "t", "text"))
        yield Sign("comment", said, f"{part}:{note.get('ref') or ''}", label)


def pivot_pieces(package: Package) -> Iterator[Piece]:
    """What pivot tables remember of their source: the values of each field, and whole records."""
    for name in sorted(package.parts):
        if not name.startswith("xl/pivotCache/") or not name.endswith(".xml"):
            continue
        root = package.tree(name)
        if local(root) != "pivotCacheDefinition":
            continue
        fields = list(named(root, "cacheField"))
        for one in fields:
            stretches = [s for value in _values(one) for s in (_stretch(value, name), _NEWLINE)]
            yield Piece(tuple(stretches), headers=attribute(one, "name"))
        for relation in package.relations(name):
            if relation.target in package.parts:
                heads = [Cell(at, (Stretch(attribute(one, "name")),)) for at, one in enumerate(fields)]
                yield from pieces_of([heads, *_records(package.tree(relation.target), relation.target)])


def _values(field: etree._Element) -> list[etree._Element]:
    items = field.find("{*}sharedItems")
    return [] if items is None else [value for value in items if local(value) in _VALUES]


def _stretch(value: etree._Element, part: str) -> Stretch:
    return Stretch(value.get("v") or "", part, _CACHE, (value, "v"))


def _records(root: etree._Element, part: str) -> Iterator[list[Cell]]:
    for record in named(root, "r"):
        yield [
            Cell(at, (_stretch(value, part),)) for at, value in enumerate(record) if local(value) in _VALUES
        ]
