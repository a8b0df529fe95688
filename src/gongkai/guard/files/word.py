"""Word documents: body, tables, headers and footers, notes, comments, changes, hidden words, text boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from gongkai.guard.files.container import local
from gongkai.guard.files.ooxml import Package, attribute, named
from gongkai.guard.files.runs import Run, hidden_styles, runs_of
from gongkai.guard.files.seen import Look, Piece, Seen, Sign, Stretch, Unread
from gongkai.guard.files.tables import Cell, pieces_of

STORIES = {
    "document": "",
    "hdr": "页眉",
    "ftr": "页脚",
    "footnotes": "脚注",
    "endnotes": "尾注",
    "comments": "批注",
    "glossaryDocument": "文档部件",
}
_BARELY_ANY_TEXT = 20
_NEWLINE = Stretch("\n")
Keep = Callable[[Run], bool]


def is_shown(run: Run) -> bool:
    """Whether a reader of the printed document sees this run."""
    return not run.is_deleted and not run.is_hidden


def stories(package: Package) -> Iterator[tuple[str, etree._Element]]:
    """The parts that hold paragraphs of a Word document: body, headers, footers, notes, comments."""
    for name in sorted(package.parts):
        if name.startswith("word/") and name.endswith(".xml"):
            root = package.tree(name)
            if local(root) in STORIES:
                yield name, root


def styles_of(package: Package) -> frozenset[str]:
    """The styles of the document that hide their text."""
    return (
        hidden_styles(package.tree("word/styles.xml")) if "word/styles.xml" in package.parts else frozenset()
    )


def look_into_word(package: Package, _look: Look) -> Iterator[Seen]:
    """What the stories of a Word document hold."""
    hidden = styles_of(package)
    for name, root in stories(package):
        yield from story_pieces(name, root, hidden)
        yield from _signs(name, root, hidden)
    if _is_only_pictures(package, hidden):
        yield Unread("正文只有图片，没有文字，无法检查图片中的内容")


def story_pieces(name: str, root: etree._Element, hidden: frozenset[str]) -> Iterator[Piece]:
    """A story as it is shown, then with what was deleted, then with what is hidden.

    Each is read anew when its turn comes, so that a caller may change the story between two of them.
    """
    story = _Story(name, STORIES[local(root)], hidden)
    yield from story.pieces(root, is_shown, "")
    if _has(root, ("del", "moveFrom")):
        yield from story.pieces(root, lambda run: not run.is_inserted, "修订前的文字：")
    if any(run.is_hidden for paragraph in named(root, "p") for run in runs_of(paragraph, hidden)):
        yield from story.pieces(root, lambda run: not run.is_deleted, "隐藏文字：")


def _has(root: etree._Element, names: tuple[str, ...]) -> bool:
    return next(named(root, *names), None) is not None


class _Story:
    """Numbers the paragraphs and tables of one story as a reader would count them."""

    def __init__(self, name: str, label: str, hidden: frozenset[str]) -> None:
        self.name, self.label, self.hidden = name, label, hidden

    def pieces(self, root: etree._Element, keep: Keep, about: str) -> Iterator[Piece]:
        self.paragraphs = self.tables = 0
        self.keep, self.about = keep, about
        running: list[Stretch] = []
        for block in _blocks(root):
            if local(block) == "p":
                running += self._paragraph(block)
                continue
            self.tables += 1
            yield Piece(tuple(running))
            title = _last_words(running)
            running = []
            yield from pieces_of(self._rows(block), title)
        yield Piece(tuple(running))
        yield Piece(tuple(self._text_boxes(root)))

    def _paragraph(self, paragraph: etree._Element) -> list[Stretch]:
        self.paragraphs += 1
        where = f"第{self.paragraphs}段"
        return [*self._stretches(paragraph, f"p{self.paragraphs}", where), _NEWLINE]

    def _stretches(self, paragraph: etree._Element, part: str, where: str) -> list[Stretch]:
        part, label = f"{self.name}:{part}", f"{self.about}{self.label}{where}"
        kept = (run for run in runs_of(paragraph, self.hidden) if self.keep(run))
        return [
            Stretch(run.text, part, label, run.element) if run.element is not None else Stretch(run.text)
            for run in kept
        ]

    def _rows(self, table: etree._Element) -> Iterator[list[Cell]]:
        for number, row in enumerate(_within(table, "tr", stop=("tbl",)), 1):
            cells = []
            column = 0
            for cell in _within(row, "tc", stop=("tbl",)):
                cells.append(Cell(column, tuple(self._cell(cell, number, column))))
                column += _width(cell)
            yield cells

    def _cell(self, cell: etree._Element, row: int, column: int) -> Iterator[Stretch]:
        where = f"表格{self.tables}第{row}行第{column + 1}列"
        for paragraph in named(cell, "p"):
            if not _is_in_text_box(paragraph, cell):
                yield from self._stretches(paragraph, f"t{self.tables}r{row}c{column + 1}", where)
                yield Stretch(" ")

    def _text_boxes(self, root: etree._Element) -> Iterator[Stretch]:
        said: set[str] = set()
        for number, box in enumerate(named(root, "txbxContent"), 1):
            stretches = [
                stretch
                for paragraph in named(box, "p")
                for stretch in [*self._stretches(paragraph, f"box{number}", "文本框"), _NEWLINE]
            ]
            text = "".join(stretch.text for stretch in stretches)
            is_fallback = any(local(above) == "Fallback" for above in box.iterancestors())
            if not (is_fallback and text in said):
                yield from stretches
            said.add(text)


def _blocks(root: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables of a story in order, those in tables and text boxes left to their owners."""
    for child in root:
        if local(child) in ("p", "tbl"):
            yield child
        elif local(child):
            yield from _blocks(child)


