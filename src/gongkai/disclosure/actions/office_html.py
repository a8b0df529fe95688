"""What Word and WPS put on the clipboard: made into plain structure, before the sanitiser sees it.

Their HTML says everything by style: that a paragraph is an item of a list, that it stands in the middle, that its
first line is not drawn in. Lists become lists, positions become one of three classes, and the rest falls away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import nh3
from lxml import html
from lxml.html import HtmlElement

CENTRE, RIGHT, FLUSH = "center", "right", "flush"
BLOCKS = ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "li")
UNSEEN = {"script", "style", "title", "noscript", "template", "object", "iframe", "svg", "math"}
KEPT = {
    *(
        "a",
        "b",
        "blockquote",
        "br",
        "caption",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    ),
    *(
        "hr",
        "i",
        "img",
        "li",
        "ol",
        "p",
        "section",
        "article",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
    ),
    *("td", "th", "thead", "tr", "ul"),
}
ATTRIBUTES = {
    "*": {"style", "class", "align"},
    "a": {"href", "title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
# So far drawn in, a line is no longer the beginning of a paragraph but a signature or a date at the right.
FAR_IN_CHARACTERS, FAR_IN_POINTS = 8, 120

# No document of an office is nested so deep; the parser would silently stop reading somewhat below.
DEEPEST = 250

_FRAGMENT = re.compile(r"<!--StartFragment-->(.*)<!--EndFragment-->", re.DOTALL)
_HIDDEN = re.compile(
    r"<!--.*?-->|<!--.*\Z|<\?[^>]*>|<!\[[^\]>]*\]-*>|<!DOCTYPE[^>]*>", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")
_LEVEL = re.compile(r"mso-list:\s*\S+\s+level(\d)", re.IGNORECASE)
_IGNORED = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,4})[.．、]?")
# The letters are how Wingdings, the font of bullets, reads when its name is lost.
_BULLETS = frozenset("·•●○■□◆◇➢➤✓-–—*\uf0b7\uf0a7\uf06c\uf06e\uf075\uf0d8\uf0fclnopquvw§Øü")
_LENGTH = re.compile(r"(-?[\d.]+)\s*(pt|px|em|cm|mm|in)")
_POINTS = {"pt": 1.0, "px": 0.75, "em": 12.0, "cm": 28.35, "mm": 2.835, "in": 72.0}


@dataclass(frozen=True)
class Tidied:
    """HTML without what only an office program understands, and how many pictures were left out."""

    html: str
    pictures: int = 0


def tidy(text: str) -> Tidied:
    """The structure of a clipboard or a saved page; not yet safe, that is for the sanitiser to see to."""
    if fragment := _FRAGMENT.search(text):
        text = fragment[1]
    text = _HIDDEN.sub("", text)
    # Read once by the rules of browsers: what comes out is well-formed, so that every reader sees the same.
    text = nh3.clean(text, tags=KEPT, attributes=ATTRIBUTES, clean_content_tags=UNSEEN, link_rel=None)
    if _depth(text) > DEEPEST:
        return Tidied(nh3.clean(text, tags=set(), attributes={}))
    page = html.document_fromstring(f"<body>{text}</body>", parser=html.HTMLParser(huge_tree=True))
    [root] = page.iter("body")
    pictures = _drop(root)
    _place(root)
    _make_lists(root)
    _embolden(root)
    return Tidied(_inside(root), pictures)


def _depth(text: str) -> int:
    deepest = depth = 0
    for tag in _TAG.finditer(text):
        depth += -1 if tag[1] else tag[2] not in ("br", "hr", "img")
        deepest = max(deepest, depth)
    return deepest


def _inside(root: HtmlElement) -> str:
    whole: str = html.tostring(root, encoding="unicode", with_tail=False)
    return whole[whole.index(">") + 1 : whole.rindex("<")]


def _all(root: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Every element below with its tag in small letters, as they stand now."""
    for element in list(root.iterdescendants()):
        if isinstance(element.tag, str):
            yield element, element.tag.lower()


def _drop(root: HtmlElement) -> int:
    """Take out what is not shown, and pictures; answers how many of these there were."""
    pictures = 0
    for element, tag in _all(root):
        pictures += tag == "img"
        if tag == "img" or _style(element).get("display") == "none":
            element.drop_tree()
    return pictures


def _place(root: HtmlElement) -> None:
    """Put where a paragraph stands into its class: in the middle, at the right, or without the usual indent."""
    drawn_in = any(_indent(element) > 0 for element, tag in _all(root) if tag == "p")
    for element, tag in _all(root):
        if tag not in BLOCKS:
            continue
        place = _position(element)
        if not place and drawn_in and tag == "p" and not _inside_cell_or_item(element):
            place = "" if _indent(element) > 0 or _LEVEL.search(_raw(element)) else FLUSH
        old = {CENTRE, RIGHT, FLUSH}.intersection((element.get("class") or "").split())
        element.attrib.pop("class", None)
        if place or old:
            element.set("class", place or min(old))


