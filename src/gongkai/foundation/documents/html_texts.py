"""The words of an HTML element as paper has them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lxml import html

_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_SHIFTED = {"sup": _RAISED, "sub": _LOWERED}
_ENDS_LINE = {"p", "li", "h2", "h3", "h4", "tr", "dt", "dd"}
_PLACES = ("center", "right", "flush")


def text_of(element: html.HtmlElement, *, without: Collection[str] = ()) -> str:
    """The text with a line end for each break; ``without`` the elements of these names inside it."""
    text = "".join(_pieces(element, frozenset(without)))
    lines = [re.sub(r"[ \t\r\xa0]+", " ", line).strip(" \u3000") for line in text.split("\n")]
    return "\n".join(lines).strip("\n")


def align_of(element: html.HtmlElement) -> str:
    """Where its class puts it: center, right, flush (no indent), or nothing of that."""
    classes = (element.get("class") or "").split()
    return next((place for place in _PLACES if place in classes), "")


def _pieces(
    element: html.HtmlElement, without: frozenset[str], shifted: dict[int, int] | None = None
) -> Iterator[str]:
    table = _SHIFTED.get(element.tag, shifted or {})
    yield _inline(element.text, table)
    for child in element:
        if isinstance(child.tag, str) and child.tag not in without:
            if child.tag == "br":
                yield "\n"
            else:
                yield from _pieces(child, without, table)
                yield "\n" if child.tag in _ENDS_LINE and child.getnext() is not None else ""
        yield _inline(child.tail, table)


def _inline(text: str | None, table: dict[int, int]) -> str:
    """What is raised or lowered keeps its sense where there is a sign for it: m² is not m2."""
    plain = (text or "").replace("\n", " ")
    return plain.translate(table) if all(ord(char) in table for char in plain) else plain
