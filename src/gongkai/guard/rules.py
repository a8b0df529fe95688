"""The kinds of things the guard finds: their names, how grave they are, what to do, and where that is laid down."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from gongkai.guard.findings import Severity
from gongkai.law.sources import read_yaml as read_yaml_file

_ROOM = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Words:
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Kind:
    """``severity`` is the gravest that a finding of this kind gets; the context may make it milder.

    ``rank``: of two findings on the same characters, the one of the lower rank is kept.
    A kind that is not ``maskable`` can't be put right by covering it: a secrecy mark is no leak to be blacked out.
    """

    code: str
    label: Words
    severity: Severity
    advice: Words
    source: str
    maskable: bool
    rank: int


def read_yaml(name: str) -> Any:
    """The data file of this name in this room."""
    return read_yaml_file(_ROOM / name)


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds by code, the most specific first."""
    rows = read_yaml("rules.yaml")
    return MappingProxyType({code: _kind(code, row, rank) for rank, (code, row) in enumerate(rows.items())})


def _kind(code: str, row: dict[str, Any], rank: int) -> Kind:
    return Kind(
        code=code,
        label=Words(**row["label"]),
        severity=Severity(row["severity"]),
        advice=Words(**row["advice"]),
        source=row["source"],
        maskable=row.get("maskable", True),
        rank=rank,
    )


def kind(code: str) -> Kind:
    return kinds()[code]


def _version() -> str:
    """A digest of all that decides what a scan finds, code included: nobody has to remember to raise a number."""
    digest = hashlib.sha256()
    for path in sorted(_ROOM.rglob("*")):
        if path.suffix in (".py", ".yaml") and "packs" not in path.parts and path.name != "words.py":
            digest.update(path.relative_to(_ROOM).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


RULES_VERSION: str = _version()
"""Changes with the rules and with the code that applies them; a scan of another version is out of date."""
