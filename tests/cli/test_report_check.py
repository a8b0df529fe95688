"""``gongkai reports check``: the findings alone, with an exit status that a program can act upon."""

import json
from importlib.resources import files
from pathlib import Path

import pytest

from gongkai.cli.main import main

SEEDS = Path(str(files("gongkai.example") / "seeds"))
SEED_000 = str(SEEDS / "000_dc2d5d3d78052219.txt")
SEED_002 = str(SEEDS / "002_04dfc2abbda1a333.txt")
FIGURES = {
    "organ": "清河县民政局",
    "year": 2024,
    "form": "2021",
    "applications": {
        "received": dict.fromkeys(("natural", "commercial", "research", "social", "legal", "other"), 1)
        | {"total": 7}
    },
}


@pytest.fixture
def figures(tmp_path):
    def written(**change):
        path = tmp_path / "figures.json"
        path.write_text(json.dumps({**FIGURES, **change}), "utf-8")
        return str(path)

    return written


def test_a_report_without_errors_leaves_with_zero(capsys):
    assert main(["reports", "check", SEED_002]) == 0

    told = capsys.readouterr().out
    assert told.startswith(
        f"建瓯市人民政府办公室2018年政府信息公开工作年度报告（{SEED_002}）\n  错误0处，警告"
    )
    assert "各项相加为2535，而总数为2589，相差54" in told


def test_errors_leave_with_one(capsys):
    assert main(["reports", "check", SEED_002, SEED_000]) == 1
    assert "  错误 B-03　第二部分“主动公开政府信息情况”缺少表格" in capsys.readouterr().out


def test_figures_in_the_exchange_layout_are_checked_by_the_same_rules(figures, capsys):
    assert main(["reports", "check", figures()]) == 1

    told = capsys.readouterr().out
    assert told.startswith("清河县民政局2024年度报告")
    assert "相差1" in told
    assert "    单元格：applications.received.natural " in told
    assert "    依据：《" in told


def test_findings_leave_as_json(figures, capsys):
    path = figures()
    main(["reports", "check", path, "--format", "json"])

    checked = json.loads(capsys.readouterr().out)
    (finding,) = (finding for finding in checked["findings"] if finding["severity"] == "error")
    assert (checked["file"], checked["form"], checked["errors"]) == (path, "2021", 1)
    assert (finding["left"], finding["right"]) == (6, 7)


@pytest.mark.parametrize(
    "change",
    [{"form": "2031"}, {"form": "pre2019", "year": None}, {"applications": {"received": {"total": "x"}}}],
)
def test_figures_of_no_known_form_are_refused(figures, capsys, change):
    assert main(["reports", "check", figures(**change)]) == 2
    assert "这个 json 不是年度报告的数据，或者格式、年度不对。" in capsys.readouterr().err


def test_another_paper_leaves_with_two(tmp_path, capsys):
    paper = tmp_path / "news.txt"
    paper.write_text("清河县召开春季植树动员会", "utf-8")

    assert main(["reports", "check", str(paper)]) == 2
    assert capsys.readouterr().err == f"核对不了 {paper}：不是年度报告。文中没有说到政府信息公开。\n"
