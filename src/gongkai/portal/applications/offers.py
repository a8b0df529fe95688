"""What is public already and may be what somebody is writing an application for (art. 36(1) spares both the wait)."""

from __future__ import annotations

import re

from gongkai.foundation import search
from gongkai.foundation.search import Hit

MOST = 3
LONGEST_WORDS = 100
MOST_CLAUSES = 6
_CLAUSE_ENDS = re.compile(r"[，。；、：？！,;?!\r\n]+|以及|还有")
# What people write around the name of what they want.
_ASKING = re.compile(
    r"^(?:您好|你好|请问|请|我们|我|本人|本公司|本单位|想要?|需要|要求|申请|获取|查询|查阅|了解|公开|提供|"
    r"贵(?:单位|机关|政府|局|委|办|镇|市)|关于|有关|\s)+"
)
_SORT_OF_THING = re.compile(r"(?:的|相关|有关|文件|材料|资料|信息|\s)+$")


def offers(description: str) -> list[Hit]:
    """Up to three public items for what is described: the whole text if it finds any, else its first clause that does.

    Empty as well when the search cannot answer: it is an offer, the application does not wait for it.
    """
    try:
        for words in namings(description):
            if found := search.find(words, page_size=MOST).hits:
                return found
    except search.SearchUnavailable:
        pass
    return []


def namings(description: str) -> list[str]:
    """What is described, as words to search for: the whole text first, then its clauses."""
    wanted = [description, *_CLAUSE_ENDS.split(description)[:MOST_CLAUSES]]
    return [words for words in dict.fromkeys(_named(text) for text in wanted) if words]


def _named(text: str) -> str:
    """The words without those that only ask; single characters name nothing."""
    words = _SORT_OF_THING.sub("", _ASKING.sub("", text[:LONGEST_WORDS].strip()))
    return words if len(words) > 1 else ""
