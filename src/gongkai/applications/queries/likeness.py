"""How alike two texts are: by pairs of Han characters, sketched so that likeness can be found without the text.

A sketch (min-hash in bands) is keyed and of one organ: nothing can be read from it, and the same request sent to two
organs leaves two sketches that have nothing in common.
"""

from __future__ import annotations

import re
from functools import cache
from hashlib import blake2b
from random import Random
from unicodedata import normalize

from gongkai.foundation.sealed import keyed_digest

BANDS, ROWS = 24, 2
DIGEST_LENGTH = 32
LONGEST = 5_000
_PRIME = (1 << 61) - 1
# What nearly every application says, and so says nothing about what it asks for.
_COMMON = re.compile(
    "依法|申请人|申请|请求|要求|希望|公开|政府信息|信息|获取|提供|查阅|查询|复制|复印件|扫描件|电子版|纸质|书面|原件"
    "|贵单位|贵机关|贵局|贵委|贵府|贵镇|你单位|你局|本人|我们|我想|想|我|请问|请|特此|现|根据|依据|按照|中华人民共和国"
    "|政府信息公开条例|条例|规定|有关|相关|关于|全部|所有|具体|详细|以及|及其|以下|上述|内容|文件|材料|资料|情况"
    "|[的了在与和及之或对将把]"
)
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_SIGNS = re.compile(r"[a-z]+|\d+")
_NUMBERS = re.compile(r"\d+")


def features(text: str) -> frozenset[str]:
    """The pairs of Han characters, the words of letters and the numbers of a text, without what all texts say."""
    plain = _COMMON.sub(" ", normalize("NFKC", text[:LONGEST]).casefold())
    pairs = {run[at : at + 2] for run in _HAN.findall(plain) for at in range(max(len(run) - 1, 1))}
    return frozenset(pairs | set(_SIGNS.findall(plain)))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0 to 1: the share of what both say in what either says."""
    return len(one & other) / len(one | other) if one and other else 0.0


def numbers(text: str) -> frozenset[str]:
    """The years, file numbers and dates in a text: two requests that differ only here ask for different things."""
    return frozenset(_NUMBERS.findall(normalize("NFKC", text)))


def bands(text: str, *, key: str) -> list[str]:
    """The digests of the sketch's bands; ``key`` says within what it may be compared. Empty for a text of nothing."""
    found = [int.from_bytes(blake2b(one.encode(), digest_size=7).digest()) for one in features(text)]
    if not found:
        return []
    least = [min((a * one + b) % _PRIME for one in found) for a, b in _functions()]
    return [
        keyed_digest(f"{key}:{band}:{least[band * ROWS : (band + 1) * ROWS]}")[:DIGEST_LENGTH]
        for band in range(BANDS)
    ]


@cache
def _functions() -> list[tuple[int, int]]:
    """The same on every machine and for ever: stored sketches are compared with new ones."""
    drawn = Random(20190515)  # noqa: S311 - no secret: what is secret is the key of the digests
    return [(drawn.randrange(1, _PRIME), drawn.randrange(_PRIME)) for _n in range(BANDS * ROWS)]
