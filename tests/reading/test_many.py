"""Many papers side by side: a file that kills or holds up whoever reads it costs nobody else's work."""

import json
import os
import time
from importlib.resources import files
from pathlib import Path

import pytest

from gongkai.reading import many
from gongkai.reading.files import LARGEST, content_of, papers_in
from gongkai.reading.many import Here, Item, Processes, read_many
from gongkai.reading.unreadable import Unreadable

SEED = Path(str(files("gongkai.example") / "seeds" / "002_04dfc2abbda1a333.txt"))


def deadly(batch):
    """Reads like the real function, and dies of one name and sleeps over another."""
    for item in batch:
        if item.name == "deadly":
            os._exit(3)
        if item.name == "endless":
            time.sleep(60)
    return many.read_batch(batch)


class Mortal(Processes):
    def send(self, batch):
        return self._pool.schedule(deadly, args=(batch,), timeout=2)


def test_the_guilty_file_alone_is_told_as_bad():
    items = [Item(name, SEED) for name in ("first", "deadly", "middle", "endless", "last")]
    with Mortal(1) as hands:
        outcomes = list(read_many(items, hands))

    assert [(outcome.name, outcome.why) for outcome in outcomes] == [
        ("first", ""),
        ("deadly", "读取这份文件时程序异常退出，文件可能已经损坏。"),
        ("middle", ""),
        ("endless", "读了60秒还没有读完，不像年度报告。"),
        ("last", ""),
    ]


def test_many_batches_keep_their_order():
    names = [str(number) for number in range(3 * many.BATCH + 1)]
    outcomes = read_many((Item(name, b"") for name in names), Here())

    assert [outcome.name for outcome in outcomes] == names


def test_an_error_of_the_program_is_a_bad_file_too(monkeypatch):
    monkeypatch.setattr(many, "read", lambda source, name, ocr: {}["missing"])
    outcome = many.read_item(Item("a.txt", b"x"))

    assert outcome.why == "读取时程序出错（KeyError），请把这份文件交给维护人员查看。"
    assert json.loads(outcome.line) == {"file": "a.txt", "error": outcome.why}
    assert many.told_before(outcome.line) == outcome


def test_a_carried_paper_is_read_without_its_file(tmp_path):
    there, missing = Item("a", SEED).carried(), Item("b", tmp_path / "none.txt").carried()

    assert there.source == SEED.read_bytes()
    assert many.read_item(there) == many.read_item(Item("a", SEED))
    assert many.read_item(missing).why == "没有这个文件，请检查文件名。"


def test_a_folder_gives_its_papers_in_order_and_counts_the_rest(tmp_path):
    for name in ("b/2.HTML", "b/.git/x.txt", "a/1.pdf", "a/~$1.docx", "c", "d.zip", "e.zip"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "none")
    os.mkfifo(tmp_path / "pipe.txt")
    found = papers_in(tmp_path)

    assert [str(path.relative_to(tmp_path)) for path in found.papers] == ["c", "a/1.pdf", "b/2.HTML"]
    assert found.left_out == {".zip": 2}


@pytest.mark.parametrize(
    ("name", "message"), [("", "这是文件夹，不是文件。"), ("large.txt", "文件超过50MB，不像年度报告。")]
)
def test_what_is_no_report_is_not_even_loaded(tmp_path, name, message):
    with (tmp_path / "large.txt").open("wb") as large:
        large.truncate(LARGEST + 1)

    with pytest.raises(Unreadable, match=message):
        content_of(tmp_path / name)