def _position(element: HtmlElement) -> str:
    style = _style(element)
    align = style.get("text-align") or (element.get("align") or "").lower()
    if align in ("center", "right", "end"):
        return CENTRE if align == "center" else RIGHT
    return RIGHT if _indent(element) >= FAR_IN_POINTS else ""


def _indent(element: HtmlElement) -> float:
    """How far the first line is drawn in, in points; typed ideographic spaces count as well."""
    style = _style(element)
    count = _as_float(style.get("mso-char-indent-count", ""))
    if count >= FAR_IN_CHARACTERS:
        return FAR_IN_POINTS
    if count > 0:
        return 12.0 * count
    length = _LENGTH.match(style.get("text-indent", ""))
    if length:
        return _as_float(length[1]) * _POINTS[length[2]]
    return 24.0 if element.text_content().startswith("\u3000") else 0.0


def _inside_cell_or_item(element: HtmlElement) -> bool:
    return any(above.tag in ("td", "th", "li") for above in element.iterancestors())


def _make_lists(root: HtmlElement) -> None:
    """Paragraphs that Office numbered become items; a number in Chinese stays in the text, as it is part of it."""
    marked = [(element, level) for element, _tag in _all(root) if (level := _level(element))]
    open_lists: list[HtmlElement] = []
    before: HtmlElement | None = None
    for paragraph, level in marked:
        marker = _take_marker(paragraph)
        kind = "ol" if _NUMBER.fullmatch(marker) else "ul" if marker in _BULLETS else ""
        if not kind:
            paragraph.text = marker + (paragraph.text or "").lstrip()
            open_lists, before = [], None
            continue
        if before is None or paragraph.getprevious() is not before:
            open_lists = []
        before = _append(paragraph, kind, marker, level, open_lists)


def _append(
    paragraph: HtmlElement, kind: str, marker: str, level: int, open_lists: list[HtmlElement]
) -> HtmlElement:
    """Move the paragraph into the list of its level, opening lists as needed; answers the outermost list."""
    del open_lists[level:]
    if len(open_lists) == level and open_lists[-1].tag != kind:
        open_lists.pop()
    while len(open_lists) < level:
        opened = html.Element(kind)
        if open_lists and len(open_lists[-1]):
            open_lists[-1][-1].append(opened)
        elif open_lists:
            item = html.Element("li")
            item.append(opened)
            open_lists[-1].append(item)
        else:
            paragraph.addprevious(opened)
        open_lists.append(opened)
        first = _NUMBER.fullmatch(marker)
        if first and first[1] != "1":
            opened.set("start", first[1])
    tail, paragraph.tail = paragraph.tail, None
    paragraph.attrib.clear()
    paragraph.tag = "li"
    open_lists[level - 1].append(paragraph)
    open_lists[0].tail = tail
    return open_lists[0]


def _level(element: HtmlElement) -> int:
    found = _LEVEL.search(_raw(element))
    return min(max(int(found[1]), 1), 6) if found else 0


def _take_marker(paragraph: HtmlElement) -> str:
    """The number or bullet that Office wrote before the text, taken out of it."""
    for element, _tag in _all(paragraph):
        if _IGNORED.search(_raw(element)):
            marker = element.text_content()
            element.drop_tree()
            return re.sub(r"\s", "", marker)
    return ""


def _embolden(root: HtmlElement) -> None:
    """Bold, and small figures above and below the line, said by style only."""
    wanted: dict[str, Callable[[dict[str, str]], bool]] = {
        "strong": lambda style: style.get("font-weight") in ("bold", "700", "800", "900"),
        "sup": lambda style: style.get("vertical-align") == "super",
        "sub": lambda style: style.get("vertical-align") == "sub",
    }
    for element, tag in _all(root):
        if tag == "span":
            element.tag = next((new for new, holds in wanted.items() if holds(_style(element))), "span")
            if any(above.tag in (element.tag, "b") for above in element.iterancestors()):
                element.tag = "span"
        elif tag == "b" and _style(element).get("font-weight") == "normal":
            element.tag = "span"  # the wrapping that Google's and WPS's web editors put around everything


def _raw(element: HtmlElement) -> str:
    return element.get("style") or ""


def _style(element: HtmlElement) -> dict[str, str]:
    pairs = (rule.partition(":") for rule in _raw(element).split(";"))
    return {name.strip().lower(): value.strip().lower() for name, _colon, value in pairs}


def _as_float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
