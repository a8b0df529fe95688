"""``gongkai reports read --scheduler``: a small cluster in this process reads what one process reads."""

import json
import shutil
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from gongkai.cli.main import main

SEEDS = sorted(Path(str(files("gongkai.example") / "seeds")).glob("*.txt"))


@pytest.fixture
def scheduler():
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None, protocol="tcp"
    ) as cluster:
        yield cluster.scheduler_address


@pytest.fixture
def folder(tmp_path):
    papers = tmp_path / "papers"
    papers.mkdir()
    for seed in SEEDS:
        shutil.copy(seed, papers)
    (papers / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    return str(papers)


@pytest.mark.filterwarnings("default")
def test_a_cluster_reads_what_one_process_reads(scheduler, folder, capsys):
    ask = ["reports", "read", folder, "--format", "json"]
    assert main(ask) == 1
    alone = capsys.readouterr().out

    assert scheduler.startswith("tcp://")
    assert main([*ask, "--scheduler", scheduler]) == 1
    assert capsys.readouterr().out == alone
    assert len(list(map(json.loads, alone.splitlines()))) == 6


@pytest.mark.filterwarnings("default")
def test_a_scheduler_that_does_not_answer_is_told(folder, capsys, monkeypatch):
    cluster = pytest.importorskip("gongkai.cli.report_cluster")
    monkeypatch.setattr(cluster, "SECONDS_TO_ANSWER", 0.2)

    assert main(["reports", "read", folder, "--scheduler", "tcp://127.0.0.1:9"]) == 2
    assert capsys.readouterr().err == "连不上调度服务 tcp://127.0.0.1:9，请检查地址和网络。\n"


def test_without_dask_it_says_what_to_install(folder, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "gongkai.cli.report_cluster", raising=False)

    assert main(["reports", "read", folder, "--scheduler", "tcp://127.0.0.1:9"]) == 2
    assert "请先安装 gongkai[dask]。" in capsys.readouterr().err
