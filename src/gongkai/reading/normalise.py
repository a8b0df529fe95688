"""Undo what the web did to a text: pinyin noise, traditional characters, stray pipes, page numbers, odd digits.

The text stays the words of the report; nothing is filled in. Lines keep their order, so that a line number of the
normalised text is a place that a person can find.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache

import opencc

CELL = "\x1f"
"""Stands between the cells of a table row."""

_WIDE = "０１２３４５６７８９％（），：；．｜－＋／　\xa0＝？！〔〕"
_NARROW = "0123456789%(),:;.|-+/  =?!〔〕"
_ONE_TO_ONE = str.maketrans(
    {
        **dict(zip(_WIDE, _NARROW, strict=True)),
        **{
            "\t": CELL,
            "\r": "\n",
            "\x0b": "\n",
            "\x0c": "\n",
            "\u2028": "\n",
            "﹒": ".",
            "－": "-",
            "−": "-",
            "–": "-",
        },
        **{chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
    }
)
_DROPPED = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\xad"))
_MENDED = {**_ONE_TO_ONE, **_DROPPED}

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ"
_PINYIN = re.compile(rf"(?<=[\u3400-\u9fff])[(（][a-z{_TONED}]{{0,6}}[{_TONED}][a-z{_TONED}]{{0,6}}[)）]")
_TRADITIONAL = re.compile(
    "[開關報務動數據發現請訴機構規總體處業實際義區縣鎮鄉廳會員與個應條種類複覆議絡網門戶線資訊專題詢辦決單項"
    "內為設時過這來對們說讓認識計劃從無衛環經濟標準權責圖書導預備財產結轉歲續則]"
)
_PAGE_NUMBER = re.compile(
    r"(?m)^[ \x1f]*(?:[-—–~·]+ *\d{1,3} *[-—–~·]+|第 *\d+ *页(?: *[,/]? *共 *\d+ *页)?|\d{1,3} */ *\d{1,3})[ \x1f]*$"
)
_RULER = re.compile(r"(?m)^[ |\x1f]*(?::?-{2,}:?[ |\x1f]*)+$")
_PIPES = re.compile(r"[ \x1f]*\|[ \x1f]*")
_SPACES = re.compile(r" {2,}")
_EDGES = re.compile(r"(?m)^ +| +$")
_BLANK = re.compile(r"\n{2,}")


@dataclass(frozen=True)
class Text:
    """A normalised text: ``body`` with one row or paragraph a line and ``CELL`` between the cells of a row."""

    body: str
    notes: tuple[str, ...] = ()
    _starts: list[int] = field(default_factory=list, repr=False, compare=False)

    def line_of(self, position: int) -> int:
        """The line number, from 1, of a position in the body."""
        if not self._starts:
            self._starts.extend(match.end() for match in re.finditer(r"^|\n", self.body))
        return bisect_right(self._starts, position)


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def normalise(raw: str) -> Text:
    """The text as it can be read; ``notes`` name what had been done to it (traditional, pinyin, pipes)."""
    notes: list[str] = []
    text = raw.replace("\r\n", "\n").translate(_MENDED)
    text, pinyin = _PINYIN.subn("", text)
    if pinyin:
        notes.append("pinyin")
    if len(_TRADITIONAL.findall(text, 0, 20_000)) > 3:
        text = _converter().convert(text)
        notes.append("traditional")
    if "|" in text:
        text = _without_pipes(text)
        notes.append("pipes")
    text = _PAGE_NUMBER.sub("", text)
    text = _EDGES.sub("", _SPACES.sub("  ", text))
    return Text(_BLANK.sub("\n", text).strip("\n"), tuple(notes))


def _without_pipes(text: str) -> str:
    """Pipes stand between cells; those at the edge of a line and rulers of a Markdown table say nothing."""
    lines = []
    for line in _RULER.sub("", text).split("\n"):
        if "|" not in line:
            lines.append(line)
            continue
        cells = _PIPES.split(line.strip(" " + CELL))
        if cells and not cells[0]:
            cells = cells[1:]
        if cells and not cells[-1]:
            cells = cells[:-1]
        lines.append(CELL.join(cells) if any(cells) else "")
    return "\n".join(lines)


def compact(text: str) -> str:
    """The text without any white space, for running prose that was broken into lines."""
    return "".join(text.split())
