"""Labels beside a paper, and how what was read compares with them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

TABLES = ("proactive", "applications", "remedies", "pre2019")
TOLD = ("received", "carried_over", "carried_forward", "results_total", "reconsideration", "litigation")
NEARLY = 1e-6


class Label(NamedTuple):
    """A labelled value, and what was read there."""

    path: str
    expected: Any
    got: Any

    @property
    def verdict(self) -> str:
        """right, wrong, or unknown: what the reader left out. A blank cell is read as blank or not at all."""
        if self.got is None:
            return "right" if self.expected is None else "unknown"
        return "right" if self.expected is not None and _same(self.expected, self.got) else "wrong"


def labels_of(paper: Path) -> dict[str, Any] | None:
    """The labels of a paper, if it has any."""
    path = paper.with_suffix(".truth.json")
    if not path.exists():
        return None
    truth: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return truth


def compared(document: dict[str, Any], truth: dict[str, Any]) -> Iterator[Label]:
    """Every labelled value; of what is no annual report only that it was refused."""
    if truth.get("is_annual_report") is False:
        yield Label("is_annual_report", False, document["is_annual_report"])
        return
    for path, expected in _labelled(truth):
        yield Label(".".join(path), expected, _at(document, path))


def reported(document: dict[str, Any], truth: dict[str, Any]) -> list[bool]:
    """For each rule labelled as failing, whether a finding has its two sides."""
    sides = {frozenset((found.get("left"), found.get("right"))) for found in document["findings"]}
    failing = [check for check in truth.get("checks", ()) if check.get("holds") is False]
    return [frozenset((check.get("left"), check.get("right"))) in sides for check in failing]


def _labelled(truth: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for table in TABLES:
        yield from _leaves(truth.get(table) or {}, (table,))
    told = truth.get("narrative") or {}
    if isinstance(told.get("published_total"), int | float):
        yield ("narrative", "published_total"), told["published_total"]
    for key, value in (told.get("applications") or {}).items():
        if key in TOLD and isinstance(value, int | float):
            yield ("narrative", "applications", key), value
    yield from (((key,), truth[key]) for key in ("year", "form") if truth.get(key) is not None)


def _leaves(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    elif not isinstance(value, list | str):
        yield path, value


def _at(document: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        document = document.get(key) if isinstance(document, dict) else None
    return document


def _same(expected: Any, got: Any) -> bool:
    if isinstance(expected, str) or isinstance(got, str):
        return str(expected) == str(got)
    return abs(float(expected) - float(got)) < NEARLY
