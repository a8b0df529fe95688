"""The runs of a paragraph, whatever they are nested in: changes, links, fields, hidden words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from gongkai.guard.files.container import local
from gongkai.guard.files.ooxml import attribute

_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
_TEXT = ("t", "delText")
_ELSEWHERE = ("txbxContent", "pPr", "rPr", "instrText", "delInstrText")


@dataclass(frozen=True)
class Run:
    """A stretch of text; one without an element is a break, and cannot be changed."""

    element: etree._Element | None
    text: str
    is_deleted: bool = False
    is_inserted: bool = False
    is_hidden: bool = False


def runs_of(paragraph: etree._Element, hidden_styles: frozenset[str] = frozenset()) -> list[Run]:
    """The runs of a paragraph in order, without those of the text boxes that hang on it."""
    state = Run(None, "", is_hidden=_is_styled_hidden(paragraph, "pPr", "pStyle", hidden_styles))
    return list(_walk(paragraph, hidden_styles, state))


def _walk(element: etree._Element, hidden_styles: frozenset[str], state: Run) -> Iterator[Run]:
    for child in element:
        name = local(child)
        if name in _ELSEWHERE:
            continue
        if name in _TEXT:
            yield Run(child, child.text or "", state.is_deleted, state.is_inserted, state.is_hidden)
        elif name in _BREAKS:
            yield Run(None, _BREAKS[name], state.is_deleted, state.is_inserted, state.is_hidden)
        elif name:
            yield from _walk(child, hidden_styles, _state(child, name, hidden_styles, state))


def _state(child: etree._Element, name: str, hidden_styles: frozenset[str], state: Run) -> Run:
    return Run(
        None,
        "",
        is_deleted=state.is_deleted or name in ("del", "moveFrom"),
        is_inserted=state.is_inserted or name in ("ins", "moveTo"),
        is_hidden=state.is_hidden or (name == "r" and is_hidden_run(child, hidden_styles)),
    )


def is_hidden_run(run: etree._Element, hidden_styles: frozenset[str] = frozenset()) -> bool:
    """Whether Word shows nothing of this run: marked as hidden itself or by its style."""
    for properties in run.iterchildren("{*}rPr"):
        for switch in properties.iterchildren("{*}vanish"):
            return is_on(switch)
    return _is_styled_hidden(run, "rPr", "rStyle", hidden_styles)


def _is_styled_hidden(
    element: etree._Element, properties: str, style: str, hidden_styles: frozenset[str]
) -> bool:
    found = element.find(f"{{*}}{properties}/{{*}}{style}") if hidden_styles else None
    return found is not None and attribute(found, "val") in hidden_styles


def is_on(switch: etree._Element) -> bool:
    """Whether a switch such as w:vanish is on: it is unless it says otherwise."""
    return attribute(switch, "val") not in ("0", "false", "off", "none")


def hidden_styles(styles: etree._Element) -> frozenset[str]:
    """The styles that hide their text, of themselves or by the style they are based on."""
    hidden: set[str] = set()
    based_on: dict[str, str] = {}
    for style in styles.iterchildren("{*}style"):
        name = attribute(style, "styleId")
        base = style.find("{*}basedOn")
        if base is not None:
            based_on[name] = attribute(base, "val")
        if is_hidden_run(style):
            hidden.add(name)
    for _step in range(10):
        hidden |= {name for name, base in based_on.items() if base in hidden}
    return frozenset(hidden)
