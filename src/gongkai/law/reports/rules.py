"""The consistency rules of a form, expanded from their YAML statement into sums over addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from gongkai.law.reports.parts import Label

Severity = Literal["error", "warning", "note"]
Naming = Literal["row", "column", "full"]
Groups = Mapping[str, Sequence[str]]

_NAME = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Rule:
    """A consistency rule as the form states it: ``states`` is what must hold, ``hint`` what usually breaks it."""

    id: str
    severity: Severity
    kind: str
    states: Label
    hint: Label
    cite: str
    name: Naming
    computes: bool
    left_as: Label
    right_as: Label
    numbers: Mapping[str, float]


@dataclass(frozen=True)
class Check:
    """One application of a rule: plain sums of addresses on either side.

    ``minus`` is taken off the left side; ``others`` are further right sides, any of which also satisfies the rule.
    """

    rule: Rule
    left: tuple[str, ...]
    minus: tuple[str, ...]
    right: tuple[str, ...]
    others: tuple[tuple[str, ...], ...]
    relation: str


def rule_of(data: Mapping[str, Any]) -> Rule:
    return Rule(
        id=data["id"],
        severity=data["severity"],
        kind=data.get("kind", "sum"),
        states=Label.of(data),
        hint=_label(data, "hint"),
        cite=data["cite"],
        name=data.get("name", "row"),
        computes=data.get("computes", False),
        left_as=_label(data, "left_as"),
        right_as=_label(data, "right_as"),
        numbers={key: data[key] for key in ("above", "below", "smallest") if key in data},
    )


def _label(data: Mapping[str, Any], name: str) -> Label:
    return Label(data.get(name, ""), data.get(f"{name}_en", ""))


def checks_of(data: Mapping[str, Any], groups: Groups) -> Iterator[Check]:
    """The checks a rule stands for: one for each member of the group named by ``each``, or one alone."""
    rule = rule_of(data)
    each = data.get("each")
    scopes: list[Groups] = [{**groups, each: [member]} for member in groups[each]] if each else [groups]
    for scope in scopes:
        yield Check(
            rule=rule,
            left=expanded(data.get("left", []), scope),
            minus=expanded(data.get("minus", []), scope),
            right=expanded(data.get("right", []), scope),
            others=tuple(expanded(side, scope) for side in data.get("or", [])),
            relation=data.get("relation", "="),
        )


def expanded(templates: Sequence[str], scope: Groups) -> tuple[str, ...]:
    """The addresses that the templates stand for."""
    return tuple(address for template in templates for address in _expand_one(template, scope))


def _expand_one(template: str, scope: Groups) -> Iterator[str]:
    named = _NAME.search(template)
    if not named:
        yield template
        return
    for member in scope[named.group(1)]:
        yield from _expand_one(template.replace(named.group(0), member), scope)
