"""What the running text claims beyond plain counts, held against the tables and against itself (B-09)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from gongkai.reading.counts import N, stated
from gongkai.reading.digits import Number
from gongkai.reading.figure import Figures
from gongkai.reading.findings import Remark
from gongkai.reading.prose import Paragraph

_GAP = r"[^。;,:\d]"
_COUNT = r"(?:件|条|宗|起|次|项|个|例|篇|份)"
_WEBSITE = re.compile(rf"网站(?:{_GAP}{{0,10}}信息)?(?:共|累计)?{N}条")
_NEW_MEDIA = re.compile(rf"(?:政务)?新媒体{_GAP}{{0,16}}?{N}{_COUNT}")
_MEDIUM = re.compile(rf"(?:微信|公众号|微博|头条|抖音|快手|视频号|微视){_GAP}{{0,10}}?{N}{_COUNT}")
_HANDLED = re.compile(
    rf"受理(?P<matter>{_GAP}{{0,12}}?)(?P<n>\d+){_COUNT}[,，]{_GAP}{{0,6}}办结{_GAP}{{0,6}}?(?P<done>\d+){_COUNT}"
)
_ALL_MAINTAINED = re.compile(r"(?:均|全部|都)(?:获|予以|被|为|得到)?(?:结果)?维持")
_REVIEWS = re.compile(rf"复议(?:案件|申请)?{_GAP}{{0,6}}?(\d+){_COUNT}")
_LAWSUITS = re.compile(rf"诉讼(?:案件)?{_GAP}{{0,6}}?(\d+){_COUNT}")
_MAINTAINED = {
    "reconsideration": ("remedies.reconsideration.maintain",),
    "litigation": ("remedies.litigation_direct.maintain", "remedies.litigation_after.maintain"),
}
_OF_TABLE_2 = re.compile("规范性文件|行政(?:许可|处罚|强制)")
_IN_TABLE_2 = (
    (
        re.compile(rf"(?:制发|制定|出台|印发|发布|制作)(?:行政)?规范性文件{_GAP}{{0,4}}?{N}(?:件|份|个|部)"),
        ("proactive.行政规范性文件.本年制发件数", "proactive.规范性文件.本年新制作数量"),
    ),
    (
        re.compile(rf"废止(?:行政)?规范性文件{_GAP}{{0,4}}?{N}(?:件|份|个|部)"),
        ("proactive.行政规范性文件.本年废止件数",),
    ),
    (
        re.compile(rf"现行有效(?:的)?(?:行政)?规范性文件{_GAP}{{0,4}}?{N}(?:件|份|个|部)"),
        ("proactive.行政规范性文件.现行有效件数",),
    ),
    (
        re.compile(rf"(?:作出|办理|处理)行政许可(?:决定|处理决定)?{_GAP}{{0,4}}?{N}(?:件|项|个|条|宗)"),
        ("proactive.行政许可.本年处理决定数量", "proactive.行政许可.处理决定数量"),
    ),
    (
        re.compile(rf"(?:作出|办理|处理)行政处罚(?:决定|处理决定)?{_GAP}{{0,4}}?{N}(?:件|项|个|条|宗)"),
        ("proactive.行政处罚.本年处理决定数量", "proactive.行政处罚.处理决定数量"),
    ),
    (
        re.compile(rf"(?:作出|办理|处理)行政强制(?:决定|处理决定)?{_GAP}{{0,4}}?{N}(?:件|项|个|条|宗)"),
        ("proactive.行政强制.本年处理决定数量", "proactive.行政强制.处理决定数量"),
    ),
)


def of_claims(story: Sequence[Paragraph], figures: Figures) -> Iterator[Remark]:
    """What the text claims and the tables, or the text itself, contradict; and what of it agrees with table 2."""
    for paragraph in story:
        yield from _websites(paragraph)
        yield from _media(paragraph)
        for sentence in paragraph.sentences():
            yield from _handled(sentence)
            yield from _maintained(sentence, figures)
            yield from _rows(sentence, figures)


def _websites(paragraph: Paragraph) -> Iterator[Remark]:
    """Two counts of what one year's website published, in one paragraph."""
    counts = list(_numbers(_WEBSITE, paragraph.words))
    if len(counts) == 2 and counts[0] != counts[1] and "其中" in paragraph.words:
        text = f"正文同一段里网站发布数有两个：{counts[0]}和{counts[1]}"
        yield Remark("B-09-text", "warning", text, counts[0], counts[1], words=paragraph.words)


def _media(paragraph: Paragraph) -> Iterator[Remark]:
    """The counts of single accounts against that of all new media."""
    whole = next(_numbers(_NEW_MEDIA, paragraph.words), None)
    parts = list(_numbers(_MEDIUM, paragraph.words))
    if whole is None or len(parts) < 2:
        return
    total = sum(parts, start=0)
    if total > whole:
        text = f"正文所述各新媒体账号发布数相加为{total}，多于新媒体总数{whole}"
        yield Remark("B-09-text", "warning", text, total, whole, words=paragraph.words)


def _handled(sentence: str) -> Iterator[Remark]:
    for match in _HANDLED.finditer(sentence):
        received, done = int(match["n"]), int(match["done"])
        if done > received and "结转" not in sentence:
            text = f"正文所述办结{done}件，多于受理的{received}件"
            yield Remark("B-09-text", "warning", text, done, received, words=sentence)


def _maintained(sentence: str, figures: Figures) -> Iterator[Remark]:
    """「复议7件，诉讼9件，均获维持」 against the columns 结果维持 of table 4."""
    if not _ALL_MAINTAINED.search(sentence):
        return
    told = {"reconsideration": _REVIEWS.search(sentence), "litigation": _LAWSUITS.search(sentence)}
    found = {key: int(match[1]) for key, match in told.items() if match}
    cells = tuple(address for key in found for address in _MAINTAINED[key])
    values = [figures[address].value for address in cells if address in figures]
    if not found or len(values) != len(cells):
        return
    claimed, upheld = sum(found.values()), sum((value or 0 for value in values), start=0)
    if claimed != upheld:
        text = f"正文说{claimed}件全部维持，表中“结果维持”共{upheld}件"
        yield Remark("B-09-text", "warning", text, claimed, upheld, cells, sentence)


def _rows(sentence: str, figures: Figures) -> Iterator[Remark]:
    """The decisions and documents of table 2 as the text counts them."""
    if not _OF_TABLE_2.search(sentence):
        return
    for pattern, addresses in _IN_TABLE_2:
        told = next(_numbers(pattern, sentence), None)
        cell = next((address for address in addresses if address in figures), None)
        if told is None or cell is None or (printed := figures[cell].value) is None:
            continue
        place = " · ".join(cell.split(".")[1:])
        if told == printed:
            text = f"正文与表格“{place}”都是{told}"
            yield Remark("B-09-text", "note", text, told, printed, (cell,), sentence)
        else:
            text = f"正文为{told}，表格“{place}”为{printed}，相差{abs(told - printed)}"
            yield Remark("B-09-text", "warning", text, told, printed, (cell,), sentence)


def _numbers(pattern: re.Pattern[str], words: str) -> Iterator[Number]:
    matches: Iterable[re.Match[str]] = pattern.finditer(words)
    for match in matches:
        value = stated(match)
        if value is not None:
            yield value
