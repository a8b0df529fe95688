"""The harmless HTML that a preview may hold: structure, no looks, no pictures, nothing that runs or loads."""

from __future__ import annotations

from html import escape

import nh3

LONGEST = 1_000_000
TAGS = {
    *("h2", "h3", "h4", "p", "br", "hr", "blockquote", "em", "strong", "sub", "sup", "a"),
    *("ul", "ol", "li", "dl", "dt", "dd"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    "a": {"href"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
SCHEMES = {"http", "https", "mailto", "tel"}


def harmless(html: str) -> str:
    """The HTML with nothing but the tags above; cut after LONGEST characters, and whole again."""
    return nh3.clean(html[:LONGEST], tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES)


def paragraphs(lines: list[str]) -> str:
    """A paragraph for each line that says something."""
    return "".join(f"<p>{escape(line.strip())}</p>" for line in lines if line.strip())
