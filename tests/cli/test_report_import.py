"""``gongkai reports import``: papers become historical reports, and what does not is said."""

from importlib.resources import files
from pathlib import Path

import pytest

from gongkai.annual_reports import queries
from gongkai.cli.main import main
from gongkai.foundation.ledger import SYSTEM, history_of
from gongkai.organs.models import Kind, Level
from tests import factories

pytestmark = pytest.mark.django_db
SEEDS = Path(str(files("gongkai.example") / "seeds"))
BAIYA, XINZHOU = SEEDS / "004_9f08b052b3757a26.txt", SEEDS / "000_dc2d5d3d78052219.txt"


@pytest.fixture
def baiya(db):
    told = {"name": "阆中市柏垭镇人民政府", "short_name": "柏垭镇"}
    return factories.organ("baiya", **told, kind=Kind.GOVERNMENT, level=Level.TOWNSHIP)


def test_a_folder_is_taken_over_as_far_as_its_organs_are_known(baiya, tmp_path, capsys):
    for paper in (BAIYA, XINZHOU):
        (tmp_path / paper.name).write_bytes(paper.read_bytes())
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 broken")

    assert main(["reports", "import", str(tmp_path)]) == 1

    told = capsys.readouterr()
    assert (
        f"没有导入　{tmp_path / XINZHOU.name}：没有认出是哪个机关（报告写的是“上饶市信州区人民政府”）"
        in told.out
    )
    assert f"已导入　{tmp_path / BAIYA.name}：阆中市柏垭镇人民政府2019年度，错误" in told.out
    assert told.err == "没有导入2份，已导入1份\n"
    report = queries.public_report("baiya", 2019)
    assert (report.source_name, history_of(report).get().actor_name) == (BAIYA.name, SYSTEM.name)


def test_a_run_can_be_repeated(baiya, capsys):
    main(["reports", "import", str(BAIYA)])

    assert main(["reports", "import", str(BAIYA)]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("已经有了")


def test_a_dry_run_writes_nothing(baiya, capsys):
    assert main(["reports", "import", "--dry-run", str(BAIYA)]) == 0

    assert capsys.readouterr().out.startswith("可以导入")
    assert not queries.has_report(baiya, 2019)


def test_papers_of_another_organ_than_the_one_named_are_not_taken(baiya, capsys):
    assert main(["reports", "import", "--organ", "baiya", str(XINZHOU)]) == 1

    assert "文件是“上饶市信州区人民政府”的报告，不是“阆中市柏垭镇人民政府”的" in capsys.readouterr().out


def test_an_organ_that_is_not_there_is_said(db, capsys):
    assert main(["reports", "import", "--organ", "nobody", str(BAIYA)]) == 2

    assert capsys.readouterr().err == "没有代码为“nobody”的机关。\n"


def test_recognition_keeps_to_the_organs_under_the_one_named(baiya, capsys):
    factories.organ(factories.TOWN)

    assert main(["reports", "import", "--under", factories.TOWN, str(BAIYA)]) == 1
    assert main(["reports", "import", "--under", factories.CITY, str(BAIYA)]) == 0
