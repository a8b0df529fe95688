"""The data files of the catalogue, each read once in a process; who asks must not change what is answered."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent.parent / "data"


@cache
def data(name: str) -> Any:
    """What ``data/<name>.yaml`` says."""
    # libyaml where it is there: the standard catalogues are long.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((DATA / f"{name}.yaml").read_text("utf-8"), Loader=loader)  # noqa: S506
