"""The text of an item as it may be stored: whatever an editor or a paste sends, only harmless structure is kept."""

from __future__ import annotations

import re
from html import escape, unescape

import nh3

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
ATTRIBUTES = {
    "a": {"href", "title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
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
EMPTY = re.compile(r"<p>(?:\s|&nbsp;|<br>)*</p>")


def clean_body(text: str) -> str:
    """HTML of the tags above, from HTML or from plain text with a line for each paragraph."""
    if not MARKUP.search(text):
        return _paragraphs(text)
    for old, new in SAME.items():
        text = re.sub(rf"<(/?){old}(?=[\s/>])", rf"<\g<1>{new}", text, flags=re.IGNORECASE)
    kept = nh3.clean(text, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, strip_comments=True)
    kept = EMPTY.sub("", kept).strip()
    return kept if MARKUP.search(kept) else _paragraphs(unescape(kept))


def _paragraphs(text: str) -> str:
    # The two ideographic spaces of an indent belong to the look of the page.
    lines = (line.strip("\u3000 \t\r") for line in text.split("\n"))
    return "\n".join(f"<p>{escape(line, quote=False)}</p>" for line in lines if line)
