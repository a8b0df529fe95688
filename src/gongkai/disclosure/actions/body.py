"""The text of an item as it may be stored: whatever an editor or a paste sends, only harmless structure is kept."""

from __future__ import annotations

import re
from html import escape, unescape

import nh3

from gongkai.disclosure.actions.office_html import CENTRE, FLUSH, RIGHT, tidy

PLACED = {CENTRE, RIGHT, FLUSH}
TAGS = {
    "a",
    "blockquote",
    "br",
    "caption",
    "dd",
    "dl",
    "dt",
    "em",
    "h2",
    "h3",
    "h4",
    "hr",
    "li",
    "ol",
    "p",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
}
ATTRIBUTES: dict[str, set[str]] = {
    "*": set(),
    "a": {"href", "title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
CLASSES = dict.fromkeys(("p", "h2", "h3", "h4", "td", "th"), PLACED)
COUNTS = {"colspan", "rowspan", "start"}
SCHEMES = {"http", "https", "mailto", "tel"}
# The page has its own h1; the others are the same thing under an older name.
SAME = {
    "b": "strong",
    "i": "em",
    "h1": "h2",
    "h5": "h4",
    "h6": "h4",
    "div": "p",
    "section": "p",
    "article": "p",
}
MARKUP = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(\s[^<>]*)?/?>|<!--")
# What only an office program or another site's page writes; what is kept never has it.
FOREIGN = re.compile(
    r"<[^<>]*\s(?:style|align)\s*=|<[a-z]:[a-z]|<img\b|<font\b|<!--|<!\[|class=[\"']?mso", re.IGNORECASE
)
EMPTY = re.compile(
    r"<p(?: class=\"[a-z]+\")?>(?:\s|&nbsp;|<br>)*</p>|<(strong|em|sub|sup)></\1>|<(ul|ol)(?: start=\"\d+\")?>\s*</\2>"
)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
# One round opens what another had wrapped; a text that is still moving after so many is not worth keeping.
MOST_ROUNDS = 8


def clean_body(text: str) -> str:
    """HTML of the tags above, from HTML or from plain text with a line for each paragraph.

    Cleaning what is clean changes nothing.
    """
    text = CONTROLS.sub("", text)
    if not MARKUP.search(text):
        return _paragraphs(text)
    for _round in range(MOST_ROUNDS):
        before, text = text, _cleaned(text)
        if text == before:
            return text
        if not MARKUP.search(text):
            return _paragraphs(unescape(text))
    return _paragraphs(unescape(nh3.clean(text, tags=set(), attributes={})))


def _cleaned(text: str) -> str:
    if FOREIGN.search(text):
        text = tidy(text).html
    for old, new in SAME.items():
        text = re.sub(rf"<(/?){old}(?=[\s/>])", rf"<\g<1>{new}", text, flags=re.IGNORECASE)
    kept = nh3.clean(
        text,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        attribute_filter=_bearable,
        url_schemes=SCHEMES,
        strip_comments=True,
    )
    return EMPTY.sub("", kept).strip()


def _bearable(tag: str, name: str, value: str) -> str | None:
    """Cells that span a million columns keep no page from being shown."""
    if name in COUNTS:
        return value if re.fullmatch(r"[1-9]\d{0,2}", value, re.ASCII) else None
    if name == "class":
        return value or None
    return value


def _paragraphs(text: str) -> str:
    # The two ideographic spaces of an indent belong to the look of the page.
    lines = (line.strip("\u3000\xa0 \t\r") for line in text.split("\n"))
    told = (escape(line, quote=False).replace("\xa0", "&nbsp;") for line in lines if line)
    return "\n".join(f"<p>{line}</p>" for line in told)
