"""Lists in running text that part a total: 「共公开425条，其中机构职能148条，政策文件21条……」 (B-09).

Each list is kept with its total, its shares if it states them, and the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from gongkai.reading.digits import Number, number
from gongkai.reading.prose import Paragraph

_UNITS = r"条次|件次|人次|条|件|份|篇|期|次|宗|起|个|项"
_ITEM = re.compile(
    rf"(?P<label>(?:20\d\d年度?)?[^\d,;。:()（）]{{1,40}}?)(?P<n>\d+(?:,\d{{3}})*(?:\.\d+)?)(?P<wan>万)?(?P<more>余|多)?"
    rf"(?P<unit>{_UNITS})?(?:信息)?(?:[(（](?P<inner>[^()（）]{{0,24}})[)）])?"
    r"(?:[,，]?占比?[^,;。\d]{0,14}(?P<share>\d+(?:\.\d+)?)%)?(?P<stop>[,，;；、。)）]|$)"
)
_TOTAL = re.compile(
    rf"(?P<n>\d+(?:,\d{{3}})*)(?P<more>余|多|万)?(?P<unit>{_UNITS})(?P<between>[^\d。;；,]{{0,24}}?)$"
)
_INNER = re.compile(rf"(\d+)(?:{_UNITS})$")
_PARENTHESIS = re.compile(r"[(（]([^()（）]*)[)）]$")
_COUNTED = re.compile(rf"\d(?:余|多|万)*(?:{_UNITS})")
_LIST_BEGINS = re.compile(
    r"(?:其\d?中|包括|分别是|分别为|类别有|主要有)(?:包括)?[:：,，;；]?|[:：]|(?:政府信息中|主动公开的政府信息)[,，]"
    r"|(?<=条)[,，](?=涉及)"
)
_LEAD = re.compile(r"^(?:其中|包括|分别是|分别为|涉及|通过|有|及|和|以及|另|[:：,，、;；(（])+")
_TRAIL = re.compile(r"(?:类)?(?:政府)?信息(?:数|共|为|发布|公开|累计)*$|类$|(?:数|共|为|累计)+$")
_NESTED = re.compile(r"其中|同比|增长|下降|较上年|占比|[一二三四]是")
_VERB = re.compile(r"发布|刊发|推送|办理|^公布")
_CHANGED = re.compile(r"增加|减少|增长|下降")


@dataclass(frozen=True)
class Item:
    label: str
    value: Number
    share: Decimal | None = None


@dataclass(frozen=True)
class Breakdown:
    """A list of parts; ``total`` is None when the sentence does not state what they are parts of."""

    items: tuple[Item, ...]
    total: Number | None
    unit: str
    words: str
    line: int
    subject: str
    of_published: bool = False

    @property
    def parts(self) -> Number:
        return sum((item.value for item in self.items), start=0)

    def shares(self, whole: Number) -> list[tuple[Item, Decimal]]:
        """The items that state a share, with the share that their figures give, rounded as the text rounds."""
        return [
            (item, share_of(item.value, whole, item.share)) for item in self.items if item.share and whole
        ]


@dataclass(frozen=True)
class Share:
    """A figure and the share it is said to have, outside a list; ``of_outcomes``: of the applications concluded."""

    label: str
    value: Number
    share: Decimal
    of_outcomes: bool
    words: str


_SINGLE = re.compile(
    rf"(?P<label>[^\d,;。:()（）%]{{2,30}}?)(?P<n>\d+)(?:{_UNITS})[,，]占(?:比|总数|公开总数)?(?:的)?"
    r"(?P<share>\d+(?:\.\d+)?)%"
)
_OUTCOME = re.compile(r"予以公开|部分公开|不予公开|无法提供|不予处理|其他处理")


def read_shares(story: Sequence[Paragraph]) -> list[Share]:
    """Figures with a share that stand alone or speak of outcomes."""
    found = []
    for paragraph in story:
        if "占" not in paragraph.words:
            continue
        for match in _SINGLE.finditer(paragraph.words):
            outcome = _OUTCOME.search(match["label"])
            label = _TRAIL.sub("", _LEAD.sub("", match["label"]))
            found.append(Share(label, number(match["n"]), Decimal(match["share"]), bool(outcome), match[0]))
    return found


def share_of(value: Number, whole: Number, like: Decimal) -> Decimal:
    """The share in per cent, rounded as another is."""
    return (Decimal(value) * 100 / Decimal(whole)).quantize(like, ROUND_HALF_UP)


def read_breakdowns(story: Sequence[Paragraph]) -> list[Breakdown]:
    """Every list of parts in the text, in order."""
    return [found for paragraph in story for found in _in_paragraph(paragraph)]


def _in_paragraph(paragraph: Paragraph) -> Iterator[Breakdown]:
    words = paragraph.words
    at = 0
    while begins := _LIST_BEGINS.search(words, at):
        at = begins.end()
        listed, end = _items(words, begins.end())
        if len(listed) > 1:
            before = _intro(words[: begins.start()]) + begins[0].rstrip(",，:：;；(（")
            yield from _breakdowns(paragraph, before, listed, words[begins.start() : end])
            at = end


def _intro(before: str) -> str:
    """The sentence that introduces a list, or the one before when the list begins a sentence."""
    sentences = [part for part in re.split(r"[。;；]", before) if part.strip(",，(（")]
    return sentences[-1].rstrip(",，(（:：") if sentences else ""


def _breakdowns(
    paragraph: Paragraph, before: str, listed: list[re.Match[str]], words: str
) -> Iterator[Breakdown]:
    items = tuple(_item(match, match["n"]) for match in listed)
    units = {match["unit"] for match in listed}
    unit = units.pop() if len(units) == 1 else ""
    before = re.sub(r"(?:其\d?中|包括|分别是|分别为|类别有|主要有)+$", "", before).rstrip(",，")
    subject = before.rsplit(",", 1)[-1][-40:]
    published = bool(re.search(r"(?:公开|公布|发布)[^,]*信息", before)) and "申请" not in subject
    aside = _PARENTHESIS.search(before)
    inner = [_INNER.search(match["inner"] or "") for match in listed]
    if aside and all(inner):
        whole = _INNER.search(aside[1])
        yearly = tuple(_item(match, found[1]) for match, found in zip(listed, inner, strict=True) if found)
        total = number(whole[1]) if whole else None
        yield Breakdown(yearly, total, unit, words[:200], paragraph.line, aside[1], published)
    if aside:
        before = before[: aside.start()]
    yield Breakdown(items, _whole(before, unit), unit, words[:200], paragraph.line, subject, published)


def _whole(before: str, unit: str) -> Number | None:
    """The one figure of the introducing sentence that counts the same thing as the list."""
    before = re.sub(r"[(（][^()（）]*[)）]", "", before)
    stated = _TOTAL.search(before)
    if not stated or stated["more"] or len(_COUNTED.findall(before)) > 1 or _CHANGED.search(before[-24:]):
        return None
    return number(stated["n"]) if unit and unit in stated["unit"] else None


def _item(match: re.Match[str], digits: str) -> Item:
    label = _TRAIL.sub("", _LEAD.sub("", match["label"])) or match["label"]
    return Item(label, number(digits), Decimal(match["share"]) if match["share"] else None)


def _items(words: str, at: int) -> tuple[list[re.Match[str]], int]:
    """The items that follow each other from a position, and where they end; none if one is damaged."""
    found: list[re.Match[str]] = []
    while match := _ITEM.match(words, at):
        if found and not _goes_on(found, match):
            break
        if not match["unit"]:
            return [], at
        if match["more"] or match["wan"]:
            break
        found.append(match)
        at = match.end()
    return found, at


def _goes_on(found: list[re.Match[str]], match: re.Match[str]) -> bool:
    """Whether an item still belongs to the list: a new sentence or a coarser stop begins something else."""
    stop = found[-1]["stop"]
    if _NESTED.search(match["label"]):
        return False
    if stop in ("。", ")", "）", ""):
        return stop == "。" and match["share"] is not None and found[-1]["share"] is not None
    if (
        _VERB.search(match["label"])
        and not any(_VERB.search(item["label"]) for item in found)
        and stop in ";；"
    ):
        return False
    if stop in (";", "；"):
        return all(item["stop"] in (";", "；") for item in found)
    return True
