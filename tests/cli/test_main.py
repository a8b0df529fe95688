"""The command as a whole: how it ends when nobody reads on."""

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "asked", [["law", "fee", "--items", "45"], ["law", "--help"], []], ids=["an answer", "help", "nothing"]
)
def test_it_ends_quietly_when_nobody_reads_on(asked):
    command = [sys.executable, "-m", "gongkai.cli.main", *asked]
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with subprocess.Popen(
        command, env=buffered, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        running.stdout.close()
        complaint = running.stderr.read()

    assert (running.returncode, complaint) == (141, "")
