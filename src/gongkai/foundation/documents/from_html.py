"""Clean HTML, as an editor leaves it, turned into the blocks of an official paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from lxml import html

from gongkai.foundation.documents.html_tables import table_of
from gongkai.foundation.documents.html_texts import align_of, text_of
from gongkai.foundation.documents.layout import width
from gongkai.foundation.documents.model import Align, Block, Heading, Level, Paragraph

LONGEST_HEADING = 50.0  # in characters
_NUMERAL = "[一二三四五六七八九十百零〇]+"
_MARKS: tuple[tuple[Level, re.Pattern[str]], ...] = (
    (1, re.compile(f"{_NUMERAL}、")),
    (2, re.compile(f"（{_NUMERAL}）")),
    (3, re.compile(r"\d{1,3}[.．](?!\d)")),
    (4, re.compile(r"（\d{1,3}）")),
)
_CHAPTER = re.compile(f"第{_NUMERAL}[编章节](?=\\s|$)")
_ARTICLE = re.compile(f"(第{_NUMERAL}条(?:之{_NUMERAL})?)\\s+(?=\\S)")
_SENTENCE = re.compile(r"[^。！？]*。")
_TAGGED: dict[str, Level] = {"h2": 1, "h3": 2, "h4": 3}


def blocks_of(body: str) -> list[Block]:
    """The blocks of a body; headings are told by their numbers (一、 （一） 1. （1）), chapters and articles by theirs.

    Takes what a sanitiser has left (headings, paragraphs, lists, tables, inline marks); of anything else the words.
    """
    if not body.strip():
        return []
    root = html.fragment_fromstring(body, create_parent="div")
    return list(_blocks(root))


def _blocks(parent: html.HtmlElement) -> Iterator[Block]:
    if parent.text and parent.text.strip():
        yield from _paragraph(parent.text.strip())
    for child in parent:
        yield from _block(child)
        if child.tail and child.tail.strip():
            yield from _paragraph(child.tail.strip())


def _block(element: html.HtmlElement) -> Iterator[Block]:
    tag = element.tag
    if not isinstance(tag, str) or tag == "hr":
        return
    if tag in _TAGGED:
        yield from _heading(text_of(element), _TAGGED[tag], centred=align_of(element) == "center")
    elif tag in ("ul", "ol"):
        yield from _items(element, depth=1)
    elif tag == "table":
        yield from table_of(element)
    elif tag in ("div", "section", "article", "blockquote", "dl"):
        yield from _blocks(element)
    else:
        align = align_of(element)
        yield from _paragraph(text_of(element), align) if align != "flush" else _flush(text_of(element))


def _heading(text: str, level: Level, *, centred: bool) -> Iterator[Block]:
    if not text:
        return
    marked = next((level for level, mark in _MARKS if mark.match(text)), level)
    if centred or _CHAPTER.match(text):
        yield Heading(1, text, align="center")
    elif width(text) > LONGEST_HEADING * 2:
        yield Paragraph(text)  # whole passages are sometimes marked as headings to make them bold
    else:
        yield Heading(marked, text)


def _flush(text: str) -> Iterator[Block]:
    if text:
        yield Paragraph(text, "left", indent=False)


def _paragraph(text: str, align: str = "") -> Iterator[Block]:
    if not text:
        return
    if align in ("center", "right"):
        chapter = align == "center" and _CHAPTER.match(text)
        yield (
            Heading(1, text, align="center")
            if chapter
            else Paragraph(text, cast("Align", align), indent=False)
        )
        return
    if _CHAPTER.match(text) and width(text) <= LONGEST_HEADING:
        yield Heading(1, text, align="center")
    elif article := _ARTICLE.match(text):
        yield Heading(1, f"{article[1]}　", rest=text[article.end() :])
    else:
        yield _numbered(text)


def _numbered(text: str) -> Block:
    """A heading if it has a number and is no sentence; with its first sentence as one if that is short; else plain text."""
    level = next((level for level, mark in _MARKS if mark.match(text)), None)
    if level is None or "\n" in text:
        return Paragraph(text)
    if not re.search("[。；：！？，]", text) and width(text) <= LONGEST_HEADING:
        return Heading(level, text)
    first = _SENTENCE.match(text)
    if level <= 2 and first and first.end() < len(text) and width(first[0]) <= LONGEST_HEADING:
        return Heading(level, first[0], rest=text[first.end() :])
    return Paragraph(text)


def _items(items: html.HtmlElement, *, depth: int) -> Iterator[Block]:
    """An item is a paragraph with its number before it, as paper has it."""
    number = int(items.get("start") or 1) if (items.get("start") or "1").isdecimal() else 1
    for item in items.iterchildren("li"):
        mark = "· "
        if items.tag == "ol":
            mark = f"{number}." if depth == 1 else f"（{number}）"
        yield from [Paragraph(mark + text) for text in [text_of(item, without=("ul", "ol", "table"))] if text]
        for inner in item.iterchildren("ul", "ol"):
            yield from _items(inner, depth=depth + 1)
        for inner in item.iterchildren("table"):
            yield from table_of(inner)
        number += 1
