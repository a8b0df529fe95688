"""The data files of the example."""

from functools import cache
from pathlib import Path
from typing import Any

from gongkai.law.sources import read_yaml

DATA = Path(__file__).parent / "data"


@cache
def content(name: str) -> Any:
    """What ``data/<name>.yaml`` says. It is shared: nobody changes it."""
    return read_yaml(DATA / f"{name}.yaml")
