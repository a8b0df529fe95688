"""Chinese numerals as numbers: 「二十三」, 「一万二千三百」, 「〇」."""

from __future__ import annotations

import re

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIAD = 10_000
_COUNT = re.compile(
    r"(?<![第之每某逐任这那前后头数几零〇一二两三四五六七八九十百千万亿])"
    r"(?P<n>[零〇一二两三四五六七八九十百千万]+)(?P<unit>件|条|宗|起|例|人次|件次|条次)(?![事性龙线路例件以街])"
)
_SPEAKS_OF_COUNTS = re.compile(r"申请|复议|诉讼|咨询|来访|来信|公开[^。;]{0,12}信息")


def numeral(words: str) -> int | None:
    """The number a Chinese numeral stands for; None for words that are not one."""
    if not words or any(char not in _DIGITS and char not in _TENS and char != "万" for char in words):
        return None
    if all(char in _DIGITS for char in words):
        return int("".join(str(_DIGITS[char]) for char in words))
    head, myriad, tail = words.rpartition("万")
    if myriad and not head:
        return None
    above = _below_myriad(head) if myriad else 0
    below = _below_myriad(tail) if tail else 0
    return None if above is None or below is None else above * _MYRIAD + below


def with_arabic_counts(sentence: str) -> str:
    """A sentence about applications, callers or items published with its counts in Arabic figures: 「收到23件」."""
    if not _SPEAKS_OF_COUNTS.search(sentence):
        return sentence
    return _COUNT.sub(_in_arabic, sentence)


def _in_arabic(match: re.Match[str]) -> str:
    value = numeral(match["n"])
    return match[0] if value is None else f"{value}{match['unit']}"


def _below_myriad(words: str) -> int | None:
    """「二千三百」, 「十二」; the places must fall, and 「三百二」 leaves its last place open."""
    total, digit, last = 0, -1, _MYRIAD
    for at, char in enumerate(words):
        if char in _DIGITS:
            if digit > 0 or (at and words[at - 1] in "百千" and char not in "零〇" and at == len(words) - 1):
                return None
            digit = _DIGITS[char]
            continue
        place = _TENS.get(char, _MYRIAD)
        if place >= last:
            return None
        total += (digit if digit >= 0 else 1) * place
        digit, last = -1, place
    return total + max(digit, 0)
