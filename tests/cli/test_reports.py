"""``gongkai reports read``: for people and for programs, one file or several, good and bad."""

import json
from importlib.resources import files
from pathlib import Path

import pytest

from gongkai.cli.main import main

SEEDS = Path(str(files("gongkai.example") / "seeds"))
SEED_002 = str(SEEDS / "002_04dfc2abbda1a333.txt")
SEED_004 = str(SEEDS / "004_9f08b052b3757a26.txt")


def test_one_file_is_told_in_chinese_with_the_words_behind_each_figure(capsys):
    status = main(["reports", "read", SEED_002])

    told = capsys.readouterr().out
    assert status == 0
    assert told.startswith("建瓯市人民政府办公室2018年政府信息公开工作年度报告\n")
    assert "  机关：建瓯市人民政府办公室\n  年度：2018\n  表格：政府信息公开情况统计表（福建）\n" in told
    assert "  受理政府信息公开申请总数：本年度 5，历年累计 3581\n" in told
    assert "  主动公开政府信息数：2589\n    〔第18行〕主动公开更新政府信息2589条\n" in told
    assert "各项相加为2535，而总数为2589，相差54" in told


def test_json_of_one_file_is_one_object(capsys):
    main(["reports", "read", SEED_004, "--format", "json"])

    document = json.loads(capsys.readouterr().out)
    assert (document["organ"], document["year"], document["form"]) == ("阆中市柏垭镇", 2019, "2019")


def test_json_of_several_files_is_an_object_a_line(capsys):
    main(["reports", "read", "--format", "json", *map(str, sorted(SEEDS.glob("*.txt")))])

    documents = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [document["file"] for document in documents] == list(map(str, sorted(SEEDS.glob("*.txt"))))


@pytest.fixture
def bad(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.dat").write_bytes(bytes(range(256)) * 40)
    return {name: str(tmp_path / name) for name in ("empty.txt", "binary.dat", "missing.txt")}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("empty.txt", "文件是空的"),
        ("binary.dat", "不是文本文件"),
        ("missing.txt", "没有这个文件"),
    ],
)
def test_a_bad_file_is_told_and_the_others_are_read(bad, capsys, name, message):
    status = main(["reports", "read", bad[name], SEED_004])

    streams = capsys.readouterr()
    assert status == 1
    assert message in streams.err
    assert streams.err.startswith(f"读不了 {bad[name]}：")
    assert "阆中市柏垭镇2019年度政府信息公开工作年度报告" in streams.out


def test_a_bad_file_has_its_own_line_in_json(bad, capsys):
    status = main(["reports", "read", "--format", "json", bad["empty.txt"], SEED_004])

    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert status == 1
    assert first == {"file": bad["empty.txt"], "error": "文件是空的，没有可读的内容。"}
    assert second["organ"] == "阆中市柏垭镇"


def test_another_paper_is_an_answer_and_not_an_error(tmp_path, capsys):
    paper = tmp_path / "news.txt"
    paper.write_text("清河县召开春季植树动员会", "utf-8")

    assert main(["reports", "read", str(paper)]) == 0
    assert capsys.readouterr().out == "news.txt：不是年度报告。文中没有说到政府信息公开。\n"
