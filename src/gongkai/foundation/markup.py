"""The words of a text kept as HTML: as lines, its tables cell by cell, its links; the words changed under the markup."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from urllib.parse import unquote

import nh3
from lxml import html as lxml_html

BLOCK_END = re.compile(r"<br\s*/?>|</(?:p|h[1-6]|li|tr|caption|blockquote|dt|dd)>", re.IGNORECASE)
CELL_END = re.compile(r"</t[dh]>", re.IGNORECASE)
Span = tuple[int, int, str]
TAG = re.compile(r"(<[^>]*>)")


def plain_text(body: str) -> str:
    """The words of a body, one line for each paragraph, list item or row of a table."""
    broken = CELL_END.sub("\t", BLOCK_END.sub("\n", body.replace("\n", " ")))
    words = html.unescape(nh3.clean(broken, tags=set(), attributes={}))
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in words.split("\n"))
    return "\n".join(line for line in lines if line)


def table_cells(body: str) -> Iterator[tuple[int, str, str]]:
    """Row (from 1), heading over it and text of every cell of every table; the first row holds the headings."""
    if "<table" not in body:
        return
    for table in lxml_html.fragment_fromstring(body, create_parent="div").iter("table"):
        headings: list[str] = []
        for number, row in enumerate(table.iter("tr"), start=1):
            cells = [" ".join(cell.text_content().split()) for cell in row.iterchildren("td", "th")]
            if not headings:
                headings = cells
                continue
            for at, text in enumerate(cells):
                if text:
                    yield number, headings[at] if at < len(headings) else "", text


def link_words(body: str) -> Iterator[str]:
    """What the links of a body say beside their words: where they lead, and what is shown over them."""
    if "<a" not in body:
        return
    for link in lxml_html.fragment_fromstring(body, create_parent="div").iter("a"):
        for text in (unquote(link.get("href", "")), link.get("title", "")):
            if text:
                yield text


def replaced(body: str, found: Callable[[str], Iterable[Span]]) -> str:
    """The body with stretches of its words replaced and its markup kept.

    ``found`` is given the words of each block as one text, so that what runs across a tag is seen whole; it
    answers where (from, to) what else is to stand. Stretches must not overlap.
    """
    pieces = TAG.split(body)
    start = 0
    for at in range(1, len(pieces), 2):
        if BLOCK_END.fullmatch(pieces[at]) or CELL_END.fullmatch(pieces[at]):
            _replace(pieces, range(start, at), found)
            start = at
    _replace(pieces, range(start, len(pieces)), found)
    return "".join(pieces)


def _replace(pieces: list[str], block: range, found: Callable[[str], Iterable[Span]]) -> None:
    """Words stand at the even places, tags at the odd ones."""
    places = [at for at in block if at % 2 == 0 and pieces[at]]
    words = [html.unescape(pieces[at]) for at in places]
    spans = sorted(found("".join(words)), reverse=True) if places else []
    if not spans:
        return
    starts = list(accumulate((len(text) for text in words), initial=0))
    for (
        begin,
        end,
        instead,
    ) in spans:  # from the last to the first, so that what stands before keeps its place
        for place, first in enumerate(starts[:-1]):
            low, high = max(begin, first), min(end, starts[place + 1])
            if low < high:
                here = instead if low == begin else ""
                words[place] = words[place][: low - first] + here + words[place][high - first :]
    for at, text in zip(places, words, strict=True):
        pieces[at] = html.escape(text, quote=False)
