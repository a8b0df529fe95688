"""The rules of a form on very many reports at once: the findings of ``evaluate``, by columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gongkai.law.reports.evaluation import PREVIOUS, TEXT
from gongkai.law.reports.forms import Form
from gongkai.law.reports.parts import Values
from gongkai.law.reports.rules import Check, Rule

Figures = NDArray[np.float64]
Truth = NDArray[np.bool_]

_TOGETHER = 8192
"""So many reports are judged at a time, which keeps their columns in the processor's cache."""
_NEAR = 5e-7
"""Amounts are kept to six places; sums of them as floating numbers differ by less."""


@dataclass(frozen=True)
class Broken:
    """A rule that some reports break: their places in the matrix, and what stands on either side in each."""

    rule: Rule
    cells: tuple[str, ...]
    rows: NDArray[np.int64]
    left: Figures
    right: Figures


def columns_of(form: Form) -> tuple[str, ...]:
    """The addresses of the columns of a matrix: the cells of the form, then the rows some reports print as one."""
    return (*form.cells, *form.merged_cells)


def matrix_of(form: Form, reports: Sequence[Values]) -> Figures:
    """Reports as a matrix, one a row; an unknown cell is NaN and never zero."""
    columns = columns_of(form)
    matrix = np.full((len(reports), len(columns)), np.nan)
    for at, values in enumerate(reports):
        for place, address in enumerate(columns):
            value = values.get(address)
            if value is not None:
                matrix[at, place] = float(value)
    return matrix


def evaluate_many(
    form: Form,
    matrix: Figures,
    previous: Figures | None = None,
    narrative: Mapping[str, Figures] | None = None,
    *,
    makes_rules: Truth | None = None,
) -> tuple[Broken, ...]:
    """Judge every rule of the form on each row of ``matrix`` (columns as ``columns_of``, NaN unknown).

    ``previous`` is the matrix of the same organs' last reports, ``narrative`` the figures told in the texts, one array
    a key, ``makes_rules`` whether each organ may make rules. The findings are those of ``evaluate``; ask it for the
    words of the few rows that want telling.
    """
    found: dict[int, list[Broken]] = {}
    for start in range(0, len(matrix), _TOGETHER):
        part = slice(start, start + _TOGETHER)
        book = _book(form, matrix[part], None if previous is None else previous[part])
        book |= {TEXT + key: told[part] for key, told in (narrative or {}).items()}
        may = None if makes_rules is None else makes_rules[part]
        for order, broken in enumerate(_judge_all(form, book, may)):
            if len(broken.rows):
                moved = Broken(broken.rule, broken.cells, broken.rows + start, broken.left, broken.right)
                found.setdefault(order, []).append(moved)
    return tuple(_joined(found[order]) for order in sorted(found))


def _joined(parts: list[Broken]) -> Broken:
    first = parts[0]
    rows, left, right = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("rows", "left", "right")
    )
    return Broken(first.rule, first.cells, rows, left, right)


def _book(form: Form, matrix: Figures, previous: Figures | None) -> dict[str, Figures]:
    """The columns by address, with every computed cell that was unknown and whose members are all known."""
    columns = columns_of(form)
    book = dict(zip(columns, np.ascontiguousarray(matrix.T), strict=True))
    for check in form.checks:
        if check.rule.computes:
            (target,) = check.right
            book[target] = np.where(np.isnan(book[target]), _sum(form, check.left, book), book[target])
    if previous is not None:
        book |= {PREVIOUS + a: c for a, c in zip(columns, np.ascontiguousarray(previous.T), strict=True)}
    return book


def _sum(form: Form, addresses: tuple[str, ...], book: Mapping[str, Figures]) -> Figures:
    """The sum row by row, NaN where a member is unknown; a merged row stands for its parts where only it is known."""
    wanted = list(addresses)
    total = np.zeros(len(next(iter(book.values()))))
    for merged, parts in form.merged_cells.items():
        if set(parts) <= set(wanted):
            wanted = [address for address in wanted if address not in parts]
            alone = ~np.isnan(book[merged]) & np.all([np.isnan(book[part]) for part in parts], axis=0)
            total += np.where(alone, book[merged], np.sum([book[part] for part in parts], axis=0))
    for address in wanted:
        total += book[address]
    return total


def _judge_all(form: Form, book: Mapping[str, Figures], makes_rules: Truth | None) -> Iterator[Broken]:
    for check in form.checks:
        if check.rule.kind == "domain":
            yield from _outside_domain(form, check.rule, book)
        elif check.rule.kind == "rules_made":
            yield from _rules_made(form, check.rule, book, makes_rules)
        elif all(address in book for address in (*check.left, *check.minus, *check.right)):
            yield _judge(form, check, book)


def _judge(form: Form, check: Check, book: Mapping[str, Figures]) -> Broken:
    left = _sum(form, check.left, book) - _sum(form, check.minus, book)
    right = _sum(form, check.right, book)
    broken = ~(np.isnan(left) | np.isnan(right))
    if check.rule.kind == "swing":
        broken &= _swings(check.rule, left, right)
    else:
        broken &= ~_related(left, right, check.relation)
        for other in check.others:
            broken &= ~(np.abs(_sum(form, other, book) - left) < _NEAR)
    return _broken(check.rule, (*check.left, *check.minus, *check.right), broken, left, right)


def _broken(rule: Rule, cells: tuple[str, ...], broken: Truth, left: Figures, right: Figures) -> Broken:
    rows = np.flatnonzero(broken)
    return Broken(rule, cells, rows, left[rows], right[rows])


def _related(left: Figures, right: Figures, relation: str) -> Truth:
    same: Truth = np.abs(left - right) < _NEAR
    if relation == "!=":
        return ~same | (left == 0)
    return same | (left < right) if relation == "<=" else same


def _swings(rule: Rule, left: Figures, right: Figures) -> Truth:
    large: Truth = np.maximum(left, right) >= rule.numbers["smallest"]
    return large & ((left > right * rule.numbers["above"]) | (left < right * rule.numbers["below"]))


def _outside_domain(form: Form, rule: Rule, book: Mapping[str, Figures]) -> Iterator[Broken]:
    for address, cell in form.cells.items():
        value = book[address]
        broken = np.zeros(len(value), dtype=bool)
        if cell.kind != "amount":
            broken |= ~np.isnan(value) & (value != np.trunc(value))
        if cell.kind != "change":
            broken |= value < 0
        yield _broken(rule, (address,), broken, value, np.full(len(value), np.nan))


def _rules_made(
    form: Form, rule: Rule, book: Mapping[str, Figures], makes_rules: Truth | None
) -> Iterator[Broken]:
    if makes_rules is None:
        return
    for address in form.rules_made:
        value = book[address]
        broken = ~makes_rules & ~np.isnan(value) & (value != 0)
        yield _broken(rule, (address,), broken, value, np.zeros(len(value)))
