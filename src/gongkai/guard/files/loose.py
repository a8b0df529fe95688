"""Words of an XML part that stand outside the running text: drawings, charts, field codes, names, descriptions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from gongkai.guard.files.container import local
from gongkai.guard.files.ooxml import attributes, named
from gongkai.guard.files.runs import runs_of
from gongkai.guard.files.seen import Piece, Stretch

_SPOKEN = frozenset(
    re.findall(
        r"\w+",
        """descr title name displayText value instr author userName tooltip fullName location display prompt
        promptTitle error errorTitle string caption comment description displayName initials alt header formula
        text contact sourceFile connection command commandText dataSourceName path refreshedBy src""",
    )
)
"""Attributes that hold words somebody wrote."""

_WITH_VALUE = frozenset(
    re.findall(
        r"\w+", "filter customFilter alias tag default docVar statusText helpText result query docPart"
    )
)
"""Elements that hold such words in w:val."""

_FIGURES = ("numCache", "numLit")
_NEWLINE = Stretch("\n")


def loose_piece(root: etree._Element, part: str, label: str, *, has_story: bool = False) -> Piece:
    """The drawing paragraphs, loose texts and spoken attributes of a part; its story, if it has one, is left out."""
    return Piece(tuple(_loose(root, part, label, has_story)))


def _loose(root: etree._Element, part: str, label: str, has_story: bool) -> Iterator[Stretch]:
    in_paragraphs: set[etree._Element] = set()
    for paragraph in named(root, "p"):
        for run in runs_of(paragraph):
            if run.element is not None:
                in_paragraphs.add(run.element)
            if not has_story:
                yield Stretch(run.text, part, label if run.element is not None else "", run.element)
        if not has_story:
            yield _NEWLINE
    for target, text in _words(root, in_paragraphs):
        yield from (Stretch(text, part, label, target), _NEWLINE)


def _words(root: etree._Element, in_paragraphs: set[etree._Element]) -> Iterator[tuple[Any, str]]:
    for element in root.iter(etree.Element):
        if element.text and element not in in_paragraphs and not _is_figure(element):
            yield element, element.text
        for key, value in attributes(element):
            if len(value) > 3 and _is_spoken(element, key):
                yield (element, key), value
    for comment in root.iter(etree.Comment, etree.PI):
        if comment.text:
            yield comment, comment.text


def _is_spoken(element: etree._Element, key: str) -> bool:
    name = key.rpartition("}")[2]
    return name in _SPOKEN or (name == "val" and local(element) in _WITH_VALUE)


def _is_figure(element: etree._Element) -> bool:
    """Whether this is a figure of a chart: rounded, without words, and by the hundred."""
    if not (element.text or "").strip():
        return True
    if local(element) != "v":
        return False
    return any(local(above) in _FIGURES for above in element.iterancestors())
