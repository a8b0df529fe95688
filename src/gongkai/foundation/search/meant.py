"""What was meant by words that find nothing: one character wrong, by its sound or its look, or two changed about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

from gongkai.foundation.search.sounds import sounding_like
from gongkai.foundation.search.words import fold, han_runs

LONGEST = 12
# Characters that are taken for each other by their look, each group after one part that they share.
ALIKE = (
    "己已巳", "未末", "土士", "日曰", "千干于", "人入八", "天夫", "大太犬", "白百自", "王玉主", "田由甲申", "末未", "贷货",
    "竟竞", "侯候", "晴睛", "请清情晴", "幕募墓暮慕", "拔拨", "折拆析", "徒徙", "壁璧", "辨辩辫", "第弟", "坚竖", "蓝篮",
    "免兔", "博搏", "郊效校", "绩积", "偿尝赏", "征证政", "拆诉", "帐账胀", "度渡", "象像", "检捡验险", "标票漂", "项顷",
    "录绿", "域城", "抵低底", "副幅福", "历厉", "板版", "详祥洋", "沟构购", "组租祖阻", "堪勘", "偶遇", "炼练", "竣峻俊",
)  # fmt: skip


class Vocabulary:
    """Guesses by how many documents hold each pair of characters."""

    def __init__(self, count: Callable[[str], int]) -> None:
        self._count = cache(count)

    def guesses(self, words: str) -> list[str]:
        """Words like these of which every pair is known, the most frequent first; none where each is known already."""
        plain = fold(words)
        found: dict[str, int] = {}
        for run in han_runs(plain):
            if not 2 <= len(run) <= LONGEST or self._weakest(run):
                continue
            for guess in self._near(run):
                if strength := self._weakest(guess):
                    other = plain.replace(run, guess)
                    found[other] = max(found.get(other, 0), strength)
        return sorted(found, key=lambda one: -found[one])

    def _weakest(self, run: str) -> int:
        return min(self._count(first + second) for first, second in pairwise(run))

    def _near(self, run: str) -> Iterator[str]:
        for place, char in enumerate(run):
            for other in (*sounding_like(char), *_looking_like(char)):
                yield run[:place] + other + run[place + 1 :]
        for place in range(len(run) - 1):
            yield run[:place] + run[place + 1] + run[place] + run[place + 2 :]


@cache
def _looking_like(char: str) -> str:
    return "".join(group.replace(char, "") for group in ALIKE if char in group)
