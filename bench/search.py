"""Finding a two-character word among many items, beside a scan with LIKE over the same texts in SQLite."""

import random
import sqlite3
from collections.abc import Iterator
from datetime import date

from bench.timing import beside, seconds
from gongkai.foundation import search
from gongkai.foundation.search import Doc

COUNT = 20_000
WORDS = ["医疗", "教育", "预算", "土地", "征收", "补偿", "规划", "招标", "采购", "救助", "低保", "环境"]


def _text(dice: random.Random, length: int) -> str:
    return "".join(dice.choice(WORDS) + chr(dice.randrange(0x4E00, 0x9FA5)) for _ in range(length))


def _docs() -> list[Doc]:
    dice = random.Random(1)
    return [
        Doc(
            id=f"item:{number}",
            kind="item",
            title=_text(dice, 5),
            body=_text(dice, 120),
            url=f"/{number}/",
            organ_id=1,
            on=date(2026, 1, 1),
        )
        for number in range(COUNT)
    ]


def run() -> Iterator[str]:
    """Seconds to build, and searches a second for common words."""
    docs = _docs()
    took = seconds(lambda: search.index(docs))
    table = sqlite3.connect(":memory:")
    table.execute("create table item (title text, body text)")
    table.executemany("insert into item values (?, ?)", [(doc.title, doc.body) for doc in docs])
    yield f"{COUNT / took:,.0f} documents indexed a second"

    def ours() -> None:
        for word in WORDS[:5]:
            search.find(word)

    def scan() -> None:
        for word in WORDS[:5]:
            table.execute(
                "select count(*) from item where title like ? or body like ?", (f"%{word}%", f"%{word}%")
            ).fetchone()

    mine, peer = beside(ours, scan)
    yield f"{mine * 200:.1f} ms a search, ranked, with total; scan {peer * 200:.1f} ms; {peer / mine:.1f} times as quick"
