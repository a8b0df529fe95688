"""Web pages as text: a paragraph a line, a row of a table a line with its cells apart.

A table that holds other tables or whole paragraphs is there for the layout only, and its cells are paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from lxml import etree

from gongkai.reading.normalise import CELL
from gongkai.reading.unreadable import Unreadable

_SKIPPED = {"script", "style", "noscript", "head", "select", "template", "svg", "object", "iframe"}
_BLOCKS = {
    *("p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header"),
    *("footer", "nav", "aside", "form", "center", "pre", "blockquote", "dd", "dt", "dl", "hr", "table", "tr"),
    *("td", "th", "caption", "title", "meta", "main", "figure", "ucaptitle", "ucapcontent"),
}
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_LONGEST_CELL = 160


def html_text(page: str) -> str:
    """The words of a page in reading order."""
    try:
        # Without huge_tree libxml2 silently drops what lies deeper than 256 elements.
        parser = etree.HTMLParser(huge_tree=True, encoding="utf-8")
        root = etree.fromstring(_DECLARATION.sub("", page, count=1).encode("utf-8", "replace"), parser)
    except ValueError as error:
        raise Unreadable("网页里没有文字。") from error
    if root is None:
        raise Unreadable("网页里没有文字。")
    lines = _Lines()
    title = root.findtext(".//title")
    if title:
        lines.add(title)
        lines.end()
    _walk(root, lines)
    return "\n".join(lines.done())


class _Lines:
    """Gathers words into lines."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._words: list[str] = []

    def add(self, words: str | None) -> None:
        if words:
            self._words.append(words)

    def end(self) -> None:
        if self._words:
            line = " ".join("".join(self._words).split())
            if line:
                self._lines.append(line)
            self._words = []

    def row(self, cells: list[str]) -> None:
        self.end()
        self._lines.append(CELL.join(cells))

    def done(self) -> list[str]:
        self.end()
        return self._lines


def _walk(element: etree._Element, lines: _Lines) -> None:
    """Depth first without recursion: pages nest deeper than Python likes to."""
    open_ends: list[tuple[etree._Element, Iterator[etree._Element]]] = []
    _enter(element, lines)
    open_ends.append((element, iter(element)))
    while open_ends:
        parent, children = open_ends[-1]
        child = next(children, None)
        if child is None:
            open_ends.pop()
            if parent.tag in _BLOCKS:
                lines.end()
            if open_ends:
                lines.add(parent.tail)
        elif not isinstance(child.tag, str) or child.tag in _SKIPPED:
            lines.add(child.tail)
        elif child.tag == "tr" and (cells := _data(child)) is not None:
            lines.row(cells)
            lines.add(child.tail)
        else:
            _enter(child, lines)
            open_ends.append((child, iter(child)))


def _enter(element: etree._Element, lines: _Lines) -> None:
    if element.tag in _BLOCKS:
        lines.end()
    lines.add(element.text)


def _data(row: etree._Element) -> list[str] | None:
    """The words of the cells of a row; None for a row that is the layout of a page and not of a table."""
    if next(row.iter("table"), None) is not None:
        return None
    cells = [_cell_words(cell) for cell in row if cell.tag in ("td", "th")]
    return cells if all(len(words) <= _LONGEST_CELL for words in cells) else None


def _cell_words(cell: etree._Element) -> str:
    return " ".join("".join(cast("Iterator[str]", cell.itertext())).split())
