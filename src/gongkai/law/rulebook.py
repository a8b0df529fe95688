"""The book of rules: every number and every list of the law, by date, with its article.

Rules are rows of YAML in ``rules/``; the path ``deadlines.reply`` is the row ``reply`` of ``rules/deadlines.yaml``.
Code asks ``rule("deadlines.reply").on(day)`` and never writes a statutory number itself.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from gongkai.law.sources import (
    HOME,
    Citation,
    Source,
    UnknownSource,
    article_label,
    chinese_number,
    citation,
    read_yaml,
    sources,
)

__all__ = [
    "CERTAINTIES",
    "UNITS",
    "Citation",
    "Label",
    "NoRuleInForce",
    "Rule",
    "Source",
    "UnknownRule",
    "UnknownSource",
    "Version",
    "article_label",
    "chapter",
    "chinese_number",
    "citation",
    "rule",
    "sources",
]

_COUNTED = {"working_day", "calendar_day", "month", "hour", "times", "item", "page", "yuan"}
UNITS = frozenset(_COUNTED | {"list", "table", "text", "ground", "reply", "outcome"})
# V verified on the text; P partly; M from knowledge of the trade; C convention where the law is silent; X disputed
CERTAINTIES = frozenset("VPMCX")


class UnknownRule(LookupError):
    """The rulebook has no rule of this path."""


class NoRuleInForce(LookupError):
    """The rule exists, but not on the day asked for; ``zh`` says it in the words of an office."""

    def __init__(self, message: str, *, zh: str, rule_id: str, cite: str) -> None:
        super().__init__(message)
        self.zh = zh
        self.rule_id = rule_id
        self.cite = cite


@dataclass(frozen=True, slots=True)
class Label:
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Version:
    """What a rule says from ``since`` until ``until`` (the last day, or None)."""

    value: Any
    cite: str
    since: date
    until: date | None
    rule_id: str
    gist_zh: str
    gist_en: str
    certainty: str

    @property
    def article(self) -> str:
        return self.cite.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Rule:
    path: str
    label: Label
    unit: str
    versions: tuple[Version, ...]
    counted_from: Label | None = None
    event: Label | None = None
    notes: Mapping[str, Any] = field(default_factory=dict)

    def on(self, day: date) -> Version:
        """The version in force on ``day``; NoRuleInForce says which versions there are."""
        for version in reversed(self.versions):
            if version.since <= day:
                if version.until is None or day <= version.until:
                    return version
                break
        first = self.versions[0]
        zh = f"{day}没有施行中的“{self.label.zh}”的规定，最早的规定自{first.since}起施行。"
        raise NoRuleInForce(self._absence(day), zh=zh, rule_id=first.rule_id, cite=first.cite)

    @property
    def latest(self) -> Version:
        return self.versions[-1]

    def _absence(self, day: date) -> str:
        file = self.path.partition(".")[0]
        spans = ", ".join(f"{v.since} to {v.until or 'today'}" for v in self.versions)
        return (
            f"{self.path} has no version in force on {day}; in force: {spans}. "
            f"If the law knew one, add it to rules/{file}.yaml."
        )


def rule(path: str) -> Rule:
    """The rule at ``path``, such as ``deadlines.reply``."""
    name, _, key = path.partition(".")
    rows = chapter(name)
    if key not in rows:
        near = difflib.get_close_matches(key, rows, n=3)
        hint = f" Did you mean {', '.join(f'{name}.{one}' for one in near)}?" if near else ""
        raise UnknownRule(f"rules/{name}.yaml has no rule {key!r}.{hint}")
    return rows[key]


@cache
def chapter(name: str) -> dict[str, Rule]:
    """All rules of ``rules/<name>.yaml``, in the order of the file."""
    path = HOME / "rules" / f"{name}.yaml"
    if not path.is_file():
        known = ", ".join(sorted(file.stem for file in (HOME / "rules").glob("*.yaml")))
        raise UnknownRule(f"there is no rules/{name}.yaml; there are: {known}.")
    return {key: _rule(f"{name}.{key}", row) for key, row in read_yaml(path).items()}


def _rule(path: str, row: dict[str, Any]) -> Rule:
    known = {"label", "unit", "rule", "counted_from", "event", "certainty", "since"}
    starts = sorted(row["since"])
    ends = [start - timedelta(days=1) for start in starts[1:]] + [None]
    return Rule(
        path=path,
        label=Label(**row["label"]),
        unit=row["unit"],
        versions=tuple(_version(row, start, end) for start, end in zip(starts, ends, strict=True)),
        counted_from=Label(**row["counted_from"]) if "counted_from" in row else None,
        event=Label(**row["event"]) if "event" in row else None,
        notes={key: value for key, value in row.items() if key not in known},
    )


def _version(row: dict[str, Any], start: date, next_ends: date | None) -> Version:
    """A version ends the day before the next one starts, or with the instrument it rests on."""
    said = row["since"][start]
    source = sources().get(said["cite"].partition(":")[0])
    ends = [end for end in (next_ends, said.get("until"), source.until if source else None) if end]
    return Version(
        value=said.get("value"),
        cite=said["cite"],
        since=start,
        until=min(ends, default=None),
        rule_id=said.get("rule", row.get("rule", "")),
        gist_zh=said.get("gist_zh", ""),
        gist_en=said.get("gist_en", ""),
        certainty=said.get("certainty", row.get("certainty", "V")),
    )
