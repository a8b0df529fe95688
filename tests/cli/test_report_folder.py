"""``gongkai reports read FOLDER``: many files, in every format, interrupted and gone on, with the bad ones at the end."""

import csv
import json
import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from gongkai.cli import report_folder
from gongkai.cli.main import main

SEEDS = sorted(Path(str(files("gongkai.example") / "seeds")).glob("*.txt"))
SUMMARY = "读出年度报告5份，不是年度报告的1份"


@pytest.fixture
def folder(tmp_path):
    """The seeds in folders, a paper of another kind, two bad files, and things nobody would read."""
    papers = tmp_path / "papers"
    (papers / "2019").mkdir(parents=True)
    for seed in SEEDS:
        shutil.copy(seed, papers / "2019")
    (papers / "news.html").write_text("<html><p>清河县召开春季植树动员会</p></html>", "utf-8")
    (papers / "empty.txt").write_bytes(b"")
    (papers / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    (papers / "table.json").write_text("{}", "utf-8")
    (papers / ".hidden.txt").write_text("x", "utf-8")
    return papers


def names(lines):
    return [Path(json.loads(line)["file"]).name for line in lines.splitlines()]


ALL = ["broken.pdf", "empty.txt", "news.html", *(seed.name for seed in SEEDS)]


def test_a_folder_is_an_object_a_line_and_its_bad_files_are_told_at_the_end(folder, capsys):
    status = main(["reports", "read", str(folder), "--format", "json"])

    streams = capsys.readouterr()
    assert status == 1
    assert names(streams.out) == ALL
    assert SUMMARY in streams.err
    assert "文件夹里还有别的文件没有读：.json 1个。" in streams.err
    assert f"  文件是空的，没有可读的内容。（1个）\n    {folder / 'empty.txt'}\n" in streams.err


def test_processes_give_what_one_process_gives(folder, capsys, monkeypatch):
    main(["reports", "read", str(folder), "--format", "json"])
    alone = capsys.readouterr().out
    monkeypatch.setattr(report_folder, "FEW", 0)
    main(["reports", "read", str(folder), "--format", "json", "--workers", "2"])

    assert capsys.readouterr().out == alone


def test_the_table_has_a_line_for_each_report(folder, capsys):
    main(["reports", "read", str(folder)])

    head, *lines = capsys.readouterr().out.splitlines()
    assert head.split()[:5] == ["文件", "机关", "层级", "年度", "表格"]
    (line,) = (line for line in lines if "/002_" in line)
    cells = line.split()
    assert len(cells) == len(head.split())
    assert [*cells[1:2], *cells[3:6]] == ["建瓯市人民政府办公室", "2018", "fujian", "是"]


def test_csv_has_a_row_for_each_figure_with_its_words(folder, tmp_path):
    out = tmp_path / "out.csv"
    main(["reports", "read", str(folder), "--format", "csv", "--output", str(out)])

    rows = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
    (row,) = (row for row in rows if row["地址"] == "narrative.published_total" and "/002_" in row["文件"])
    assert (row["名称"], row["数字"], row["原文"]) == (
        "主动公开政府信息数",
        "2589",
        "主动公开更新政府信息2589条",
    )
    (cell,) = (
        row for row in rows if row["地址"] == "pre2019.网上申请数.cumulative" and "/002_" in row["文件"]
    )
    assert cell["数字"] == "6"


def test_the_workbook_has_reports_figures_findings_and_bad_files(folder, tmp_path):
    out = tmp_path / "out.xlsx"
    main(["reports", "read", str(folder), "--format", "xlsx", "--output", str(out)])

    sheets = CalamineWorkbook.from_path(str(out))
    assert sheets.sheet_names == ["报告", "数字", "核对结果", "读不了的文件"]
    sizes = {name: len(sheets.get_sheet_by_name(name).to_python()) - 1 for name in sheets.sheet_names}
    assert (sizes["报告"], sizes["读不了的文件"]) == (6, 2)
    found = [row[4:6] for row in sheets.get_sheet_by_name("核对结果").to_python()]
    assert ["B-01", "统计期限止于2018年12月28日，没有到12月31日"] in found


def test_a_workbook_needs_a_file(folder, capsys):
    assert main(["reports", "read", str(folder), "--format", "xlsx"]) == 2
    assert capsys.readouterr().err == "xlsx 要写入文件，请加上 --output 文件名。\n"


def test_an_interrupted_run_goes_on_where_it_stopped(folder, tmp_path, capsys, monkeypatch):
    out, journal = tmp_path / "out.json", tmp_path / "out.json.part"
    main(["reports", "read", str(folder), "--format", "json", "--output", str(out)])
    whole = out.read_text("utf-8")
    lines = whole.splitlines(keepends=True)
    journal.write_text("".join(lines[:4]) + lines[4][:50], "utf-8")
    asked = []
    read = report_folder.read_many
    monkeypatch.setattr(
        report_folder, "read_many", lambda items, hands: asked.extend(items) or read(items, hands)
    )

    status = main(["reports", "read", str(folder), "--format", "json", "--output", str(out)])

    assert status == 1
    assert [Path(item.name).name for item in asked] == ALL[4:]
    assert out.read_text("utf-8") == whole
    assert not journal.exists()
    assert capsys.readouterr().err.count(SUMMARY) == 2


def test_stopping_keeps_what_was_read_and_says_how_to_go_on(folder, tmp_path, capsys, monkeypatch):
    def stopped(items, hands):
        yield next(read(items, hands))
        raise KeyboardInterrupt

    read = report_folder.read_many
    monkeypatch.setattr(report_folder, "read_many", stopped)
    out = tmp_path / "out.json"

    assert main(["reports", "read", str(folder), "--format", "json", "--output", str(out)]) == 130
    assert names((tmp_path / "out.json.part").read_text("utf-8")) == ALL[:1]
    assert "再次运行同一条命令，就从停下的地方接着读" in capsys.readouterr().err


def test_from_the_beginning_when_asked(folder, tmp_path):
    out = tmp_path / "out.json"
    out.with_name("out.json.part").write_text('{"file": "of another run", "error": "x"}\n', "utf-8")
    main(["reports", "read", str(folder), "--format", "json", "--output", str(out), "--anew"])

    assert names(out.read_text("utf-8")) == ALL


def test_a_file_that_cannot_be_written_is_told(folder, tmp_path, capsys):
    out = tmp_path / "nowhere" / "out.json"

    assert main(["reports", "read", str(folder), "--format", "json", "--output", str(out)]) == 2
    assert capsys.readouterr().err == f"写不进 {out}（No such file or directory）。\n"
