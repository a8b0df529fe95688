"""The one process that is the whole platform: what it does before it forks."""

import argparse
import os
import subprocess
import sys
from typing import Any

import pytest
from django.db import OperationalError

from gongkai.cli import serve

# Sets a paper, then forks as gunicorn does, and sets a paper in the fork.
FORKING = """
import os, signal, sys
import django
django.setup()
from gongkai.cli.serve import in_a_process_of_its_own
from gongkai.foundation.documents import Document, as_pdf

def load():
    as_pdf(Document(title="载入"))

in_a_process_of_its_own(load)
pid = os.fork()
if pid == 0:
    signal.alarm(40)
    os._exit(0 if as_pdf(Document(title="答复")).startswith(b"%PDF") else 1)
sys.exit(os.waitpid(pid, 0)[1])
"""


def test_papers_can_be_set_in_the_worker_after_the_example_was_loaded() -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "gongkai.config.settings"}
    done = subprocess.run([sys.executable, "-c", FORKING], env=environment, timeout=90, check=False)
    assert done.returncode == 0


def test_work_that_fails_in_its_own_process_ends_the_command() -> None:
    def fail() -> None:
        raise SystemExit(3)

    with pytest.raises(SystemExit) as ended:
        serve.in_a_process_of_its_own(fail)
    assert ended.value.code == 3


def test_background_work_goes_on_after_the_database_was_locked(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[str] = []
    pauses: list[float] = []

    class Worker:
        def __init__(self, **kwargs: Any) -> None:
            pass

        def run(self) -> None:
            runs.append("run")
            if len(runs) == 1:
                raise OperationalError("database is locked")

    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.Worker", Worker)
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    serve.work_through_queue(pauses.append)
    assert (runs, pauses) == (["run", "run"], [serve.TRY_AGAIN_SECONDS])


def test_an_example_is_not_served_as_a_real_platform(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    served: list[str] = []
    monkeypatch.setattr(serve, "prepare_database", lambda **kwargs: None)
    monkeypatch.setattr(serve, "prepare_static_files", lambda: None)
    monkeypatch.setattr("gongkai.example.load.is_loaded", lambda: True)
    monkeypatch.setattr(serve, "_serve", lambda bind, threads: served.append(bind))
    parser = argparse.ArgumentParser()
    serve.add_parser(parser.add_subparsers())

    assert serve.run(parser.parse_args(["serve"])) == 1
    assert "登录密码是公开的" in capsys.readouterr().out
    assert served == []
