"""The instruments that rules may cite, and how an article is written in Chinese.

A citation is a short text: ``regulation-2019:33`` is article 33 of the Regulation of 2019.
``20.1`` and ``36(4)`` are items, ``16¶2`` is a paragraph, ``23(1)(4)`` is an item of a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HOME = Path(__file__).parent
# The parser written in C is ten times faster; not every build of PyYAML has it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DIGITS = "零一二三四五六七八九"
_ARTICLE = re.compile(
    r"(?P<article>\d+)"
    r"(?:¶(?P<paragraph>\d+))?"
    r"(?:\.(?P<part>[AB]))?"
    r"(?:\.(?P<dotted>\d+)|\((?P<first>\d+)\)(?:\((?P<second>\d+)\))?)?"
)


class UnknownSource(LookupError):
    """A citation names an instrument that sources.yaml does not hold."""


@dataclass(frozen=True, slots=True)
class Source:
    """A law, regulation or official document with its dates of force."""

    key: str
    title: str
    title_en: str
    number: str
    effective: date
    until: date | None
    checked_on: date

    def in_force(self, day: date) -> bool:
        return self.effective <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Citation:
    """One article of one instrument, ready to be printed."""

    source: str
    title: str
    number: str
    article: str
    label: str
    label_en: str


def read_yaml(path: Path) -> Any:
    """The content of a YAML file of the law."""
    with path.open(encoding="utf-8") as file:
        return yaml.load(file, Loader=_Loader)  # noqa: S506 - a safe loader, written in C or in Python


@cache
def sources() -> dict[str, Source]:
    """Every instrument that may be cited, by its key."""
    rows = read_yaml(HOME / "sources.yaml")
    return {key: Source(key=key, **{"until": None} | row) for key, row in rows.items()}


@cache
def citation(cite: str) -> Citation:
    """The printed form of ``"regulation-2019:33"``: title, number, article and label."""
    key, _, article = cite.partition(":")
    try:
        source = sources()[key]
    except KeyError:
        raise UnknownSource(f"{cite}: no instrument {key!r} in law/sources.yaml. Add it there.") from None
    tail = article_label(article) if article else f"（{source.number}）"
    english = f"{source.title_en}, {article_label_en(article)}" if article else source.title_en
    return Citation(key, source.title, source.number, article, _book(source.title) + tail, english)


def article_label(article: str) -> str:
    """``33`` → 第三十三条, ``36(4)`` → 第三十六条第（四）项; anything unusual stays as it is."""
    match = _ARTICLE.fullmatch(article)
    if match is None:
        return article
    text = f"第{chinese_number(int(match['article']))}条"
    paragraph, item = match["paragraph"], match["dotted"] or match["first"]
    if match["second"]:
        paragraph, item = match["first"], match["second"]
    if match["part"]:
        item = None  # 21.A.3 numbers a list that the article itself does not number
    if paragraph:
        text += f"第{chinese_number(int(paragraph))}款"
    if item:
        text += f"第（{chinese_number(int(item))}）项"
    return text


def article_label_en(article: str) -> str:
    """``33`` → art. 33, ``16¶2`` → art. 16, para. 2; ``36(4)`` and ``20.1`` are items; anything unusual stays."""
    match = _ARTICLE.fullmatch(article)
    if match is None:
        return article
    number, paragraph, item = match["article"], match["paragraph"], match["dotted"] or match["first"]
    if match["second"]:
        paragraph, item = match["first"], match["second"]
    if match["part"]:
        item = None  # as in article_label
    return (
        f"art. {number}" + (f", para. {paragraph}" if paragraph else "") + (f", item {item}" if item else "")
    )


def chinese_number(number: int) -> str:
    """A number below 1,000 as law texts print it: 10 → 十, 33 → 三十三, 105 → 一百零五."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones or not number else "")


def _book(title: str) -> str:
    """Book-title marks around a title; the note of the year stays outside them."""
    name, bracket, note = title.partition("（")
    if bracket and note.endswith("年）"):
        return f"《{name}》（{note}"
    if title.startswith("《"):
        inner, _, rest = title[1:].partition("》")
        return f"《〈{inner}〉{rest}》"
    return f"《{title}》"
