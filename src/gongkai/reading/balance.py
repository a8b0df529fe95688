"""Rows whose glued digits can be parted in several ways: the table as a whole may leave only one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import product
from math import prod

from gongkai.law.reports import Form, evaluate, form
from gongkai.reading.digits import Number
from gongkai.reading.figure import Figure, Figures
from gongkai.reading.rows import Row

Way = tuple[Number, ...]
Glued = dict[str, tuple[Row, list[Way]]]

COLUMNS = ("natural", "commercial", "research", "social", "legal", "other", "total")
_MOST = 500
_RULES = {"B-50", "B-51", "B-52"}
_WHY = "数字连写，只有这样断开时全表平衡"


def settle(figures: Figures, glued: Glued) -> Figures:
    """The figures of the glued rows when exactly one way of parting them balances every column of table 3."""
    glued = {key: (row, ways) for key, (row, ways) in glued.items() if ways}
    if not glued or prod(len(ways) for _, ways in glued.values()) > _MOST:
        return {}
    known: dict[str, Number | None] = {address: figure.value for address, figure in figures.items()}
    balanced = [
        ways for ways in product(*(ways for _, ways in glued.values())) if _balances(known, glued, ways)
    ]
    if len(balanced) != 1:
        return {}
    return {
        f"applications.{key}.{column}": Figure(value, row.words, row.line, 0.9, _WHY)
        for (key, (row, _)), way in zip(glued.items(), balanced[0], strict=True)
        for column, value in zip(COLUMNS, way, strict=True)
    }


@cache
def _balancing(name: str) -> Form:
    """The form with the rules alone that part glued digits, and those that compute: it is tried many times."""
    whole = form(name)
    return replace(
        whole, checks=tuple(one for one in whole.checks if one.rule.id in _RULES or one.rule.computes)
    )


def _balances(known: dict[str, Number | None], glued: Glued, ways: tuple[Way, ...]) -> bool:
    values = dict(known)
    for key, way in zip(glued, ways, strict=True):
        for column, value in zip(COLUMNS, way, strict=True):
            values[f"applications.{key}.{column}"] = value
    name = "2019" if "applications.results.other.total" in values else "2021"
    evaluation = evaluate(_balancing(name), values)
    judged = {held.rule for held in evaluation.held}
    return judged >= _RULES and not any(finding.rule in _RULES for finding in evaluation.findings)