def _within(element: etree._Element, name: str, *, stop: tuple[str, ...]) -> Iterator[etree._Element]:
    """The rows of a table or cells of a row, also inside content controls and changes, not those of inner tables."""
    for child in element:
        if local(child) == name:
            yield child
        elif local(child) and local(child) not in stop:
            yield from _within(child, name, stop=stop)


def _width(cell: etree._Element) -> int:
    span = cell.find("{*}tcPr/{*}gridSpan")
    value = attribute(span, "val") if span is not None else ""
    return int(value) if value.isdecimal() and 0 < int(value) < 100 else 1


def _is_in_text_box(paragraph: etree._Element, within: etree._Element) -> bool:
    for above in paragraph.iterancestors():
        if above is within:
            return False
        if local(above) == "txbxContent":
            return True
    return False


def _last_words(stretches: list[Stretch]) -> str:
    lines = "".join(stretch.text for stretch in stretches).split("\n")
    return next((line.strip()[:60] for line in reversed(lines) if line.strip()), "")


def _signs(name: str, root: etree._Element, hidden: frozenset[str]) -> Iterator[Sign]:
    """Comments, changes and hidden words as findings; the value is what they say, so that two can be told apart."""
    label = STORIES[local(root)] or "正文"
    if local(root) == "comments":
        for number, comment in enumerate(named(root, "comment"), 1):
            author = attribute(comment, "author")
            said = "".join(one.text or "" for one in named(comment, "t"))
            masked = f"{author[:1]}**" if author else ""
            yield Sign("comment", said, f"{name}:{number}", f"批注{number}", masked=masked)
    runs = [run for paragraph in named(root, "p") for run in runs_of(paragraph, hidden)]
    changes = list(named(root, "ins", "del", "moveFrom", "moveTo"))
    if changes:
        said = "".join(run.text for run in runs if run.is_deleted or run.is_inserted)
        yield Sign("tracked_change", said, name, f"{label}的{len(changes)}处修订")
    said = "".join(run.text for run in runs if run.is_hidden)
    if said.strip():
        yield Sign("hidden_content", said, name, f"{label}的隐藏文字")


def _is_only_pictures(package: Package, hidden: frozenset[str]) -> bool:
    root = package.tree("word/document.xml")
    if not _has(root, ("drawing", "pict")):
        return False
    length = sum(len(run.text.strip()) for p in named(root, "p") for run in runs_of(p, hidden))
    return length < _BARELY_ANY_TEXT
